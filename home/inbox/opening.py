"""Opens messages where the key is: from a file that the server wrote, with no database and no connection to it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pyrage
from typing_extensions import TypedDict

from home.inbox.keys import KeyRefused


class Words(TypedDict):
    """What somebody wrote."""

    name: str
    email: str
    text: str


class Exported(Words):
    """A message as it leaves the server. Where it is `sealed`, an age file, its words are empty."""

    number: int
    received: str
    """In ISO 8601, with the offset."""
    deleted_on: str
    sealed: str
    sealed_to: str
    """The public keys, with spaces between."""


class Opened(NamedTuple):
    """A message, and its words; None where none of the keys opens it."""

    message: Exported
    words: Words | None


def read_export(content: bytes) -> list[Exported]:
    """The messages in a file of `export_messages`. Raises `KeyRefused` for another file."""
    try:
        messages = json.loads(content)["messages"]
        # What is missing is found here, not halfway through.
        return [Exported(**{name: message[name] for name in Exported.__annotations__}) for message in messages]  # type: ignore[typeddict-item]
    except (ValueError, KeyError, TypeError):
        raise KeyRefused(
            "This is no file with messages. One is written by export_messages, or loaded in the admin."
        ) from None


def opened(messages: Iterable[Exported], identities: list[Any]) -> Iterator[Opened]:
    """Each message with its words, as far as the private keys open it."""
    for message in messages:
        words = _words_in(message["sealed"], identities) if message["sealed"] else _plain(message)
        yield Opened(message, words)


def _words_in(sealed: str, identities: list[Any]) -> Words | None:
    try:
        return _plain(json.loads(pyrage.decrypt(sealed.encode(), identities)))
    except (pyrage.DecryptError, ValueError, KeyError, TypeError):
        return None


def _plain(found: Any) -> Words:
    return Words(name=str(found["name"]), email=str(found["email"]), text=str(found["text"]))


def is_from(words: Words, address: str) -> bool:
    """Whether it was written by whoever has this e-mail address. Capitals make no difference."""
    return words["email"].strip().casefold() == address.strip().casefold()


def told(message: Exported, words: Words) -> str:
    """A message as text. What would command a terminal is taken out of it: anybody may have written it."""
    lines = [
        f"Message {message['number']}",
        f"Received: {message['received']}",
        f"Name: {words['name'] or 'not given'}",
        f"E-mail: {words['email']}",
        "",
        words["text"],
    ]
    return "".join(
        sign if sign.isprintable() or sign in "\n\t" else "\N{REPLACEMENT CHARACTER}" for sign in "\n".join(lines)
    )
