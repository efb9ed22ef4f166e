"""Before a page goes, an editor is told who refers to it; when it has gone or moved, readers are led on."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex

from home.models import NavigationSettings, StandardPage
from tests.desk.world import member
from tests.pages import SmallSite, block

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client: Client, small_site: SmallSite) -> Client:
    client.force_login(member("Moderators"))
    return client


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    """A context whose end is taken for the end of a transaction: Wagtail makes its own redirects then."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def address(view: str, page: Page, *arguments: int) -> str:
    return reverse(f"wagtailadmin_pages:{view}", args=(page.pk, *arguments))


def refer_to(site: SmallSite, page: Page) -> StandardPage:
    link = f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>'
    source = site.add(StandardPage, title="About <us>", body=[block("rich_text", link)])
    ReferenceIndex.create_or_update_for_object(source)
    return source


@pytest.mark.parametrize("view", ["delete", "unpublish"])
def test_who_refers_to_a_page_is_named_before_it_goes(moderator: Client, small_site: SmallSite, view: str) -> None:
    source = refer_to(small_site, small_site.contact)
    shown = moderator.get(address(view, small_site.contact)).content.decode()
    assert f'Plain page:\n                <a href="{address("edit", source)}">About &lt;us&gt;</a>' in shown


def test_menu_that_holds_a_page_is_named(moderator: Client, small_site: SmallSite) -> None:
    navigation = NavigationSettings.for_site(small_site.site)
    navigation.main = [{"type": "item", "value": {"page": small_site.contact.pk, "label": "", "url": ""}}]
    navigation.save()
    ReferenceIndex.create_or_update_for_object(navigation)
    shown = moderator.get(address("delete", small_site.contact)).content.decode()
    assert "Navigation:" in shown
    assert reverse("wagtailsettings:edit", args=("home", "navigationsettings", small_site.site.pk)) not in shown


def test_page_that_nobody_refers_to_goes_without_a_warning(moderator: Client, small_site: SmallSite) -> None:
    shown = moderator.get(address("delete", small_site.contact)).content.decode()
    assert "Nothing refers to it." in shown
    assert "lead nowhere" not in shown


def test_who_refers_to_a_selection_is_named(moderator: Client, small_site: SmallSite) -> None:
    refer_to(small_site, small_site.contact)
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    shown = moderator.get(f"{url}?next=/admin/&id={small_site.contact.pk}&id={small_site.debate.pk}").content.decode()
    assert shown.count("About &lt;us&gt;") == 1


def test_who_uses_a_picture_is_named(moderator: Client, small_site: SmallSite) -> None:
    image = small_site.image()
    small_site.contact.share_image = image
    small_site.contact.save()
    ReferenceIndex.create_or_update_for_object(small_site.contact)
    shown = moderator.get(reverse("wagtailimages:delete", args=[image.pk])).content.decode()
    assert f'<a href="{address("edit", small_site.contact)}">Contact</a>' in shown


@pytest.mark.parametrize("view", ["delete", "unpublish"])
def test_redirect_is_offered_when_a_page_has_gone(moderator: Client, small_site: SmallSite, view: str) -> None:
    shown = moderator.post(address(view, small_site.position), follow=True).content.decode()
    assert "Readers who come to /positions/rent-cap/ find nothing there from now on." in shown
    form = moderator.get(reverse("desk_redirect"), {"path": "/positions/rent-cap/", "site": small_site.site.pk})
    initial = form.context["form"].initial
    assert (initial["old_path"], initial["site"]) == ("/positions/rent-cap/", small_site.site)
    values = {"old_path": initial["old_path"], "site": small_site.site.pk, "is_permanent": "on"}
    moderator.post(form.context["action_url"], {**values, "redirect_page": small_site.positions.pk, "redirect_link": ""})
    assert Client().get("/positions/rent-cap/")["Location"] == "/positions/"


def test_address_of_a_translation_is_offered(moderator: Client, small_site: SmallSite) -> None:
    small_site.translate(small_site.home)
    kontakt = small_site.translate(small_site.contact, title="Kontakt", slug="kontakt")
    assert "/de/kontakt/" in moderator.post(address("unpublish", kontakt), follow=True).content.decode()


def test_nothing_is_offered_for_a_page_that_was_never_public(moderator: Client, small_site: SmallSite) -> None:
    draft = small_site.add(StandardPage, title="Draft", live=False, first_published_at=None)
    assert "Readers who come" not in moderator.post(address("delete", draft), follow=True).content.decode()


def test_nothing_is_offered_where_a_redirect_is_there_already(moderator: Client, small_site: SmallSite) -> None:
    Redirect.add_redirect("/contact", small_site.standard)
    assert "Readers who come" not in moderator.post(address("delete", small_site.contact), follow=True).content.decode()


@pytest.mark.parametrize("asked", ["", "x", "9" * 30, "²", "-1", "0"])
def test_form_for_a_redirect_takes_any_query(moderator: Client, small_site: SmallSite, asked: str) -> None:
    assert moderator.get(reverse("desk_redirect"), {"path": "\0" * 300, "site": asked}).status_code == 200


def test_author_makes_no_redirects(client: Client, small_site: SmallSite) -> None:
    client.force_login(member("Authors"))
    assert client.get(reverse("desk_redirect")).status_code == 302


def test_page_that_is_moved_in_the_admin_is_found_at_its_old_address(
    moderator: Client, small_site: SmallSite, commit: Any
) -> None:
    other = small_site.add(StandardPage, title="About")
    with commit():
        moderator.post(address("move_confirm", small_site.standard, other.pk))
    assert Client().get("/privacy/")["Location"] == "/about/privacy/"


def test_translation_that_is_moved_is_found_at_its_old_address(
    moderator: Client, small_site: SmallSite, commit: Any
) -> None:
    small_site.translate(small_site.home)
    page = small_site.translate(small_site.standard, title="Datenschutz", slug="datenschutz")
    other = small_site.add(StandardPage, Page.objects.get(pk=page.pk).get_parent(), title="Info", locale=page.locale)
    with commit():
        moderator.post(address("move_confirm", page, other.pk))
    assert Client().get("/de/datenschutz/")["Location"] == "/de/info/datenschutz/"


def test_pages_below_one_that_is_renamed_are_found_at_their_old_addresses(small_site: SmallSite, commit: Any) -> None:
    small_site.positions.slug = "demands"
    with commit():
        small_site.positions.save_revision().publish()
    assert Client().get("/positions/rent-cap/")["Location"] == "/demands/rent-cap/"
