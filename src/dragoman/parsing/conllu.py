"""Documents to CoNLL-U and back.

Names stand in MISC as BIO labels (`NER=B-PER`), as in the treebanks that the model was trained on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.errors import ParserError
from dragoman.parsing.names import spans_of
from dragoman.parsing.tokens import Token
from dragoman.parsing.tree import Document, Name, Sentence, Word


def to_conllu(document: Document) -> str:
    """The document as CoNLL-U, with its paragraphs and the text of each sentence."""
    lines: list[str] = []
    paragraph = -1
    for sentence in document.sentences:
        if sentence.paragraph != paragraph:
            lines.append("# newpar")
            paragraph = sentence.paragraph
        text = " ".join(document.text[sentence.start : sentence.end].split())
        lines.extend((f"# sent_id = {sentence.number + 1}", f"# text = {text}"))
        lines.extend(_row(word) for word in sentence.words)
        lines.append("")
    return "\n".join((*lines, "")) if lines else ""


def _row(word: Word) -> str:
    head = word.head.index + 1 if word.head else 0
    misc = ([] if word.space_after else ["SpaceAfter=No"]) + [f"NER={_bio(word)}"]
    form, lemma = (text.replace("\t", " ").replace(" ", "\u00a0") for text in (word.text, word.lemma))
    columns = (str(word.index + 1), form, lemma, word.upos, word.xpos, "_", str(head), word.deprel, "_", "|".join(misc))
    return "\t".join(columns)


def _bio(word: Word) -> str:
    if word.name is None:
        return "O"
    return f"{'B' if word.name.words[0] is word else 'I'}-{word.name.label}"


def from_conllu(text: str) -> Document:
    """The document that CoNLL-U describes, trees, tags and names included; its text is made of the words."""
    read = list(_sentences(text))
    laid, tokens = _laid_out(read)
    document = Document(laid, [])
    paragraph = -1
    for rows, own in zip(read, tokens, strict=True):
        paragraph += rows.opens_paragraph or paragraph < 0
        words = [_word(row, token) for row, token in zip(rows.rows, own, strict=True)]
        sentence = Sentence(len(document.sentences), paragraph, words)
        _link(sentence, rows)
        document.sentences.append(sentence)
    return document


def given_tokens(text: str) -> tuple[str, list[list[Token]]]:
    """The words and sentences of CoNLL-U alone, laid out as a text, for a parser's `parse_given`."""
    return _laid_out(list(_sentences(text)))


@dataclass(slots=True)
class _Row:
    line: int
    columns: list[str]

    @property
    def misc(self) -> dict[str, str]:
        return dict(pair.split("=", 1) for pair in self.columns[9].split("|") if "=" in pair)


@dataclass(slots=True)
class _Rows:
    rows: list[_Row]
    opens_paragraph: bool


def _sentences(text: str) -> Iterator[_Rows]:
    """The sentences' word lines; comments but `newpar`, ranges (1-2) and empty nodes (1.1) are passed over."""
    rows: list[_Row] = []
    opens = False
    for number, line in enumerate((*text.split("\n"), ""), 1):
        line = line.rstrip("\r")
        if line.startswith("#"):
            opens = opens or line.startswith(("# newpar", "# newdoc"))
        elif line.strip():
            row = _Row(number, line.split("\t"))
            _check(row, len(rows) + 1)
            if row.columns[0].isdigit():
                rows.append(row)
        elif rows:
            yield _Rows(rows, opens)
            rows, opens = [], False


def _check(row: _Row, expected: int) -> None:
    if len(row.columns) != 10:
        raise ParserError(f"CoNLL-U line {row.line}: {len(row.columns)} columns where 10 are needed")
    number = row.columns[0]
    if number.isdigit() and int(number) != expected:
        raise ParserError(f"CoNLL-U line {row.line}: word {number} where {expected} is due")
    if not row.columns[1]:
        raise ParserError(f"CoNLL-U line {row.line}: a word without a form")


def _laid_out(sentences: list[_Rows]) -> tuple[str, list[list[Token]]]:
    parts: list[str] = []
    tokens: list[list[Token]] = []
    at = 0
    for number, sentence in enumerate(sentences):
        if number and sentence.opens_paragraph:
            parts.append("\n\n")
            at += 2
        own = []
        for row in sentence.rows:
            form = row.columns[1]
            own.append(Token(form, at, at + len(form)))
            parts.append(form if row.misc.get("SpaceAfter") == "No" else f"{form} ")
            at += len(parts[-1])
        tokens.append(own)
    return "".join(parts), tokens


def _word(row: _Row, token: Token) -> Word:
    _, _, lemma, upos, xpos, _, _, deprel, _, _ = row.columns
    made = Word(int(row.columns[0]) - 1, token.start, token.end, token.text, lemma, upos, xpos, deprel)
    made.space_after = row.misc.get("SpaceAfter") != "No"
    return made


def _link(sentence: Sentence, rows: _Rows) -> None:
    """Set heads, children and names."""
    for word, row in zip(sentence.words, rows.rows, strict=True):
        word.sentence = sentence
        head = row.columns[6]
        if not head.isdigit() or int(head) > len(sentence.words):
            raise ParserError(f'CoNLL-U line {row.line}: no word is numbered "{head}"')
        if int(head):
            word.head = sentence.words[int(head) - 1]
            word.head.children.append(word)
    labels = [row.misc.get("NER", "O") for row in rows.rows]
    for start, end, label in spans_of(labels):
        name = Name(label, sentence.words[start:end])
        sentence.names.append(name)
        for word in name.words:
            word.name = name
