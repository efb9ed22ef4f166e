"""Puts a parsed statement into the page tree: one manifesto and its positions, all of it or nothing."""

from pathlib import PurePath

from django.db import transaction
from wagtail.models import Site

from home.models import HomePage
from home.statement.manifesto_page import write_manifesto
from home.statement.parsing import Statement
from home.statement.position_pages import write_positions
from home.statement.refusal import StatementRefused
from home.statement.written import Written


def write_statement(statement: Statement, file_name: str, publish: bool) -> list[Written]:
    """Makes or revises the pages of `statement`, and publishes them where `publish` is set; what became of each page.

    A text without a title gets one from `file_name`. Raises `StatementRefused`, with nothing changed.
    """
    with transaction.atomic():
        home = home_page()
        manifesto, section_ids = write_manifesto(home, statement, statement.title or title_from(file_name))
        written = [manifesto, *write_positions(home, statement, section_ids)]
        if publish:
            for page in written:
                page.publish()
        return written


def home_page() -> HomePage:
    """The home page of the default site. Raises `StatementRefused` where there is none."""
    site = Site.objects.filter(is_default_site=True).first() or Site.objects.first()
    home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
    if home is None:
        raise StatementRefused("There is no home page to put the manifesto under; make one in the admin first.")
    return home


def title_from(file_name: str) -> str:
    """A manifesto's title from the name of its file: "Founding statement" for `founding-statement.txt`."""
    words = " ".join(PurePath(file_name).stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] if any(character.isalpha() for character in words) else "Manifesto"
