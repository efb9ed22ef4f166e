"""What a message consists of, whichever form it comes from, and how it is taken in."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from wagtail.models import Site

from api import limits
from home.inbox.receiving import receive
from home.models.messages import LONGEST_EMAIL, LONGEST_NAME, LONGEST_TEXT

MOST_BYTES = 100_000
"""Of a request. The longest message takes 60 KB where each character is written as two `\\uXXXX`."""
MOST_AN_HOUR = 5
"""Messages of one client that come with a proof of work."""
MOST_AN_HOUR_WITHOUT_SCRIPTS = 3
MOST_OF_ALL_AN_HOUR = 200
"""Messages from all clients together: more than a group can read, and few enough to leave the mail server its good name."""
TRAP = "website"
"""The field that people don't see. Programs fill it in, and are told that all went well."""


class LinesField(serializers.CharField):
    """Text of several lines. A line break counts as one character, as in the form: browsers send it as two."""

    def to_internal_value(self, data: Any) -> str:
        return super().to_internal_value(data).replace("\r\n", "\n").replace("\r", "\n")


class Letter(serializers.Serializer[Any]):
    """A message for the group, as somebody wrote it. A field that is unknown is refused by name."""

    name = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_NAME, help_text="Who writes. May be left out, or be any name."
    )
    email = serializers.EmailField(max_length=LONGEST_EMAIL, help_text="Where the group can answer.")
    message = LinesField(max_length=LONGEST_TEXT, help_text="Plain text; line breaks are kept.")
    website = serializers.CharField(
        required=False, allow_blank=True, help_text="Hide this field from people and leave it empty."
    )

    def to_internal_value(self, data: Any) -> Any:
        for name in data if isinstance(data, dict) else ():
            if name not in self.fields:
                raise ValidationError(
                    {name: f"There is no such field. Known are: {', '.join(self.fields)}."}, code="unknown"
                )
        return super().to_internal_value(data)

    def validate_name(self, name: str) -> str:
        if not name.isprintable():
            # It stands on a line of its own in the group's mail, where another line could pass for one of ours.
            raise ValidationError("A name is one line of text.")
        return name


def take_in(site: Site, letter: dict[str, str], client: str, most: int, spend: Callable[[], None]) -> None:
    """Keeps a letter that is valid, and `spend`s the proof that came with it: both or neither.

    Raises TooOften after `most` messages of `client` in an hour, and what `spend` raises. What a machine wrote, which
    fills in everything, is dropped without a word.
    """
    if letter.get(TRAP):
        return
    with transaction.atomic():
        spend()
        limits.count_for_all("message", client, most, MOST_OF_ALL_AN_HOUR)
        receive(site, letter.get("name", ""), letter["email"], letter["message"])
