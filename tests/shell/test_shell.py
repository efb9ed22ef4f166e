"""The page shell: head and state for programs and for the first paint, and honest status codes."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from home.models import OrganisationSettings
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

LINKED_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
STATE = re.compile(r'<script type="application/json" id="state">(.*?)</script>', re.DOTALL)


def state_of(response: Any) -> dict[str, Any]:
    match = STATE.search(response.content.decode())
    assert match
    return json.loads(match.group(1))


def test_page_comes_with_what_the_frontend_would_ask_for(client: Client, small_site: SmallSite) -> None:
    state = state_of(client.get("/positions/rent-cap/"))
    for address, answer in state.items():
        assert answer == {"status": 200, "body": client.get(address).json()}
    assert list(state) == ["/api/v1/resolve/?path=%2Fpositions%2Frent-cap%2F", "/api/v1/site/", "/api/v1/navigation/"]


def test_every_page_is_served(client: Client, small_site: SmallSite) -> None:
    for page in small_site.every_page():
        assert client.get(page.url).status_code == 200


def test_head_names_the_page(client: Client, small_site: SmallSite) -> None:
    small_site.position.search_description = 'What a "cap" is'
    small_site.position.save()
    html = client.get("/positions/rent-cap/").content.decode()
    assert "<title>Rent cap</title>" in html
    assert '<meta name="description" content="What a &quot;cap&quot; is">' in html
    assert '<link rel="canonical" href="http://localhost/positions/rent-cap/">' in html


def test_head_describes_a_shared_page(client: Client, small_site: SmallSite) -> None:
    OrganisationSettings.objects.create(site=small_site.site, name="Tenants", share_image=small_site.image(alt="A crowd"))
    html = client.get("/positions/rent-cap/").content.decode()
    assert '<meta property="og:site_name" content="Tenants">' in html
    assert re.search(r'<meta property="og:image" content="http://localhost/media/images/[^"]+[.]jpg">', html)
    assert '<meta property="og:image:width" content="160">' in html
    assert '<meta property="og:image:height" content="120">' in html
    assert '<meta property="og:image:alt" content="A crowd">' in html


def test_head_describes_an_event_to_search_engines(client: Client, small_site: SmallSite) -> None:
    small_site.activity.title = "</script> & more"
    small_site.activity.save()
    html = client.get("/activities/street-stall/").content.decode()
    event, trail = (json.loads(item) for item in LINKED_DATA.findall(html))
    assert (event["@type"], event["name"]) == ("Event", "</script> & more")
    assert datetime.datetime.fromisoformat(event["startDate"]) == small_site.activity.starts_at
    assert [item["name"] for item in trail["itemListElement"]] == ["Home", "Activities", "</script> & more"]


@pytest.mark.parametrize(("path", "kind"), [("/", "Organization"), ("/debate/against-the-cap/", "Article")])
def test_head_describes_what_the_page_is(client: Client, small_site: SmallSite, path: str, kind: str) -> None:
    first = json.loads(LINKED_DATA.findall(client.get(path).content.decode())[0])
    assert (first["@context"], first["@type"]) == ("https://schema.org", kind)


def test_language_is_the_pages(client: Client, small_site: SmallSite) -> None:
    assert '<html lang="en-GB" dir="ltr">' in client.get("/").content.decode()


def test_missing_page_is_a_404_that_the_frontend_can_show(client: Client, small_site: SmallSite) -> None:
    response = client.get("/nowhere/")
    assert response.status_code == 404
    state = state_of(response)
    assert state["/api/v1/resolve/?path=%2Fnowhere%2F"]["status"] == 404
    assert state["/api/v1/navigation/"]["status"] == 200


@pytest.mark.parametrize("path", ["/old.html", "/a.b/c/", "/%C3%A4/", "/%FF/", "/%00", "/a'b/"])
def test_odd_address_is_a_404(client: Client, small_site: SmallSite, path: str) -> None:
    assert client.get(path).status_code == 404


def test_missing_slash_is_added(client: Client, small_site: SmallSite) -> None:
    response = client.get("/positions/rent-cap")
    assert (response.status_code, response["Location"]) == (301, "/positions/rent-cap/")


@pytest.mark.parametrize(("is_permanent", "status"), [(True, 301), (False, 302)])
def test_editors_redirect_is_followed(client: Client, small_site: SmallSite, is_permanent: bool, status: int) -> None:
    Redirect.objects.create(old_path="/old.html", redirect_page=small_site.position, is_permanent=is_permanent)
    response = client.get("/old.html")
    assert (response.status_code, response["Location"]) == (status, "/positions/rent-cap/")


@pytest.mark.parametrize("path", ["/positions/rent-cap/", "/nowhere/"])
@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("ar", "rtl")])
def test_document_names_language_and_direction(
    client: Client, small_site: SmallSite, settings: Any, path: str, language: str, direction: str
) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [(language, language)]
    settings.LANGUAGE_CODE = language
    Locale.objects.update(language_code=language)
    assert f'<html lang="{language}" dir="{direction}">' in client.get(path).content.decode()


def test_title_cannot_end_the_state(client: Client, small_site: SmallSite) -> None:
    title = "</script><script>alert(1)</script>"
    small_site.position.title = title
    small_site.position.save()
    response = client.get("/positions/rent-cap/")
    assert title not in response.content.decode()
    assert state_of(response)["/api/v1/resolve/?path=%2Fpositions%2Frent-cap%2F"]["body"]["page"]["title"] == title


def test_text_that_looks_like_a_gap_is_left_alone(client: Client, small_site: SmallSite) -> None:
    small_site.position.title = "<!--shell:state--> shell:lang"
    small_site.position.save()
    state = state_of(client.get("/positions/rent-cap/"))
    page = state["/api/v1/resolve/?path=%2Fpositions%2Frent-cap%2F"]["body"]["page"]
    assert page["title"] == "<!--shell:state--> shell:lang"


def test_new_build_is_used_without_a_restart(client: Client, small_site: SmallSite, built_shell: Path) -> None:
    client.get("/")
    built_shell.write_text(built_shell.read_text().replace("<body>", "<body class=new>"))
    assert "<body class=new>" in client.get("/").content.decode()


def test_page_can_be_kept_if_it_is_checked(client: Client, small_site: SmallSite) -> None:
    response = client.get("/")
    assert response["Cache-Control"] == "public, no-cache"
    assert client.get("/", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_nothing_is_posted_to_a_page(client: Client, small_site: SmallSite) -> None:
    assert client.post("/").status_code in (403, 405)
