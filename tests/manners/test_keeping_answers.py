"""Who may keep an answer, and how it is checked: decided in one place, for every room of the site."""

from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction

from home.models import User
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

READABLE = [
    "/",
    "/positions/rent-cap/",
    "/api/v1/resolve/?path=/",
    "/api/v1/pages/",
    "/api/v1/pages/?fields=title",
    "/api/v1/activities/?when=past",
    "/api/v1/tags/",
    "/api/v1/site/",
    "/api/v1/navigation/",
    "/feed.xml",
    "/feed.json",
    "/feeds/articles.json",
    "/activities.ics",
    "/activities/street-stall.ics",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
]
SOFTWARE = ["/api/v1/schema/", "/api/v1/docs/"]
ERRORS = [
    ("/nowhere/", 404),
    ("/old.html", 404),
    ("/feeds/zzz.xml", 404),
    ("/media/images/x.webp", 404),
    ("/documents/7/x.pdf", 404),
    ("/api/v1/nothing/", 404),
    ("/api/v2/", 404),
    ("/api/v1/pages/99/", 404),
    ("/api/v1/resolve/?path=/nowhere/", 404),
    ("/api/v1/pages/?limit=zzz", 400),
]


def test_what_readers_see_is_kept_and_asked_about_each_time(client: Client, small_site: SmallSite) -> None:
    for address in READABLE:
        response = client.get(address)
        assert (response.status_code, response["Cache-Control"]) == (200, "public, no-cache"), address
        assert response["Cache-Tag"], address
        assert "accept-encoding" in response["Vary"].lower(), address
        assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304, address


def test_api_document_is_kept_and_asked_about_each_time(client: Client, small_site: SmallSite) -> None:
    for address in SOFTWARE:
        response = client.get(address)
        assert response["Cache-Control"] == "public, no-cache", address
        assert client.get(address, headers={"if-none-match": response["ETag"]}).status_code == 304, address


def test_error_is_not_kept(client: Client, small_site: SmallSite) -> None:
    for address, status in ERRORS:
        response = client.get(address)
        assert (response.status_code, response["Cache-Control"]) == (status, "no-store"), address
        assert "Vary" in response, address
        assert not {"ETag", "Last-Modified", "Cache-Tag"} & set(response.headers), address


def test_redirect_of_an_editor_can_be_taken_back(client: Client, small_site: SmallSite) -> None:
    Redirect.objects.create(old_path="/old.html", redirect_page=small_site.position, is_permanent=True)
    response = client.get("/old.html")
    assert response["Cache-Control"] == "public, no-cache"
    assert "redirects" in response["Cache-Tag"].split(",")


def test_picture_is_kept_by_browsers_alone(client: Client, small_site: SmallSite) -> None:
    response = client.get(small_site.image().renditions.first().url)
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"


def test_public_document_is_asked_about_each_time(client: Client, small_site: SmallSite) -> None:
    document = small_site.document()
    response = client.get(document.url)
    assert response["Cache-Control"] == "public, no-cache"
    assert response["Cache-Tag"] == f"document:{document.pk}"
    assert client.get(document.url, headers={"if-none-match": response["ETag"]}).status_code == 304


def test_private_document_is_nothing_to_readers_and_kept_by_nobody(client: Client, small_site: SmallSite) -> None:
    collection = small_site.collection()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    document = small_site.document(collection=collection)
    response = client.get(document.url)
    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
    client.force_login(User.objects.create_superuser("editor@example.org"))
    response = client.get(document.url)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")


def test_headers_stay_small_however_much_a_page_mentions(client: Client, small_site: SmallSite) -> None:
    links = "".join(f'<a linktype="page" id="{1000 + number}">x</a>' for number in range(500))
    small_site.standard.introduction = f"<p>{links}</p>"
    small_site.standard.save()
    tags = client.get("/privacy/")["Cache-Tag"]
    assert len(tags) < 2000
    assert "page" in tags.split(",")


def test_kept_answer_is_not_sent_again(client: Client, small_site: SmallSite) -> None:
    first = client.get("/api/v1/pages/")
    for tags in ("{}", "W/{}", '"other", {}', '"other",W/{} ', "*"):
        response = client.get("/api/v1/pages/", headers={"if-none-match": tags.format(first["ETag"])})
        assert (response.status_code, response.content) == (304, b""), tags
        for name in ("ETag", "Cache-Control", "Cache-Tag", "Vary"):
            assert response[name] == first[name]
        assert "Content-Length" not in response


def test_other_answer_is_sent_whole(client: Client, small_site: SmallSite) -> None:
    for tags in ('"other"', "other", "", '""', "\x00", '"' + "a" * 5000):
        assert client.get("/api/v1/pages/", headers={"if-none-match": tags}).status_code == 200, tags


def test_changed_answer_is_sent_whole(client: Client, small_site: SmallSite) -> None:
    first = client.get("/positions/rent-cap/")
    small_site.position.title = "Rents"
    small_site.position.save()
    assert client.get("/positions/rent-cap/", headers={"if-none-match": first["ETag"]}).status_code == 200


EVERYWHERE = [*READABLE, *SOFTWARE, *(address for address, _ in ERRORS if "/documents/" not in address)]


def test_head_has_the_same_headers_and_no_body(client: Client, small_site: SmallSite) -> None:
    for address in EVERYWHERE:
        head, get = client.head(address), client.get(address)
        assert (head.status_code, head.content) == (get.status_code, b""), address
        assert dict(head.headers) == dict(get.headers), address


def answers(client: Client) -> list[tuple[str, int, bytes, dict[str, str], dict[str, Any]]]:
    asked = [(address, client.get(address)) for address in EVERYWHERE]
    return [
        (address, answer.status_code, answer.content, dict(answer.headers), dict(answer.cookies))
        for address, answer in asked
    ]


def test_login_of_an_editor_changes_nothing(client: Client, small_site: SmallSite) -> None:
    anonymous = answers(client)
    client.force_login(User.objects.create_superuser("editor@example.org"))
    assert answers(client) == anonymous
    assert not any(cookies for *_, cookies in anonymous)


def test_stray_cookie_changes_nothing(client: Client, small_site: SmallSite) -> None:
    anonymous = answers(client)
    for value in ("x", "", "a" * 32, '"', "\x00"):
        client.cookies["sessionid"] = client.cookies["messages"] = client.cookies["csrftoken"] = value
        assert answers(client) == anonymous, value
