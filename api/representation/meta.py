"""What every page's JSON says about the page: its address, dates, breadcrumbs and head for search engines."""

from typing import Annotated, Any, Literal

from django.utils.translation import to_locale
from typing_extensions import TypedDict
from wagtail.models import Page

from api.representation.cards import when
from api.representation.images import shared_size
from api.representation.linked_data import linked_data
from api.representation.reading import DatabaseReader
from api.trees import direction_of, language_tag
from home.models import BasePage
from home.shapes import DateTime, FirstPublished, Image, PageLink, Path, doc


class OpenGraph(TypedDict):
    """What is shown where somebody shares the page (https://ogp.me)."""

    type: Annotated[Literal["website", "article"], doc("For `og:type`.")]
    title: Annotated[str, doc("For `og:title`.")]
    description: Annotated[str, doc("For `og:description`.")]
    url: Annotated[str, doc("For `og:url`: the canonical address.")]
    site_name: Annotated[str, doc("For `og:site_name`: the organisation.")]
    locale: Annotated[str, doc("As in `en_GB`.")]
    image: Annotated[str | None, doc("Absolute address of a JPEG, which every network can show.")]
    image_width: Annotated[int | None, doc("In pixels.")]
    image_height: Annotated[int | None, doc("In pixels.")]
    image_alt: Annotated[str, doc("What the picture shows; empty where there is none.")]
    published_time: Annotated[DateTime | None, doc("Of an article; null for a website.")]
    modified_time: Annotated[DateTime | None, doc("Of an article; null for a website.")]
    tags: Annotated[list[str], doc("Names of the article's tags.")]


class Seo(TypedDict):
    """What search engines and shared links show."""

    title: Annotated[str, doc("For the title element; names the organisation as well.")]
    description: Annotated[str, doc("For the meta element `description`: plain text.")]
    canonical_url: Annotated[str, doc("Absolute address, for the link element `canonical`.")]
    image: Annotated[Image | None, doc("The page's share image, or the organisation's.")]
    open_graph: OpenGraph
    json_ld: Annotated[list[dict[str, Any]], doc("schema.org descriptions, each for a script element of its own.")]


class Alternate(TypedDict):
    """A page in one of the languages that it is public in."""

    locale: Annotated[str, doc("BCP 47 tag.")]
    path: Path
    url: Annotated[str, doc("Absolute address.")]


class PageMeta(TypedDict):
    """What is said about a page, rather than by it."""

    slug: Annotated[str, doc("The last word of its path.")]
    path: Annotated[str, doc("Where the page is on this site, with slashes at both ends.")]
    url: Annotated[str, doc("Absolute address.")]
    locale: Annotated[str, doc("BCP 47 tag of the language that the page is written in, such as `en-GB`.")]
    direction: Annotated[Literal["ltr", "rtl"], doc("The direction that this language is written in.")]
    alternates: Annotated[list[Alternate], doc("The page in every language that it is public in, its own included.")]
    first_published_at: FirstPublished
    last_published_at: Annotated[DateTime | None, doc("When its present content was published; null where nobody noted it.")]
    seo: Seo
    parent: Annotated[PageLink | None, doc("The page above it; null for the home page.")]
    breadcrumbs: Annotated[list[PageLink], doc("From the home page to the parent.")]


def meta_of(page: BasePage, reader: DatabaseReader) -> PageMeta:
    path = reader.path_of(page)
    url = reader.visibility.site.root_url + path
    breadcrumbs, language = reader.breadcrumbs(page), reader.language_of(page)
    return {
        "slug": page.slug,
        "path": path,
        "url": url,
        "locale": language_tag(language),
        "direction": direction_of(language),
        "alternates": [alternate_of(translation, reader) for translation in reader.translations_of(page)],
        "first_published_at": when(page.first_published_at),
        "last_published_at": when(page.last_published_at),
        "seo": seo_of(page, breadcrumbs, reader),
        "parent": breadcrumbs[-1] if breadcrumbs else None,
        "breadcrumbs": breadcrumbs,
    }


def alternate_of(page: Page, reader: DatabaseReader) -> Alternate:
    path = reader.path_of(page)
    url = reader.visibility.site.root_url + path
    return {"locale": reader.visibility.tree_of(page).tag, "path": path, "url": url}


def own_photo(page: BasePage, reader: DatabaseReader) -> Image | None:
    """The first photo of an activity."""
    photos = reader.rows(page, "photos") if page.page_type == "activity_report" else []
    return reader.image(photos[0].target) if photos else None


def seo_of(page: BasePage, breadcrumbs: list[PageLink], reader: DatabaseReader) -> Seo:
    organisation = reader.organisation
    url = reader.visibility.site.root_url + reader.canonical_path_of(page)
    title = page.seo_title or page.title
    is_home = page.page_type == "home" and not page.seo_title
    names = [organisation.name, organisation.tagline] if is_home and organisation.name else [title, organisation.name]
    description = page.search_description or page.summary_text or organisation.tagline
    is_article = page.page_type in ("article", "activity_report", "position")
    image = reader.image(page.share_image_id) or own_photo(page, reader) or reader.image(organisation.share_image_id)
    shared = shared_size(image) if image else None
    shared_url = reader.visibility.site.root_url + shared["src"] if shared else None
    return {
        "title": " – ".join(name for name in names if name),
        "description": description,
        "canonical_url": url,
        "image": image,
        "open_graph": {
            "type": "article" if is_article else "website",
            "title": title,
            "description": description,
            "url": url,
            "site_name": organisation.name,
            "locale": to_locale(reader.language_of(page)),
            "image": shared_url,
            "image_width": shared["width"] if shared else None,
            "image_height": shared["height"] if shared else None,
            "image_alt": image["alt"] if image else "",
            "published_time": when(page.first_published_at) if is_article else None,
            "modified_time": when(page.last_published_at) if is_article else None,
            "tags": [tag["name"] for tag in reader.own_tags(page)] if hasattr(page, "tagged_items") else [],
        },
        "json_ld": linked_data(page, url, shared_url, breadcrumbs, reader),
    }
