"""Somebody at the database itself: makes the site that faults are tried on, and looks what has become of it.

Takes orders line by line, and gives one line of JSON for each. `make` makes some pages, and answers with the numbers of its pages,
all addresses, and the key of an administrator's session; `page NUMBER` tells what is stored of a page, `documents` of files and
`messages` of letters; `begun` how often all has been stale; `unpublish NUMBER` takes a page from readers; `webhook URL` has that
told what is published, and `delivered` tells how much has arrived there.
"""

import json
import sys
from importlib import import_module
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402  # needs the apps to be ready
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import connection  # noqa: E402
from wagtail.models import Page  # noqa: E402

from api.models import PublishedDocument, SearchEntry, StaleKeys  # noqa: E402
from api.staleness import EVERYTHING  # noqa: E402
from cms.login.gate import LATER, PASSED_AT  # noqa: E402
from home.images.renditions import make_renditions  # noqa: E402
from home.models import (  # noqa: E402
    CustomDocument,
    CustomImage,
    CustomRendition,
    Delivery,
    HomePage,
    Message,
    StandardPage,
    User,
    Webhook,
)
from tests.files import a_picture  # noqa: E402

PAGES = 12


def make() -> dict[str, Any]:
    home = HomePage.objects.get(locale__language_code="en-gb")
    pages = [home.add_child(instance=StandardPage(title=f"Page {number}", live=False)) for number in range(PAGES)]
    for page in pages:
        page.save_revision().publish()
    user = User.objects.create_superuser("editor@example.org", "correct horse battery")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[PASSED_AT] = LATER
    session.save()
    cookies = {settings.SESSION_COOKIE_NAME: session.session_key}
    return {
        "cookies": cookies,
        "pages": [page.pk for page in pages],
        "paths": [page.url for page in pages],
        "picture": picture(),
    }


def picture() -> str:
    """The address of one that the demo has, or else of one that is made."""
    if not CustomRendition.objects.exists():
        made = CustomImage.objects.create(title="Stall", alt="A stall", file=a_picture(size=(160, 120)))
        make_renditions.call(made.pk)
    return str(CustomRendition.objects.order_by("pk")[0].url)


def stored(number: int) -> dict[str, Any]:
    """A page as it stands in the tables: the same title everywhere, where all went well."""
    page = Page.objects.get(pk=number)
    live, latest = page.live_revision, page.latest_revision
    document = PublishedDocument.objects.filter(page_id=number).first()
    return {
        "live": page.live,
        "title": page.title,
        "of_live_revision": live.content["title"] if live else None,
        "of_latest_revision": latest.content["title"] if latest else None,
        "is_changed": page.has_unpublished_changes,
        # The worker makes both a moment later.
        "of_document": json.loads(document.detail)["title"] if document else None,
        "can_be_found": SearchEntry.objects.filter(page_id=number).exists(),
    }


def obey(name: str, rest: str) -> object:
    if name == "make":
        return make()
    if name == "page":
        return stored(int(rest))
    if name == "begun":
        return StaleKeys.objects.filter(keys=EVERYTHING).count()
    if name == "messages":
        return list(Message.objects.order_by("pk").values_list("text", flat=True))
    if name == "documents":
        return [
            [document.title, document.file.storage.exists(document.file.name), document.file_size]
            for document in CustomDocument.objects.order_by("pk")
        ]
    if name == "webhook":
        return Webhook.objects.create(url=rest).pk
    if name == "delivered":
        return Delivery.objects.filter(arrived_at__isnull=False).count()
    Page.objects.get(pk=rest).specific.unpublish()
    return "unpublished"


if __name__ == "__main__":
    for line in sys.stdin:
        answer = obey(*line.rstrip("\n").partition(" ")[::2])
        # Nobody who waits for the database holds a connection to it.
        connection.close()
        print(json.dumps(answer), flush=True)
