"""Fetches one page, carefully: http and https only, no private address, bounded in size, time and redirects.

The address is resolved once, checked and pinned, so that a name cannot point elsewhere between the check and the call.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dragoman.errors import Forbidden, NotText, SourceError, TooLarge
from dragoman.settings import Settings
from dragoman.version import __version__

REDIRECTS = 5
CHUNK = 1 << 16
SAFE = "/%:@!$&'()*+,;=~-._"
READABLE = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")
Resolve = Callable[[str, int], list[str]]
HEADERS = {
    "User-Agent": f"dragoman/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8",
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True)
class Fetched:
    """What an address gave. `url` is where the redirects ended; `type` is the media type without parameters."""

    url: str
    body: bytes
    type: str
    charset: str | None


def is_url(source: str) -> bool:
    """The source is an address and no path; only http and https can be fetched."""
    return "://" in source and source.split("://", 1)[0].isalpha()


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host; OSError where it has none."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(url: str, settings: Settings, resolve: Resolve = resolve) -> Fetched:
    """The page at an address. Raises SourceError (Forbidden, TooLarge, NotText) naming the address as it was given."""
    deadline = time.monotonic() + settings.timeout
    current = url
    for _ in range(REDIRECTS + 1):
        try:
            answer = _get(current, url, settings, deadline, resolve)
        except (OSError, http.client.HTTPException) as problem:
            raise SourceError(url, f"cannot be fetched: {_reason(problem, deadline)}") from problem
        if isinstance(answer, Fetched):
            return answer
        current = urljoin(current, answer)
    raise SourceError(url, f"more than {REDIRECTS} redirects")


def _reason(problem: Exception, deadline: float) -> str:
    late = isinstance(problem, TimeoutError) or time.monotonic() >= deadline
    return "it took too long (setting timeout)" if late else str(problem) or repr(problem)


def _get(current: str, url: str, settings: Settings, deadline: float, resolve: Resolve) -> Fetched | str:
    """One request: what was fetched, or where it redirects to."""
    parts = _parts(current, url)
    with _connected(parts, url, settings, deadline, resolve) as connection:
        connection.request("GET", _target(parts), headers=HEADERS)
        with connection.getresponse() as response:
            location = response.getheader("Location")
            if response.status in (301, 302, 303, 307, 308) and location:
                return location
            if response.status != 200:
                raise SourceError(url, f"the server answered {response.status} {response.reason}")
            kind, charset = _type(response, url)
            return Fetched(current, _body(response, url, settings, deadline), kind, charset)


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=SAFE)
    return f"{path}?{quote(parts.query, safe=SAFE + '?')}" if parts.query else path


def _parts(current: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(current)
        host, _ = parts.hostname, parts.port
    except ValueError as problem:
        raise SourceError(url, f"this is no address: {problem}") from problem
    if parts.scheme not in ("http", "https"):
        raise Forbidden(url, f"only http and https are fetched, not {parts.scheme or 'this'}")
    if not host:
        raise SourceError(url, "the address names no host")
    return parts


@contextmanager
def _connected(
    parts: SplitResult, url: str, settings: Settings, deadline: float, resolve: Resolve
) -> Iterator[http.client.HTTPConnection]:
    """A connection to a checked address, cut at the deadline whatever the server does meanwhile."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _address(host, port, url, settings, resolve)
    with socket.create_connection((address, port), timeout=_left(deadline)) as plain:
        secure = parts.scheme == "https"
        with _secured(plain, host) if secure else plain as sock, _cut_at(deadline, sock):
            if isinstance(sock, ssl.SSLSocket):
                sock.do_handshake()
            with closing(http.client.HTTPConnection(host, port)) as connection:
                connection.sock = sock
                yield connection


def _secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    """TLS over a connection; the handshake waits until the deadline is watched."""
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


@contextmanager
def _cut_at(deadline: float, sock: socket.socket) -> Iterator[None]:
    """Shut the connection down at the deadline, whatever is being waited for then."""

    def cut() -> None:
        with suppress(OSError):  # it may be closed already
            sock.shutdown(socket.SHUT_RDWR)

    watch = Timer(_left(deadline), cut)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _address(host: str, port: int, url: str, settings: Settings, resolve: Resolve) -> str:
    """The first address of a host; Forbidden if any of them is private and private ones are not allowed."""
    try:
        addresses = resolve(host, port)
    except UnicodeError as problem:
        raise SourceError(url, f"this is no host name: {host}") from problem
    barred = [address for address in addresses if not (settings.allow_private or is_public(address))]
    if barred:
        raise Forbidden(url, f"{host} is the private address {barred[0]} (--allow-private fetches it)")
    if not addresses:
        raise SourceError(url, f"{host} has no address")
    return addresses[0]


def is_public(address: str) -> bool:
    """An address of the public internet: no loopback, private, link-local, multicast or reserved one in disguise."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or _translated(ip)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _translated(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside a NAT64 one."""
    if ip in ipaddress.IPv6Network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def _type(response: http.client.HTTPResponse, url: str) -> tuple[str, str | None]:
    """Media type and charset; NotText where nothing readable comes."""
    kind = response.headers.get_content_type() if response.getheader("Content-Type") else ""
    if kind not in READABLE:
        raise NotText(url, f"this is {kind}, not a page or a text")
    if (response.getheader("Content-Encoding") or "identity").lower() != "identity":
        raise NotText(url, "the server sends compressed data though asked not to")
    return kind, response.headers.get_content_charset()


def _body(response: http.client.HTTPResponse, url: str, settings: Settings, deadline: float) -> bytes:
    """The body in pieces, so that its size is known before it is too much."""
    chunks: list[bytes] = []
    size = 0
    while True:
        chunk = response.read1(CHUNK)
        _left(deadline)  # at the deadline the connection is cut, which looks like an end
        if not chunk:
            return b"".join(chunks)
        size += len(chunk)
        if size > settings.max_bytes:
            raise TooLarge(url, f"the page is larger than {settings.max_bytes} bytes (setting max_bytes)")
        chunks.append(chunk)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
