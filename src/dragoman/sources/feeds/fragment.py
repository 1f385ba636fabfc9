"""The HTML inside a feed's entry to text: a blank line between paragraphs, no scripts, no pictures."""

from __future__ import annotations

from html.parser import HTMLParser

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3"}
    | {"h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}
)
SILENT = frozenset({"script", "style", "template", "iframe", "object", "svg", "figcaption", "title"})


def fragment_text(html: str) -> str:
    """The text of a piece of HTML, or of plain text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n\n".join(line for part in reader.parts if (line := " ".join("".join(part).split())))


class _Reader(HTMLParser):
    """Gathers the words between block elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[list[str]] = [[]]
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins, or something that is not read."""
        if tag in SILENT:
            self._silent.append(tag)
        elif tag in BLOCKS:
            self.parts.append([])

    def handle_endtag(self, tag: str) -> None:
        """A block ends, or what is not read."""
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in BLOCKS:
            self.parts.append([])

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._silent:
            self.parts[-1].append(data)
