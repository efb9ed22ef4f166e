"""A page is found by what the API shows of it itself, and by nothing else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from api.openapi import components
from api.search.index import bring_up_to_date
from api.search.words import FACTS, RUNNING_TEXT
from home.models import (
    ActivityDocument,
    ActivityPhoto,
    ActivityPosition,
    HomePagePosition,
    PositionManifestoSection,
    RelatedPosition,
    User,
)
from home.models.contact import KEY_FOOTER, KEY_HEADER
from tests.pages import SmallSite, block
from tests.search.conftest import Ask, Found

WORD = "zebra"

BLOCKS = {
    "text": block("rich_text", f"<p>A <b>{WORD}</b>.</p>"),
    "list": block("rich_text", f"<ul><li>{WORD}</li></ul>"),
    "link": block("rich_text", f'<p><a linktype="page" id="4711">{WORD}</a></p>'),
    "heading": block("heading", {"text": WORD, "level": "2"}),
    "quote": block("quote", {"text": WORD, "attribution": ""}),
    "attribution": block("quote", {"text": "", "attribution": WORD}),
    "caption": block("image", {"image": 4711, "caption": WORD}),
    "label of a document": block("document", {"document": 4711, "label": WORD}),
    "title of a video": block("embed", {"url": "https://vimeo.com/1", "title": WORD}),
    "call": block("call_to_action", {"heading": WORD, "text": "", "label": "", "page": 4711}),
    "text of a call": block("call_to_action", {"heading": "", "text": WORD, "label": "", "page": 4711}),
    "button": block("call_to_action", {"heading": "", "text": "", "label": WORD, "page": 4711}),
    "heading of positions": block("chosen_positions", {"heading": WORD, "positions": []}),
    "heading of activities": block("latest_activities", {"heading": WORD, "count": 3}),
    "table": block("table", {"data": [["a", WORD], ["c", "d"]], "table_caption": ""}),
    "header of a table": block("table", {"data": [["a", WORD]], "table_header_choice": "row"}),
    "caption of a table": block("table", {"data": [["a"]], "table_caption": WORD}),
}

FIELDS: list[tuple[str, dict[str, Any]]] = [
    ("home", {"title": WORD}),
    ("home", {"purpose": WORD}),
    ("home", {"lead": f"<p>{WORD}</p>"}),
    ("home", {"call_heading": WORD}),
    ("home", {"call_text": f"<p>{WORD}</p>"}),
    ("manifesto", {"introduction": f"<p>{WORD}</p>"}),
    ("positions", {"introduction": f"<p>{WORD}</p>"}),
    ("position", {"summary": WORD}),
    ("activities", {"introduction": f"<p>{WORD}</p>"}),
    ("activity", {"summary": WORD}),
    ("activity", {"place": WORD}),
    ("activity", {"address": WORD}),
    ("debate", {"introduction": f"<p>{WORD}</p>"}),
    ("article", {"author_names": WORD}),
    ("contact", {"introduction": f"<p>{WORD}</p>"}),
    ("contact", {"email": f"{WORD}@example.org"}),
    ("contact", {"privacy": f"<p>{WORD}</p>"}),
    ("standard", {"introduction": f"<p>{WORD}</p>"}),
    # What lists show below the title of a page without a summary of its own.
    ("standard", {"search_description": WORD}),
]

NO_WORDS = {"anchor", "cursor", "frame_url", "id", "openpgp_key", "past_cursor", "provider", "time_zone", "url"}
"""Texts in the JSON of a page by which nobody would look for it."""


@pytest.mark.parametrize("kind", BLOCKS)
def test_page_is_found_by_its_blocks(found: Found, small_site: SmallSite, kind: str) -> None:
    small_site.standard.body = [BLOCKS[kind]]
    small_site.standard.save()
    assert found(WORD) == ["Privacy"]


@pytest.mark.parametrize(("attribute", "fields"), FIELDS)
def test_page_is_found_by_its_fields(found: Found, small_site: SmallSite, attribute: str, fields: dict[str, str]) -> None:
    page = getattr(small_site, attribute)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save()
    assert found(WORD) == [page.title]


def test_manifesto_is_found_by_its_sections(found: Found, small_site: SmallSite) -> None:
    small_site.manifesto.sections = [small_site.section(heading="Zebra", body="<p>Giraffe</p>", anchor="okapi")]
    small_site.manifesto.save()
    assert found("zebra giraffe") == ["Manifesto"]
    assert found("okapi") == []


def test_every_text_of_a_page_is_a_word_or_is_none() -> None:
    schemas = components()
    named = [*names_of(schemas["Page"]), *names_of(schemas["Block"]), "ManifestoSection", "ContactCall", "CaptionedImage"]
    texts = {key for name in named for key, value in schemas[name]["properties"].items() if is_text(value)}
    assert texts - {"summary"} == RUNNING_TEXT | FACTS | NO_WORDS


def names_of(union: dict[str, Any]) -> Iterator[str]:
    return (reference["$ref"].rpartition("/")[2] for reference in union["oneOf"])


def is_text(schema: dict[str, Any]) -> bool:
    """Whether a value may be a text that is not one of a few, nor a date."""
    if "items" in schema:
        return is_text(schema["items"])
    if "anyOf" in schema:
        return any(is_text(part) for part in schema["anyOf"])
    return schema.get("type") == "string" and not {"enum", "const", "format"} & set(schema)


def hide_in_description(site: SmallSite) -> None:
    site.position.search_description = WORD
    site.position.save()


def hide_in_seo_title(site: SmallSite) -> None:
    site.position.seo_title = WORD
    site.position.save()


def hide_in_address(site: SmallSite) -> None:
    site.position.slug = WORD
    site.position.save()


def hide_in_key(site: SmallSite) -> None:
    site.contact.openpgp_key = f"{KEY_HEADER}\n{WORD}\n{KEY_FOOTER}"
    site.contact.save()


def hide_in_owner(site: SmallSite) -> None:
    site.article.owner = User.objects.create_user(f"{WORD}@example.org", first_name=WORD)
    site.article.save()


def hide_in_draft(site: SmallSite) -> None:
    site.article.title, site.article.summary = WORD, WORD
    site.article.body = [BLOCKS["text"]]
    site.article.save_revision()


def hide_in_comment(site: SmallSite) -> None:
    author = User.objects.create_user("editor@example.org")
    site.article.wagtail_admin_comments.create(user=author, text=WORD, contentpath="title")


def hide_in_picture(site: SmallSite) -> None:
    image = site.image(title=WORD, alt=WORD, credit=WORD)
    ActivityPhoto.objects.create(page=site.activity, image=image)
    site.standard.body = [block("image", {"image": image.pk, "caption": ""})]
    site.standard.save()


def hide_in_document(site: SmallSite) -> None:
    document = site.document(title=WORD)
    ActivityDocument.objects.create(page=site.activity, document=document)
    site.standard.body = [block("document", {"document": document.pk, "label": ""})]
    site.standard.save()


def hide_in_captions_that_come_and_go_with_a_picture(site: SmallSite) -> None:
    image = site.image()
    ActivityPhoto.objects.create(page=site.activity, image=image, caption=WORD)
    site.standard.body = [block("gallery", {"images": [{"value": {"image": image.pk, "caption": WORD}}]})]
    site.standard.save()


def hide_in_url_of_a_video(site: SmallSite) -> None:
    site.standard.body = [block("embed", {"url": f"https://{WORD}.example", "title": "Film"})]
    site.standard.save()


HIDDEN = [value for name, value in list(globals().items()) if name.startswith("hide_in_")]


@pytest.mark.parametrize("hide", HIDDEN)
def test_page_is_not_found_by_what_is_not_its_own_words(
    found: Found, small_site: SmallSite, hide: Callable[[SmallSite], None]
) -> None:
    hide(small_site)
    assert found(WORD) == []


def test_page_is_not_found_by_the_words_of_pages_that_it_mentions(ask: Ask, small_site: SmallSite) -> None:
    target = small_site.add_position(title=WORD, summary=WORD, slug="target")
    site = small_site
    link = f'<p><a linktype="page" id="{target.pk}">a link</a></p>'
    item = {"type": "item", "id": "1", "value": target.pk}
    site.standard.body = [
        block("rich_text", link),
        block("chosen_positions", {"heading": "", "positions": [item]}),
        block("call_to_action", {"heading": "Act", "text": "", "label": "Go", "page": target.pk}),
    ]
    site.article.responds_to = target
    site.home.call_page = target
    for page in (site.standard, site.article, site.home):
        page.save()
    HomePagePosition.objects.create(page=site.home, position=target)
    RelatedPosition.objects.create(page=site.position, position=target)
    ActivityPosition.objects.create(page=site.activity, position=target)
    PositionManifestoSection.objects.create(page=target, section=site.section_id)
    bring_up_to_date(page.pk for page in site.every_page())
    assert [item["page"]["id"] for item in ask(WORD)["items"]] == [target.pk]
