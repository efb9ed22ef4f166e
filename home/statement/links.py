"""Finds the addresses that somebody typed into a text, so that they can be clicked."""

import re
from collections.abc import Iterator

# The lookbehind and the bounds keep the search linear on a long run of letters. An e-mail's local part has at most 64
# characters (RFC 5321, 4.5.3.1.1).
ADDRESS = re.compile(
    r"(?P<url>(?<![\w/])https?://[^\s<>\"]{1,2000})"
    r"|(?P<www>(?<![\w./@-])www\.[^\s<>\"]{1,2000})"
    r"|(?P<email>(?<![\w.+/@-])[\w.+-]{1,64}@[^\W_](?:[\w-]{0,62})(?:\.[^\W_][\w-]{0,62}){1,8})",
    re.IGNORECASE,
)
SENTENCE_END = ".,;:!?'\"*_…’‘”“»›"
BRACKETS = {")": "(", "]": "["}


def split_addresses(text: str) -> Iterator[tuple[str, str | None]]:
    """The pieces of `text` in their order, each with the `https:`, `http:` or `mailto:` address that it links to, or None."""
    done = 0
    for match in ADDRESS.finditer(text):
        address = _without_sentence_end(match[0])
        if match.start() < done or not _is_whole(address, match.lastgroup):
            continue
        if match.start() > done:
            yield text[done : match.start()], None
        yield address, _target(address, match.lastgroup)
        done = match.start() + len(address)
    if done < len(text):
        yield text[done:], None


def _without_sentence_end(address: str) -> str:
    """`address` without the marks that belong to the sentence or the brackets around it."""
    while address:
        last = address[-1]
        opening = BRACKETS.get(last)
        if last in SENTENCE_END or (opening and address.count(last) > address.count(opening)):
            address = address[:-1]
        else:
            break
    return address


def _is_whole(address: str, kind: str | None) -> bool:
    if kind == "url":
        return re.match(r"https?://[^\W_]", address, re.IGNORECASE) is not None
    return "." in address.removeprefix("www.") if kind == "www" else True


def _target(address: str, kind: str | None) -> str:
    if kind == "email":
        return f"mailto:{address}"
    return f"https://{address}" if kind == "www" else address
