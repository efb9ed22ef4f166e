"""`manage.py rebuild_search`: makes the index of the readers' search anew, from nothing but the published pages."""

from typing import Any

from django.core.management.base import BaseCommand

from api.models import SearchEntry
from api.search.index import bring_up_to_date


class Command(BaseCommand):
    help = "Makes the index of the readers' search anew. Until it is done, readers find fewer pages than there are."

    def handle(self, *args: Any, **options: Any) -> None:
        SearchEntry.objects.all().delete()
        self.stdout.write(f"{bring_up_to_date()} public pages can be found.")
