"""What a reader typed, as words to look for: no character of it can be an operator of a database's query language."""

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_LEFT_OVER_ACCENTS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True)
class Query:
    """Phrases that a page must all contain; the last word of the last one may go on.

    What stands between spaces is a phrase: `co-operative` is the word `co` followed by `operative`. A phrase consists of
    letters and digits only. Without any phrase, nothing is found.
    """

    phrases: tuple[tuple[str, ...], ...]


def parse(text: str) -> Query:
    composed = _LEFT_OVER_ACCENTS.sub("", unicodedata.normalize("NFC", text))
    phrases = [tuple(_WORD.findall(part)) for part in composed.split()]
    # Said twice, a word is looked for once, where it was said last: the last word is the one that may go on.
    return Query(tuple(reversed(dict.fromkeys(phrase for phrase in reversed(phrases) if phrase))))
