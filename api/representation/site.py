"""What belongs to the whole site: who speaks, in which languages, and the menus."""

from typing import Annotated, Any, Literal

from typing_extensions import TypedDict
from wagtail.coreutils import get_content_languages

from api.representation.reading import DatabaseReader
from api.trees import Tree, direction_of
from home.models import NavigationSettings
from home.shapes import Html, Image, doc


class Language(TypedDict):
    """A language that the site has public pages in."""

    locale: Annotated[str, doc("BCP 47 tag, for the parameter `locale`.")]
    name: Annotated[str, doc("What its speakers call it.")]
    direction: Annotated[Literal["ltr", "rtl"], doc("The direction that it is written in.")]
    path: Annotated[str, doc("Path of its home page, which the paths of all its pages begin with.")]


class Site(TypedDict):
    """The organisation that speaks on this site."""

    name: Annotated[str, doc("The organisation's name, plain text.")]
    tagline: Annotated[str, doc("Who it is in half a sentence, plain text; may be empty.")]
    email: Annotated[str, doc("Where it can be written to; may be empty.")]
    share_image: Annotated[
        Image | None,
        doc("What is shown where somebody shares a page that has no picture of its own; null where there is none."),
    ]
    accent: Annotated[str, doc("The organisation's colour as `#rrggbb`, readable on the site's paper by light and by dark.")]
    footer_text: Html
    locale: Annotated[str, doc("BCP 47 tag of the language of this answer.")]
    direction: Annotated[Literal["ltr", "rtl"], doc("The direction that this language is written in.")]
    languages: Annotated[list[Language], doc("The site's languages, its first one first.")]


class MenuItem(TypedDict):
    """An entry of a menu."""

    label: Annotated[str, doc("What the entry says, plain text.")]
    url: Annotated[str, doc("A path of this site, or an address elsewhere.")]
    page_id: Annotated[int | None, doc("The page, where the target is one of this site.")]


class Navigation(TypedDict):
    """The site's menus."""

    main: Annotated[list[MenuItem], doc("The menu at the top, in its order.")]
    footer: Annotated[list[MenuItem], doc("The menu at the foot, in its order.")]


def represent_site(reader: DatabaseReader) -> Site:
    organisation, tree = reader.organisation, reader.visibility.tree
    reader.dependencies.add("languages")

    def build() -> Site:
        return {
            "name": organisation.name,
            "tagline": organisation.tagline,
            "email": organisation.email,
            "share_image": reader.image(organisation.share_image_id),
            "accent": organisation.accent,
            "footer_text": reader.rich_text(organisation.footer_text),
            "locale": tree.tag,
            "direction": direction_of(tree.language),
            "languages": [language_of(tree) for tree in reader.visibility.trees],
        }

    return reader.complete(build)


def language_of(tree: Tree) -> Language:
    return {
        "locale": tree.tag,
        "name": get_content_languages().get(tree.language, tree.language),
        "direction": direction_of(tree.language),
        "path": tree.prefix,
    }


def represent_navigation(reader: DatabaseReader) -> Navigation:
    reader.dependencies.add("menu")
    # Not `for_site`, which would write the settings of a site that has none yet.
    menus = NavigationSettings.objects.filter(site=reader.visibility.site).first() or NavigationSettings()

    def build() -> Navigation:
        return {"main": menu(menus.main, reader), "footer": menu(menus.footer, reader)}

    return reader.complete(build)


def menu(stream: Any, reader: DatabaseReader) -> list[MenuItem]:
    """The entries for the language of the answer. One that was made for it stands instead of a translated one."""
    entries = [child["value"] for child in stream.raw_data]
    chosen = {entry.get("page") for entry in entries}
    items = [(menu_item(entry, reader), entry.get("page")) for entry in entries]
    return [item for item, page_id in items if item and (item["page_id"] == page_id or item["page_id"] not in chosen)]


def menu_item(raw: dict[str, Any], reader: DatabaseReader) -> MenuItem | None:
    """The entry, or None where its page is not public in the language of the answer.

    A label is in the language of the page that it was written for; a translation of that page is called by its title.
    """
    label = raw.get("label") or ""
    if raw.get("page"):
        page = reader.page(raw["page"])
        if page is None or reader.visibility.tree_of(page) != reader.visibility.tree:
            return None
        is_translated = page.pk != raw["page"]
        return {
            "label": page.title if is_translated or not label else label,
            "url": reader.path_of(page),
            "page_id": page.pk,
        }
    return {"label": label, "url": raw["url"], "page_id": None} if raw.get("url") else None
