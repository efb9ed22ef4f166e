"""A worker of the web server without the server: takes orders line by line, and gives one line back for each.

`get /path/` asks the site through the store, `title TEXT` publishes the home page with another title, `figures` counts.
"""

import json
import sys

from cms.wsgi import application  # isort: skip  # makes the apps ready
from api.store import running
from home.models import HomePage
from tests.store.asking import ask


def obey(order: str) -> object:
    name, _, rest = order.partition(" ")
    if name == "get":
        reply = ask(application, rest)
        return [reply.status, reply.body.decode()]
    if name == "title":
        page = HomePage.objects.get()
        page.title, page.purpose = rest, "To be read."
        page.save_revision().publish()
        return "published"
    store = running()
    assert store is not None
    return [store.figures.hits, store.figures.misses]


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(obey(line.rstrip("\n"))), flush=True)
