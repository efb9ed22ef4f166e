"""Finds documents for readers. What is found passes the gate in the query that finds it."""

import datetime
import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from django.db.models import QuerySet
from rest_framework.renderers import JSONRenderer
from wagtail.models import Page

from api.documents.edition import edition
from api.representation.reading import DatabaseReader

COLUMNS = ("site_id", "edition", "made_at", "checked_until", "until")
CARD = tuple(f"published_document__{column}" for column in (*COLUMNS, "card", "card_keys"))
DETAIL = tuple(f"published_document__{column}" for column in (*COLUMNS, "detail", "detail_keys"))
"""What a query for pages has to select besides, at the end of its row, for `Document.of_row`."""


class Document(NamedTuple):
    """The finished JSON of a page: its card or its detail, what that is made of, and when the clock changes it."""

    content: str
    keys: str
    until: datetime.datetime | None

    @classmethod
    def of_row(cls, row: Iterable[Any], reader: DatabaseReader) -> "Document | None":
        """The document in the columns `CARD` or `DETAIL` of a row, where there is one that is right for `reader`."""
        site_id, made_with, made_at, checked_until, until, content, keys = row
        if not reader.may_use_documents or site_id != reader.visibility.site.pk or made_with != edition():
            return None
        now = reader.now
        if not made_at <= now or any(moment and moment <= now for moment in (checked_until, until)):
            return None
        return cls(content, keys, until)

    def note(self, reader: DatabaseReader) -> None:
        """Notes what the document was made of as what the answer is made of."""
        reader.dependencies.keys.update(self.keys.split("\n"))
        reader.dependencies.changes_at(self.until)


def detail_at(path: str, reader: DatabaseReader) -> str | None:
    """The JSON of the public page at `path`, whose slash at the end may be missing. None where there is no document, which
    says nothing about the page. One query at most."""
    trees = reader.visibility.trees if reader.may_use_documents else []
    url_paths = [url_path for tree in trees if (url_path := tree.url_path_at(path))]
    pages = reader.visibility.pages().filter(url_path__in=url_paths)
    if len(url_paths) == 1:
        # Found by an index. Of several, one may have no document, and yet be the one that is meant.
        pages = pages.filter(published_document__place=place_of(url_paths[0]))
    return _detail(pages, reader) if url_paths else None


def detail_of(pages: "QuerySet[Page]", reader: DatabaseReader) -> str | None:
    """The JSON of the only one of `pages`, which have passed the gate. One query at most."""
    return _detail(pages, reader) if reader.may_use_documents else None


def _detail(pages: "QuerySet[Page]", reader: DatabaseReader) -> str | None:
    rows = list(pages.order_by().values_list("url_path", *DETAIL)[:2])
    # Where two languages have an address in common, it takes more to tell which page is meant.
    if len(rows) != 1:
        return None
    (url_path, *columns) = rows[0]
    document = Document.of_row(columns, reader)
    if document is None:
        return None
    reader.visibility.tree = reader.visibility.tree_of_url_path(url_path)
    document.note(reader)
    return document.content


def cards_in(rows: Mapping[int, Iterable[Any]], reader: DatabaseReader) -> dict[int, str]:
    """The JSON of cards by the ids of their pages: of those whose `rows`, the columns `CARD`, have a document."""
    found = {page_id: Document.of_row(row, reader) for page_id, row in rows.items()}
    documents = {page_id: document for page_id, document in found.items() if document}
    for document in documents.values():
        document.note(reader)
    return {page_id: document.content for page_id, document in documents.items()}


def cards_by_id(page_ids: list[int], reader: DatabaseReader) -> dict[int, str]:
    """The same for pages that have passed the gate just now. One query at most."""
    if not page_ids or not reader.may_use_documents:
        return {}
    rows = Page.objects.filter(pk__in=page_ids).values_list("pk", *CARD)
    return cards_in({page_id: columns for page_id, *columns in rows}, reader)


def place_of(url_path: str) -> str:
    """The digest by which the document of a page is found."""
    return blake2b(url_path.encode(), digest_size=16).hexdigest()


def json_of(value: Any) -> str:
    """`value` as the API writes it."""
    content: bytes = JSONRenderer().render(value)
    return content.decode()


def parsed(text: str) -> Any:
    return json.loads(text)
