"""`manage.py enlarge_demo PAGES`: a demo as large as a measurement needs it. Not for a site that anybody works on."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from api import changes
from api.documents.making import make_what_is_missing
from api.search.index import bring_up_to_date
from api.staleness import EVERYTHING
from home.demo.enlarging import enlarge
from home.demo.loading import page_files
from home.demo.pages import page_key
from home.models import PositionPage


class Command(BaseCommand):
    help = "Copies the demo's pages until the site has that number of pages, and does the worker's part of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pages", type=int, help="How many pages the site is to have, the demo's included.")

    def handle(self, *args: Any, pages: int, **options: Any) -> None:
        keys = [page_key(file.name) for file in page_files()]
        if not PositionPage.objects.filter(translation_key__in=keys).exists():
            raise CommandError("The demo isn't there: run `manage.py load_demo` first. Nothing was changed.")
        copies = enlarge(pages)
        changes.tell({EVERYTHING})
        changes.date([])
        words, documents = bring_up_to_date(), make_what_is_missing()
        self.stdout.write(f"Made {copies} copies, the words of {words} pages for the search, and {documents} documents.")
