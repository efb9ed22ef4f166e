"""A worker of the web server on a machine of its own: takes orders line by line, and gives one line of JSON for each.

`get /path/` asks the site through the store, `title TEXT` publishes the home page with another title, and `knows` tells
whether it would hear of news, so that it doesn't have to look with each request.
"""

import json
import sys

import cms.wsgi  # noqa: F401  # isort: skip  # makes the apps ready
from api.store import running, store
from tests.store.worker import obey

# Only what it is told and what it has to look for itself: not the look that a store takes each second in any case.
store.LOOK_SECONDS = 3600.0


def answer(order: str) -> object:
    if order == "knows":
        kept = running()
        assert kept is not None
        return kept._signpost.read() == kept._signpost.read()
    return obey(order)


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(line.rstrip("\n"))), flush=True)
