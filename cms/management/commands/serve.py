"""The one command that runs the site: web server, renderer, background worker and schedule, under one supervisor."""

import os
import sys
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from api.search.index import update_search_index
from cms.address import keep_address
from cms.bootstrap.preflight import check_data_dir, check_port
from cms.bootstrap.process import Problem
from cms.renderer.program import command, meeting_place
from cms.renderer.watchdog import watch
from cms.supervisor.build import check_build, check_tables
from cms.supervisor.child import Child
from cms.supervisor.listening import listen
from cms.supervisor.readiness import wait_for_answer
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
            # The children have connections of their own; the supervisor must not hold one for days.
            connection.close()
        except Problem as problem:
            sys.exit(str(problem))
        if not serves_readers:
            sys.exit(Supervisor(workers()).run())
        sys.exit(serve([] if options["part"] == "web" else workers(), first_login))


def serve(others: list[Child], first_login: str) -> int:
    """Runs web server and renderer, and the `others` once the site answers. Returns the exit status."""
    answers = Event()
    Thread(target=announce, args=(answers, first_login), daemon=True).start()
    with meeting_place(settings.RENDERER_SOCKET) as socket:
        # The web server reads it in its settings.
        os.environ["RENDERER_SOCKET"] = str(socket)
        renderer = Child("Renderer", command(settings.FRONTEND_BUILD, socket), is_vital=False)
        Thread(target=watch, args=(renderer, socket), daemon=True).start()
        return Supervisor([renderer, web_server(answers), *others]).run()


def workers() -> list[Child]:
    """What does the work that no reader waits for."""
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    return [
        Child("Background worker", [*manage, "run_worker"]),
        Child("Schedule", [*manage, "run_schedule"]),
    ]


def web_server(answers: Event) -> Child:
    """The web server, at a socket that this process keeps open: while it is started again, which is at once, readers wait."""
    descriptor = listen(settings.HOST, settings.PORT)
    command = [sys.executable, "-m", "cms.web_server", str(descriptor)]
    return Child("Web server", command, ready=answers, inherits=[descriptor], longest_delay=0)


def announce(answers: Event, first_login: str) -> None:
    """Waits until the site answers and tells where; with the login, where there is one that nobody has been told."""
    wait_for_answer(settings.HOST, settings.PORT)
    answers.set()
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
