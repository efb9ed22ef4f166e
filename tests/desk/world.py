"""People of each role, and pages of each kind for them to work on, made anew for each question."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from home.models import ActivityIndexPage, BasePage, DebateIndexPage, HomePage, PositionIndexPage, User, page_models
from tests.pages import SmallSite
from tests.tree.forms import page_form

FIELDS: dict[str, dict[str, Any]] = {
    "home": {"purpose": "Homes are for living in."},
    "position": {"number": 1, "summary": "In a sentence."},
    "activity_report": {"kind": "practical", "starts_at": "2031-05-01T18:00Z", "summary": "A stall."},
    "article": {"author_names": "A. Nonym", "summary": "An objection."},
    "contact": {"email": "hello@example.org"},
}
LISTS = {"position": PositionIndexPage, "activity_report": ActivityIndexPage, "article": DebateIndexPage}


def member(*groups: str, email: str = "") -> User:
    """Somebody in these groups, each of which has to exist."""
    user = User.objects.create_user(email or f"{'-'.join(groups).lower()}@example.org")
    found = Group.objects.filter(name__in=groups)
    assert found.count() == len(groups)
    user.groups.set(found)
    return user


def make_place(site: SmallSite, page_type: str) -> Page:
    """A new home page, or a list on one, below which a page of that kind can be made."""
    root = Page.get_first_root_node()
    if page_type == "home":
        return root
    number = HomePage.objects.count()
    home = site.add(HomePage, root, title=f"Home {number}", slug=f"home-{number}", **FIELDS["home"])
    return site.add(LISTS[page_type], home, title="List") if page_type in LISTS else home


class Desk:
    """What one person does in the admin."""

    def __init__(self, site: SmallSite, client: Client, user: User, places: dict[str, list[Page]] | None = None) -> None:
        """`places` are those that are made already; each is used once."""
        self.site, self.client, self.user = site, client, user
        self.places = {page_type: [*made] for page_type, made in (places or {}).items()}
        self.colleague = member("Authors", email="colleague@example.org")
        client.force_login(user)

    def place(self, page_type: str) -> Page:
        """Where a page of that kind can be made, with nothing below it yet."""
        made = self.places.get(page_type)
        return made.pop() if made else make_place(self.site, page_type)

    def page(self, page_type: str, owner: User | None, live: bool = False) -> Any:
        """A page that `owner` has written, or nobody in particular, with nothing below it."""
        model = page_models()[page_type]
        fields = {"title": "A page", "slug": f"a-page-{Page.objects.count()}", **FIELDS.get(page_type, {})}
        page = self.site.add(model, self.place(page_type), live=live, owner=owner, **fields)
        revision = page.save_revision(user=owner)
        if live:
            revision.publish()
        return page

    def waiting(self, page_type: str, writer: User) -> Any:
        """A page that `writer` has submitted for approval."""
        page = self.page(page_type, writer)
        page.get_workflow().start(page, writer)
        return page

    def create(self, page_type: str, parent: Page, **extra: str) -> Any:
        url = reverse("wagtailadmin_pages:add", args=("home", page_models()[page_type].__name__.lower(), parent.pk))
        return self.client.post(url, page_form(page_type, title="Made at the desk") | extra)

    def edit(self, page: BasePage, **extra: str) -> Any:
        form = page_form(page.page_type, title="Changed at the desk", slug=page.slug)
        return self.post("edit", page, **form, **extra)

    def post(self, view: str, page: Page, *arguments: Any, **form: str) -> Any:
        return self.client.post(reverse(f"wagtailadmin_pages:{view}", args=(page.pk, *arguments)), form)

    def approve(self, page: Any) -> Any:
        state = page.current_workflow_task_state
        return self.post("workflow_action", page, "approve", state.pk, comment="")


def again(page: Any) -> Any:
    """The page as the database has it now; None where it is gone."""
    return type(page).objects.filter(pk=page.pk).first()
