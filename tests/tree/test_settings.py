"""The organisation and its menus are set in the admin, and the admin keeps to itself."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import NavigationSettings, OrganisationSettings
from tests.pages import SmallSite
from tests.tree.conftest import Editor, errors_of


def send(editor: Editor, site: SmallSite, model: str, fields: dict[str, Any]) -> Any:
    return editor.client.post(reverse("wagtailsettings:edit", args=("home", model, site.site.pk)), nested_form_data(fields))


def menus(*items: dict[str, Any]) -> dict[str, Any]:
    blocks = [("item", {"page": "", "url": "", "label": "", **item}) for item in items]
    return {"main": streamfield(blocks), "footer": streamfield([])}


@pytest.mark.parametrize("model", ["organisationsettings", "navigationsettings"])
def test_settings_are_shown_in_the_admin(model, site: SmallSite, editor: Editor):
    url = reverse("wagtailsettings:edit", args=("home", model))
    assert editor.client.get(url, follow=True).status_code == 200


def test_organisation_is_set(site: SmallSite, editor: Editor):
    fields = {"name": "Tenants' Union", "tagline": "", "email": "", "share_image": "", "footer_text": rich_text("<p>Hi</p>")}
    fields["translations"] = inline_formset([])
    assert errors_of(send(editor, site, "organisationsettings", fields)) == {}
    assert OrganisationSettings.for_site(site.site).name == "Tenants' Union"


def test_menu_leads_to_pages_and_elsewhere(site: SmallSite, editor: Editor):
    fields = menus({"page": str(site.position.pk)}, {"url": "https://example.org/", "label": "Elsewhere"})
    assert errors_of(send(editor, site, "navigationsettings", fields)) == {}
    main = NavigationSettings.for_site(site.site).main
    assert [(item.value["page"] and item.value["page"].pk, item.value["label"]) for item in main] == [
        (site.position.pk, ""),
        (None, "Elsewhere"),
    ]


@pytest.mark.parametrize("both", [False, True])
def test_menu_entry_leads_to_one_place(both, site: SmallSite, editor: Editor):
    item = {"page": str(site.position.pk), "url": "https://example.org/"} if both else {}
    response = send(editor, site, "navigationsettings", menus({"label": "Where?", **item}))
    assert b"Choose either a page or an address elsewhere." in response.content
    assert not NavigationSettings.for_site(site.site).main


def test_entry_for_an_address_elsewhere_needs_a_label(site: SmallSite, editor: Editor):
    response = send(editor, site, "navigationsettings", menus({"url": "https://example.org/"}))
    assert b"Say what the link leads to." in response.content


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_no_page_is_hidden_behind_a_shared_password(site: SmallSite, editor: Editor, depth: int):
    page = Page.objects.filter(depth=depth).first()
    dialog = editor.client.get(reverse("wagtailadmin_pages:set_privacy", args=(page.pk,))).json()["html"]
    assert 'value="login"' in dialog
    assert 'value="password"' not in dialog


def test_shared_password_is_refused_when_it_is_sent_anyway(site: SmallSite, editor: Editor):
    form = {"restriction_type": "password", "password": "friends", "groups": []}
    editor.client.post(reverse("wagtailadmin_pages:set_privacy", args=(site.position.pk,)), form)
    assert not site.position.view_restrictions.exists()


@pytest.mark.parametrize("page", ["/admin/", "/admin/account/", "/admin/pages/"])
def test_admin_shows_nothing_from_another_server(page, site: SmallSite, editor: Editor):
    """Links that somebody may follow are none of this: only what a browser loads by itself counts."""
    from bs4 import BeautifulSoup

    html = BeautifulSoup(editor.client.get(page, follow=True).content, "html.parser")
    loaded = [
        str(tag.get("src") or tag.get("href")) for tag in html.select("img, script[src], iframe, link[href], source, video")
    ]
    assert loaded
    assert [url for url in loaded if url.startswith(("http:", "https:", "//"))] == []


def test_editors_are_not_told_of_releases(site: SmallSite, editor: Editor):
    assert "whats-new-in-wagtail" not in editor.client.get("/admin/").content.decode()
    assert "editor-guide" in editor.client.get("/admin/").content.decode()


@pytest.mark.parametrize("page", ["home", "positions"])
def test_editor_sees_pages_in_the_order_of_the_tree(page, site: SmallSite, editor: Editor):
    url = reverse("wagtailadmin_explore", args=(getattr(site, page).pk,))
    assert editor.client.get(url).context["ordering"] == "ord"


def test_organisation_is_set_in_another_language(site: SmallSite, editor: Editor):
    german = Locale.objects.create(language_code="de")
    translation = {"locale": str(german.pk), "name": "", "tagline": "Zusammen", "footer_text": rich_text("<p>Hallo</p>")}
    fields = {"name": "Union", "tagline": "Together", "email": "", "share_image": "", "footer_text": rich_text("")}
    fields["translations"] = inline_formset([translation])
    assert errors_of(send(editor, site, "organisationsettings", fields)) == {}
    assert OrganisationSettings.for_site(site.site).translations.get().tagline == "Zusammen"


def test_organisation_is_set_once_in_each_language(site: SmallSite, editor: Editor):
    german = Locale.objects.create(language_code="de")
    translation = {"locale": str(german.pk), "name": "", "tagline": "Zusammen", "footer_text": rich_text("")}
    fields = {"name": "Union", "tagline": "", "email": "", "share_image": "", "footer_text": rich_text("")}
    fields["translations"] = inline_formset([translation, translation])
    send(editor, site, "organisationsettings", fields)
    assert not OrganisationSettings.for_site(site.site).translations.exists()
