"""`dragoman serve`: the register in a browser."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.register import Register
    from dragoman.web.site import Site


def serve(
    register: Annotated[
        str | None,
        typer.Option("--register", metavar="FILE|URL", help="The register; by default the one of the settings."),
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Show the sample register of invented reports.")] = False,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 8321,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            envvar="DRAGOMAN_TOKEN",
            help="What visitors must show. Needed for any other address than this machine's own.",
        ),
    ] = None,
    behind_proxy: Annotated[
        bool,
        typer.Option("--behind-proxy", help="A reverse proxy in front says who may come in: no token is asked for."),
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="HOST", help="A host name under which visitors ask; may be given several times."
        ),
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Show the register in a browser: timeline, network, map, reports with their words marked, an API.

    Without a register there, it shows a small sample. It listens on this machine only unless told otherwise.
    """
    from dragoman.web.site import Site

    where = None if sample else _register(register)
    site = Site(
        register=where,
        sample=where is None,
        host=host,
        token=token,
        proxied=behind_proxy,
        names=tuple(one.lower() for one in name or ()),
    )
    _check(site)
    with _opened(site) as found:
        _run(site, found, port, open_page)


def _register(given: str | None) -> str | None:
    """The register to show: the one named, or that of the settings if it is there; None for the sample."""
    from dragoman.settings import load_settings

    if given is not None:
        return given
    known = load_settings().register
    return known if "://" in known or Path(known).exists() else None


def _check(site: Site) -> None:
    from dragoman.errors import SettingsError

    if not (site.local or site.token or site.proxied):
        raise SettingsError(
            f"--host {site.host} lets other machines in: set --token WORD, or --behind-proxy where a proxy lets them in"
        )
    if site.token is not None and len(site.token) < 8:
        raise SettingsError("--token: at least 8 characters are wanted")


def _opened(site: Site) -> Register:
    from dragoman.register import open_register
    from dragoman.settings import load_settings
    from dragoman.web.sample import sample_register

    where = sample_register(_say) if site.sample else site.register
    assert where is not None
    return open_register(where, create=False, readonly=True, limit=load_settings().question_seconds)


def _run(site: Site, register: Register, port: int, open_page: bool) -> None:
    import uvicorn

    from dragoman.web.app import create_app

    listener = _bound(site.host, port)
    shown = f"[{site.host}]" if ":" in site.host else site.host
    address = f"http://{shown}:{listener.getsockname()[1]}/"
    what = "the sample register" if site.sample else register.name
    _say(f"showing {what} at {address} (Ctrl-C ends it)")
    if open_page:
        import webbrowser

        webbrowser.open(address)
    settings = uvicorn.Config(
        create_app(site, register),
        log_level="warning",
        server_header=False,
        proxy_headers=site.proxied,
        timeout_graceful_shutdown=3,
        limit_concurrency=200,
    )
    uvicorn.Server(settings).run(sockets=[listener])


def _bound(host: str, port: int) -> socket.socket:
    from dragoman.errors import SettingsError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)  # whoever comes before the server is up waits
    except OSError as problem:
        listener.close()
        raise SettingsError(f"{host}:{port}: {problem.strerror}; --port takes another") from problem
    return listener


def _say(words: str) -> None:
    print(f"dragoman: {words}", file=sys.stderr, flush=True)
