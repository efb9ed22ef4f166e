"""Reads the files of `content/`: TOML between two lines of `+++`, then Markdown."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from markdown_it import MarkdownIt
from markdown_it.token import Token

CONTENT = Path(__file__).parent / "content"
MARKDOWN = MarkdownIt("commonmark", {"html": False})


class ContentError(Exception):
    """One sentence that says which file of `content/` can't be used, and why."""


@contextmanager
def blaming(name: str) -> Iterator[None]:
    """Turns what goes wrong inside into a ContentError that names the file."""
    try:
        yield
    except KeyError as error:
        raise ContentError(f"{name}: {error} is missing or misspelt.") from error
    except ValidationError as error:
        raise ContentError(f"{name}: {' '.join(error.messages)}") from error
    except (ValueError, OSError) as error:
        raise ContentError(f"{name}: {error}") from error


@dataclass(frozen=True)
class Chapter:
    """A heading and the Markdown tokens below it; level 0 and no heading for what stands before the first."""

    level: int
    heading: str
    tokens: list[Token]


@dataclass(frozen=True)
class PageFile:
    """One page as it was written. `name` is its path in `content/` without `.md`, such as `positions/freeze-the-rents`."""

    name: str
    fields: dict[str, Any]
    chapters: list[Chapter]

    @property
    def parent(self) -> str:
        """The name of the page above; empty for the home page."""
        return self.name.rpartition("/")[0]

    @property
    def slug(self) -> str:
        return self.name.rpartition("/")[2]


def read_toml(name: str) -> dict[str, Any]:
    """Raises ContentError where the file is missing or is not TOML."""
    with blaming(name):
        return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def read_page(path: Path) -> PageFile:
    """Raises ContentError where the file is missing or doesn't begin with TOML between lines of `+++`."""
    name = path.relative_to(CONTENT).as_posix()
    with blaming(name):
        parts = path.read_text(encoding="utf-8").split("+++\n", 2)
        if len(parts) != 3 or parts[0]:
            raise ValueError("A page begins with a line of +++, its fields, and another line of +++.")
        return PageFile(name.removesuffix(".md"), tomllib.loads(parts[1]), chapters(MARKDOWN.parse(parts[2])))


def read_pages(folder: str) -> list[PageFile]:
    """The pages of a folder of `content/`, in the order of their names."""
    return [read_page(path) for path in sorted((CONTENT / folder).glob("*.md"))]


def chapters(tokens: list[Token]) -> list[Chapter]:
    found = [Chapter(0, "", [])]
    position = 0
    while position < len(tokens):
        if tokens[position].type == "heading_open":
            found.append(Chapter(int(tokens[position].tag[1]), tokens[position + 1].content, []))
            position += 3
        else:
            found[-1].tokens.append(tokens[position])
            position += 1
    return found
