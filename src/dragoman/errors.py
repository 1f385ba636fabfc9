"""Every error that dragoman raises on purpose.

DragomanError
├── DataError         a data file is malformed (file:line:key)
├── SourceError       a source cannot be read (file or address, and what to do)
│   ├── NotText       bytes that are no text
│   ├── TooLarge      beyond the size that the settings allow
│   ├── Forbidden     an address that may not be fetched
│   ├── Refused       the server answered, but not with the page
│   └── Foreign       a page of an archive that is in another language than English
├── ParserError       the parsing model, or a parser plugged in, cannot be loaded or run
├── RegisterError     the register cannot do what is asked (file or address, and what to do)
│   ├── NoRegister    nothing there, or something that is no register
│   ├── OlderRegister made by an older dragoman and opened for reading only
│   ├── NewerRegister made by a newer dragoman
│   ├── Locked        others write for longer than our patience
│   ├── DiskFull      no room for what is to be stored
│   ├── ReadOnly      it may not be written
│   ├── Damaged       the file does not hold together
│   ├── LostConnection the database server went away, or was never there
│   ├── Costly        a question took longer than it may
│   └── NotFound      no record has this id or name
├── ExportError       an export cannot be written
├── BulkError         a bulk run cannot start or go on
├── Busy              the page reads other reports already
├── TookTooLong       a pasted report was not read in the time it may take
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


class Refused(SourceError):
    """The server answered with `status`, not with the page; `retry_after` is what it says on when to come again."""

    def __init__(self, where: str, problem: str, status: int, retry_after: str | None = None) -> None:
        super().__init__(where, problem)
        self.status = status
        self.retry_after = retry_after


class Foreign(SourceError):
    """A page of an archive that is in another language than English."""


class ParserError(DragomanError):
    """The parsing model, or a parser plugged in, cannot be loaded or run."""


class SettingsError(DragomanError):
    """A setting has no such value."""


class RegisterError(DragomanError):
    """The register cannot do what is asked. `where` names the file or address, never with a password."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


class NoRegister(RegisterError):
    """Nothing there, or something that is no register."""


class OlderRegister(RegisterError):
    """Made by an older dragoman, and opened for reading only."""


class NewerRegister(RegisterError):
    """Made by a newer dragoman."""


class Locked(RegisterError):
    """Others write for longer than our patience."""


class DiskFull(RegisterError):
    """No room for what is to be stored."""


class ReadOnly(RegisterError):
    """It may not be written."""


class Damaged(RegisterError):
    """The file does not hold together."""


class LostConnection(RegisterError):
    """The database server went away, or was never there."""


class Costly(RegisterError):
    """A question took longer than it may."""


class NotFound(RegisterError):
    """No record has this id or name. `where` is the id or name that was asked for."""


class ExportError(DragomanError):
    """An export cannot be written. `where` names the file or folder."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


class BulkError(DragomanError):
    """A bulk run cannot start or go on: its folder belongs to another run, its input has changed, a part is missing."""


class Busy(DragomanError):
    """The page reads other reports already."""


class TookTooLong(DragomanError):
    """A pasted report was not read in the time it may take."""
