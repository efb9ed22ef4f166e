"""A process that does one thing when it is told to, and says where it is: run by the tests of races.

    python -m tests.contact.sender send|count ARGUMENT [hold]

`send` posts a message with the proof ARGUMENT, `count` counts the client ARGUMENT up to five. It prints `ready` and waits
for a line. With `hold` it prints `inside` when all is written and nothing is committed, and waits for another line. In the
end it prints `done`, or `refused`.
"""

import sys
from contextlib import nullcontext
from typing import Any

import django


def main(what: str, argument: str, *more: str) -> None:
    django.setup()
    from django.db import transaction

    tell("ready")
    sys.stdin.readline()
    with transaction.atomic() if more else nullcontext():
        is_done = {"send": send, "count": count}[what](argument)
        if more:
            tell("inside")
            sys.stdin.readline()
    tell("done" if is_done else "refused")


def send(proof: str) -> bool:
    from django.test import Client

    letter = {"email": "robin@example.org", "message": "When do you meet?", "proof": proof}
    response: Any = Client().post("/api/v1/contact/", letter, content_type="application/json")
    assert response.status_code in (202, 400), response.content
    return bool(response.status_code == 202)


def count(client: str) -> bool:
    from api import limits

    try:
        limits.count("message", client, 5, seconds=10**10)
    except limits.TooOften:
        return False
    return True


def tell(word: str) -> None:
    print(word, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
