"""How a page is named where one chooses it: a position by what people cite it by, and by what it says."""

from typing import Any

from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import PageChooserPanel
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import AbstractPage, Page


def chosen_title(page: Page) -> str:
    """What stands for `page`, which is of its own kind, in a form: of a position its number, title and sentence."""
    title = str(page.get_admin_display_title())
    number = getattr(page, "number", None)
    return title if number is None else f"{number}. {title}: {getattr(page, 'summary', '')}"


class PageChooser(AdminPageChooser):
    """Wagtail's, with the number and the sentence of a position that is chosen."""

    def get_display_title(self, instance: Page) -> str:
        return chosen_title(instance)


class PagePanel(PageChooserPanel):
    """A panel to choose a page of some of the kinds."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options.setdefault("widgets", {})[self.field_name] = PageChooser(target_models=self.page_type)
        return options


def choose_pages_by_number() -> None:
    """Gives the forms of all models this chooser. Called once, before the first form is made."""
    register_form_field_override(
        models.ForeignKey,
        to=AbstractPage,
        override=lambda db_field: {"widget": PageChooser(target_models=[db_field.remote_field.model])},
    )
