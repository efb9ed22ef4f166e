"""Fills in the organisation, the menus and the home page from `content/site.toml`."""

import datetime
from typing import Any
from uuid import uuid5

from wagtail.models import Site

from home.demo.bodies import NAMESPACE, Targets, rich_text
from home.demo.dates import relative_time
from home.demo.pages import set_stream
from home.demo.reading import MARKDOWN
from home.models import HomePage, HomePagePosition, NavigationSettings, OrganisationSettings


def fill_organisation(site: Site, words: dict[str, Any], targets: Targets) -> None:
    organisation = OrganisationSettings.for_site(site)
    organisation.name, organisation.tagline, organisation.email = words["name"], words["tagline"], words["email"]
    organisation.share_image_id = targets.images[words["share_image"]]
    organisation.footer_text = rich_text(MARKDOWN.parse(words["footer_text"]), targets)
    organisation.full_clean()
    organisation.save()


def fill_navigation(site: Site, words: dict[str, Any], targets: Targets) -> None:
    navigation = NavigationSettings.for_site(site)
    for menu in ("main", "footer"):
        items = [{"page": targets.pages[item["page"]], "label": item.get("label", "")} for item in words[menu]]
        stored = [
            {"id": str(uuid5(NAMESPACE, f"{menu}#{place}")), "type": "item", "value": item}
            for place, item in enumerate(items)
        ]
        set_stream(navigation, menu, stored)
    navigation.full_clean()
    navigation.save()


def publish_home(home: HomePage, words: dict[str, Any], targets: Targets, today: datetime.date) -> None:
    for field in ("title", "seo_title", "search_description", "purpose", "call_heading"):
        setattr(home, field, words[field])
    home.lead = rich_text(MARKDOWN.parse(words["lead"]), targets)
    home.call_text = rich_text(MARKDOWN.parse(words["call_text"]), targets)
    home.call_page_id = targets.pages[words["call_page"]]
    home.share_image_id = targets.images[words["share_image"]]
    home.chosen_positions = [
        HomePagePosition(position_id=targets.pages[f"positions/{slug}"]) for slug in words["chosen_positions"]
    ]
    home.first_published_at = relative_time(words["published"], today)
    home.save_revision().publish()
