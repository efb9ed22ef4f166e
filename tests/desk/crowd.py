"""An editor at work in a process of its own: run by `test_crowd`, many at a time.

    python -m tests.desk.crowd EMAIL PAGE_ID PUBLISHES POSTS

Prints `ready` and waits for a line. Then it publishes an article so many times, with its share of POSTS in between: forms
that save themselves and forms for the preview, in turn. In the end it prints a JSON list of what it did: what, the status
of the answer, and the seconds that it took.
"""

import json
import sys
import time
from typing import Any

import django

AUTOSAVE, PREVIEW, PUBLISH = "autosave", "preview", "publish"
OTHERS = (AUTOSAVE, PREVIEW)


class Editor:
    def __init__(self, email: str, page_id: int) -> None:
        from django.test import Client

        from home.models import ArticlePage, User

        self.client = Client(raise_request_exception=False)
        self.client.force_login(User.objects.get(email=email))
        self.page = ArticlePage.objects.get(pk=page_id)
        self.revision = ""
        self.done: list[tuple[str, int, float]] = []

    def do(self, what: str, title: str) -> None:
        from django.urls import reverse

        from tests.tree.forms import page_form

        name = "live_preview_on_edit" if what == PREVIEW else "wagtailadmin_pages:edit"
        form = page_form("article", title=title, slug=self.page.slug)
        form |= {"action-publish": "1"} if what == PUBLISH else {"overwrite_revision_id": self.revision}
        headers = {} if what == PUBLISH else {"Accept": "application/json"}
        began = time.perf_counter()
        answer: Any = self.client.post(reverse(name, args=(self.page.pk,)), form, headers=headers)
        self.done.append((what, answer.status_code, time.perf_counter() - began))
        if what == AUTOSAVE and answer.status_code == 200:
            self.revision = str(answer.json()["revision_id"])
        if what == PUBLISH:
            self.revision = ""


def main(email: str, page_id: str, publishes: str, posts: str) -> None:
    django.setup()
    editor = Editor(email, int(page_id))
    print("ready", flush=True)
    sys.stdin.readline()
    between = int(posts) // int(publishes)
    for number in range(int(publishes)):
        for place in range(between):
            editor.do(OTHERS[place % 2], f"Version {number}, being written")
        editor.do(PUBLISH, f"Version {number}")
    print(json.dumps(editor.done), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
