"""The frame beside a form is the site without a page: the same for everybody, and framed by the admin alone."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.bootstrap.places import ROOT
from home.models import User
from tests.pages import SmallSite
from tests.preview.conftest import Writer
from tests.preview.test_live_answers import editor_of

DESK = "https://desk.example.org"

pytestmark = pytest.mark.django_db


def test_frame_belongs_to_the_admin_of_its_own_origin(site: SmallSite, client: Client) -> None:
    response = client.get("/preview/")
    assert response["Content-Security-Policy"].endswith("; frame-ancestors 'self'")
    assert 'name="admin"' not in response.content.decode()


def test_frame_belongs_to_the_admin_of_another_origin_and_to_nobody_else(
    site: SmallSite, client: Client, settings: Any
) -> None:
    settings.ADMIN_URL = DESK
    response = client.get("/preview/")
    assert response["Content-Security-Policy"].endswith(f"; frame-ancestors {DESK}")
    # Old browsers would know of no other origin by it, and refuse the admin.
    assert "X-Frame-Options" not in response
    assert f'<meta name="admin" content="{DESK}">' in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/positions/", "/search/", "/shared/", "/nothing/"])
def test_other_pages_are_framed_by_nobody(path: str, site: SmallSite, client: Client, settings: Any) -> None:
    settings.ADMIN_URL = DESK
    response = client.get(path)
    assert response["Content-Security-Policy"].endswith("; frame-ancestors 'none'")
    assert response["X-Frame-Options"] == "DENY"


def test_frame_knows_no_session(site: SmallSite, writer: Writer) -> None:
    page = writer.edit(site.position, title="Nobody else’s business", number="1")
    assert page.status_code == 200
    as_editor, as_reader = writer.client.get("/preview/"), Client().get("/preview/")
    assert as_editor.content == as_reader.content
    assert (as_reader["Cache-Control"], as_reader.cookies) == ("no-store", {})


def test_frame_is_not_for_search_engines(site: SmallSite, client: Client) -> None:
    shell = client.get("/preview/").content.decode()
    assert '<meta name="robots" content="noindex">' in shell
    assert "<title>Preview</title>" in shell


def test_nothing_is_sent_to_the_frame_by_its_address(site: SmallSite, client: Client) -> None:
    assert client.post("/preview/", {"page": "{}"}).status_code == 405


@pytest.mark.parametrize(("admin_url", "address"), [("", "/preview/"), (DESK, "http://localhost:8000/preview/")])
def test_admin_finds_the_frame_on_the_site(
    admin_url: str, address: str, site: SmallSite, writer: Writer, settings: Any
) -> None:
    settings.ADMIN_URL = admin_url
    form = writer.client.get(reverse("wagtailadmin_pages:edit", args=(site.position.pk,))).content.decode()
    assert f'data-frame="{address}"' in form


@pytest.mark.parametrize("admin_url", ["desk.example.org", "https://desk.example.org/admin", "ftp://desk", "https://a b"])
def test_admin_url_that_is_no_origin_stops_the_start(admin_url: str) -> None:
    environment = {**os.environ, "ADMIN_URL": admin_url, "SECRET_KEY": "tests only"}
    command = [sys.executable, "-c", "import cms.settings.production"]
    started = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert f"ADMIN_URL is {admin_url}; it has to be an origin" in started.stderr


def test_bar_is_for_those_who_are_logged_in(site: SmallSite, client: Client) -> None:
    response = client.get(reverse("userbar"), {"page": site.position.pk})
    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_bar_leads_to_the_form_of_the_page(site: SmallSite, writer: Writer) -> None:
    response = writer.client.get(reverse("userbar"), {"page": site.position.pk})
    assert f"/admin/pages/{site.position.pk}/edit/" in response.content.decode()
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("pk", ["", "0", "1", "999999999", "99999999999999999999", "x", "-1", "1%00", "²"])
def test_bar_without_a_page_leads_to_the_admin(pk: str, site: SmallSite, writer: Writer) -> None:
    response = writer.client.get(reverse("userbar"), {"page": pk})
    assert response.status_code == 200
    assert "/edit/" not in response.content.decode()
    assert "Go to Wagtail admin" in response.content.decode()


def test_bar_offers_no_form_that_the_editor_may_not_open(site: SmallSite, client: Client) -> None:
    writer = Writer(client, editor_of(site.debate))
    mine = writer.client.get(reverse("userbar"), {"page": site.article.pk}).content.decode()
    other = writer.client.get(reverse("userbar"), {"page": site.position.pk}).content.decode()
    assert "/edit/" in mine
    assert "/edit/" not in other


def test_bar_in_a_preview_has_nothing_but_the_checker(site: SmallSite, writer: Writer) -> None:
    html = writer.client.get(reverse("userbar"), {"preview": "", "page": site.position.pk}).content.decode()
    assert "checker-axe-configuration" in html
    assert "/edit/" not in html


def test_bar_takes_its_files_from_where_it_is_shown(site: SmallSite, writer: Writer) -> None:
    html = writer.client.get(reverse("userbar"), {"preview": ""}).content.decode()
    assert 'src="/static/wagtailadmin/js/userbar' in html
    assert "//testserver/static/" not in html


def test_checker_speaks_with_the_other_origin_alone(site: SmallSite, writer: Writer, settings: Any) -> None:
    settings.ADMIN_URL = DESK
    bar = writer.client.get(reverse("userbar"), {"preview": ""}).content.decode()
    form = writer.client.get(reverse("wagtailadmin_pages:edit", args=(site.position.pk,))).content.decode()
    assert f'"allowedOrigins": ["{DESK}"]' in bar
    assert f'"allowedOrigins": ["{settings.SITE_URL}"]' in form


def test_page_is_the_same_for_an_editor_and_a_reader(site: SmallSite, client: Client) -> None:
    client.force_login(User.objects.create_superuser("chief@example.org"))
    for path in ("/", "/positions/", "/search/"):
        as_editor, as_reader = client.get(path), Client().get(path)
        assert as_editor.content == as_reader.content
        assert as_editor["Cache-Control"] == as_reader["Cache-Control"]
        assert "cookie" not in as_editor["Vary"].lower()
