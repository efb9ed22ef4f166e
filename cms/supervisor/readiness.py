"""Tells when the web server answers its first request: it listens long before the application behind it is loaded."""

import http.client

ANSWER_SECONDS = 1


def answers(host: str, port: int) -> bool:
    """Whether `host` and `port` give any HTTP answer, within a second."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
    connection = http.client.HTTPConnection(reachable, port, timeout=ANSWER_SECONDS)
    try:
        # An address that is answered whatever the host is called: the site's own names may be others than `localhost`.
        connection.request("HEAD", "/livez")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
