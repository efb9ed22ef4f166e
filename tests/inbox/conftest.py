"""What tests of the inbox share: a site, somebody who writes to it, and keys."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from home.inbox.receiving import receive
from home.models import Message, User
from tests.inbox.keys import KEY
from tests.pages import SmallSite

Write = Callable[..., Message]


@pytest.fixture
def write(standing_site: SmallSite) -> Write:
    """Lets somebody's message arrive, and gives it back."""

    def written(**fields: str) -> Message:
        words = {"name": "Robin Tern", "email": "robin@example.org", "text": "The landlord came again.", **fields}
        receive(standing_site.site, **words)
        return Message.objects.latest("pk")

    return written


@pytest.fixture
def with_key(settings: Any) -> None:
    """Gives the site a public key."""
    settings.MESSAGE_KEYS = [KEY.public]


@pytest.fixture
def reader(client: Client) -> Client:
    """Somebody who may do everything in the admin."""
    client.force_login(User.objects.create_superuser("reader@example.org"))
    return client
