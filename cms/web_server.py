"""The web server, granian, at a socket that is there already: see `cms.supervisor.listening`. The argument is its descriptor."""

import socket
import sys
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces, RuntimeModes
from granian.log import LogLevels
from granian.server.mp import MPServer

from cms.supervisor.listening import BACKLOG

THREADS = 4
"""They take turns with Python, so that more of them answer no more readers; but while one waits for the database, the renderer or
the sizes of a picture, the others go on."""


class Server(MPServer):
    """What Granian makes its workers from; one of them is all there is, without another process to look after it.

    Granian has no setting for either, nor for a socket that listens already.
    """

    def __init__(self, descriptor: int) -> None:
        # An access log would keep the addresses of readers.
        super().__init__(
            "cms.wsgi:application",
            interface=Interfaces.WSGI,
            http=HTTPModes.http1,
            workers=1,
            blocking_threads=THREADS,
            runtime_mode=RuntimeModes.mt,
            backlog=BACKLOG,
            websockets=False,
            log_level=LogLevels.warning,
            log_access=False,
        )
        # As Granian itself does where it isn't on Linux; its types don't know of it.
        holder: Any = SocketHolder
        shared: Any = self
        shared._shd = holder(descriptor, False, BACKLOG)
        self._sso = socket.socket(fileno=descriptor)


def serve(descriptor: int) -> None:
    """Answers whoever comes to the socket `descriptor`, until a signal ends it."""
    server = Server(descriptor)
    worker: Any = server._spawn_worker(0, server._spawn_wsgi_worker, load)
    # In this process: what it does is never started as another one.
    worker.inner.run()


def load() -> Any:
    """The site as a WSGI application: some seconds, unless it has been loaded before."""
    from django.urls import reverse

    from cms.wsgi import application

    # Reads all addresses, and with them what answers there: the first reader would wait for it.
    reverse("wagtailadmin_home")
    return application


if __name__ == "__main__":
    serve(int(sys.argv[1]))
