"""Every error that dragoman raises on purpose.

DragomanError
├── DataError         a data file is malformed (file:line:key)
├── SourceError       a source cannot be read (file or address, and what to do)
│   ├── NotText       bytes that are no text
│   ├── TooLarge      beyond the size that the settings allow
│   └── Forbidden     an address that may not be fetched
├── ParserError       the parsing model, or a parser plugged in, cannot be loaded or run
└── SettingsError     a setting has no such value
"""

from __future__ import annotations


class DragomanError(Exception):
    """Base of all errors with a message meant for the user."""


class DataError(DragomanError):
    """A malformed data file. `where` is file:line:key as far as known."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


class SourceError(DragomanError):
    """A source that cannot be read. `where` names the file or address."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


class NotText(SourceError):
    """Bytes that are no text."""


class TooLarge(SourceError):
    """Beyond the size that the settings allow."""


class Forbidden(SourceError):
    """An address that may not be fetched."""


class ParserError(DragomanError):
    """The parsing model, or a parser plugged in, cannot be loaded or run."""


class SettingsError(DragomanError):
    """A setting has no such value."""
