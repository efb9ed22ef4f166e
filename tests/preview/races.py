"""Previews and readers of one page at the same moment: run by `test_races`, since it needs threads and a database to share.

    python -m tests.preview.races ROUNDS BUILD

In each round five ask at once: two editors who type, an editor who looks at the saved draft, whoever has a link to it, and
a reader, whose answer comes from the store or from Django, in turn. BUILD is a folder with a page shell. Prints as JSON how
many asked, and a list of those who got anything but their own.
"""

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings

from cms.wsgi import application
from tests.store.asking import Reply, ask, post

CSRF = "racing" * 5 + "ab"
PUBLIC, DRAFT = "What everybody reads", "What the draft says"


def prepare() -> dict[str, Any]:
    """A published page with a draft, two editors' cookies, and the key of a link."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.test import Client

    from home.models import HomePage, StandardPage, User
    from home.models.preview_links import make_link

    def cookies_of(user: User) -> str:
        client = Client()
        client.force_login(user)
        session: SessionStore = client.session  # type: ignore[assignment]
        return f"sessionid={session.session_key}; csrftoken={CSRF}"

    home = HomePage.objects.get()
    page = home.add_child(instance=StandardPage(title=PUBLIC, introduction=""))
    page.save_revision().publish()
    page = StandardPage.objects.get(pk=page.pk)
    page.title = DRAFT
    page.save_revision()
    users = [User.objects.create_superuser(f"{name}@example.org") for name in ("one", "two")]
    return {
        "page": page.pk,
        "path": page.url_path.removeprefix(home.url_path.rstrip("/")),
        "cookies": [cookies_of(user) for user in users],
        "key": make_link(page, users[0])[1],
    }


class Race:
    def __init__(self, rounds: int) -> None:
        from tests.tree.forms import page_form

        self.rounds, self.given = rounds, prepare()
        self.form = {name: str(value) for name, value in page_form("standard").items()}
        self.public = self.read(0).body
        self.crossed: list[str] = []
        self.barrier = threading.Barrier(len(self.lanes()))

    def lanes(self) -> list[tuple[Callable[[int], Reply], Callable[[int], str]]]:
        """Who asks, and the title that is theirs in a round."""
        return [
            (lambda number: self.type(0, number), lambda number: f"Typed by one, {number}"),
            (lambda number: self.type(1, number), lambda number: f"Typed by two, {number}"),
            (self.look, lambda number: DRAFT),
            (self.open_link, lambda number: DRAFT),
            (self.read, lambda number: PUBLIC),
        ]

    def type(self, who: int, number: int) -> Reply:
        title = f"Typed by {('one', 'two')[who]}, {number}"
        form = {**self.form, "title": title, "csrfmiddlewaretoken": CSRF}
        address = f"/admin/pages/{self.given['page']}/edit/preview/live/"
        return post(application, address, form, cookie=self.given["cookies"][who])

    def look(self, number: int) -> Reply:
        return ask(application, f"/admin/pages/{self.given['page']}/view_draft/", cookie=self.given["cookies"][0])

    def open_link(self, number: int) -> Reply:
        return post(application, "/api/v1/shared/", {}, x_preview_link=self.given["key"])

    def read(self, number: int) -> Reply:
        past_the_store = {"cache_control": "no-cache"} if number % 2 else {}
        return ask(application, f"/api/v1/resolve/?path={quote(self.given['path'])}", **past_the_store)

    def run(self, asks: Callable[[int], Reply], own: Callable[[int], str]) -> None:
        from django.db import connections

        for number in range(self.rounds):
            self.barrier.wait()
            reply = asks(number)
            others = {PUBLIC, DRAFT, *(f"Typed by {who}, " for who in ("one", "two"))}
            body = reply.body.decode()
            strange = [words for words in others if words in body and not own(number).startswith(words)]
            is_right = reply.status == 200 and own(number) in body and not strange
            if asks == self.read:
                is_right = is_right and reply.body == self.public
            if not is_right:
                self.crossed.append(f"round {number}, {own(number)}: {reply.status} {strange} {body[:300]}")
        connections.close_all()


def main(rounds: int, build: str) -> None:
    settings.FRONTEND_BUILD = Path(build)
    # As many turns as there can be.
    sys.setswitchinterval(1e-4)
    race = Race(rounds)
    threads = [threading.Thread(target=race.run, args=lane) for lane in race.lanes()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps({"asked": rounds * len(threads), "crossed": race.crossed}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
