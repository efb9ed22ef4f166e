"""What belongs to the whole site: who speaks, and the menus."""

from typing import Annotated, Any

from typing_extensions import TypedDict

from api.representation.reading import DatabaseReader
from home.models import NavigationSettings
from home.shapes import Html, Image, doc


class Site(TypedDict):
    """The organisation that speaks on this site."""

    name: str
    tagline: str
    email: str
    share_image: Image | None
    accent: Annotated[str, doc("The organisation's colour as `#rrggbb`, readable on the site's paper by light and by dark.")]
    footer_text: Html
    locale: Annotated[str, doc("BCP 47 tag of the site's first language.")]


class MenuItem(TypedDict):
    """An entry of a menu."""

    label: str
    url: Annotated[str, doc("A path of this site, or an address elsewhere.")]
    page_id: Annotated[int | None, doc("The page, where the target is one of this site.")]


class Navigation(TypedDict):
    """The site's menus."""

    main: list[MenuItem]
    footer: list[MenuItem]


def represent_site(reader: DatabaseReader) -> Site:
    organisation = reader.organisation

    def build() -> Site:
        return {
            "name": organisation.name,
            "tagline": organisation.tagline,
            "email": organisation.email,
            "share_image": reader.image(organisation.share_image_id),
            "accent": organisation.accent,
            "footer_text": reader.rich_text(organisation.footer_text),
            "locale": reader.language_of(reader.visibility.root),
        }

    return reader.complete(build)


def represent_navigation(reader: DatabaseReader) -> Navigation:
    reader.dependencies.add("menu")
    # Not `for_site`, which would write the settings of a site that has none yet.
    menus = NavigationSettings.objects.filter(site=reader.visibility.site).first() or NavigationSettings()

    def build() -> Navigation:
        return {"main": menu(menus.main, reader), "footer": menu(menus.footer, reader)}

    return reader.complete(build)


def menu(stream: Any, reader: DatabaseReader) -> list[MenuItem]:
    items = [menu_item(child["value"], reader) for child in stream.raw_data]
    return [item for item in items if item]


def menu_item(raw: dict[str, Any], reader: DatabaseReader) -> MenuItem | None:
    """The entry, or None where its page is not public."""
    label = raw.get("label") or ""
    if raw.get("page"):
        page = reader.page_link(raw["page"])
        return {"label": label or page["title"], "url": page["path"], "page_id": page["id"]} if page else None
    return {"label": label, "url": raw["url"], "page_id": None} if raw.get("url") else None
