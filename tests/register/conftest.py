"""A register of each kind: an SQLite file, and a database of a PostgreSQL cluster of our own; readings made by hand."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from dragoman.records import Reading
from dragoman.register import Register, open_register

BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("nowhere"))  # Debian's place for it
GIVEN = "DRAGOMAN_TEST_POSTGRES"  # a server where we may make databases; else a cluster of our own is started
FAST = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=40", "-c", "shared_buffers=32MB")

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="session")
def made() -> Callable[..., Reading]:
    """Readings made by hand: made(number, revision=0, identity=None); the same ones that the benchmarks use."""
    spec = spec_from_file_location("made_readings", BENCHMARKS / "made_readings.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.reading  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server; the test is skipped where there is none."""
    if given := os.environ.get(GIVEN):
        yield given
        return
    if not (BIN / "initdb").is_file():
        pytest.skip("PostgreSQL is not here")
    yield from _cluster()


def _cluster() -> Iterator[str]:
    folder = Path(mkdtemp(prefix="dragoman-postgres-"))
    port = _free_port()
    as_owner: list[str] = []
    if os.getuid() == 0:  # the server refuses to run as root
        shutil.chown(folder, "postgres")
        as_owner = ["runuser", "-u", "postgres", "--"]
    data = folder / "data"

    def run(*words: str | Path) -> None:
        subprocess.run([*as_owner, *map(str, words)], check=True, capture_output=True, cwd="/")

    try:
        run(BIN / "initdb", "-D", data, "-A", "trust", "-U", "dragoman", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8")
        options = " ".join([*FAST, "-c", "listen_addresses=127.0.0.1", "-p", str(port), "-k", str(folder)])
        run(BIN / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        yield f"postgresql+psycopg://dragoman@127.0.0.1:{port}/postgres"
    finally:
        if (data / "postmaster.pid").exists():
            run(BIN / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def template(postgres: str) -> str:
    """The name of a database with the tables of a register."""
    _in_server(postgres, "CREATE DATABASE template_register")
    open_register(_of_name(postgres, "template_register")).close()
    return "template_register"


@pytest.fixture(scope="session")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the tables of a register."""
    path = tmp_path_factory.mktemp("template") / "register.sqlite"
    open_register(path).close()
    return path


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def shared_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A register that many tests only read; whoever comes first fills it."""
    if request.param == "sqlite":
        yield str(tmp_path_factory.mktemp("shared") / "register.sqlite")
    else:
        yield from _database(request.getfixturevalue("postgres"), request.getfixturevalue("template"))


@pytest.fixture
def database(postgres: str) -> Iterator[str]:
    """The URL of an empty database."""
    yield from _database(postgres, "template0")


@pytest.fixture
def ready_database(postgres: str, template: str) -> Iterator[str]:
    """The URL of a database with the tables of a register."""
    yield from _database(postgres, template)


def _database(server: str, template: str) -> Iterator[str]:
    name = f"t{uuid4().hex}"
    _in_server(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _of_name(server, name)
    _in_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def _in_server(server: str, statement: str) -> None:
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()


def _of_name(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a register may be made: once a file, once a database."""
    if request.param == "sqlite":
        return str(tmp_path / "register.sqlite")
    return str(request.getfixturevalue("database"))


@pytest.fixture(params=["sqlite", "postgres"])
def register_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty register is: once a file, once a database."""
    if request.param == "postgres":
        return str(request.getfixturevalue("ready_database"))
    return str(shutil.copy(request.getfixturevalue("template_file"), tmp_path / "register.sqlite"))


@pytest.fixture
def register(register_url: str) -> Iterator[Register]:
    """An empty register of each kind."""
    with open_register(register_url) as opened:
        yield opened


@pytest.fixture
def second(register_url: str) -> Iterator[Callable[[], Register]]:
    """Opens the same register again, as another process would."""
    opened: list[Register] = []

    def again() -> Register:
        opened.append(open_register(register_url))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


class Crowd:
    """Processes of worker.py that begin together."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[str]] = []

    def add(self, *words: object) -> None:
        """One more, which waits for the others."""
        command = [sys.executable, str(Path(__file__).with_name("worker.py")), *map(str, words)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.processes.append(subprocess.Popen(command, text=True, **pipes))

    def run(self) -> list[list[str]]:
        """Let all begin; the lines that each printed. All must end well."""
        for one in self.processes:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        for one in self.processes:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        told = [one.communicate(timeout=120) for one in self.processes]
        assert [(one.returncode, err) for one, (_, err) in zip(self.processes, told, strict=True)] == [
            (0, "") for _ in self.processes
        ]
        return [out.splitlines() for out, _ in told]


@pytest.fixture
def crowd() -> Iterator[Crowd]:
    """Several processes at one register."""
    made = Crowd()
    yield made
    for one in made.processes:
        one.kill()
        one.communicate()
