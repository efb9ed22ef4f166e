"""A form without JavaScript is posted to the contact page, and answered with that page and a word about what happened."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from api.contact import proofs
from home.models import Message, User
from tests.api.contract import assert_fits
from tests.contact.conftest import LETTER
from tests.pages import SmallSite
from tests.shell.test_shell import state_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unhurried", "small_site")]

FORM = "application/x-www-form-urlencoded"


def post(client: Client, **fields: Any) -> Any:
    return client.post("/contact/", urlencode({**LETTER, **fields}), content_type=FORM)


def outcome(response: Any) -> dict[str, Any]:
    """What the page says about the form, after a look at whether it says so as the API document has it."""
    page = state_of(response)["/api/v1/resolve/?path=%2Fcontact%2F"]["body"]["page"]
    assert_fits(page, "ContactPage")
    return page["form"]["outcome"]


def token_of(client: Client) -> str:
    return outcome(post(client))["token"]


def test_page_tells_what_a_form_needs(client: Client) -> None:
    page = client.get("/api/v1/resolve/", {"path": "/contact/"}).json()["page"]
    assert page["form"] == {
        "action": "/contact/",
        "limits": {"name": 100, "email": 254, "message": 5000},
        "trap": "website",
        "kept_days": 90,
        "sealed": False,
        "outcome": None,
    }


def test_first_time_one_is_asked_to_look_it_over(client: Client) -> None:
    response = post(client)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    said = outcome(response)
    assert (said["kind"], said["fields"]) == ("to_check", LETTER)
    assert said["token"]
    assert not Message.objects.exists()


def test_second_time_it_arrives(client: Client) -> None:
    response = post(client, token=token_of(client))
    said = outcome(response)
    assert (response.status_code, said["kind"], said["token"]) == (200, "received", "")
    assert said["fields"] == {"name": "", "email": "", "message": ""}
    assert Message.objects.get().text == LETTER["message"]


def test_what_is_wrong_is_told_and_what_was_typed_is_kept(client: Client) -> None:
    typed = {"name": "Robin <b>", "email": "robin", "message": "</script>"}
    response = post(client, **typed)
    assert response.status_code == 400
    said = outcome(response)
    assert said["kind"] == "refused"
    assert [(error["parameter"], error["code"]) for error in said["errors"]] == [("email", "invalid")]
    assert said["fields"] == typed


def test_mistake_does_not_cost_the_token(client: Client) -> None:
    token = token_of(client)
    assert outcome(post(client, token=token, email=""))["token"] == token
    assert outcome(post(client, token=token))["kind"] == "received"


def test_form_that_is_sent_again_by_reloading_arrives_once(client: Client) -> None:
    token = token_of(client)
    post(client, token=token)
    response = post(client, token=token)
    said = outcome(response)
    assert response.status_code == 400
    assert "has arrived" in said["detail"]
    assert said["code"] == "used"
    assert said["token"] not in ("", token)
    assert Message.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "x:y:z", "é", "a" * 400])
def test_made_up_token_is_replaced(client: Client, token: str) -> None:
    said = outcome(post(client, token=token))
    assert (said["kind"], said["errors"]) == ("refused", [])
    assert outcome(post(client, token=said["token"]))["kind"] == "received"


def test_old_token_is_replaced(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_of(client)
    monkeypatch.setattr(proofs, "TOKEN_GOOD_FOR", -proofs.TOKEN_GOOD_FOR)
    said = outcome(post(client, token=token))
    assert said["code"] == "expired"
    assert said["token"] not in ("", token)
    assert not Message.objects.exists()


def test_message_that_comes_too_early_has_to_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_of(client)
    monkeypatch.setattr(proofs, "LEAST_SECONDS", 3)
    response = post(client, token=token)
    said = outcome(response)
    assert (response.status_code, said["code"], said["token"]) == (429, "too_early", token)
    assert int(response["Retry-After"]) == said["wait"]
    assert 1 <= said["wait"] <= 3


def test_machine_that_fills_in_everything_is_told_that_all_went_well(client: Client) -> None:
    said = outcome(post(client, token=token_of(client), website="https://spam.example"))
    assert said["kind"] == "received"
    assert not Message.objects.exists()


def test_one_client_can_not_send_often(client: Client) -> None:
    answers = [post(client, token=token_of(client)) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    said = outcome(answers[-1])
    assert said["code"] == "too_often"
    assert 1 <= said["wait"] <= 3600
    assert Message.objects.count() == 3


def test_form_needs_no_cookie_and_sets_none(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = post(strict, token=token_of(strict))
    assert outcome(response)["kind"] == "received"
    assert not response.cookies


def test_login_plays_no_part(client: Client) -> None:
    client.force_login(User.objects.create_superuser("editor@example.org"))
    assert outcome(post(client, token=token_of(client)))["kind"] == "received"


def test_other_pages_take_no_form(client: Client) -> None:
    assert client.post("/", urlencode(LETTER), content_type=FORM).status_code == 405
    assert client.post("/nowhere/", urlencode(LETTER), content_type=FORM).status_code == 405


def test_hidden_contact_page_takes_no_form(client: Client, small_site: SmallSite) -> None:
    small_site.contact.unpublish()
    assert post(client).status_code == 405


@pytest.mark.parametrize("body", ["&" * 5000, "%", "message=%FF%00", "name=a&name=b"])
def test_odd_form_is_told_so(client: Client, body: str) -> None:
    response = client.post("/contact/", body, content_type=FORM)
    assert (response.status_code, outcome(response)["kind"]) == (400, "refused")


def test_form_of_another_kind_is_not_read(client: Client) -> None:
    assert client.post("/contact/", LETTER).status_code == 415
    assert client.post("/contact/", "message=" + "x" * 100_000, content_type=FORM).status_code == 413
