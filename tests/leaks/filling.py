"""Fills every text of a page with canaries: its fields, the blocks of its bodies and its inline rows.

What is filled is read off the models, so that a field, a block or a kind of page that comes later is filled as well.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from home.models import CustomDocument, CustomImage, PositionPage
from home.models.manifesto import ManifestoSectionField
from tests.leaks.canaries import LENGTH

Word = Callable[[str], str]
"""Gives the canary for a field of that name."""

FORMS = {"openpgp_key": "-----BEGIN PGP PUBLIC KEY BLOCK-----\n{}\n-----END PGP PUBLIC KEY BLOCK-----"}
"""What a text has to look like to be accepted."""

OF_EVERY_PAGE = ("title", "slug", "seo_title", "search_description")


@dataclass(frozen=True)
class Mentions:
    """What the filled objects point at."""

    image: int
    document: int
    position: int


def fill(page: Page, word: Word, mentions: Mentions) -> None:
    """Puts canaries into every text of `page`, which is not saved yet."""
    for field in page._meta.concrete_fields:
        if field.model is not Page or field.name in OF_EVERY_PAGE:
            _fill_field(page, field, word, field.name, mentions)
    for relation in get_all_child_relations(type(page)):
        if relation.get_accessor_name() != "tagged_items" and relation.related_model._meta.app_label == "home":
            row = relation.related_model(sort_order=0)
            for field in row._meta.concrete_fields:
                _fill_field(row, field, word, f"{relation.get_accessor_name()}.{field.name}", mentions)
            getattr(page, relation.get_accessor_name()).add(row)
    if hasattr(page, "tags"):
        page.tags.add(word("tags"))


def fill_texts(instance: models.Model, word: Word) -> None:
    """Puts canaries into the text fields of a row that is no page."""
    for field in instance._meta.concrete_fields:
        _fill_field(instance, field, word, field.name, None)


def _fill_field(instance: Any, field: Any, word: Word, name: str, mentions: Mentions | None) -> None:
    if isinstance(field, StreamField):
        setattr(instance, field.name, [_block(key, child, word, name, mentions) for key, child in _children(field)])
    elif isinstance(field, RichTextField):
        setattr(instance, field.name, f"<p>{word(name)}</p>")
    elif isinstance(field, models.ForeignKey) and mentions:
        if target := _target(field.related_model, mentions):
            setattr(instance, field.attname, target)
    elif isinstance(field, (models.FileField, ManifestoSectionField)) or field.choices or field.primary_key:
        return
    elif isinstance(field, models.EmailField):
        setattr(instance, field.name, f"{word(name)}@example.org")
    elif isinstance(field, models.URLField):
        setattr(instance, field.name, f"https://{word(name)}.example/")
    elif isinstance(field, models.TextField) or (isinstance(field, models.CharField) and not _is_too_short(field)):
        setattr(instance, field.name, FORMS.get(field.name, "{}").format(word(name)))


def _is_too_short(field: "models.CharField[Any, Any]") -> bool:
    """For a word that nobody could write there, such as a colour."""
    return field.max_length is not None and field.max_length < LENGTH


def _target(model: Any, mentions: Mentions) -> int | None:
    return {CustomImage: mentions.image, CustomDocument: mentions.document, PositionPage: mentions.position}.get(model)


def _children(field: Any) -> list[tuple[str, blocks.Block]]:
    return list(field.stream_block.child_blocks.items())


def _block(key: str, block: blocks.Block, word: Word, name: str, mentions: Mentions | None) -> dict[str, Any]:
    return {"type": key, "id": str(uuid.uuid4()), "value": value_of(block, word, f"{name}.{key}", mentions)}


def value_of(block: blocks.Block, word: Word, name: str, mentions: Mentions | None) -> Any:
    """The stored value of a block that is full of canaries. Raises TypeError for a kind of block that is not known here."""
    if isinstance(block, blocks.StructBlock):
        return {key: value_of(child, word, f"{name}.{key}", mentions) for key, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [_block("item", block.child_block, word, name, mentions)]
    if isinstance(block, blocks.StreamBlock):
        return [_block(key, child, word, name, mentions) for key, child in block.child_blocks.items()]
    if isinstance(block, TableBlock):
        return {"data": [[word(f"{name}.cell")]], "table_caption": word(f"{name}.caption"), "table_header_choice": "neither"}
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>{word(name)}</p>"
    if isinstance(block, blocks.URLBlock):
        return f"https://{word(name)}.example/"
    if isinstance(block, (blocks.CharBlock, blocks.TextBlock, blocks.RegexBlock)):
        return word(name)
    if isinstance(block, (blocks.ChoiceBlock, blocks.IntegerBlock)):
        return block.get_default()
    targets = {ImageChooserBlock: "image", DocumentChooserBlock: "document", blocks.PageChooserBlock: "position"}
    for kind, target in targets.items():
        if isinstance(block, kind):
            return getattr(mentions, target)
    raise TypeError(f"{name} is a {type(block).__name__}: teach {__name__} to fill it.")
