from pathlib import Path

import pytest

from dragoman.errors import SettingsError
from dragoman.settings import READ, Settings, load_settings


def test_every_setting_can_be_read() -> None:
    assert set(READ) == set(Settings.__dataclass_fields__)


def test_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings(environment={}) == Settings()


def test_file_then_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dragoman.toml").write_text('parser = "spacy:en_core_web_sm"\nthreads = 2\nallow_private = true\n')
    monkeypatch.chdir(tmp_path)
    settings = load_settings(environment={"DRAGOMAN_THREADS": "1", "DRAGOMAN_LEXICON": str(tmp_path)})
    assert settings == Settings(parser="spacy:en_core_web_sm", threads=1, allow_private=True, lexicon=tmp_path)


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("threads = 0", "threads: 0 will not do"),
        ("threads = true", "threads: True will not do"),
        ('max_bytes = "much"', "max_bytes"),
        ("timeout = -1", "timeout"),
        ("parser = 3", "parser: 3 will not do"),
        ('allow_private = "perhaps"', "true or false"),
        ('lexicon = "/no/such/folder"', "no such folder"),
        ("colour = 1", "no such setting"),
        ("threads", "dragoman.toml"),
    ],
)
def test_wrong_settings(tmp_path: Path, toml: str, words: str) -> None:
    path = tmp_path / "dragoman.toml"
    path.write_text(toml)
    with pytest.raises(SettingsError, match=words):
        load_settings(path, {})


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        load_settings(tmp_path / "none.toml", {})
    with pytest.raises(SettingsError, match="No such file"):
        load_settings(environment={"DRAGOMAN_CONFIG": str(tmp_path / "none.toml")})
