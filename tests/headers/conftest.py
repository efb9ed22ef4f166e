"""A site that has one address of each kind."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from api.views.health import HealthView
from home.models import User
from tests.pages import SmallSite

SCRIPT = "startWhenUsed()"
HASH = "'sha256-tsB4/V6ZzrQ2tHN6MKHT1US7RkUkARQ60XYG+dQ1ZkY='"
"""Of that script, as a policy names it."""

Ask = Callable[[], Any]


@pytest.fixture
def scripted_shell(built_shell: Path) -> Path:
    """A shell with a script in itself, and with data, which is none."""
    html = built_shell.read_text()
    built_shell.write_text(html.replace("</body>", f'<script>{SCRIPT}</script><script type="x">1</script></body>'))
    return built_shell


@pytest.fixture
def asked(
    standing_site: SmallSite, db: None, scripted_shell: Path, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Ask]:
    """By the kind of answer: how to get one."""
    settings.WHITENOISE_ROOT = tmp_path / "client"
    (tmp_path / "client").mkdir()
    (tmp_path / "client" / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.MEDIA_ROOT = tmp_path / "media"
    picture = standing_site.image()
    document = standing_site.document()
    Redirect.objects.create(old_path="/old.html", redirect_page=standing_site.position)
    client, editor = Client(raise_request_exception=False), Client()
    editor.force_login(User.objects.create_superuser("chief@example.org"))

    def broken() -> Any:
        # The API document foresees no defect, and speaks of all endpoints but this.
        monkeypatch.setattr(HealthView, "initial", lambda *args, **kwargs: 1 / 0)
        return client.get("/api/v1/health/")

    def known(address: str) -> Any:
        return client.get(address, headers={"if-none-match": client.get(address)["ETag"]})

    page = "/positions/rent-cap/"
    return {
        "API": lambda: client.get("/api/v1/site/"),
        "page": lambda: client.get(page),
        "search": lambda: client.get("/search/"),
        "frame": lambda: client.get("/preview/"),
        "feed": lambda: client.get("/feed.xml"),
        "calendar": lambda: client.get("/activities.ics"),
        "robots": lambda: client.get("/robots.txt"),
        "colour": lambda: client.get("/accent/aa0000.css"),
        "file of the build": lambda: client.get("/icon.svg"),
        "picture": lambda: client.get(picture.renditions.first().url),
        "document": lambda: client.get(document.url),
        "docs": lambda: client.get("/api/v1/docs/"),
        "login": lambda: client.get("/admin/login/"),
        "dashboard": lambda: editor.get("/admin/"),
        "form": lambda: editor.get(f"/admin/pages/{standing_site.position.pk}/edit/"),
        "draft": lambda: editor.get(f"/admin/pages/{standing_site.position.pk}/view_draft/"),
        "to the login": lambda: client.get("/admin/"),
        "redirect": lambda: client.get("/old.html"),
        "page 304": lambda: known(page),
        "API 304": lambda: known("/api/v1/site/"),
        "docs 304": lambda: known("/api/v1/docs/"),
        "page 404": lambda: client.get("/nothing/"),
        "API 404": lambda: client.get("/api/v1/nothing/"),
        "picture 404": lambda: client.get("/media/nothing.png"),
        "API 400": lambda: client.get("/api/v1/pages/?limit=x"),
        "wrong host": lambda: client.get("/", headers={"host": "elsewhere.example.org"}),
        "refused method": lambda: client.delete("/"),
        "too long": lambda: client.get(f"/{'x' * 9000}"),
        "API 500": broken,
    }
