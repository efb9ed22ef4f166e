"""Keeps track of what public pages refer to."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django_tasks import task
from urllib3.util import parse_url
from wagtail.models import Page, Site

from home.links.addresses import tidy
from home.links.mentions import Kind, Mention, mentions_of
from home.models.base import page_models
from home.models.links import PageLink


def note_links(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Signal receiver: `instance` was published."""
    note(instance)


@task()
def note_all_links() -> None:
    """Notes the links of all public pages: some may have been published past the signal, or by an earlier version."""
    for model in page_models().values():
        for pk in model.objects.live().values_list("pk", flat=True):
            with transaction.atomic():
                # Published anew or deleted meanwhile, it is not to be noted as it was.
                page = model.objects.live().select_for_update(of=("self",)).filter(pk=pk).first()
                if page:
                    note(page)


def note(page: Any) -> None:
    """Keeps what `page`, of its own kind, refers to, in place of what it did before. Some queries, and nothing is written
    where nothing has changed."""
    hosts = own_hosts()
    wanted = {entry for mention in mentions_of(page) if (entry := _entry(mention, hosts))}
    with transaction.atomic():
        kept = {(link.kind, link.url, link.target_id): link.pk for link in PageLink.objects.filter(page_id=page.pk)}
        gone = [pk for entry, pk in kept.items() if entry not in wanted]
        if gone:
            PageLink.objects.filter(pk__in=gone).delete()
        new = sorted(wanted - kept.keys(), key=str)
        PageLink.objects.bulk_create(
            PageLink(page_id=page.pk, kind=kind, url=url, target_id=target_id) for kind, url, target_id in new
        )


def _entry(mention: Mention, hosts: set[str | None]) -> tuple[str, str, int | None] | None:
    if mention.kind != Kind.ADDRESS:
        return str(mention.kind), "", int(mention.target)
    url = tidy(str(mention.target))
    return (str(mention.kind), url, None) if url and parse_url(url).host not in hosts else None


def own_hosts() -> set[str | None]:
    """The names of this server, which it need not ask over the network. One query at most."""
    return {urlsplit(settings.SITE_URL).hostname, *Site.objects.values_list("hostname", flat=True)}
