"""Tells when the web server answers its first request: it listens long before the application behind it is loaded."""

import http.client
import time

ANSWER_SECONDS = 10
PAUSE_SECONDS = 0.1


def wait_for_answer(host: str, port: int) -> None:
    """Returns when `host` and `port` give any HTTP answer, however long that takes."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
    while not _answers(reachable, port):
        time.sleep(PAUSE_SECONDS)


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=ANSWER_SECONDS)
    try:
        # An address that is answered whatever the host is called: the site's own names may be others than `localhost`.
        connection.request("HEAD", "/livez")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
