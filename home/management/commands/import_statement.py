"""`manage.py import_statement FILE`: a group's existing text becomes a manifesto and its positions."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.urls import reverse

from home.statement.parsing import parse_statement
from home.statement.reading import read_statement
from home.statement.refusal import StatementRefused
from home.statement.writing import write_statement
from home.statement.written import Change, Written


class Command(BaseCommand):
    help = "Makes a manifesto and its positions out of a plain text, Markdown or HTML file, as drafts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The statement, in UTF-8: .txt, .md or .html.")
        parser.add_argument("--publish", action="store_true", help="Publish the manifesto and the positions at once.")

    def handle(self, *args: Any, file: Path, publish: bool, **options: Any) -> None:
        try:
            statement = parse_statement(read_statement(file))
            written = write_statement(statement, file.name, publish)
        except StatementRefused as refusal:
            raise CommandError(str(refusal)) from None
        except DatabaseError as error:
            raise CommandError(f"The database cannot be used, and nothing was changed: {error}") from None
        for page in written:
            self.stdout.write(line_about(page))
        if not any(page.change in (Change.MADE, Change.REVISED) for page in written):
            self.stdout.write(f"{file.name} has not changed since it was last imported: no new revision was made.")


def line_about(written: Written) -> str:
    """One line for whoever ran the command: what the page is, what became of it, what readers have, where to edit it."""
    page = written.page
    kind = page._meta.verbose_name
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return f'{str(kind).capitalize()} "{page.draft_title}": {written.change.value}, {written.state}. {address}'
