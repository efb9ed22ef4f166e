"""Links and emphasis of a web page or of Markdown survive; what could harm a reader does not."""

import pytest

from tests.statement.texts import everything, html, markdown, paragraphs


def body(text: str, parse=html) -> str:
    (section,) = parse(text).sections
    return section.body


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<strong>a</strong>", "<b>a</b>"),
        ("<em>a</em>", "<i>a</i>"),
        ("<b><i>a</i> b</b>", "<b><i>a</i> b</b>"),
        (
            '<a href="https://example.org/?a=1&amp;b=2" onclick="x()" class="y">a</a>',
            '<a href="https://example.org/?a=1&amp;b=2">a</a>',
        ),
        ('<a href="mailto:a@b.example">a</a>', '<a href="mailto:a@b.example">a</a>'),
        ('<a href="/contact/">a</a>', '<a href="/contact/">a</a>'),
        ("a<br>b", "a<br/>b"),
    ],
)
def test_links_and_emphasis_survive(source: str, kept: str):
    assert body(f"<p>{source}</p>") == f"<p>{kept}</p>"


@pytest.mark.parametrize(
    "unsafe",
    [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        '<iframe src="https://example.org/">frame</iframe>',
        "<svg><text>drawn</text></svg>",
        "<!-- remark -->",
        '<img src="x" onerror="alert(1)">',
        '<meta http-equiv="refresh" content="0">',
        "<template><p>hidden</p></template>",
    ],
)
def test_unsafe_elements_are_gone(unsafe: str):
    assert body(f"<p>one {unsafe}two</p>") == "<p>one two</p>"


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        " jAvascript:alert(1)",
        "java&#9;script:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "page2.html",
    ],
)
def test_unsafe_or_dead_link_leaves_its_words(href: str):
    assert body(f'<p>see <a href="{href}">this</a></p>') == "<p>see this</p>"


def test_handlers_are_gone():
    assert body('<p onclick="alert(1)" style="x">one <b onmouseover="x">two</b></p>') == "<p>one <b>two</b></p>"


def test_words_of_an_unknown_element_stay():
    assert body("<p>one <marquee>two</marquee> <form><button>three</button></form></p>").count("two") == 1


def test_description_of_a_picture_stays():
    assert paragraphs(html('<p>See<img src="x.png" alt="a crowd">there</p>')) == ["See a crowd there"]


def test_escaped_markup_stays_escaped():
    assert body("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_two_line_breaks_part_paragraphs():
    assert body("one<br><br/>\n<b>two<br>&nbsp;<br>three</b>") == "<p>one</p><p><b>two</b></p><p><b>three</b></p>"


def test_text_outside_any_element_is_a_paragraph():
    assert body("one<div>two</div>three") == "<p>one</p><p>two</p><p>three</p>"


def test_centred_text_is_a_paragraph():
    assert body("<center>one</center>two") == "<p>one</p><p>two</p>"


def test_emphasis_around_paragraphs_reaches_into_them():
    assert body("<blockquote><i><p>one</p><p>two</p></i></blockquote>") == "<p><i>one</i></p><p><i>two</i></p>"


def test_row_of_a_table_is_a_paragraph():
    assert body("<table><tr><th>a</th><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>") == "<p>a | b</p><p>c | d</p>"


def test_lines_of_preformatted_text_stay_lines():
    assert body("<pre>one\ntwo</pre>") == "<p>one<br/>two</p>"


def test_list_with_another_first_number_keeps_its_numbers():
    assert body('<p>a.</p><ol start="3"><li>c</li><li>d</li></ol>') == "<p>a.</p><p>3. c</p><p>4. d</p>"


def test_item_of_several_paragraphs_is_one_item():
    assert body("<ul><li><p>one</p><p>two</p></li></ul>") == "<ul><li>one<br/>two</li></ul>"


def test_words_of_a_list_outside_its_items_stay():
    assert body("<ul>one<li>two</li></ul>") == "<ul><li>one</li><li>two</li></ul>"


def test_markdown_is_understood():
    text = "One *two* **three** [four](https://example.org/).\n\n1. a\n2. b"
    assert body(text, markdown) == (
        '<p>One <i>two</i> <b>three</b> <a href="https://example.org/">four</a>.</p><ol><li>a</li><li>b</li></ol>'
    )


def test_html_inside_markdown_is_sanitised():
    assert "alert" not in everything(markdown("One <script>alert(1)</script>\n\n<p onclick='alert(2)'>two</p>"))


def test_unsafe_link_in_markdown_leaves_its_words():
    assert body("See [this](javascript:alert).", markdown) == "<p>See this.</p>"


def test_address_inside_a_link_is_not_linked_twice():
    assert body('<p><a href="/x">www.example.org</a></p>') == '<p><a href="/x">www.example.org</a></p>'
