"""Opening a register: what is none, what is newer or older, what may not be written, and who has to wait."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from dragoman import errors
from dragoman.register import engine, open_register, schema
from dragoman.register.trouble import in_words
from dragoman.register.upkeep import APPLICATION_ID, MIGRATIONS, REVISION, VERSION_TABLE


def test_migrations_make_the_tables_of_the_schema(empty_url: str) -> None:
    with open_register(empty_url) as register, register.engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "include_object": lambda o, name, kind, *_: not of_words(name, kind)}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata)
    assert found == []


def of_words(name: str, kind: str) -> bool:
    """The full-text index, which only the migrations know."""
    return "_words" in name or (kind == "column" and name == "words")


def test_the_newest_migration_is_the_revision() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [REVISION]


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    open_register(tmp_path / "r.sqlite").close()
    with sqlite3.connect(tmp_path / "r.sqlite") as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    plain.close()


@pytest.mark.parametrize("name", ["a b?c#d%20e.sqlite", "é–日本.db", "file:x?mode=memory", "-r"])
def test_any_file_name_is_a_file_name(tmp_path: Path, name: str, made) -> None:
    with open_register(tmp_path / name) as register:
        list(register.add([made(1)]))
    assert (tmp_path / name).is_file()
    with open_register(tmp_path / name, create=False, readonly=True) as register:
        assert register.counts().reports == 1


class TestAddresses:
    def test_a_password_is_never_told(self) -> None:
        place = engine.address("postgresql://me:secret@nowhere.invalid/news")
        assert "secret" not in place.name
        assert place.url is not None
        assert place.url.drivername == "postgresql+psycopg"
        with pytest.raises(errors.LostConnection) as raised:
            open_register("postgresql://me:secret@127.0.0.1:1/news")
        assert "secret" not in str(raised.value)

    @pytest.mark.parametrize(
        "where", ["mysql://u:secret@h/d", "http://a.example/x", "://", "postgresql+psycopg2://h/d"]
    )
    def test_other_addresses_are_none(self, where: str) -> None:
        with pytest.raises(errors.NoRegister) as raised:
            open_register(where)
        assert "secret" not in str(raised.value)

    def test_an_sqlite_address_is_a_file(self, tmp_path: Path) -> None:
        open_register(f"sqlite:///{tmp_path}/r.sqlite").close()
        assert (tmp_path / "r.sqlite").is_file()


class TestNoRegister:
    def test_nothing_there(self, tmp_path: Path) -> None:
        for options in ({"create": False}, {"readonly": True}):
            with pytest.raises(errors.NoRegister, match="dragoman add"):
                open_register(tmp_path / "none.sqlite", **options)
        assert not (tmp_path / "none.sqlite").exists()

    def test_no_such_folder(self, tmp_path: Path) -> None:
        with pytest.raises(errors.NoRegister, match="no folder"):
            open_register(tmp_path / "none" / "r.sqlite")

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(errors.NoRegister, match="folder"):
            open_register(tmp_path)

    @pytest.mark.parametrize("content", [b"a text\n" * 500, b"SQLite format 3\0" + b"\xff" * 5000, b"\0" * 8192])
    def test_a_file_of_something_else(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "r.sqlite"
        path.write_bytes(content)
        with pytest.raises(errors.RegisterError):
            open_register(path)
        assert path.read_bytes() == content

    def test_a_database_of_something_else(self, tmp_path: Path) -> None:
        path = tmp_path / "r.sqlite"
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE invoices (id)")
        other.close()
        before = path.read_bytes()
        with pytest.raises(errors.NoRegister, match="invoices"):
            open_register(path)
        assert path.read_bytes() == before

    def test_an_empty_file_is_one_to_be(self, tmp_path: Path) -> None:
        (tmp_path / "r.sqlite").touch()
        open_register(tmp_path / "r.sqlite").close()
        (tmp_path / "empty.sqlite").touch()
        with pytest.raises(errors.NoRegister):
            open_register(tmp_path / "empty.sqlite", create=False)

    def test_a_postgres_table_of_the_same_name(self, database: str) -> None:
        other = create_engine(database)
        with other.begin() as connection:
            connection.execute(text("CREATE TABLE reports (id int)"))
        other.dispose()
        with pytest.raises(errors.NoRegister, match="reports"):
            open_register(database)

    def test_tables_of_others_beside_it_do_no_harm(self, database: str) -> None:
        other = create_engine(database)
        with other.begin() as connection:
            connection.execute(text("CREATE TABLE alembic_version (version_num text)"))
        other.dispose()
        with open_register(database) as register:
            assert register.counts().reports == 0


class TestVersions:
    def mark(self, register, revision: str) -> None:
        with register.writing() as connection:
            connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '{revision}'"))

    def test_a_newer_one_is_refused(self, register, register_url: str, made) -> None:
        list(register.add([made(1)]))
        self.mark(register, "9999")
        for readonly in (True, False):
            with pytest.raises(errors.NewerRegister, match="9999"):
                open_register(register_url, readonly=readonly)
        self.mark(register, REVISION)
        with open_register(register_url) as again:
            assert again.reading("made-1") == made(1)

    def test_an_older_one_is_not_renewed_by_a_reader(self, register_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        open_register(register_url).close()
        monkeypatch.setattr("dragoman.register.upkeep.REVISION", "9999")
        with pytest.raises(errors.OlderRegister, match="older"):
            open_register(register_url, readonly=True)


class TestReadOnly:
    def test_a_reader_writes_nothing(self, register_url: str, made) -> None:
        with open_register(register_url) as register:
            list(register.add([made(1)]))
        with open_register(register_url, readonly=True) as register:
            assert register.reading("made-1") == made(1)
            with pytest.raises(errors.ReadOnly, match="may not be written"):
                list(register.add([made(2)]))

    def test_a_file_that_may_not_be_written(self, tmp_path: Path, made, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "r.sqlite"
        with open_register(path) as register:
            list(register.add([made(1)]))
        monkeypatch.setattr("os.access", lambda *_: False)  # root may write everything
        with open_register(path, readonly=True) as register:
            assert register.counts().reports == 1
        assert [file.name for file in tmp_path.iterdir()] == ["r.sqlite"]

    def test_a_place_where_no_file_can_be_made(self) -> None:
        with pytest.raises(errors.ReadOnly, match="another place"):
            open_register("/proc/register.sqlite")


class TestLocked:
    def test_patience_has_an_end(self, tmp_path: Path, made) -> None:
        path = tmp_path / "r.sqlite"
        with open_register(path, patience=0.2) as register:
            holder = sqlite3.connect(path, isolation_level=None)
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(errors.Locked, match="0 reports of this run are stored"):
                list(register.add([made(1)]))
            assert register.counts().reports == 0  # readers do not wait
            holder.execute("ROLLBACK")
            holder.close()
            assert [added.outcome for added in register.add([made(1)])] == ["added"]

    def test_of_a_server(self, database: str, made) -> None:
        with open_register(database) as first, open_register(database, patience=0.2) as second:
            with first.writing(), pytest.raises(errors.Locked):
                list(second.add([made(1)]))
            assert [added.outcome for added in second.add([made(1)])] == ["added"]

    def test_a_reader_sees_one_state(self, register, second, made) -> None:
        list(register.add(made(number) for number in range(3)))
        looking = iter(register.reports())
        next(looking)
        list(second().add([made(7)]))
        assert len(list(looking)) == 2
        assert register.counts().reports == 4


def test_several_may_make_it_at_once(empty_url: str, crowd) -> None:
    for _ in range(4):
        crowd.add("open", empty_url)
    crowd.run()
    with open_register(empty_url, create=False) as register:
        assert register.counts().reports == 0


class ServerError(Exception):
    """What psycopg raises, as far as we look at it."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("ERROR:  it failed\nDETAIL:  for reasons")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "lost", "kind"),
    [
        ("53100", False, errors.DiskFull),
        ("55P03", False, errors.Locked),
        ("40P01", False, errors.Locked),
        ("25006", False, errors.ReadOnly),
        ("42501", False, errors.ReadOnly),
        ("XX001", False, errors.Damaged),
        ("57P01", True, errors.LostConnection),
        (None, True, errors.LostConnection),
    ],
)
def test_what_a_server_says_in_our_words(sqlstate: str | None, lost: bool, kind: type[errors.RegisterError]) -> None:
    told = in_words(ServerError(sqlstate), "the register", lost)
    assert type(told) is kind
    assert str(told).startswith("the register: ")
    assert str(told).endswith("(ERROR:  it failed)")


@pytest.mark.parametrize("sqlstate", ["23505", "42703", None])
def test_a_fault_that_is_not_the_databases_stays_what_it_is(sqlstate: str | None) -> None:
    assert in_words(ServerError(sqlstate), "the register") is None
