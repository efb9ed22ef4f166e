"""Which feeds and calendars belong to a page, for the links in its head that browsers and feed readers look for."""

from typing import Any, NamedTuple

from api.trees import Tree

FEEDS = {"position_index": "positions", "activity_index": "activities", "debate_index": "articles"}
"""The words in the feeds' addresses, by the type of the page that lists the same."""

FORMS = {"xml": "application/atom+xml", "json": "application/feed+json"}


class FeedLink(NamedTuple):
    """`href` is a path of the site."""

    media_type: str
    title: str
    href: str


def feed_links(page: Any, site_name: str, tree: Tree) -> list[FeedLink]:
    """The feeds of the site in the language of `tree`, and what the page with this JSON has of its own."""
    links = [FeedLink(media_type, site_name, f"{tree.prefix}feed.{form}") for form, media_type in FORMS.items()]
    if kind := FEEDS.get(page["type"]):
        links += [
            FeedLink(media_type, f"{site_name}: {page['title']}", f"{tree.prefix}feeds/{kind}.{form}")
            for form, media_type in FORMS.items()
        ]
    if page["type"] == "activity_index":
        links.append(FeedLink("text/calendar", page["title"], f"{tree.prefix}activities.ics"))
    if page["type"] == "activity_report":
        links.append(FeedLink("text/calendar", page["title"], page["meta"]["path"].rstrip("/") + ".ics"))
    return links
