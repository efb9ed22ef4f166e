"""The JSON of the contact page and of plain pages."""

from typing import Annotated, Literal

from typing_extensions import TypedDict

from api.contact.forms import ContactForm, form_at
from api.representation.body import body_of
from api.representation.meta import PageMeta, meta_of
from api.representation.reading import DatabaseReader
from home import models
from home.blocks import Block
from home.shapes import Html, PageId, Title, doc


class ContactPage(TypedDict):
    """How to reach the group."""

    id: PageId
    type: Literal["contact"]
    title: Title
    meta: PageMeta
    introduction: Html
    email: Annotated[str, doc("The address that everybody can write to.")]
    openpgp_key: Annotated[str | None, doc("ASCII-armoured public key.")]
    privacy: Annotated[Html, doc("What happens to the data of people who write.")]
    form: ContactForm


class StandardPage(TypedDict):
    """A page without a kind of its own."""

    id: PageId
    type: Literal["standard"]
    title: Title
    meta: PageMeta
    introduction: Html
    body: Annotated[list[Block], doc("What the page says.")]


def represent_contact(page: models.ContactPage, reader: DatabaseReader) -> ContactPage:
    meta = meta_of(page, reader)
    return {
        "id": page.pk or 0,
        "type": "contact",
        "title": page.title,
        "meta": meta,
        "introduction": reader.rich_text(page.introduction),
        "email": page.email,
        "openpgp_key": page.openpgp_key or None,
        "privacy": reader.rich_text(page.privacy),
        "form": form_at(meta["path"]),
    }


def represent_standard(page: models.StandardPage, reader: DatabaseReader) -> StandardPage:
    return {
        "id": page.pk or 0,
        "type": "standard",
        "title": page.title,
        "meta": meta_of(page, reader),
        "introduction": reader.rich_text(page.introduction),
        "body": body_of(page.body, reader),
    }
