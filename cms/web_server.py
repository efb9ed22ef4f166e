"""The web server, granian, at a socket that is there already: see `cms.supervisor.listening`. The argument is its descriptor."""

import socket
import sys
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from cms.supervisor.listening import BACKLOG


class Server(MPServer):
    """Granian has no setting for a socket that listens already."""

    def __init__(self, descriptor: int) -> None:
        # One process with one thread: SQLite lets one of them write at a time, and a second thread of Python only takes
        # turns with the first. An access log would keep the addresses of readers.
        super().__init__(
            "cms.wsgi:application",
            interface=Interfaces.WSGI,
            http=HTTPModes.http1,
            workers=1,
            blocking_threads=1,
            backlog=BACKLOG,
            websockets=False,
            log_level=LogLevels.warning,
            log_access=False,
        )
        self._descriptor = descriptor

    def _init_shared_socket(self) -> None:
        # As Granian itself does where it isn't on Linux; its types don't know of it.
        holder: Any = SocketHolder
        shared: Any = self
        shared._shd = holder(self._descriptor, False, BACKLOG)
        shared._sfd = self._descriptor
        self._sso = socket.socket(fileno=self._descriptor)
        self._sso.set_inheritable(True)


if __name__ == "__main__":
    Server(int(sys.argv[1])).serve()
