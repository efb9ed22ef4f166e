"""Every kind of answer carries the headers by which browsers defend readers and editors: kind by header."""

import re
from typing import Any

from django.test import Client

from tests.headers.conftest import HASH, Ask
from tests.headers.observatory import directives_of

STATUSES = {"to the login": 302, "redirect": 301, "wrong host": 400, "refused method": 405, "too long": 414}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGES = {"page", "search", "frame", "page 404", "page 304", "draft", "picture 404"}
"""Those that run the site's script."""
ADMIN = {"login", "dashboard", "form", "to the login"}
DOCS = {"docs", "docs 304"}
UPLOADED = {"picture", "document"}
FRAMED_BY_OURSELVES = {*ADMIN, "frame", "draft"}


def status_of(kind: str) -> int:
    number = re.search(r"\d+$", kind)
    return int(number[0]) if number else STATUSES.get(kind, 200)


def policy_of(response: Any) -> dict[str, set[str]]:
    return directives_of(response["Content-Security-Policy"])


def test_headers(asked: dict[str, Ask]) -> None:
    for kind, ask in asked.items():
        response = ask()
        assert response.status_code == status_of(kind), kind
        assert {name: response.get(name) for name in ALWAYS} == ALWAYS, kind
        assert "geolocation=()" in response["Permissions-Policy"], kind
        assert response["Cross-Origin-Resource-Policy"] == ("cross-origin" if "picture" in kind else "same-origin"), kind
        framed = "'self'" if kind in FRAMED_BY_OURSELVES else "'none'"
        assert policy_of(response)["frame-ancestors"] == {framed}, kind
        assert response["X-Frame-Options"] == ("SAMEORIGIN" if kind in FRAMED_BY_OURSELVES else "DENY"), kind
        assert "Strict-Transport-Security" not in response, kind
        assert_policy(kind, policy_of(response))


def assert_policy(kind: str, policy: dict[str, set[str]]) -> None:
    assert policy["default-src"] == {"'none'"}, kind
    assert not {"'unsafe-inline'", "'unsafe-eval'"} & policy.get("script-src", set()), kind
    if kind in PAGES:
        assert policy["script-src"] == {"'self'", HASH}, kind
        assert policy["style-src"] == {"'self'"}, kind
    elif kind in ADMIN:
        assert policy["script-src"] == {"'self'"}, kind
        assert policy["style-src"] == {"'self'", "'unsafe-inline'"}, kind
    elif kind in DOCS:
        assert len(policy["script-src"]) == len(policy["style-src"]) == 2, kind
    else:
        assert "script-src" not in policy or status_of(kind) >= 300, kind
    assert ("sandbox" in policy) == (kind in UPLOADED), kind


def test_answer_about_what_the_browser_has_says_the_same_as_the_answer(asked: dict[str, Ask]) -> None:
    """A browser would take over another policy for the page that it keeps."""
    for kind in ("page", "API", "docs"):
        known, whole = asked[f"{kind} 304"](), asked[kind]()
        assert known["Content-Security-Policy"] == whole["Content-Security-Policy"]


def test_uploads_are_saved_unless_we_have_drawn_them(asked: dict[str, Ask]) -> None:
    assert asked["document"]()["Content-Disposition"].startswith("attachment")
    assert asked["picture"]()["Content-Disposition"].startswith("inline")


def test_new_build_has_new_hashes(client: Client, asked: dict[str, Ask], scripted_shell: Any) -> None:
    before = policy_of(client.get("/search/"))["script-src"]
    scripted_shell.write_text(scripted_shell.read_text().replace("startWhenUsed", "startAtOnce"))
    assert policy_of(client.get("/search/"))["script-src"] != before


def test_frame_of_an_admin_elsewhere_can_be_framed_from_there(client: Client, asked: dict[str, Ask], settings: Any) -> None:
    settings.ADMIN_URL = "https://desk.example.org"
    response = client.get("/preview/")
    assert policy_of(response)["frame-ancestors"] == {"https://desk.example.org"}
    assert "X-Frame-Options" not in response
    assert policy_of(client.get("/admin/login/"))["frame-src"] == {"'self'", settings.SITE_URL}


def test_other_sites_pages_still_read_the_api(asked: dict[str, Ask], settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://app.example.org"]
    response = Client().get("/api/v1/site/", headers={"origin": "https://app.example.org"})
    assert response["Access-Control-Allow-Origin"] == "https://app.example.org"
    assert "Access-Control-Allow-Credentials" not in response
