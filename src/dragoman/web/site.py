"""What a server serves, and to whom: settled once, when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Site:
    """The settings of one server.

    register: a file or URL; None where there is none yet
    sample: it is the register of made-up reports that comes with the program
    host: the address listened on; anything but loopback takes `token` or `proxied`
    token: what a visitor must show; None asks nothing
    proxied: a reverse proxy in front says who may come in
    names: host names, besides the address itself, under which visitors may ask
    most_text: the longest pasted report, in characters
    most_body: the largest request, in bytes
    read_seconds: the time one pasted report may take
    """

    register: str | Path | None = None
    sample: bool = False
    host: str = "127.0.0.1"
    token: str | None = None
    proxied: bool = False
    names: tuple[str, ...] = ()
    most_text: int = 200_000
    most_body: int = 1_000_000
    read_seconds: float = 30.0

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in LOOPBACK
