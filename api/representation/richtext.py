"""Turns stored rich text into HTML that is safe to show: links are looked up, everything unknown is dropped.

Each step takes time in proportion to the text, whatever stands in it.
"""

import re
from collections.abc import Callable
from html import escape, unescape

import nh3

from api.cursors import LARGEST_ID

TAGS = {"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "sup", "sub", "hr"}
STORED_ATTRIBUTES = {"a": {"href", "linktype", "id"}}
SCHEMES = {"http", "https", "mailto", "tel"}
TO_NOBODY_ELSE = ("mailto:", "tel:", "#")

Target = Callable[[int], str | None]

# In what nh3 writes, every attribute is quoted and every other angle bracket of text is escaped.
_LINK_TAG = re.compile(r'<a((?: [a-z]+="[^"]*")*)>|</a>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_PARAGRAPH = re.compile(r"<(p|li)>(?!<p>)")


def safe_html(source: str, page_path: Target, document_url: Target) -> str:
    """HTML of `source`, which is in Wagtail's stored form (`<a linktype="page" id="3">`).

    The two functions give the target of an id, or None where it is not public: the link then keeps its text only, and
    so does a link inside a link. Links elsewhere get `rel="noopener noreferrer"`: they do not tell where the reader
    came from. They are the editors' own, so search engines may follow them.
    """
    cleaned = nh3.clean(source, tags=TAGS, attributes=STORED_ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
    are_shown: list[bool] = []

    def rewritten(match: re.Match[str]) -> str:
        if match.group(1) is None:
            return "</a>" if are_shown and are_shown.pop() else ""
        tag = "" if any(are_shown) else _opening_tag(dict(_ATTRIBUTE.findall(match.group(1))), page_path, document_url)
        are_shown.append(bool(tag))
        return tag

    return _LINK_TAG.sub(rewritten, cleaned)


def _opening_tag(attributes: dict[str, str], page_path: Target, document_url: Target) -> str:
    """The start of a link with these attributes, as nh3 writes them; empty where it leads nowhere."""
    link_type = attributes.get("linktype")
    if link_type is None:
        href = unescape(attributes.get("href", "")).strip()
        rel = "" if href.startswith(TO_NOBODY_ELSE) or is_path(href) else ' rel="noopener noreferrer"'
    else:
        href, rel = _target(link_type, attributes.get("id", ""), page_path, document_url) or "", ""
    return f'<a href="{escape(href)}"{rel}>' if href else ""


def _target(link_type: str, key: str, page_path: Target, document_url: Target) -> str | None:
    if not key.isdecimal() or len(key) > len(str(LARGEST_ID)) or int(key) > LARGEST_ID:
        return None
    if link_type == "page":
        return page_path(int(key))
    return document_url(int(key)) if link_type == "document" else None


def is_path(href: str) -> bool:
    """Whether `href` is a path of this site. Browsers take `//host` and `/\\host` for addresses elsewhere."""
    return href.startswith("/") and href[1:2] not in ("/", "\\")


def with_paragraph_anchors(html: str, prefix: str, before: int = 0) -> tuple[str, int]:
    """`html`, the output of `safe_html`, with ids on its paragraphs and list items: `2.1`, `2.2` … where the prefix is `2.`

    `before` is how many have been numbered already; given back is how many have been then. A paragraph's number depends
    on what stands before it, and on nothing else.
    """
    count = before

    def numbered(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f'<{match.group(1)} id="{prefix}{count}">'

    return _PARAGRAPH.sub(numbered, html), count
