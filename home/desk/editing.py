"""The forms of pages, with a panel beside them that says what is wrong with the page as it was saved last.

Wagtail saves a form by itself every few words, and answers with the parts beside it that have changed: ours is among them.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from home.desk.problems import Problem, problems_of
from home.models.base import page_models


class ProblemsPanel(BaseSidePanel):
    """What is wrong with the page. What it costs is asked once."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = "Toggle problems"
        icon_name = "warning"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Mapping[str, Any] | None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "count": len(self.panel.problems)}

    name = "problems"
    title = "Problems"
    template_name = "home/desk/problems.html"
    order = 150

    @cached_property
    def problems(self) -> list[Problem]:
        return problems_of(self.object) if self.object.pk else []


class WithProblems:
    """Mixin for the views of a page's form."""

    def get_side_panels(self: Any) -> Any:
        panels = super().get_side_panels()  # type: ignore[misc]  # of the view that it is mixed into
        panels.append(ProblemsPanel(self.page, self.request))
        return panels


class AddView(WithProblems, CreateView):
    pass


class ChangeView(WithProblems, EditView):
    partials_template_name = "home/desk/saved.html"


class DeskViewSet(PageViewSet):
    """The views of a kind of page."""

    add_view_class = AddView
    edit_view_class = ChangeView


def viewsets_of_all_but(known: Iterable[type[DeskViewSet]]) -> list[type[DeskViewSet]]:
    """One for each kind of page that has none of its own. Wagtail lists what is below such a page."""
    models = set(page_models().values()) - {viewset.model for viewset in known}
    # One for all of them would do for the forms, but other views look for a page in the table of its viewset's model.
    return [type(f"{model.__name__}ViewSet", (DeskViewSet,), {"model": model, "parent_models": ()}) for model in models]
