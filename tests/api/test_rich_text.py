"""Rich text comes out safe, with links that lead where they should."""

import pytest

from api.representation.richtext import safe_html, with_paragraph_anchors


def shown(source: str) -> str:
    return safe_html(source, {1: "/positions/"}.get, {1: "/documents/1/a.pdf"}.get)


def test_link_to_a_page_leads_to_its_path() -> None:
    assert shown('<p><a linktype="page" id="1">x</a></p>') == '<p><a href="/positions/">x</a></p>'


def test_link_to_a_document_leads_to_the_file() -> None:
    assert shown('<a linktype="document" id="1">x</a>') == '<a href="/documents/1/a.pdf">x</a>'


@pytest.mark.parametrize("link_type", ["page", "document", "nonsense"])
@pytest.mark.parametrize("key", ["2", "", "x", "-1", "1" * 400])
def test_link_to_nothing_public_keeps_its_text_only(link_type: str, key: str) -> None:
    assert shown(f'<p>a <a linktype="{link_type}" id="{key}">b</a> c</p>') == "<p>a b c</p>"


def test_link_elsewhere_does_not_tell_where_the_reader_came_from() -> None:
    assert shown('<a href="https://example.org/?a=1&amp;b=2">x</a>') == (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">x</a>'
    )


@pytest.mark.parametrize("href", ["mailto:a@example.org", "tel:+4412", "#2.3", "/positions/"])
def test_harmless_link_is_kept(href: str) -> None:
    assert shown(f'<a href="{href}">x</a>') == f'<a href="{href}">x</a>'


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)'>x</p>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JaVaScRiPt:alert(1)">x</a>',
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        "<iframe src='https://example.org'></iframe>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<style>p{}</style>",
        '<embed embedtype="image" id="1" format="left" alt="x"/>',
        '<a linktype="page" id="1" href="javascript:alert(1)" onclick="alert(1)">x</a>',
    ],
)
def test_unsafe_markup_is_dropped(source: str) -> None:
    html = shown(source).lower()
    for part in ("<script", "onclick", "javascript", "data:", "<iframe", "<img", "onerror", "<svg", "<style", "<embed"):
        assert part not in html


def test_emphasis_and_lists_are_kept() -> None:
    source = "<p><b>a</b> <i>b</i></p><ul><li>c</li></ul><ol><li>d</li></ol>"
    assert shown(source) == source


def test_markup_in_text_stays_text() -> None:
    assert shown("<p>a &lt;p&gt; b</p>") == "<p>a &lt;p&gt; b</p>"


def test_paragraphs_and_items_are_numbered_in_order() -> None:
    html, count = with_paragraph_anchors("<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>", 4)
    assert html == '<p id="4.1">a</p><ul><li id="4.2">b</li><li id="4.3">c</li></ul><p id="4.4">d</p>'
    assert count == 4


def test_text_that_looks_like_a_paragraph_is_not_numbered() -> None:
    assert with_paragraph_anchors(shown("<p>&lt;p&gt;</p>"), 1) == ('<p id="1.1">&lt;p&gt;</p>', 1)
