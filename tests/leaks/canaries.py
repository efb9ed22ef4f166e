"""Words that stand in nothing but what is hidden: an answer that holds one tells what leaked, and from where."""

import base64
import binascii
import hashlib
import re
from typing import Any, NamedTuple

MARK = "zq"
LETTERS = 10
LENGTH = len(MARK) + LETTERS
_WORD = re.compile(rf"{MARK}[a-z]{{{LETTERS}}}")
_BASE64 = re.compile(rb"[A-Za-z0-9_-]{16,}")


class Origin(NamedTuple):
    """Where a canary stands: `draft`, `article`, `body.quote.text`."""

    state: str
    kind: str
    field: str


class Canaries:
    """Hands out a word for each origin and recognises it again. A word is a title, a slug and a tag alike."""

    def __init__(self) -> None:
        self.origins: dict[str, Origin] = {}

    def word(self, state: str, kind: str, field: str) -> str:
        digest = int.from_bytes(hashlib.sha256(f"{state} {kind} {field}".encode()).digest(), "big")
        letters = []
        for _ in range(LETTERS):
            digest, letter = divmod(digest, 26)
            letters.append(chr(ord("a") + letter))
        word = MARK + "".join(letters)
        self.origins[word] = Origin(state, kind, field)
        return word

    def found_in(self, response: Any) -> set[Origin]:
        """The origins of all canaries in the headers and the content of an answer."""
        headers = " ".join(f"{name} {value}" for name, value in response.headers.items())
        content = response.getvalue()
        text = f"{headers} {content.decode(errors='replace')} {_hidden_in_base64(content + headers.encode())}".lower()
        return {self.origins[word] for word in _WORD.findall(text) if word in self.origins}

    def words(self, field: str) -> list[str]:
        """The words in fields of that name, whatever holds them."""
        return [word for word, origin in self.origins.items() if origin.field == field]

    def one_for_each(self, *parts: str) -> list[str]:
        """A word for each different combination of `parts` of an origin, such as each state with each kind."""
        chosen = {tuple(getattr(origin, part) for part in parts): word for word, origin in self.origins.items()}
        return list(chosen.values())


def _hidden_in_base64(content: bytes) -> str:
    """What a cursor or a token in `content` says when it is decoded."""
    decoded = []
    for token in _BASE64.findall(content):
        try:
            decoded.append(base64.urlsafe_b64decode(token + b"=" * (-len(token) % 4)).decode())
        except (binascii.Error, UnicodeDecodeError):
            continue
    return " ".join(decoded)
