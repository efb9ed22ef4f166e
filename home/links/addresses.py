"""Which addresses can be tried, and which machines may be asked: those on the public internet, and no others.

An editor's link, or what it redirects to, must not make this server speak to its own network on somebody's behalf
(server-side request forgery, CWE-918).
"""

import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from home.models.links import LONGEST_ADDRESS

PORTS = {"http": 80, "https": 443}
NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: an IPv4 address stands in the last 32 bits."""


def parsed(address: str) -> Url | None:
    """The parts of an address that can be tried, normalised and in ASCII; None for any other."""
    try:
        url = parse_url(address.strip())
    except (LocationParseError, UnicodeError, ValueError):
        return None
    is_web = url.scheme in PORTS and url.host and not url.auth
    # Below, there are mail servers and the like, which take a request for something else.
    has_usual_port = url.port is None or url.port in PORTS.values() or url.port > 1023
    return url._replace(fragment=None) if is_web and has_usual_port and len(url.url) <= LONGEST_ADDRESS else None


def tidy(address: str) -> str:
    """An address as it is noted and tried, without what stands behind `#`; empty where it can't be tried."""
    url = parsed(address)
    return url.url if url else ""


def port_of(url: Url) -> int:
    return url.port or PORTS[str(url.scheme)]


def machines_of(url: Url) -> list[str]:
    """The addresses of the machines that answer for the host of `url`, the preferred one first. Raises `OSError` where
    there are none, and may take as long as the system's resolver does."""
    host = str(url.host).strip("[]")
    found = socket.getaddrinfo(host, port_of(url), type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(machine: str, known: Collection[str] = ()) -> bool:
    """Whether a machine is on the public internet, or among the `known` ones inside."""
    address = ip_address(machine.partition("%")[0])
    return machine in known or all(part.is_global and not part.is_multicast for part in (address, *_inside(address)))


def _inside(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that an IPv6 address stands for, by any of the ways to write one in the other."""
    if isinstance(address, IPv4Address):
        return []
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in NAT64:
        inside.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [part for part in inside if part]
