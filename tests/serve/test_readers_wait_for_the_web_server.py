"""Who comes while the web server is not there waits for it, and isn't refused."""

import socket
import sys

from cms.supervisor.child import Child
from cms.supervisor.listening import listen
from tests.browser.conftest import free_port

GREETER = """
import socket, sys
client, _ = socket.socket(fileno=int(sys.argv[1])).accept()
client.sendall(b"here I am")
client.close()
"""


def test_reader_who_comes_between_two_starts_is_answered_after_the_second() -> None:
    port = free_port()
    descriptor = listen("127.0.0.1", port)
    server = Child("web", [sys.executable, "-c", GREETER, str(descriptor)], inherits=[descriptor])
    try:
        for _ in range(2):
            with socket.create_connection(("127.0.0.1", port), timeout=60) as reader:
                server.start()
                assert reader.recv(100) == b"here I am"
                server.kill()
    finally:
        server.kill()
        socket.close(descriptor)


def test_what_readers_wait_for_is_started_again_at_once() -> None:
    child = Child("web", [], longest_delay=0)
    child.failures = 5
    assert child.delay == 0
