"""What goes wrong while reports are added: nothing stored is lost, nothing stands twice, and the message says what to do."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text

from dragoman import errors
from dragoman.register import open_register

FAULTS = Path(__file__).resolve().parents[2] / "benchmarks" / "faults.py"


def audit(where: str) -> str:
    """What the audit of benchmarks/faults.py finds wrong."""
    code = "import sys; from faults import audit, open_register; print(*audit(open_register(sys.argv[1])), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code, where], cwd=FAULTS.parent, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout.strip()


def test_four_write_and_two_read(register_url: str, crowd, made) -> None:
    open_register(register_url).close()
    for writer in range(4):  # each report is added by two of them
        crowd.add("add", register_url, writer // 2 * 6, 6)
    for _ in range(2):
        crowd.add("read", register_url, 0, 5)
    *added, one, other = crowd.run()
    outcomes = [line.split() for lines in added for line in lines]
    assert sorted(name for name, outcome in outcomes if outcome == "added") == sorted(f"made-{n}" for n in range(12))
    assert sorted(name for name, outcome in outcomes if outcome == "known") == sorted(f"made-{n}" for n in range(12))
    for lines in (one, other):
        seen = [int(line.split()[1]) for line in lines]
        assert seen == sorted(seen)
    with open_register(register_url) as register:
        assert all(register.reading(f"made-{n}") == made(n) for n in range(12))
    assert audit(register_url) == ""


def test_a_few_kills(register_url: str) -> None:
    command = [sys.executable, str(FAULTS), "--kills", "4", "--register", register_url]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "nothing lost, nothing double" in done.stdout


def test_the_audit_finds_what_is_wrong(tmp_path: Path, made) -> None:
    path = str(tmp_path / "r.sqlite")
    with open_register(path) as register:
        list(register.add([made(1)]))
        with register.writing() as connection:
            connection.execute(text("DELETE FROM statements"))
    found = audit(path)
    assert "made-1: 0 rows in statements, the reading has 1" in found
    assert "1 documents in statement_words, 0 rows in statements" in found


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB, of which 2 are taken."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root can make a small disk")
    (folder / "ballast").write_bytes(bytes(2_000_000))
    yield folder
    subprocess.run(["umount", folder], check=True)


class TestFullDisk:
    def test_of_a_file_with_a_limit(self, tmp_path: Path, made) -> None:
        path = tmp_path / "r.sqlite"
        with open_register(path) as register:
            list(register.add(made(number) for number in range(3)))

            @event.listens_for(register.engine, "connect")
            def limit(connection, _record) -> None:
                pages = connection.execute("PRAGMA page_count").fetchone()[0]
                connection.execute(f"PRAGMA max_page_count = {pages + 15}")

            register.engine.dispose()
            adding = register.add(made(number) for number in range(3, 400))
            with pytest.raises(errors.DiskFull, match="reports of this run are stored, the same command goes on"):
                list(adding)
            stored = register.counts().reports
        assert 3 <= stored < 400
        assert audit(str(path)) == ""
        with open_register(path) as register:  # with room again
            outcomes = [added.outcome for added in register.add(made(number) for number in range(stored + 2))]
        assert outcomes == ["known"] * stored + ["added"] * 2

    def test_of_a_disk(self, small_disk: Path, made) -> None:
        with open_register(small_disk / "r.sqlite") as register:
            with pytest.raises(errors.DiskFull):
                list(register.add(made(number) for number in range(2000)))
            assert register.counts().reports > 0
            (small_disk / "ballast").unlink()
            assert [added.outcome for added in register.add([made(5000)])] == ["added"]
        assert audit(str(small_disk / "r.sqlite")) == ""

    def test_a_disk_too_full_to_begin(self, small_disk: Path) -> None:
        with pytest.raises(OSError, match="No space"):
            (small_disk / "more").write_bytes(bytes(10_000_000))
        with pytest.raises(errors.DiskFull):
            open_register(small_disk / "r.sqlite")


class TestLostConnection:
    def kill_others(self, database: str) -> int:
        """How many connections to this database were ended by the server."""
        admin = create_engine(database)
        query = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database()"
        with admin.connect() as connection:
            ended = connection.execute(text(f"{query} AND pid <> pg_backend_pid()")).scalar_one()
        admin.dispose()
        return int(ended)

    def test_between_two_reports(self, database: str, made) -> None:
        with open_register(database) as register:
            list(register.add([made(1)]))
            assert self.kill_others(database)
            assert [added.outcome for added in register.add([made(2)])] == ["added"]

    def test_in_the_middle_of_one(self, database: str, made, monkeypatch: pytest.MonkeyPatch) -> None:
        from dragoman.register import keeping

        kills = []
        index = keeping.words.index

        def killed(connection, report_id) -> None:
            if not kills:
                kills.append(self.kill_others(database))
            index(connection, report_id)

        monkeypatch.setattr(keeping.words, "index", killed)
        with open_register(database) as register:
            assert [added.outcome for added in register.add([made(1), made(2)])] == ["added", "added"]
        assert kills == [1]
        assert audit(database) == ""

    def test_a_server_that_does_not_come_back(self, database: str, made, monkeypatch: pytest.MonkeyPatch) -> None:
        from dragoman.register import keeping

        monkeypatch.setattr(keeping.words, "index", lambda *_: self.kill_others(database))
        with open_register(database) as register:
            monkeypatch.undo()
            done = list(register.add([made(1)]))
            monkeypatch.setattr(keeping.words, "index", lambda *_: self.kill_others(database))
            with pytest.raises(errors.LostConnection, match="0 reports of this run are stored"):
                list(register.add([made(2)]))
            monkeypatch.undo()
            assert [added.outcome for added in (*done, *register.add([made(1), made(2)]))] == [
                "added",
                "known",
                "added",
            ]
        assert audit(database) == ""


def test_a_damaged_file_is_named(tmp_path: Path, made) -> None:
    path = tmp_path / "r.sqlite"
    with open_register(path) as register:
        list(register.add(made(number) for number in range(20)))
    raw = bytearray(path.read_bytes())
    raw[4096:] = bytes(b ^ 0x5A for b in raw[4096:])
    path.write_bytes(raw)
    with pytest.raises(errors.Damaged, match="backup"):
        open_register(path).info()
