"""A message that is sent through the API is kept and mailed, and what is wrong with one is told by name."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from home.models import Message
from tests.contact.conftest import LETTER
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

Send = Callable[..., Any]


def test_message_is_kept_and_told_of_by_mail(send: Send) -> None:
    response = send()
    assert (response.status_code, response["Cache-Control"]) == (202, "no-store")
    assert response.json()["kept_days"] == 90
    message = Message.objects.get()
    assert (message.name, message.email, message.text) == ("Robin", "robin@example.org", "When do you meet?")
    assert message.mailed_at
    (sent,) = mail.outbox
    assert sent.to == ["hello@example.org"]
    assert f"/admin/message/inspect/{message.pk}/" in sent.body


def test_name_may_be_left_out(send: Send) -> None:
    assert send(name=None).status_code == 202
    assert send(name="").status_code == 202


def test_nothing_is_kept_but_what_was_written() -> None:
    columns = {field.name for field in Message._meta.get_fields()}
    words = {"name", "email", "text", "sealed", "sealed_to"}
    assert columns == {"id", "site", "received_at", *words, "mailed_at", "mail_at", "tries"}


@pytest.mark.parametrize(
    ("fields", "parameter", "code"),
    [
        ({"email": None}, "email", "required"),
        ({"email": ""}, "email", "blank"),
        ({"email": "robin"}, "email", "invalid"),
        ({"email": "robin@example.org\nBcc: all@example.org"}, "email", "invalid"),
        ({"email": "a" * 250 + "@example.org"}, "email", "max_length"),
        ({"email": ["robin@example.org"]}, "email", "invalid"),
        ({"message": None}, "message", "required"),
        ({"message": " \n "}, "message", "blank"),
        ({"message": "x" * 5001}, "message", "max_length"),
        ({"message": "a\x00b"}, "message", "null_characters_not_allowed"),
        ({"message": "\ud800"}, "message", "surrogate_characters_not_allowed"),
        ({"message": {"a": 1}}, "message", "invalid"),
        ({"name": "x" * 101}, "name", "max_length"),
        ({"name": "Robin\nE-mail: other@example.org"}, "name", "invalid"),
        ({"proof": None}, "proof", "required"),
        ({"subject": "Hello"}, "subject", "unknown"),
    ],
)
def test_field_that_is_wrong_is_named(send: Send, fields: dict[str, Any], parameter: str, code: str) -> None:
    response = send(**{"proof": "x", **fields})
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    problem = response.json()
    assert (problem["parameter"], problem["code"]) == (parameter, code)
    assert not Message.objects.exists()


def test_all_that_is_wrong_is_told_at_once(send: Send) -> None:
    problem = send(email="robin", message="", proof="").json()
    assert [(error["parameter"], error["code"]) for error in problem["errors"]] == [
        ("email", "invalid"),
        ("message", "blank"),
        ("proof", "blank"),
    ]


@pytest.mark.parametrize(
    "body",
    ["", "[]", "7", "null", '"x"', "{", "\xff", "[" * 50_000, '{"message":' * 9_000, "1" * 9_000, '{"message": NaN}'],
)
def test_what_is_no_message_is_told_so(client: Client, small_site: SmallSite, body: str) -> None:
    response = client.post("/api/v1/contact/", body.encode("latin-1"), content_type="application/json")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert len(response.content) < 4096


def test_longest_message_is_taken(send: Send) -> None:
    assert send(message="🙂" * 5000).status_code == 202
    assert len(Message.objects.get().text) == 5000


def test_line_break_is_one_character(send: Send) -> None:
    assert send(message="a\r\n" * 2499 + "bb").status_code == 202
    assert Message.objects.get().text.startswith("a\na\n")


def test_larger_body_is_not_read(client: Client, small_site: SmallSite) -> None:
    body = json.dumps({**LETTER, "message": "x" * 100_000})
    assert client.post("/api/v1/contact/", body, content_type="application/json").status_code == 413


@pytest.mark.parametrize(
    "media_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]
)
def test_other_form_than_json_is_refused(client: Client, small_site: SmallSite, media_type: str) -> None:
    assert client.post("/api/v1/contact/", "a=b", content_type=media_type).status_code == 415


def test_there_is_nothing_to_read(client: Client, small_site: SmallSite) -> None:
    response = client.get("/api/v1/contact/")
    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")


def test_parameters_are_refused(client: Client, small_site: SmallSite) -> None:
    response = client.post("/api/v1/contact/?x=1", LETTER, content_type="application/json")
    assert (response.status_code, response.json()["parameter"]) == (400, "x")


def test_site_without_a_public_contact_page_takes_none(send: Send, small_site: SmallSite) -> None:
    small_site.contact.unpublish()
    assert send().status_code == 404
    assert not Message.objects.exists()


def test_page_of_a_known_origin_may_send(client: Client, small_site: SmallSite, settings: Any) -> None:
    settings.CORS_ALLOWED_ORIGINS = ["https://app.example.org"]
    asked = {"origin": "https://app.example.org", "access-control-request-method": "POST"}
    response = client.options("/api/v1/contact/", headers=asked)
    assert response["Access-Control-Allow-Methods"] == "POST, OPTIONS"
    assert "content-type" in response["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response


def test_tasks_and_logs_know_nothing_of_it(send: Send, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    caplog.set_level(0)
    send(message="A secret")
    send(message="A secret", email="robin")
    (task,) = DBTaskResult.objects.filter(task_path="home.inbox.mail.mail_message")
    assert task.args_kwargs == {"args": [Message.objects.get().pk], "kwargs": {}}
    assert "secret" not in caplog.text
    assert "robin" not in caplog.text


def test_message_is_not_in_the_search_index(send: Send) -> None:
    from wagtail.search.models import IndexEntry

    send()
    assert not IndexEntry.objects.filter(content_type__model="message").exists()
