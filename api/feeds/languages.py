"""The language of a feed or a calendar is that of its address: `/feed.xml` is of the site's first, `/de/feed.xml` German."""

from django.http import Http404, HttpRequest

from api.representation.reading import DatabaseReader
from api.views.base import reader_of


def reader_in(request: HttpRequest, language: str | None) -> DatabaseReader:
    """A reader who is answered in the language with that prefix, None for the site's first.

    Raises Http404 where readers see no pages in it.
    """
    reader = reader_of(request)
    reader.dependencies.add("languages")
    if language:
        trees = [tree for tree in reader.visibility.trees if tree.prefix == f"/{language}/"]
        if not trees:
            raise Http404
        reader.visibility.tree = trees[0]
    return reader
