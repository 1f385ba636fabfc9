"""The shipped parser, loaded once for all tests of this room."""

import pytest

from dragoman.parsing import Parser, load_parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    return load_parser(threads=1)
