"""Takes a file that somebody hands us, and either vouches that it is a readable text or says in one sentence why not."""

import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from home.statement.refusal import StatementRefused

MAX_BYTES = 1_000_000

# UTF-32 begins with UTF-16's mark, so it has to be asked first.
OTHER_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
DOCUMENT_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a word processor's document or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "a word processor's document"),
)
INVISIBLE = "\ufeff\u200b\u2060"

CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
LINE_BREAK = re.compile(r"\r\n|[\r\x85\u2028]")
PAGE_BREAK = re.compile(r"[\x0b\x0c\u2029]")

HTML_START = re.compile(r"\s*(?:<\?xml|<!doctype html|<html|<head|<body)\b", re.IGNORECASE)
HTML_BLOCK = re.compile(r"^\s*<(?:p|div|h[1-6]|[uo]l|section|article)\b[^<>]*>", re.IGNORECASE | re.MULTILINE)
MARKDOWN_MARK = re.compile(
    r"^#{1,6}[ \t]+\S"
    r"|\[[^\]\n]{1,300}\]\((?:https?://|mailto:|/|#)[^)\s]{0,2000}\)"
    r"|\*\*[^\s*][^*\n]{0,300}\*\*",
    re.MULTILINE,
)


class Format(Enum):
    """The ways of writing a statement that we can read."""

    PLAIN = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"


FORMAT_OF_EXTENSION = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".mdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
}


@dataclass(frozen=True)
class Source:
    """A file's text with `\\n` line ends, and how it is written."""

    text: str
    format: Format


def read_statement(path: Path) -> Source:
    """Read the file at `path`, of at most `MAX_BYTES`. Raises `StatementRefused` for anything but UTF-8 text."""
    text = decode(_bytes_of(path), path.name)
    return Source(text, detect_format(path.name, text))


def decode(content: bytes, name: str) -> str:
    """The text in `content`, with `\\n` line ends. Raises `StatementRefused`, naming the file by `name`."""
    for mark, encoding in OTHER_ENCODINGS:
        if content.startswith(mark):
            raise StatementRefused(f"{name} is encoded in {encoding}; save it as UTF-8 and run the import again.")
    for signature, kind in DOCUMENT_SIGNATURES:
        if content.startswith(signature):
            raise StatementRefused(f"{name} is {kind}; save it as plain text, Markdown or HTML first.")
    if b"\x00" in content:
        raise StatementRefused(f"{name} is a binary file, not a text; nothing was imported.")
    text = _utf8(content, name)
    if control := CONTROL_CHARACTER.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise StatementRefused(f"{name} is not a text: line {line} has the control character {ord(control[0]):#04x}.")
    text = PAGE_BREAK.sub("\n\n", LINE_BREAK.sub("\n", text))
    if not text.strip(f"{INVISIBLE} \xa0\n\t"):
        raise StatementRefused(f"{name} is empty; there is nothing to import.")
    return text


def detect_format(name: str, text: str) -> Format:
    """How `text` is written: the extension of the file's `name` decides; where it says nothing, the text itself."""
    known = FORMAT_OF_EXTENSION.get(Path(name).suffix.lower())
    if known:
        return known
    if HTML_START.match(text) or HTML_BLOCK.search(text):
        return Format.HTML
    return Format.MARKDOWN if MARKDOWN_MARK.search(text) else Format.PLAIN


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise StatementRefused(f"{path} is a directory; give the file that holds the statement.")
        if path.exists() and not path.is_file():
            raise StatementRefused(f"{path} is not an ordinary file; give the file that holds the statement.")
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise StatementRefused(f"{path} does not exist; check the name of the file.") from None
    except PermissionError:
        raise StatementRefused(f"{path} may not be read by this user; check the file's permissions.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StatementRefused(f"{path} cannot be read: {reason}.") from None
    if len(content) > MAX_BYTES:
        raise StatementRefused(f"{path.name} is larger than {MAX_BYTES:,} bytes, too long for a statement.")
    return content


def _utf8(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # `error.object` lacks the byte order mark, so the places are counted in what was decoded.
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise StatementRefused(
            f"{name} is not UTF-8: line {line} has the byte 0x{error.object[error.start]:02x} at place {column}; "
            "save it as UTF-8 and run the import again."
        ) from None
