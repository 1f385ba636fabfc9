"""Who may ask, and what a browser may do with the answer.

Host and Origin are checked (DNS rebinding, forged requests), a token is asked for where one is set, bodies are bounded,
and every answer carries a content security policy under which nothing runs but the page's own files.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.site import LOOPBACK, Site

COOKIE = "dragoman"
OPEN = ("/static/", "/login")  # what a visitor without the token may see
SAFE = ("GET", "HEAD", "OPTIONS")
BODY_SECONDS = 20.0  # between two parts of a request's body
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass
class Meter:
    """Counts a request's body. Past `most`, what the app says is replaced by a refusal."""

    most: int
    taken: int = 0
    ended: bool = False

    @property
    def over(self) -> bool:
        """Whether more has come than may."""
        return self.taken > self.most


@dataclass(frozen=True)
class Gate:
    """The middleware before everything else."""

    app: ASGIApp
    site: Site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say in plain words why not."""
        if scope["type"] != "http":
            await (self.app(scope, receive, send) if scope["type"] == "lifespan" else _refuse_socket(receive, send))
            return
        guarded = _with_headers(send)
        refusal = self.refusal(scope["method"], scope["path"], Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        meter = Meter(self.site.most_body)
        too_large = _say(413, f"The request is larger than {meter.most:,} bytes.")
        answered = False

        async def metered(message: Message) -> None:
            nonlocal answered
            if not meter.over:
                await guarded(message)
            elif not answered:
                answered = True
                await too_large(scope, receive, guarded)

        await self.app(scope, _bounded(receive, meter), metered)

    def refusal(self, method: str, path: str, headers: Headers) -> Response | None:
        """The answer to a request that may not pass; None where it may."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.known_host(hosts[0]):
            return _say(400, "This server does not go by that name. Name it with --name when it starts.")
        if method not in SAFE and not _same_origin(headers, hosts[0]):
            return _say(403, "A page of another site sent this request.")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.site.most_body:
            return _say(413, f"The request is larger than {self.site.most_body:,} bytes.")
        if not path.startswith(OPEN) and not self.let_in(headers):
            return _unknown(path)
        return None

    def known_host(self, host: str) -> bool:
        """Whether a Host header is ours: loopback, a name given at the start, or, listening wider, a bare address."""
        name = _host_name(host)
        if name is None:
            return False
        if name in LOOPBACK or name in self.site.names:
            return True
        return not self.site.local and _is_address(name)

    def let_in(self, headers: Headers) -> bool:
        """Whether the visitor shows the token, in the cookie or as a bearer."""
        if self.site.token is None:
            return True
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and same(bearer.strip(), self.site.token):
            return True
        return same(_cookie(headers.get("cookie", "")), pass_of(self.site.token))


def pass_of(token: str) -> str:
    """What the cookie holds: proof of the token, not the token."""
    return hmac.new(token.encode(), b"dragoman page", sha256).hexdigest()


def same(left: str, right: str) -> bool:
    """Equality in a time that tells nothing."""
    return hmac.compare_digest(left.encode(), right.encode())


def _cookie(header: str) -> str:
    try:
        morsel = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _host_name(host: str) -> str | None:
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return None
    return parts.hostname if not parts.path and not parts.username else None


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _same_origin(headers: Headers, host: str) -> bool:
    """Browsers send Origin with every request that changes something; what sends neither header is no browser."""
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() == host.lower() if origin.startswith(("http://", "https://")) else False
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _unknown(path: str) -> Response:
    if path.startswith("/api"):
        return PlainTextResponse(
            "A token is needed: Authorization: Bearer …\n", 401, headers={"WWW-Authenticate": "Bearer"}
        )
    return RedirectResponse("/login", 303)


def _say(status: int, words: str) -> Response:
    return PlainTextResponse(words + "\n", status)


async def _refuse_socket(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return guarded


def _bounded(receive: Receive, meter: Meter) -> Receive:
    async def bounded() -> Message:
        # What comes after the body is the end of the connection: no haste there.
        message = await (receive() if meter.ended else asyncio.wait_for(receive(), BODY_SECONDS))
        if message["type"] == "http.request":
            meter.taken += len(message.get("body", b""))
            meter.ended = not message.get("more_body", False)
            if meter.over:
                return {"type": "http.disconnect"}
        return message

    return bounded
