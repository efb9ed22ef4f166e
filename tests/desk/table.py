"""The table of rights in docs/editors.md, row by row."""

from typing import NamedTuple

from cms.bootstrap.places import ROOT
from home.models import page_models

APPROVED = {"manifesto", "position", "position_index"}
ROLES = ("author", "editor", "moderator", "administrator")


def kinds(phrase: str) -> set[str]:
    """The types of pages that the table means by `phrase`."""
    every = set(page_models())
    return {
        "all pages": every,
        "positions and manifesto": APPROVED,
        "all other pages": every - APPROVED,
        "all other pages but the home page": every - APPROVED - {"home"},
        "all pages that can have some": {name for name, model in page_models().items() if model.allowed_subpage_models()},
    }[phrase]


class Right(NamedTuple):
    role: str
    action: str
    page_type: str
    is_given: bool


def rights() -> list[Right]:
    """Every cell of the table, for each type of page that its row is about."""
    lines = (ROOT / "docs" / "editors.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    head, _, *body = rows
    assert tuple(head) == ("what", "which pages", *ROLES)
    said = {"yes": True, "no": False}
    return [
        Right(role, action, page_type, said[cell])
        for action, phrase, *cells in body
        for page_type in sorted(kinds(phrase))
        for role, cell in zip(ROLES, cells, strict=True)
    ]
