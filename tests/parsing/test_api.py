import re
import sys

import pytest

from dragoman.errors import ParserError
from dragoman.parsing import load_parser, model_info, model_version
from dragoman.parsing.model_info import read_info


def test_info_names_the_model() -> None:
    info = model_info()
    assert info["name"] == "dragoman"
    assert re.fullmatch(r"[0-9a-f]{64}", info["sha256"])
    assert model_version().startswith(info["version"])


def test_the_checksum_is_that_of_the_files() -> None:
    import hashlib

    from dragoman.parsing.model_info import FOLDER

    digest = hashlib.sha256((FOLDER / "model.onnx").read_bytes() + (FOLDER / "relations.onnx").read_bytes())
    assert digest.hexdigest() == model_info()["sha256"]


def test_a_parser_is_loaded_once() -> None:
    assert load_parser(threads=1) is load_parser(threads=1)


@pytest.mark.parametrize("name", ["nonsense", "spacy:", "stanza", "dragoman:x"])
def test_an_unknown_parser_is_named(name: str) -> None:
    with pytest.raises(ParserError, match=re.escape(f'"{name}"')):
        load_parser(name)


@pytest.mark.parametrize(("name", "library"), [("spacy:en_core_web_sm", "spacy"), ("stanza:en", "stanza")])
def test_a_missing_library_is_named(name: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ParserError, match="not installed"):
        load_parser(name)


def test_a_missing_model_is_named(tmp_path) -> None:
    with pytest.raises(ParserError, match=re.escape(str(tmp_path))):
        read_info(tmp_path)
