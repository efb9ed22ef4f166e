"""Finds what a page refers to, in the form in which it is stored or about to be, and where in the form that stands."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from bs4 import BeautifulSoup
from django.contrib.humanize.templatetags.humanize import ordinal
from django.db import models
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from home.models.links import PageLink

Kind = PageLink.Kind
LINKS = {"page": Kind.PAGE, "document": Kind.DOCUMENT}
"""The kinds of links in a rich text, by their `linktype`."""
CHOOSERS = {blocks.PageChooserBlock: Kind.PAGE, DocumentChooserBlock: Kind.DOCUMENT, ImageChooserBlock: Kind.PICTURE}


class Place(NamedTuple):
    """Where in a form something stands, in words; and the id of the block, where it is in one."""

    words: str
    block_id: str = ""


class Mention(NamedTuple):
    """A reference to something: its id, or its address. `words` are those of a link, and empty elsewhere."""

    kind: PageLink.Kind
    target: int | str
    words: str
    place: Place


def mentions_of(page: Page) -> Iterator[Mention]:
    """Whatever `page`, of its own kind and perhaps unsaved, refers to, in the form's order. One query for each kind of
    rows that it has, if it was read from its table."""
    yield from _in_fields(page)
    for relation in get_all_child_relations(type(page)):
        if relation.related_model._meta.app_label == page._meta.app_label:
            place = Place(capfirst(relation.get_accessor_name().replace("_", " ")))
            for row in getattr(page, relation.get_accessor_name()).all():
                yield from _in_fields(row, place)


def _in_fields(instance: models.Model, place: Place | None = None) -> Iterator[Mention]:
    for field in instance._meta.concrete_fields:
        # What Wagtail's own fields of a page refer to is no part of it.
        if field.model is not Page and not field.one_to_one and not isinstance(field, ParentalKey):
            yield from _in_field(field, instance, place or Place(capfirst(str(field.verbose_name))))


def _in_field(field: Any, instance: models.Model, place: Place) -> Iterator[Mention]:
    value = getattr(instance, field.attname)
    if isinstance(field, RichTextField):
        yield from _in_html(value, place)
    elif isinstance(field, StreamField):
        yield from _in_stream(field.stream_block, value.raw_data, place)
    elif isinstance(field, models.ForeignKey) and value and (kind := _kind_of(field.related_model)):
        yield Mention(kind, value, "", place)


def _kind_of(model: Any) -> PageLink.Kind | None:
    kinds = {Page: Kind.PAGE, get_document_model(): Kind.DOCUMENT, get_image_model(): Kind.PICTURE}
    return next((kind for base, kind in kinds.items() if issubclass(model, base)), None)


def _in_stream(stream: Any, raw: Iterable[Any], place: Place) -> Iterator[Mention]:
    for number, child in enumerate(raw, start=1):
        if block := stream.child_blocks.get(child["type"]):
            words = f"{place.words}, {ordinal(number)} block: {block.label}"
            yield from _in_block(block, child["value"], Place(words, child.get("id") or ""))


def _in_block(block: Any, raw: Any, place: Place) -> Iterator[Mention]:
    """What is in a stored value. Kinds of blocks that refer to nothing are passed over."""
    if not raw:
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _in_block(child, raw.get(name), place)
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            # Lists that were stored before their items had ids hold the bare values.
            is_item = isinstance(item, dict) and item.get("type") == "item"
            yield from _in_block(block.child_block, item["value"] if is_item else item, place)
    elif isinstance(block, blocks.RichTextBlock):
        yield from _in_html(raw, place)
    elif isinstance(block, blocks.URLBlock):
        yield Mention(Kind.ADDRESS, raw, "", place)
    elif kind := next((kind for chooser, kind in CHOOSERS.items() if isinstance(block, chooser)), None):
        yield Mention(kind, raw, "", place)


def _in_html(html: str, place: Place) -> Iterator[Mention]:
    """The links of a rich text, in Wagtail's stored form."""
    if "<a" not in html:
        return
    for link in BeautifulSoup(html, "html.parser").find_all("a"):
        words = " ".join(link.get_text().split())
        kind, key, href = LINKS.get(str(link.get("linktype"))), str(link.get("id")), str(link.get("href", ""))
        if kind and key.isdecimal() and len(key) < 19:
            yield Mention(kind, int(key), words, place)
        elif href.lower().startswith(("http:", "https:")):
            yield Mention(Kind.ADDRESS, href, words, place)
