"""Rich text comes out safe, with links that lead where they should."""

import re
from html.parser import HTMLParser

import pytest

from api.representation.richtext import TAGS, safe_html, with_paragraph_anchors


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
    html, count = with_paragraph_anchors("<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>", "4.")
    assert html == '<p id="4.1">a</p><ul><li id="4.2">b</li><li id="4.3">c</li></ul><p id="4.4">d</p>'
    assert count == 4


def test_text_that_looks_like_a_paragraph_is_not_numbered() -> None:
    assert with_paragraph_anchors(shown("<p>&lt;p&gt;</p>"), "1.") == ('<p id="1.1">&lt;p&gt;</p>', 1)


def test_numbers_go_on_from_what_was_numbered_before() -> None:
    assert with_paragraph_anchors("<p>a</p><p>b</p>", "p", 7) == ('<p id="p8">a</p><p id="p9">b</p>', 9)


@pytest.mark.parametrize(
    "source",
    [
        '<a href="java\tscript:alert(1)">x</a>',
        '<a href="java&#x0A;script:alert(1)">x</a>',
        '<a href="java&NewLine;script&colon;alert(1)">x</a>',
        '<a href=" &#1; javascript:alert(1)">x</a>',
        '<a href="\x01javascript:alert(1)">x</a>',
        '<a href="&#0000106&#0000097vascript:alert(1)">x</a>',
        '<a href="data&colon;text/html;base64,PHNjcmlwdD4=">x</a>',
        '<a href="vbscript:msgbox(1)">x</a>',
        '<a href="view-source:javascript:alert(1)">x</a>',
        '<a href="blob:https://x/1">x</a>',
        '<a href="file:///etc/passwd">x</a>',
    ],
)
def test_link_that_would_run_something_keeps_its_text_only(source: str) -> None:
    assert shown(source) == "x"


@pytest.mark.parametrize(
    "source",
    [
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
        '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
        "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id=</style><img onerror=alert(1) src>",
        '<a href="https://x/&quot;><img src=x onerror=alert(1)>">x</a>',
        '<a href="https://x/" title="</a><img src=x onerror=alert(1)>">x</a>',
        '<a linktype="page" id="1&quot; onclick=&quot;alert(1)">x</a>',
        "<p><![CDATA[<img src=x onerror=alert(1)>]]></p>",
        "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
        "<textarea><p title='</textarea><img src=x onerror=alert(1)>'>",
        "<<script>script>alert(1)<</script>/script>",
        "<p/onclick=alert(1)>x",
        "<a/href='javascript:alert(1)'>x</a>",
        "<template><p onclick=alert(1)>x</template>",
    ],
)
def test_markup_that_changes_when_it_is_read_again_is_harmless(source: str) -> None:
    html = shown(source)
    assert attributes_in(html) <= {"href", "rel"}
    assert shown(html) == html


def attributes_in(html: str) -> set[str]:
    """The names of all attributes that a browser would see."""
    found: set[str] = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            assert tag in TAGS
            found.update(name for name, _ in attributes)

    Tags().feed(html)
    return found


@pytest.mark.parametrize(
    "source",
    [
        '<a href="https://one.example/">a <a href="https://two.example/">b</a> c</a>',
        '<a href="/a/"><table><tr><td><a href="/b/">b</a></td></tr></table></a>',
        '<a linktype="page" id="1">a<p><a linktype="page" id="9">b</a></p></a>',
        "<a>x</a></a></a><a href='/x/'>",
        '<a linktype="page" id="9"><a linktype="page" id="1">a</a>',
    ],
)
def test_no_link_stands_in_another(source: str) -> None:
    depth = 0
    for tag in re.findall(r"</?a\b", shown(source)):
        depth += 1 if tag == "<a" else -1
        assert depth in (0, 1)
    assert depth == 0


@pytest.mark.parametrize("href", ["//evil.example/", "/\\evil.example/", "https://x.example", "relative/"])
def test_address_elsewhere_is_known_however_it_is_written(href: str) -> None:
    assert 'rel="noopener noreferrer"' in shown(f'<a href="{href}">x</a>')


@pytest.mark.parametrize("part", ["<a", "<a ", '<a b="', '<a href="/x/">y</a>', "<p>z</p>"])
def test_megabyte_of_anything_is_shown(part: str) -> None:
    """What took quadratic time would take hours here."""
    source = part * (1_000_000 // len(part))
    html, count = with_paragraph_anchors(shown(source), "p")
    assert html.count("<a href") == source.count("</a>")
    assert count == source.count("<p>")
