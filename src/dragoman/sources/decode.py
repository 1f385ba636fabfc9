"""Bytes to text: which encoding, which line endings, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dragoman.errors import NotText

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (or an office document)",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
    b"\x7fELF": "a program",
}
SAMPLE = 1 << 16
MOST_CONTROLS = 0.02  # share of control characters beyond which bytes are no text
MOST_ACCENTED = 0.3  # share of bytes above 127 that Western European text reaches
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
BROKEN = "�"


@dataclass(frozen=True)
class Decoded:
    """Text with "\\n" line endings. `flags` tells what was odd about the bytes."""

    text: str
    flags: tuple[str, ...] = ()


def decode(raw: bytes, where: str, charset: str | None = None) -> Decoded:
    """Decode a file's bytes; `charset` is what the server says. Raises NotText (naming `where`) for binary data."""
    for mark, encoding in BOMS:
        if raw.startswith(mark):
            return _decoded(raw[len(mark) :].decode(encoding, errors="replace"))
    wide = _utf16_without_mark(raw)
    if wide:
        return _decoded(raw.decode(wide, errors="replace"), "guessed-encoding")
    _refuse_binary(raw, where)
    return _decode_bytes(raw, charset)


def clean(text: str) -> str:
    """Line endings made "\\n" and halves of surrogate pairs, which no encoding can write, replaced."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\ud800-\udfff]", BROKEN, text)


def _decoded(text: str, *flags: str) -> Decoded:
    text = clean(text)
    return Decoded(text, (*flags, "replaced-bytes") if BROKEN in text else flags)


def _decode_bytes(raw: bytes, charset: str | None) -> Decoded:
    try:
        return _decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        if charset and "\x00" not in (text := raw.decode(charset)):
            return _decoded(text)
    except (LookupError, ValueError):  # no such character set, no name of one at all, or not these bytes
        pass
    return _guess(raw)


def _guess(raw: bytes) -> Decoded:
    """Not UTF-8: UTF-8 with a few broken bytes, Western European, or what charset-normalizer finds likely."""
    patched = raw.decode("utf-8", errors="replace")
    broken = patched.count(BROKEN)
    accented = sum(byte > 127 for byte in raw)
    if 3 * broken <= sum(char > "\x7f" and char != BROKEN for char in patched):
        return _decoded(patched)
    if accented <= MOST_ACCENTED * len(raw):
        return _decoded(raw.decode("cp1252", errors="replace"), "guessed-encoding")
    return _normalized(raw) or _decoded(patched)


def _normalized(raw: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    best = from_bytes(raw[:SAMPLE]).best()
    return _decoded(raw.decode(best.encoding, errors="replace"), "guessed-encoding") if best else None


def _utf16_without_mark(raw: bytes) -> str | None:
    """English in UTF-16 has a zero in every other byte."""
    sample = raw[:SAMPLE]
    half = len(sample) // 2
    if half < 2:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return None


def _refuse_binary(raw: bytes, where: str) -> None:
    for magic, what in MAGIC.items():
        if raw.startswith(magic):
            raise NotText(where, f"this is {what}, not text; give the report as plain text, HTML or JSONL")
    sample = raw[:SAMPLE]
    if len(CONTROLS.findall(sample)) > MOST_CONTROLS * len(sample):
        raise NotText(where, "these bytes are no text; give the report as plain text, HTML or JSONL")
