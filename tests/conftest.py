"""What tests of every kind share."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.test import Client
from whitenoise.base import WhiteNoise

from api import rates
from api.known import forget
from cms.engines import SQLITE
from tests.api.contract import assert_answer_fits
from tests.pages import SmallSite
from tests.recorded import Recording

SHELL = """<!doctype html>
<html lang="shell:lang" dir="shell:dir"><head><!--shell:head--></head>
<body><!--shell:body--><!--shell:state--></body></html>"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--most-cases", type=int, help="of each test's cases run so many (at least 2), from the first to the last"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On Postgres only those run that ask the database: SQLite's run has shown the others."""
    chosen = items
    if settings.DATABASES["default"]["ENGINE"] != SQLITE:
        chosen = [item for item in chosen if _asks_the_database(item) and not item.get_closest_marker("once")]
    if most := config.getoption("--most-cases"):
        chosen = spread(chosen, most)
    kept = set(chosen)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = chosen


def spread(items: list[pytest.Item], most: int) -> list[pytest.Item]:
    """Of each test at most that many cases, the first and the last among them."""
    names = [item.nodeid.partition("[")[0] for item in items]
    totals, seen, kept = Counter(names), Counter[str](), []
    for item, name in zip(items, names, strict=True):
        number, last = seen[name], totals[name] - 1
        seen[name] += 1
        if last < most or number * (most - 1) % last < most - 1:
            kept.append(item)
    return kept


def _asks_the_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return bool(names & {"db", "django_db_setup"}) or item.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True)
def built_shell(settings: Any, tmp_path: Path) -> Path:
    """A page shell with nothing but the gaps that Django fills, so that backend tests need no frontend build."""
    settings.FRONTEND_BUILD = tmp_path / "build"
    settings.FRONTEND_BUILD.mkdir()
    shell = settings.FRONTEND_BUILD / "shell.html"
    shell.write_text(SHELL)
    return shell


@pytest.fixture(autouse=True, scope="session")
def answers_fit_the_document() -> Iterator[None]:
    """Every answer of the API that any test sees has to be one that the API document foresees."""
    ask = Client.request

    def ask_and_check(client: Client, **request: Any) -> Any:
        response = ask(client, **request)
        assert_answer_fits(response.request["REQUEST_METHOD"], response.request["PATH_INFO"], response)
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", ask_and_check)
        yield


@pytest.fixture(autouse=True, scope="session")
def transaction_of_a_test_stays_open() -> Iterator[None]:
    """Whoever closes a connection, as processes do that wait, would end the transaction that all of a test is in: on Postgres
    as well as on a SQLite in memory, which Django keeps open itself."""
    close = DatabaseWrapper.close

    def close_outside(wrapper: DatabaseWrapper) -> None:
        if not wrapper.in_atomic_block:
            close(wrapper)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseWrapper, "close", close_outside)
        yield


@pytest.fixture(autouse=True, scope="session")
def static_files_are_looked_for_once() -> Iterator[None]:
    """Each client of a test makes the middleware anew, and that looks at every file that it can serve."""
    look = WhiteNoise.update_files_dictionary
    known: dict[tuple[str, str], Any] = {}

    def look_once(served: WhiteNoise, root: str, prefix: str) -> None:
        if (root, prefix) not in known:
            others, served.files = served.files, {}
            look(served, root, prefix)
            known[root, prefix], served.files = served.files, others
        served.files.update(known[root, prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", look_once)
        yield


@pytest.fixture(autouse=True)
def nothing_is_known() -> None:
    """What a test changes is undone, and the next one gives its date once more."""
    forget()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Recording[SmallSite]:
    """Records as soon as there is a database: the first test that asks for it may stand in the site of its module."""
    with django_db_blocker.unblock():
        return Recording(SmallSite)


@pytest.fixture(scope="session")
def recorded_site(django_db_setup: Recording[SmallSite]) -> Recording[SmallSite]:
    return django_db_setup


@pytest.fixture(autouse=True, scope="session")
def nobody_is_asked_to_wait() -> Iterator[None]:
    """Tests ask in masses, all from the same address; those that are about that say how often is often enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rates, "MOST", dict.fromkeys(rates.MOST, rates.Most(1_000_000, 1_000_000)))
        yield


@pytest.fixture
def small_site(db: None, recorded_site: Recording[SmallSite]) -> SmallSite:
    return recorded_site.play()


@pytest.fixture(scope="module")
def standing_site(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[SmallSite]:
    """A small site that is made once for a module. What a test with the mark `django_db` changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield SmallSite()
        transaction.set_rollback(True)
