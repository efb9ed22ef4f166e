"""The commands: a key is made where it stays, messages go there sealed, are opened there, and are deleted here by number."""

import io
import json
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from home.inbox.keys import read_key
from home.models import Message
from tests.inbox.conftest import Write
from tests.inbox.keys import EARLIER_KEY, KEY, PASSPHRASE, Key


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What somebody types, line by line."""
    return lambda *lines: monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def run(*arguments: Any) -> tuple[str, str]:
    """What a command prints, and what it tells beside that."""
    out, err = io.StringIO(), io.StringIO()
    call_command(*map(str, arguments), stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def key_file(folder: Path, key: Key = KEY) -> Path:
    file = folder / "key"
    file.write_bytes(key.file)
    return file


class TestMakeMessageKey:
    """It opens no database: these tests have none."""

    def test_makes_both_halves_and_shows_one(self, tmp_path: Path, typed: Any) -> None:
        typed("")
        told, _ = run("make_message_key", tmp_path / "key")
        (public,) = re.findall(r"MESSAGE_KEYS=(age1\w+)", told)
        (passphrase,) = re.findall(r"Write it down:\n +(\S+)", told)
        content = (tmp_path / "key").read_bytes()
        assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
        assert b"AGE-SECRET-KEY" not in content
        assert "AGE-SECRET-KEY" not in told
        (identity,) = read_key(content, passphrase)
        assert str(identity.to_public()) == public

    @pytest.mark.parametrize(
        ("lines", "sentence"),
        [
            (["too short"], "A passphrase has at least 12 characters. No key was made."),
            (["correct horse", "correct house"], "These were two different passphrases. No key was made."),
        ],
    )
    def test_passphrase_that_will_not_do_is_told(self, tmp_path: Path, typed: Any, lines: list[str], sentence: str) -> None:
        typed(*lines)
        with pytest.raises(CommandError, match=re.escape(sentence)):
            run("make_message_key", tmp_path / "key")
        assert not (tmp_path / "key").exists()

    def test_no_file_is_overwritten(self, tmp_path: Path, typed: Any) -> None:
        file = key_file(tmp_path)
        typed("")
        with pytest.raises(CommandError, match="already, and it was left as it is"):
            run("make_message_key", file)
        assert file.read_bytes() == KEY.file


class TestOpenMessages:
    """It opens no database either."""

    @pytest.fixture
    def messages(self, tmp_path: Path, settings: Any) -> Path:
        """A file with a sealed message, one that is sealed to the key before, and one in plain text."""
        from home.inbox.sealing import sealed

        words = {"name": "Robin", "email": "robin@example.org", "text": "The landlord\x1b[2J came."}
        other = {"name": "", "email": "kim@example.org", "text": "Hello."}
        nothing = dict.fromkeys(words, "")
        more = {"received": "2026-11-01T10:00:00+00:00", "deleted_on": "2027-01-30", "sealed_to": ""}
        rows = [
            {**nothing, **more, "number": 1, "sealed": sealed(words, [KEY.public])},  # type: ignore[arg-type]
            {**nothing, **more, "number": 2, "sealed": sealed(words, [EARLIER_KEY.public])},  # type: ignore[arg-type]
            {**other, **more, "number": 3, "sealed": ""},
        ]
        file = tmp_path / "messages.json"
        file.write_text(json.dumps({"messages": rows}))
        return file

    def test_shows_what_the_key_opens(self, messages: Path, tmp_path: Path, typed: Any) -> None:
        typed(PASSPHRASE)
        out, err = run("open_messages", messages, "--key", key_file(tmp_path))
        assert "Message 1\nReceived: 2026-11-01T10:00:00+00:00\nName: Robin\nE-mail: robin@example.org\n" in out
        assert "Hello." in out
        assert "2 of 3 messages are shown." in err
        assert "1 could not be opened: 2. They are sealed to another key." in err

    def test_commands_no_terminal(self, messages: Path, tmp_path: Path, typed: Any) -> None:
        typed(PASSPHRASE)
        out, _ = run("open_messages", messages, "--key", key_file(tmp_path))
        assert "\x1b" not in out

    def test_finds_one_person(self, messages: Path, tmp_path: Path, typed: Any) -> None:
        typed(PASSPHRASE)
        out, _ = run("open_messages", messages, "--key", key_file(tmp_path), "--from", " Robin@Example.org")
        assert "Message 1" in out
        assert "Hello." not in out

    def test_says_that_a_key_is_missing(self, messages: Path) -> None:
        out, err = run("open_messages", messages)
        assert "Hello." in out
        assert "2 could not be opened: 1, 2. They are sealed, and --key is missing." in err

    @pytest.mark.parametrize(
        ("content", "passphrase", "sentence"),
        [
            (KEY.file, "wrong", "That is not the passphrase of this key, or the file is not the key's."),
            (b"hello", PASSPHRASE, "That is not the passphrase of this key, or the file is not the key's."),
            (b"AGE-SECRET-KEY-1ABC", "", "There is no private key in this file. It is the one that make_message_key wrote."),
        ],
    )
    def test_key_that_can_not_be_read_is_told(
        self, messages: Path, tmp_path: Path, typed: Any, content: bytes, passphrase: str, sentence: str
    ) -> None:
        typed(passphrase)
        (tmp_path / "key").write_bytes(content)
        with pytest.raises(CommandError, match=re.escape(sentence)):
            run("open_messages", messages, "--key", tmp_path / "key")

    @pytest.mark.parametrize("content", ["", "[]", "{}", '{"messages": [{"number": 1}]}', '{"messages": 7}', "\x00"])
    def test_file_without_messages_is_told(self, tmp_path: Path, content: str) -> None:
        (tmp_path / "file").write_text(content)
        with pytest.raises(CommandError, match="This is no file with messages"):
            run("open_messages", tmp_path / "file")

    def test_file_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="can't be read: No such file or directory"):
            run("open_messages", tmp_path / "nothing")


@pytest.mark.django_db
class TestOneWhoAsks:
    """What somebody wrote is handed to them, or deleted, when they ask for it."""

    @pytest.mark.usefixtures("with_key")
    def test_sealed_messages_are_exported_found_and_deleted(self, write: Write, tmp_path: Path, typed: Any) -> None:
        message, other = write(), write(email="kim@example.org")
        told, _ = run("export_messages", tmp_path / "messages.json")
        assert "2 messages are in" in told
        assert stat.S_IMODE((tmp_path / "messages.json").stat().st_mode) == 0o600
        assert "landlord" not in (tmp_path / "messages.json").read_text()
        typed(PASSPHRASE)
        arguments = ("--key", key_file(tmp_path), "--from", "robin@example.org")
        out, _ = run("open_messages", tmp_path / "messages.json", *arguments)
        assert re.findall(r"Message (\d+)", out) == [str(message.pk)]
        assert run("erase_messages", message.pk)[0] == "1 message was deleted for good.\n"
        assert list(Message.objects.all()) == [other]

    def test_messages_in_plain_text_are_found_by_address(self, write: Write) -> None:
        write()
        other = write(email="kim@example.org")
        assert run("erase_messages", "--from", "Robin@example.org")[0] == "1 message was deleted for good.\n"
        assert list(Message.objects.all()) == [other]

    @pytest.mark.usefixtures("with_key")
    def test_address_does_not_find_what_is_sealed_and_that_is_told(self, write: Write) -> None:
        write()
        told, _ = run("erase_messages", "--from", "robin@example.org")
        assert told.startswith("0 messages were deleted for good.\n1 message is sealed and can't be searched here.")

    def test_nothing_or_both_is_told(self, db: None) -> None:
        for arguments in ([], [1, "--from", "robin@example.org"]):
            with pytest.raises(CommandError, match="Say which messages: their numbers, or an address with --from"):
                run("erase_messages", *arguments)
