"""An address is tried politely, in a limited time, and never where readers could not go."""

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from home.links.addresses import is_public, tidy
from home.links.asking import INSIDE, MOST_REDIRECTS, NO_ANSWER, status_of
from tests.links.web import Web, serving

HERE = ["127.0.0.1"]


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def neighbour() -> Iterator[Web]:
    """A machine of the own network that nobody has allowed to be asked."""
    with serving("127.0.0.2") as web:
        yield web


@pytest.mark.parametrize("status", [200, 404, 410, 403, 429, 500, 503])
def test_status_is_that_of_the_server(status: int, web: Web) -> None:
    assert status_of(f"{web.url}/{status}", HERE) == status


def test_page_that_is_there_is_asked_for_its_head_alone(web: Web) -> None:
    status_of(f"{web.url}/200", HERE)
    assert web.asked == ["HEAD /200"]


def test_server_that_knows_no_head_is_asked_once_more(web: Web) -> None:
    assert status_of(f"{web.url}/no-head", HERE) == 200
    assert web.asked == ["HEAD /no-head", "GET /no-head"]


def test_whoever_asks_says_who_that_is(web: Web, settings: Any) -> None:
    settings.SITE_URL = "https://homes.example.org"
    status_of(f"{web.url}/200", HERE)
    (head,) = web.heads
    assert head["User-Agent"] == "Broadside link check (+https://homes.example.org)"
    assert head["Host"] == f"127.0.0.1:{web.port}"
    assert {"Cookie", "Referer", "Authorization"}.isdisjoint(head)


def test_redirects_are_followed(web: Web) -> None:
    web.redirects = {"/old": "/older", "/older": f"{web.url}/404"}
    assert status_of(f"{web.url}/old", HERE) == 404
    web.redirects["/older"] = "/200"
    assert status_of(f"{web.url}/old", HERE) == 200


def test_redirects_in_a_circle_have_an_end(web: Web) -> None:
    web.redirects = {"/round": "/round"}
    assert status_of(f"{web.url}/round", HERE) == NO_ANSWER
    assert len(web.asked) == MOST_REDIRECTS + 1


def test_redirect_out_of_the_web_counts_as_there(web: Web) -> None:
    web.redirects = {"/app": "mailto:hello@example.org"}
    assert status_of(f"{web.url}/app", HERE) == 200


def test_body_without_an_end_is_not_waited_for(web: Web) -> None:
    assert status_of(f"{web.url}/endless", HERE) == 200


def test_nobody_at_the_port_is_no_answer() -> None:
    with serving() as web:
        address = f"{web.url}/200"
    assert status_of(address, HERE) == NO_ANSWER


def test_name_that_does_not_exist_is_no_answer() -> None:
    assert status_of("http://no-such-name.invalid/", HERE) == NO_ANSWER


def test_head_that_comes_in_drops_is_given_up() -> None:
    """Each drop comes within the time limit of a connection, and there is always another."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                try:
                    while not stop.wait(0.05):
                        connection.sendall(b"x")
                except OSError:
                    pass

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        port = listener.getsockname()[1]
        assert status_of(f"http://127.0.0.1:{port}/", HERE, seconds=0.5) == NO_ANSWER
        stop.set()
        thread.join()


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost", "127.2", "2130706434", "0x7f000002", "[::ffff:127.0.0.2]"])
def test_own_network_is_not_asked(host: str, neighbour: Web) -> None:
    """However it is written: what counts is the machine that a name stands for."""
    assert status_of(f"http://{host}:{neighbour.port}/200") == INSIDE
    assert neighbour.asked == []


def test_redirect_into_the_own_network_is_not_followed(web: Web, neighbour: Web) -> None:
    web.redirects = {"/way": f"{neighbour.url}/200", "/further": "/way"}
    assert status_of(f"{web.url}/further", HERE) == INSIDE
    assert neighbour.asked == []


def test_name_is_looked_up_once_for_each_connection(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that stands for a public machine when it is checked, and for one inside a moment later."""
    look_up, looked_up = socket.getaddrinfo, []

    def changing(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host != "rebinding.example.org":
            return look_up(host, port, *args, **kwargs)
        looked_up.append(host)
        return look_up("127.0.0.1" if len(looked_up) == 1 else "127.0.0.2", port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    # Both listen at the same port, so that nothing but the machine tells them apart.
    with serving("127.0.0.2", port=web.port) as inside:
        assert status_of(f"http://rebinding.example.org:{web.port}/200", HERE) == 200
        assert inside.asked == []
        assert web.heads[0]["Host"] == f"rebinding.example.org:{web.port}"
        # The next time it stands for the machine inside, and nobody is asked.
        assert status_of(f"http://rebinding.example.org:{web.port}/200", HERE) == INSIDE
        assert inside.asked == []


def test_public_machine_among_others_is_the_one_asked(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    look_up = socket.getaddrinfo

    def both(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host != "both.example.org":
            return look_up(host, port, *args, **kwargs)
        return look_up("127.0.0.2", port, *args, **kwargs) + look_up("127.0.0.1", port, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", both)
    assert status_of(f"http://both.example.org:{web.port}/200", HERE) == 200


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::10.0.0.1",
        "2002:a00:1::",
        "2001:0:0:0:0:0:f5ff:fffe",
    ],
)
def test_machine_inside_is_not_public(machine: str) -> None:
    assert not is_public(machine)


@pytest.mark.parametrize("machine", ["9.9.9.9", "2620:fe::fe", "64:ff9b::9.9.9.9", "::ffff:9.9.9.9"])
def test_machine_outside_is_public(machine: str) -> None:
    assert is_public(machine)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://example.org/",
        "mailto:hello@example.org",
        "javascript:alert(1)",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org:25/",
        "https://example.org:99999/",
        "https://a b/",
        "https://example.org/" + "x" * 2000,
        "https://xn--\udcff/",
        "http://[::1/",
    ],
)
def test_what_is_no_address_of_a_page_is_not_tried(address: str) -> None:
    assert tidy(address) == ""


@pytest.mark.parametrize(
    ("address", "noted"),
    [
        ("https://Example.org/a#b", "https://example.org/a"),
        (" https://exämple.org/ü?q=ä ", "https://xn--exmple-cua.org/%C3%BC?q=%C3%A4"),
        ("http://example.org:8080/?a=1&b=2", "http://example.org:8080/?a=1&b=2"),
    ],
)
def test_address_is_noted_in_one_way(address: str, noted: str) -> None:
    assert tidy(address) == noted


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1, with its key, that is its own authority."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("There is no openssl to make a certificate with.")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    options = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=here"]
    names = ["-addext", "subjectAltName=IP:127.0.0.1,DNS:here.example.org"]
    subprocess.run([openssl, *options, *names, "-keyout", str(path), "-out", f"{path}.crt"], check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.crt").read_text())
    return path


def test_encrypted_page_is_asked_for(certificate: Path) -> None:
    with serving(certificate=certificate) as web:
        assert status_of(f"{web.url}/404", HERE, ca_certs=str(certificate)) == 404


def test_certificate_has_to_be_that_of_the_name(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look_up = socket.getaddrinfo
    ours = {"here.example.org", "there.example.org"}
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *args, **kwargs: look_up("127.0.0.1" if host in ours else host, *args, **kwargs),
    )
    with serving(certificate=certificate) as web:
        statuses = {
            name: status_of(f"https://{name}:{web.port}/200", HERE, ca_certs=str(certificate)) for name in sorted(ours)
        }
    assert statuses == {"here.example.org": 200, "there.example.org": NO_ANSWER}


def test_certificate_of_nobody_known_is_no_answer(certificate: Path) -> None:
    with serving(certificate=certificate) as web:
        assert status_of(f"{web.url}/200", HERE) == NO_ANSWER
    assert web.asked == []
