"""What can't be written is told, and why."""

import errno
import sqlite3
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from cms.shell import can_not_write
from home.models import CustomDocument, User
from tests.pages import SmallSite


def refused_upload(number: int, monkeypatch: pytest.MonkeyPatch) -> Any:
    def refuse(*args: Any, **options: Any) -> None:
        raise OSError(number, "as the system says")

    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("editor@example.org", "a password"))
    monkeypatch.setattr(FileSystemStorage, "_save", refuse)
    file = SimpleUploadedFile("leaflet.txt", b"text")
    return client.post("/admin/documents/add/", {"title": "Leaflet", "collection": "1", "file": file})


@pytest.mark.django_db
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_editor_is_told_that_there_is_no_room(small_site: SmallSite, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = refused_upload(number, monkeypatch)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "can’t be written to" in answer.content.decode()
    assert not CustomDocument.objects.exists()


@pytest.mark.django_db
def test_other_troubles_with_files_are_defects(small_site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused_upload(errno.EINVAL, monkeypatch).status_code == 500


@pytest.mark.parametrize(
    ("name", "is_unwritable"), [("SQLITE_FULL", True), ("SQLITE_READONLY", True), ("SQLITE_BUSY", False)]
)
def test_sqlite_says_itself_what_is_wrong(name: str, is_unwritable: bool) -> None:
    said = sqlite3.OperationalError("what SQLite says")
    said.sqlite_errorname = name
    error = OperationalError("what SQLite says")
    error.__cause__ = said
    assert can_not_write(error) == is_unwritable
