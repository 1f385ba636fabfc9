"""Paragraphs parsed apart and joined are as those parsed together."""

from __future__ import annotations

import pytest

from dragoman.parsing import Parser, load_parser
from dragoman.parsing.combine import combined
from dragoman.parsing.conllu import to_conllu
from dragoman.parsing.paragraphs import segments
from dragoman.reading.triage import masked

TEXT = 'Peru\'s envoy left.\n\nA pear fell. It was ripe.He ate it.\n\nLIMA\nHe said so.\n\nChile "agreed".'


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser(threads=1)


@pytest.mark.parametrize("first", [(0,), (1, 3), (0, 2, 4), ()])
def test_parts_come_out_as_the_whole(parser: Parser, first: tuple[int, ...]) -> None:
    cut = segments(TEXT)
    parts = [[s for n, s in enumerate(cut) if (n in first) == chosen] for chosen in (True, False)]
    together = combined(TEXT, [parser.parse(masked(TEXT, part)) for part in parts])
    whole = parser.parse(TEXT)
    assert to_conllu(together) == to_conllu(whole)
    assert [(s.number, s.paragraph, s.start) for s in together.sentences] == [
        (s.number, s.paragraph, s.start) for s in whole.sentences
    ]
