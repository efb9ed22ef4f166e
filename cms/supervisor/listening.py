"""The socket of the web server. The supervisor holds it: who comes while the server is started again waits, and isn't refused."""

import socket

BACKLOG = 1024
"""So many may wait."""


def listen(host: str, port: int) -> int:
    """The descriptor of a socket at which connections can be made from now on, for as long as this process lives.

    Raises `OSError`.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind(address)
    listening.listen(BACKLOG)
    return listening.detach()
