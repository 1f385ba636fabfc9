"""The wheel, built and installed beside nothing but its dependencies, runs with the network off."""

import json
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import dragoman

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = Path(dragoman.__file__).parent / "data" / "sample" / "report.txt"
MOST = 60_000_000  # bytes of the wheel

# What stands in for a machine without a network where the kernel gives none: every connection fails.
NO_NETWORK = """
import socket

def refuse(*args, **kwargs):
    raise OSError("the network is off")

socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = socket.create_connection = refuse
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by hatchling of this environment from a copy that holds nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "copy"
    copy.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSES.md"):
        shutil.copy(ROOT / name, copy)
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    command = [
        uv,
        "build",
        "--wheel",
        "--no-build-isolation",
        "--offline",
        "--python",
        sys.executable,
        "--out-dir",
        str(folder),
        str(copy),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def alone(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel; it sees the dependencies of this one, not this one's dragoman."""
    folder = tmp_path_factory.mktemp("alone")
    venv.create(folder, with_pip=False)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)})
    packages = Path(paths["purelib"])
    with zipfile.ZipFile(wheel) as file:
        file.extractall(packages)
    # A path in a .pth file comes after the packages of the environment; its own .pth files, which name src/, are not run.
    (packages / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    (packages / "sitecustomize.py").write_text(NO_NETWORK)
    return folder


def run(alone: Path, *words: str) -> subprocess.CompletedProcess[str]:
    python = alone / "bin" / "python"
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(alone), "LANG": "C.UTF-8"}
    offline = ["unshare", "-rn"] if _can_unshare() else []
    return subprocess.run(
        [*offline, str(python), *words],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        cwd=alone,
        timeout=300,
    )


def _can_unshare() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.slow
def test_the_wheel_holds_all_and_no_more(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
    package = ROOT / "src" / "dragoman"
    here = {
        f"dragoman/{p.relative_to(package)}" for p in package.rglob("*") if p.is_file() and "__pycache__" not in p.parts
    }
    assert here <= set(names)
    assert {name.split("/")[0] for name in names} == {"dragoman", f"dragoman-{dragoman.__version__}.dist-info"}
    assert any(name.endswith("licenses/LICENSES.md") for name in names)


@pytest.mark.slow
def test_it_reads_a_report_with_the_network_off(alone: Path) -> None:
    where = run(alone, "-c", "import dragoman; print(dragoman.__file__)")
    assert where.stdout.startswith(str(alone)), where.stderr
    network = run(alone, "-c", "import socket; socket.create_connection(('93.184.216.34', 80), 2)")
    assert network.returncode == 1
    read = run(alone, "-m", "dragoman", "read", str(SAMPLE), "--format", "json")
    assert (read.returncode, read.stderr) == (0, "")
    assert len(json.loads(read.stdout)["events"]) > 3
    coded = run(alone, "-m", "dragoman", "code", str(SAMPLE), "-o", str(alone / "out"), "--workers", "1")
    assert "1 records, 1 reports" in coded.stderr
    assert coded.returncode == 0


@pytest.mark.slow
def test_doctor_finds_nothing_amiss(alone: Path) -> None:
    done = run(alone, "-m", "dragoman", "doctor")
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_dependency_is_asked_for_that_the_wheel_does_not_name() -> None:
    """A package imported at the top of some module is among the dependencies."""
    import ast
    import tomllib
    from importlib.metadata import packages_distributions

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    named = {"".join(c for c in line.split(">")[0].split("[")[0].lower() if c.isalnum()) for line in lines}
    known = packages_distributions()
    asked = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                asked |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                asked.add(node.module.split(".")[0])
    foreign = asked - set(sys.stdlib_module_names) - {"dragoman", "pydantic", "starlette"}  # the last two are FastAPI's
    missing = {
        name
        for name in foreign
        if not {"".join(c for c in d.lower() if c.isalnum()) for d in known.get(name, [name])} & named
    }
    assert missing == set()
