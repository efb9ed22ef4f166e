"""A file is either read as text, or refused with one sentence that says why."""

import os
from pathlib import Path

import pytest

from home.statement.reading import MAX_BYTES, Format, read_statement
from home.statement.refusal import StatementRefused


def written(tmp_path: Path, content: bytes, name: str = "statement.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(StatementRefused) as refused:
        read_statement(path)
    message = str(refused.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def test_utf8_is_read(tmp_path: Path):
    assert read_statement(written(tmp_path, "Für “alle” – jetzt".encode())).text == "Für “alle” – jetzt"


def test_byte_order_mark_is_not_part_of_the_text(tmp_path: Path):
    assert read_statement(written(tmp_path, b"\xef\xbb\xbfWe agree.")).text == "We agree."


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system_are_line_ends(tmp_path: Path, end: str):
    assert read_statement(written(tmp_path, f"one{end}{end}two".encode())).text == "one\n\ntwo"


def test_form_feed_ends_a_paragraph(tmp_path: Path):
    assert read_statement(written(tmp_path, b"one\x0ctwo")).text == "one\n\ntwo"


def test_missing_file_is_refused(tmp_path: Path):
    assert "does not exist" in refusal(tmp_path / "nothing.txt")


def test_directory_is_refused(tmp_path: Path):
    assert "is a directory" in refusal(tmp_path)


def test_device_is_refused():
    assert "not an ordinary file" in refusal(Path(os.devnull))


def test_file_below_a_file_is_refused(tmp_path: Path):
    assert "cannot be read" in refusal(written(tmp_path, b"text") / "deeper.txt")


def test_too_long_a_name_is_refused(tmp_path: Path):
    assert "cannot be read" in refusal(tmp_path / ("a" * 5000))


def test_name_with_nul_is_refused(tmp_path: Path):
    assert "cannot be read" in refusal(tmp_path / "a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_unreadable_file_is_refused(tmp_path: Path):
    path = written(tmp_path, b"text")
    path.chmod(0)
    assert "may not be read" in refusal(path)


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u200b\n\xa0".encode()])
def test_empty_file_is_refused(tmp_path: Path, content: bytes):
    assert "is empty" in refusal(written(tmp_path, content))


def test_nul_bytes_are_refused(tmp_path: Path):
    assert "binary" in refusal(written(tmp_path, b"We agree\x00 that"))


def test_control_character_is_refused_with_its_line(tmp_path: Path):
    message = refusal(written(tmp_path, b"one\ntwo \x1b[1m"))
    assert "line 2" in message
    assert "0x1b" in message


def test_other_encoding_is_refused_with_line_and_place(tmp_path: Path):
    message = refusal(written(tmp_path, "Wir\nsind für alle".encode("latin-1")))
    assert "not UTF-8" in message
    assert "line 2 has the byte 0xfc at place 7" in message


def test_place_is_right_after_a_byte_order_mark(tmp_path: Path):
    assert "line 1 has the byte 0xfc at place 2" in refusal(written(tmp_path, b"\xef\xbb\xbff\xfcr"))


@pytest.mark.parametrize(("codec", "name"), [("utf-16", "UTF-16"), ("utf-32", "UTF-32")])
def test_wide_encoding_is_named(tmp_path: Path, codec: str, name: str):
    assert f"encoded in {name}" in refusal(written(tmp_path, "We agree.".encode(codec)))


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.7 text", "PDF"), (b"{\\rtf1 text}", "RTF"), (b"PK\x03\x04\x14\x00", "word processor")],
)
def test_document_of_another_program_is_named(tmp_path: Path, content: bytes, kind: str):
    assert kind in refusal(written(tmp_path, content))


def test_largest_file_is_read(tmp_path: Path):
    assert len(read_statement(written(tmp_path, b"a" * MAX_BYTES)).text) == MAX_BYTES


def test_larger_file_is_refused(tmp_path: Path):
    assert "larger than 1,000,000 bytes" in refusal(written(tmp_path, b"a" * (MAX_BYTES + 1)))


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "We agree.", Format.PLAIN),
        ("a.txt", "2 < 3 and 4 > 3, *and* so on.", Format.PLAIN),
        ("a.txt", "# Who we are\n\nPeople.", Format.MARKDOWN),
        ("a.txt", "See [here](https://example.org/).", Format.MARKDOWN),
        ("a.txt", "<!DOCTYPE html>\n<title>x</title>", Format.HTML),
        ("a", "  <p>We agree.</p>", Format.HTML),
        ("a.MD", "We agree.", Format.MARKDOWN),
        ("a.markdown", "<p>We agree.</p>", Format.MARKDOWN),
        ("a.HTM", "We agree.", Format.HTML),
    ],
)
def test_format_is_told_by_extension_and_else_by_content(tmp_path: Path, name: str, content: str, expected: Format):
    assert read_statement(written(tmp_path, content.encode(), name)).format is expected
