"""Messages as they leave the server: sealed ones stay sealed."""

import json
from collections.abc import Iterable

from django.utils import timezone

from home.inbox.opening import Exported
from home.models import Message


def exported(messages: Iterable[Message]) -> list[Exported]:
    """Messages for a file, or for the script in the admin that opens them."""
    return [
        {
            "number": message.pk,
            "received": timezone.localtime(message.received_at).isoformat(timespec="seconds"),
            "deleted_on": timezone.localdate(message.kept_until).isoformat(),
            "name": message.name,
            "email": message.email,
            "text": message.text,
            "sealed": message.sealed,
            "sealed_to": message.sealed_to,
        }
        for message in messages
    ]


def export_of(messages: Iterable[Message]) -> bytes:
    """The content of a file that `open_messages` reads."""
    return json.dumps({"messages": exported(messages)}, ensure_ascii=False, indent=1).encode()
