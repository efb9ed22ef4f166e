"""`manage.py load_demo`: fills an empty site with an invented group, so that there is something to look at."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from wagtail.models import Site

from home.demo.loading import SiteState, load_demo, state_of
from home.demo.reading import ContentError
from home.models import HomePage


class Command(BaseCommand):
    help = (
        "Fills an empty site with the pages, pictures and menus of an invented group. Never changes what is there already."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="End with exit status 0, not 1, where the site has content of its own."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.load(**options)
        except ContentError as error:
            raise CommandError(f"The demo can't be loaded: {error} Nothing was changed.") from error

    def load(self, *, if_empty: bool, **options: Any) -> None:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
        if site is None or home is None:
            raise CommandError("The default site has no home page to load the demo into; nothing was changed.")
        match state_of(home, site):
            case SiteState.DEMO:
                self.stdout.write("The demo is there already; nothing was changed.")
            case SiteState.OTHER if if_empty:
                self.stdout.write("The site has content of its own, so the demo was left out; nothing was changed.")
            case SiteState.OTHER:
                raise CommandError("The site has content of its own, so the demo was left out; nothing was changed.")
            case SiteState.EMPTY:
                pages = load_demo(home, site, today=timezone.localdate())
                self.stdout.write(f"Loaded the demo: {pages} pages of the invented Aldermouth Tenants' Assembly.")
