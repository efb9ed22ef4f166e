"""Keeps the address that pages are given under in step with the one that the site answers at."""

from urllib.parse import urlsplit

from wagtail.models import Site

UNSET = "localhost"
"""The host of a new site's record. One that an administrator has changed is left alone."""


def keep_address(site_url: str) -> None:
    """Gives the default site the host and port of `site_url`, as long as nobody has named another host."""
    parts = urlsplit(site_url)
    host, port = parts.hostname or UNSET, parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True, hostname=UNSET).first()
    if site and (site.hostname, site.port) != (host, port):
        site.hostname, site.port = host, port
        # Saved, not updated: Wagtail forgets the addresses that it remembers when a site is saved.
        site.save()
