"""Turns stored rich text into HTML that is safe to show: links are looked up, everything unknown is dropped."""

import re
from collections.abc import Callable
from html import escape

import nh3
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

TAGS = {"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "sup", "sub", "hr"}
ATTRIBUTES = {"a": {"href", "rel"}}
SCHEMES = {"http", "https", "mailto", "tel"}

_PARAGRAPH = re.compile(r"<(p|li)>(?!<p>)")
_LINK_WITHOUT_TARGET = re.compile(r"<a>(.*?)</a>", re.DOTALL)


def safe_html(source: str, page_path: Callable[[int], str | None], document_url: Callable[[int], str | None]) -> str:
    """HTML of `source`, which is in Wagtail's stored form (`<a linktype="page" id="3">`).

    The two functions give the target of an id, or None where it is not public: the link then keeps its text only.
    Links elsewhere get `rel="noopener noreferrer"`, so that they do not tell where the reader came from.
    """

    def opening_tag(match: re.Match[str]) -> str:
        attributes = extract_attrs(match.group(1))
        href = _target(attributes, page_path, document_url)
        if not href:
            return "<a>"
        rel = ' rel="noopener noreferrer"' if href.startswith(("http:", "https:")) else ""
        return f'<a href="{escape(href)}"{rel}>'

    linked = FIND_A_TAG.sub(opening_tag, source)
    cleaned = nh3.clean(linked, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    return _LINK_WITHOUT_TARGET.sub(r"\1", cleaned)


def _target(
    attributes: dict[str, str], page_path: Callable[[int], str | None], document_url: Callable[[int], str | None]
) -> str | None:
    link_type, key = attributes.get("linktype"), attributes.get("id", "")
    if link_type is None:
        return attributes.get("href")
    if not key.isdecimal():
        return None
    if link_type == "page":
        return page_path(int(key))
    return document_url(int(key)) if link_type == "document" else None


def with_paragraph_anchors(html: str, section: int) -> tuple[str, int]:
    """`html`, the output of `safe_html`, with `id="2.1"`, `id="2.2"` … on its paragraphs and list items; their count.

    A paragraph's number depends on what stands before it in its section, and on nothing else.
    """
    count = 0

    def numbered(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f'<{match.group(1)} id="{section}.{count}">'

    return _PARAGRAPH.sub(numbered, html), count
