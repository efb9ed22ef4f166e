"""Puts the demo's pictures and documents into the libraries, where editors can use them for pages of their own."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.files.base import ContentFile
from django.db.models.fields.files import FieldFile

from home.demo.pictures import PICTURES
from home.demo.reading import CONTENT, blaming, read_toml
from home.models import CustomDocument, CustomImage

JPEG_QUALITY = 86


@contextmanager
def removed_on_failure() -> Iterator[list[FieldFile]]:
    """A list for files that are stored: a rolled back transaction forgets them, so they have to be deleted by hand."""
    stored: list[FieldFile] = []
    try:
        yield stored
    except BaseException:
        for file in stored:
            file.storage.delete(str(file.name))
        raise


def store_images(stored: list[FieldFile]) -> dict[str, int]:
    """Draws and stores every picture, about a fifth of a second for each; appends the files to `stored`.

    Returns the images' ids by name.
    """
    images = {}
    for name, words in read_toml("pictures.toml").items():
        with blaming("pictures.toml"):
            image = store_image(name, words)
        stored.append(image.file)
        images[name] = image.pk
    return images


def store_image(name: str, words: Mapping[str, str]) -> CustomImage:
    """`words` are the picture's title, alt text and credit."""
    drawn = io.BytesIO()
    PICTURES[name]().save(drawn, "JPEG", quality=JPEG_QUALITY)
    image = CustomImage(file=ContentFile(drawn.getvalue(), name=f"{name}.jpg"), **words)
    image.full_clean()
    image.save()
    return image


def store_documents(stored: list[FieldFile]) -> dict[str, int]:
    """Stores every document and appends the files to `stored`. Returns the documents' ids by name."""
    documents = {}
    for name, source in read_toml("documents.toml").items():
        with blaming("documents.toml"):
            document = store_document(name, source)
        stored.append(document.file)
        documents[name] = document.pk
    return documents


def store_document(name: str, source: Mapping[str, Any]) -> CustomDocument:
    """`source` has a title, and either a text in `content/documents/` or a picture to be made into a PDF."""
    if "picture" in source:
        file = ContentFile(poster_pdf(source["picture"], source["title"]), name=f"{name}.pdf")
    else:
        file = ContentFile((CONTENT / "documents" / source["text"]).read_bytes(), name=source["text"])
    document = CustomDocument(title=source["title"], file=file)
    document.full_clean()
    document.save()
    return document


def poster_pdf(picture: str, title: str) -> bytes:
    """One page of A2 width."""
    printed = io.BytesIO()
    poster = PICTURES[picture]()
    poster.save(printed, "PDF", resolution=poster.width / 16.5, quality=JPEG_QUALITY, title=title)
    return printed.getvalue()
