"""The one command that runs the site: web server, renderer, background worker and schedule, under one supervisor.

It loads the site once: all but the renderer are forked from it, share its memory, and are there again in a moment when they die.
"""

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.core.management import call_command, load_command_class
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from api.documents.edition import edition
from api.search.index import update_search_index
from cms import web_server
from cms.address import keep_address
from cms.bootstrap.preflight import check_data_dir, check_port
from cms.bootstrap.process import Problem
from cms.errors import tell_errors
from cms.renderer.program import command, meeting_place
from cms.renderer.watchdog import Watchdog
from cms.supervisor.build import check_build, check_tables
from cms.supervisor.child import Child
from cms.supervisor.listening import listen
from cms.supervisor.readiness import answers
from cms.supervisor.supervisor import Supervisor
from home.links.noting import note_all_links


class Command(BaseCommand):
    help = "Runs the site: web server, renderer, background worker and schedule, each started again when it dies."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "part",
            nargs="?",
            choices=("web", "worker"),
            help="Where both run apart: `web` is web server and renderer, `worker` is background worker and schedule.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        first_login = os.environ.pop("FIRST_LOGIN", "")
        serves_readers = options["part"] != "worker"
        try:
            check_data_dir(settings.DATA_DIR)
            if serves_readers:
                check_port(settings.HOST, settings.PORT)
            check_build()
            check_tables()
            keep_address(settings.SITE_URL)
            # After a first start, or a new version that reads pages differently, readers' search has nothing to find yet.
            update_search_index.enqueue([])
            note_all_links.enqueue()
        except Problem as problem:
            sys.exit(str(problem))
        others = [] if options["part"] == "web" else workers()
        load(serves_readers)
        let_go()
        sys.exit(serve(others, first_login) if serves_readers else Supervisor(others).run())


def load(serves_readers: bool) -> None:
    """Brings into memory what the children do their work with."""
    if serves_readers:
        web_server.load()
    # Of this code: when a child is started again, that of the next version may already lie here.
    edition()


def let_go() -> None:
    """Closes the database, since the children have connections of their own, and has their memory stay shared."""
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        # Its threads as well.
        cast(Any, connection).close_pool()
    gc.collect()
    # Never looked at again: each look would write into memory, which is then no longer shared.
    gc.freeze()


def serve(others: list[Child], first_login: str) -> int:
    """Runs web server and renderer, and the `others` once the site answers. Returns the exit status."""
    with meeting_place(settings.RENDERER_SOCKET) as socket:
        # For programs that read the settings themselves, and for those that are forked.
        os.environ["RENDERER_SOCKET"] = settings.RENDERER_SOCKET = str(socket)
        renderer = Child("Renderer", command(settings.FRONTEND_BUILD, socket), is_vital=False)
        children = [renderer, web_server_child(first_login), *others]
        return Supervisor(children, watch=Watchdog(renderer, socket)).run()


def workers() -> list[Child]:
    """What does the work that no reader waits for."""
    return [worker("Background worker", "run_worker"), worker("Schedule", "run_schedule")]


def worker(name: str, order: str) -> Child:
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py"), order]
    return Child(name, manage, run=partial(reporting, partial(call_command, load_command_class("cms", order))))


def web_server_child(first_login: str) -> Child:
    """The web server, at a socket that this process keeps open: while it is started again, which is at once, readers wait."""
    descriptor = listen(settings.HOST, settings.PORT)
    return Child(
        "Web server",
        [sys.executable, "-m", "cms.web_server", str(descriptor)],
        ready=partial(has_answered, first_login),
        inherits=[descriptor],
        longest_delay=0,
        run=partial(reporting, partial(web_server.serve, descriptor)),
    )


def reporting(run: Callable[[], object]) -> None:
    """Runs one of the children; what it has to report to Sentry when it ends is on its way first."""
    try:
        run()
    finally:
        if settings.SENTRY_DSN:
            tell_errors()


def has_answered(first_login: str) -> bool:
    """Whether the site answers; then tells where. With the login, where there is one that nobody has been told."""
    if not answers(settings.HOST, settings.PORT):
        return False
    lines = [
        "The site answers. Ctrl-C ends it.",
        f"  Site      {settings.SITE_URL}/",
        f"  Admin     {settings.ADMIN_URL or settings.SITE_URL}/admin/",
        f"  API docs  {settings.SITE_URL}/api/v1/docs/",
    ]
    if first_login:
        email, password = first_login.split(" ", 1)
        lines.append(f"  Log in as {email} with the password {password} (it isn't shown again).")
    print("\n".join(lines), flush=True)
    return True
