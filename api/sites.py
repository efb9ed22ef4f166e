"""Which site a request is for, and when what readers see last changed: the query that every answer begins with."""

import datetime

from django.db.models import Exists, Q
from django.http import HttpRequest
from django.http.request import split_domain_port
from wagtail.models import Site

from api.changes import date_of, with_last_change
from api.models import PublishedDocument


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
    candidates = Site.objects.filter(Q(hostname=host) | Q(is_default_site=True)).select_related("root_page")
    sites = list(with_last_change(candidates.annotate(has_documents=Exists(PublishedDocument.objects.all()))))
    site = _best_match(sites, host, request.get_port())
    if site is None:
        raise RuntimeError(NO_SITE)
    request._wagtail_site = site  # type: ignore[attr-defined]  # where Wagtail keeps it
    return site, date_of(site, now)


def _best_match(sites: list[Site], host: str, port: str) -> Site | None:
    """As Wagtail decides: host and port, the default site of that host, the only site of that host, the default site."""
    named = [site for site in sites if site.hostname == host]
    default = [site for site in sites if site.is_default_site]
    by_port = [site for site in named if str(site.port) == port]
    of_host = [site for site in named if site.is_default_site] or (named if len(named) == 1 else [])
    return next(iter([*by_port, *of_host, *default]), None)


NO_SITE = "There is no site: run `manage.py migrate`."
