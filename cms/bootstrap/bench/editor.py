"""An editor in a process of their own: publishes pages while the bench asks for them.

It reads a line of JSON for each thing to do, `["publish", "article"]`, and writes a line of JSON when it is done.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cms.bootstrap.places import ROOT, VENV_PYTHON, child_environment

EMAIL = "bench@example.org"


class Editor:
    """What the bench has of the process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def do(self, *words: str) -> Any:
        """Has something done, one of `DOINGS`, and gives what came of it. Raises RuntimeError where nothing did."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"The editor gave up when asked to {' '.join(words)}.")
        return json.loads(line)


@contextmanager
def editor(data: Mapping[str, str], core: int | None) -> Iterator[Editor]:
    """An editor who works on one `core`, or on any."""
    pinned = [] if core is None else ["taskset", "-c", str(core)]
    command = [*pinned, str(VENV_PYTHON), "-m", "cms.bootstrap.bench.editor"]
    environment = child_environment(**data)
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
    )
    try:
        yield Editor(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait()


def publish(kind: str) -> dict[str, Any]:
    """Publishes the oldest page of a kind with another title. Gives its path and title, and when that was over."""
    from home.models import page_models

    page: Any = page_models()[kind].objects.order_by("pk").first()
    page.title = f"{page.title.partition(' — ')[0]} — {time.monotonic_ns()}"
    revision = page.save_revision()
    start = time.monotonic()
    revision.publish()
    end = time.monotonic()
    return {"path": page.url_path.removeprefix("/home"), "title": page.title, "seconds": end - start, "at": end}


def paths() -> list[str]:
    """The paths of all pages, in the order of the tree."""
    from django.utils import timezone
    from wagtail.models import Site

    from api.visibility import Visibility

    gate = Visibility(Site.objects.get(is_default_site=True), timezone.now())
    return [gate.tree.path_of(url_path) for url_path in gate.pages().order_by("path").values_list("url_path", flat=True)]


def log_in() -> str:
    """A session of staff, as the header `Cookie` names it."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    users: Any = get_user_model().objects
    user = users.filter(email=EMAIL).first() or users.create_superuser(email=EMAIL, password=None)
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def date() -> None:
    """What the schedule does when the site has been started: nothing has changed since, so that is known for certain."""
    from api import changes

    changes.date([])


DOINGS: dict[str, Callable[..., Any]] = {"publish": publish, "paths": paths, "log_in": log_in, "date": date}


def main() -> None:
    import django

    django.setup()
    for line in sys.stdin:
        name, *words = json.loads(line)
        print(json.dumps(DOINGS[name](*words)), flush=True)


if __name__ == "__main__":
    main()
