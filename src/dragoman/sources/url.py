"""Fetches one page, carefully: http and https only, no private address, bounded in size, time and redirects.

The address is resolved once, checked and pinned, so that a name cannot point elsewhere between the check and the call.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dragoman.errors import Forbidden, NotText, Refused, SourceError, TooLarge
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
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


def _any_address(url: str) -> None:
    """The gate that lets every address pass."""


@dataclass(frozen=True)
class Ask:
    """What is asked of a server.

    types: the media types that may come ("" stands for none given)
    headers: more headers; with If-None-Match or If-Modified-Since the answer may be Fetched.unchanged
    gate: called with each address, those of redirects too, before its host is; may wait, or raise SourceError
    """

    types: tuple[str, ...] = READABLE
    headers: Mapping[str, str] = field(default_factory=dict)
    gate: Callable[[str], None] = _any_address


PAGE = Ask()


@dataclass(frozen=True)
class Fetched:
    """What an address gave. `url` is where the redirects ended; `type` is the media type without parameters.

    etag, modified: the server's marks of this version; unchanged: there is nothing newer, and no body.
    """

    url: str
    body: bytes
    type: str
    charset: str | None
    etag: str | None = None
    modified: str | None = None
    unchanged: bool = False


def is_url(source: str) -> bool:
    """The source is an address and no path; only http and https can be fetched."""
    return "://" in source and source.split("://", 1)[0].isalnum()


def is_page(source: str) -> bool:
    """The source is the address of a web page."""
    return source.lower().startswith(("http://", "https://"))


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host; OSError where it has none."""
    return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(url: str, settings: Settings, resolve: Resolve = resolve, ask: Ask = PAGE) -> Fetched:
    """The page at an address. Raises SourceError (Forbidden, TooLarge, NotText, Refused) naming it as it was given."""
    deadline = time.monotonic() + settings.timeout
    current = url
    for _ in range(REDIRECTS + 1):
        _parts(current, url)
        deadline += _waited(ask.gate, current)
        try:
            answer = _get(current, url, settings, deadline, resolve, ask)
        except (OSError, http.client.HTTPException) as problem:
            raise SourceError(url, f"cannot be fetched: {_reason(problem, deadline)}") from problem
        if isinstance(answer, Fetched):
            return answer
        current = urljoin(current, answer)
    raise SourceError(url, f"more than {REDIRECTS} redirects")


def _waited(gate: Callable[[str], None], url: str) -> float:
    """The seconds that the gate took: waiting for one's turn is not the server's fault."""
    before = time.monotonic()
    gate(url)
    return time.monotonic() - before


def _reason(problem: Exception, deadline: float) -> str:
    late = isinstance(problem, TimeoutError) or time.monotonic() >= deadline
    return "it took too long (setting timeout)" if late else str(problem) or repr(problem)


def _get(current: str, url: str, settings: Settings, deadline: float, resolve: Resolve, ask: Ask) -> Fetched | str:
    """One request: what was fetched, or where it redirects to."""
    parts = _parts(current, url)
    with _connected(parts, url, settings, deadline, resolve) as connection:
        connection.request("GET", _target(parts), headers={**HEADERS, **ask.headers})
        with connection.getresponse() as response:
            location = response.getheader("Location")
            if response.status in (301, 302, 303, 307, 308) and location:
                return location
            marks = response.getheader("ETag"), response.getheader("Last-Modified")
            if response.status == 304 and ask.headers:
                return Fetched(current, b"", "", None, *marks, unchanged=True)
            if response.status != 200:
                problem = f"the server answered {response.status} {response.reason}"
                raise Refused(url, problem, response.status, response.getheader("Retry-After"))
            kind, charset = _type(response, url, ask.types)
            return Fetched(current, _body(response, url, settings, deadline), kind, charset, *marks)


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


def _type(response: http.client.HTTPResponse, url: str, types: tuple[str, ...]) -> tuple[str, str | None]:
    """Media type and charset; NotText where nothing readable comes."""
    kind = response.headers.get_content_type() if response.getheader("Content-Type") else ""
    if kind not in types:
        raise NotText(url, f"this is {kind}, not a page or a text")
    return kind, response.headers.get_content_charset()


def _body(response: http.client.HTTPResponse, url: str, settings: Settings, deadline: float) -> bytes:
    """The body in pieces, so that its size is known before it is too much."""
    chunks: list[bytes] = []
    size = 0
    unpack = _Unpacker(response.getheader("Content-Encoding"), url)
    while True:
        chunk = response.read1(CHUNK)
        _left(deadline)  # at the deadline the connection is cut, which looks like an end
        if not chunk:
            unpack.end()
            return b"".join(chunks)
        chunks.append(unpack(chunk, settings.max_bytes - size + 1))
        size += len(chunks[-1])
        if size > settings.max_bytes:
            raise TooLarge(url, f"the page is larger than {settings.max_bytes} bytes (setting max_bytes)")


class _Unpacker:
    """Undoes gzip piece by piece, never making more than is asked for: a small bomb stays small."""

    def __init__(self, encoding: str | None, url: str) -> None:
        name = (encoding or "identity").strip().lower()
        if name not in ("identity", "gzip", "x-gzip"):
            raise NotText(url, f"the server sends {name} though asked for gzip")
        self._zip = None if name == "identity" else zlib.decompressobj(wbits=31)
        self._url = url

    def __call__(self, chunk: bytes, most: int) -> bytes:
        """The piece unpacked, at most `most` bytes of it."""
        if self._zip is None:
            return chunk
        try:
            return self._zip.decompress(chunk, most)
        except zlib.error as problem:
            raise SourceError(self._url, f"the compressed page is broken: {problem}") from problem

    def end(self) -> None:
        """Nothing more comes; SourceError where something is missing."""
        if self._zip is not None and not self._zip.eof:
            raise SourceError(self._url, "the compressed page is broken off")


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
