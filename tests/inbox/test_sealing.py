"""Messages are sealed as they arrive; what isn't, and what is sealed to another key, is said to be so."""

import json
import re
from typing import Any

import pyrage
import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from cms.management.commands.run_schedule import keep_house
from home.inbox.exporting import exported
from home.inbox.keys import KeyRefused, public_keys, read_key
from home.inbox.opening import Opened, opened
from home.models import Message
from tests.inbox.conftest import Write
from tests.inbox.keys import EARLIER_KEY, KEY, PASSPHRASE, Key
from tests.pages import SmallSite

pytestmark = pytest.mark.django_db

WORDS = ("Robin", "robin@", "landlord")


def rows_of(table: str) -> str:
    """Everything that a table holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return repr([[bytes(cell) if isinstance(cell, memoryview) else cell for cell in row] for row in cursor.fetchall()])


def tables_with(*words: str) -> set[str]:
    tables = connection.introspection.table_names()
    return {table for table in tables if any(word.lower() in rows_of(table).lower() for word in words)}


def opened_with(key: Key, message: Message) -> Opened:
    (found,) = opened(exported([message]), read_key(key.file, PASSPHRASE))
    return found


@pytest.mark.usefixtures("with_key")
def test_no_table_holds_what_was_written(write: Write) -> None:
    message = write()
    assert message.sealed.startswith("-----BEGIN AGE ENCRYPTED FILE-----")
    assert tables_with(*WORDS) == set()
    assert WORDS[0] not in mail.outbox[0].body


def test_without_a_key_one_table_holds_it_and_no_other(write: Write, reader: Client) -> None:
    """No log, search index, revision, reference or task."""
    message = write()
    reader.get(reverse("message:inspect", args=[message.pk]))
    assert tables_with(*WORDS) == {"home_message"}
    reader.post(reverse("message:delete", args=[message.pk]))
    assert tables_with(*WORDS) == set()


@pytest.mark.usefixtures("with_key")
def test_private_key_opens_it(write: Write) -> None:
    message = write(text="The landlord came again.\nÜ 🙂")
    words = {"name": "Robin Tern", "email": "robin@example.org", "text": "The landlord came again.\nÜ 🙂"}
    assert opened_with(KEY, message).words == words


@pytest.mark.usefixtures("with_key")
def test_another_key_does_not(write: Write) -> None:
    assert opened_with(EARLIER_KEY, write()).words is None


def test_each_of_several_keys_opens_it(write: Write, settings: Any) -> None:
    settings.MESSAGE_KEYS = [KEY.public, EARLIER_KEY.public]
    message = write()
    assert opened_with(KEY, message).words
    assert opened_with(EARLIER_KEY, message).words


@pytest.mark.usefixtures("with_key")
@pytest.mark.parametrize("text", ["Yes.", "No, and for several reasons. " * 20])
def test_sealed_messages_do_not_tell_how_long_they_are(write: Write, text: str) -> None:
    assert len(pyrage.decrypt(write(text=text).sealed.encode(), read_key(KEY.file, PASSPHRASE))) == 1024


def test_what_came_before_there_was_a_key_is_sealed_afterwards(write: Write, settings: Any) -> None:
    message = write()
    settings.MESSAGE_KEYS = [KEY.public]
    keep_house()
    assert tables_with(*WORDS) == set()
    message.refresh_from_db()
    assert opened_with(KEY, message).words


def test_after_a_change_of_the_key_older_messages_stay_with_the_one_before(
    write: Write, settings: Any, reader: Client
) -> None:
    settings.MESSAGE_KEYS = [EARLIER_KEY.public]
    old = write()
    settings.MESSAGE_KEYS = [KEY.public]
    keep_house()
    old.refresh_from_db()
    assert opened_with(EARLIER_KEY, old).words
    assert "Sealed to an earlier key" in reader.get(reverse("message:index")).content.decode()
    assert "they are opened with the file of that key alone" in reader.get(reverse("message:reading")).content.decode()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="Postgres overwrites what is deleted when it vacuums.")
def test_deleted_words_are_overwritten_in_the_file(write: Write) -> None:
    write(text="landlord " * 500).delete()
    assert b"landlord" not in connection.connection.serialize()


def test_page_tells_whether_messages_are_sealed(client: Client, standing_site: SmallSite, settings: Any) -> None:
    told = []
    for keys in ([], [KEY.public]):
        settings.MESSAGE_KEYS = keys
        told.append(client.get("/api/v1/resolve/", {"path": "/contact/"}).json()["page"]["form"]["sealed"])
    assert told == [False, True]


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        (["AGE-SECRET-KEY-1ABC"], "that is a private key, which must not be on this machine. Make a new one, elsewhere."),
        ([KEY.public, "age1x"], "key 2 is no public key of age, as make_message_key prints it."),
    ],
)
def test_setting_that_is_no_public_key_is_told(keys: list[str], sentence: str) -> None:
    with pytest.raises(KeyRefused, match=re.escape(sentence)):
        public_keys(keys)


class TestAdmin:
    def test_says_that_messages_are_in_plain_text(self, reader: Client, write: Write) -> None:
        write()
        for page in ("index", "reading"):
            assert "Messages that come in are kept in plain text" in reader.get(reverse(f"message:{page}")).content.decode()

    @pytest.mark.usefixtures("with_key")
    def test_gives_sealed_messages_to_the_browser_as_they_are(self, reader: Client, write: Write) -> None:
        message = write()
        for address in (reverse("message:reading"), reverse("message:inspect", args=[message.pk])):
            page = reader.get(address).content.decode()
            found = re.search(r'<script id="messages" type="application/json">(.*?)</script>', page)
            assert found
            assert [given["sealed"] for given in json.loads(found[1])] == [message.sealed]
            assert "Messages that come in are kept in plain text" not in page

    @pytest.mark.usefixtures("with_key")
    def test_has_no_field_that_a_browser_could_send_the_key_with(self, reader: Client, write: Write) -> None:
        write()
        page = reader.get(reverse("message:reading")).content.decode()
        fields = re.findall(r'<input id="key-[^>]*>', page)
        assert len(fields) == 2
        assert not any(" name=" in field for field in fields)

    def test_asks_before_it_deletes_and_notes_nothing_of_the_words(self, reader: Client, write: Write) -> None:
        messages = [write(), write()]
        numbers = {"number": [message.pk for message in messages]}
        asked = reader.post(reverse("message:erasing"), numbers).content.decode()
        assert "These 2 messages will be deleted for good. Nobody can bring them back." in asked
        assert Message.objects.count() == 2
        done = reader.post(reverse("message:erasing"), {**numbers, "sure": "yes"}, follow=True)
        assert "2 messages were deleted for good." in done.content.decode()
        assert not Message.objects.exists()
        assert tables_with(*WORDS) == set()

    @pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "²", "1"])
    def test_says_where_there_is_nothing_to_delete(self, reader: Client, standing_site: SmallSite, number: str) -> None:
        done = reader.post(reverse("message:erasing"), {"number": number}, follow=True)
        assert "Nothing was deleted: none of these messages is here any more." in done.content.decode()
