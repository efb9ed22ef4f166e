"""Which site a request is for, and when what readers see last changed: the query that every answer begins with."""

import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, Q, QuerySet
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site

from api.changes import LAST_CHANGE, date_of, with_last_change
from api.models import PublishedDocument
from api.prepared import Prepared


def site_of(request: HttpRequest) -> Site:
    """The site that the request's host names, else the default one."""
    site = Site.find_for_request(request)
    if site is None:
        raise RuntimeError(NO_SITE)
    return site


def dated_site_of(request: HttpRequest, now: datetime.datetime) -> tuple[Site, datetime.datetime | None]:
    """The same site, and a date since which nothing that readers see at `now` has changed, if there is one for certain.

    The site has `has_documents`: whether it is worth looking for any (`api.documents`). One query: read after the site, the
    date could be newer than the site is.
    """
    host = split_domain_port(request.get_host())[0]
    site = _best_match([_site_of_row(row) for row in _candidates.rows(host)], host, request.get_port())
    if site is None:
        raise RuntimeError(NO_SITE)
    request._wagtail_site = site  # type: ignore[attr-defined]  # where Wagtail keeps it
    return site, date_of(site, now)


def _find_candidates(host: str) -> "QuerySet[Site, Any]":
    sites = Site.objects.filter(Q(hostname=host) | Q(is_default_site=True)).order_by()
    has_documents = Exists(PublishedDocument.objects.all())
    return with_last_change(sites.annotate(has_documents=has_documents)).values_list(*FIELDS, *FOUND_BESIDE)


FIELDS = [field.attname for field in Site._meta.concrete_fields]
FOUND_BESIDE = ["has_documents", *LAST_CHANGE]

_candidates = Prepared(_find_candidates)


def _site_of_row(row: list[Any]) -> Site:
    site: Site = Site.from_db(DEFAULT_DB_ALIAS, FIELDS, row[: len(FIELDS)])
    for name, value in zip(FOUND_BESIDE, row[len(FIELDS) :], strict=True):
        setattr(site, name, value)
    return site


def _best_match(sites: list[Site], host: str, port: str) -> Site | None:
    """As Wagtail decides: host and port, the default site of that host, the only site of that host, the default site."""
    named = [site for site in sites if site.hostname == host]
    default = [site for site in sites if site.is_default_site]
    by_port = [site for site in named if str(site.port) == port]
    of_host = [site for site in named if site.is_default_site] or (named if len(named) == 1 else [])
    return next(iter([*by_port, *of_host, *default]), None)


NO_SITE = "There is no site: run `manage.py migrate`."
