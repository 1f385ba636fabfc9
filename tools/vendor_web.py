"""Fetches the page's front-end parts from the npm registry into src/dragoman/web/static/vendor, and notes their hashes.

    python tools/vendor_web.py            # npm pack, unpack, write README.md with versions, licences, SHA-256
    python tools/vendor_web.py --check    # fetches nothing: do the files have the hashes that README.md gives?

Run by hand after a change of PARTS; npm checks each package against the registry's own hash. The program never runs it.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "src" / "dragoman" / "web" / "static" / "vendor"
FOR_TESTS = ROOT / "tests" / "web" / "vendor"
ROW = re.compile(r"^\| `([^`]+)` \| .* \| `([0-9a-f]{64})` \|$", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """A package of the registry and the files taken from it: (path in the package, name here)."""

    package: str
    version: str
    licence: str
    use: str
    files: tuple[tuple[str, str], ...]


SANS, SERIF = "source-sans-3", "source-serif-4"
PARTS = (
    Part("htmx.org", "2.0.11", "0BSD", "filters and pages without a reload", (("dist/htmx.min.js", "htmx.min.js"),)),
    Part(
        "echarts",
        "6.1.0",
        "Apache-2.0",
        "timeline",
        (("dist/echarts.common.min.js", "echarts.common.min.js"), ("NOTICE", "echarts.NOTICE")),
    ),
    Part("cytoscape", "3.34.4", "MIT", "network", (("dist/cytoscape.min.js", "cytoscape.min.js"),)),
    Part("d3-array", "3.2.5", "ISC", "needed by d3-geo", (("dist/d3-array.min.js", "d3-array.min.js"),)),
    Part("d3-geo", "3.1.2", "ISC", "map", (("dist/d3-geo.min.js", "d3-geo.min.js"),)),
    Part("topojson-client", "3.1.0", "ISC", "map", (("dist/topojson-client.min.js", "topojson-client.min.js"),)),
    Part(
        "world-atlas",
        "2.0.2",
        "ISC; Natural Earth, public domain",
        "map",
        (("countries-110m.json", "countries-110m.json"),),
    ),
    *(
        Part(
            f"@fontsource-variable/{family}",
            version,
            "OFL-1.1",
            f"font, {letters}",
            tuple((f"files/{family}-{s}-wght-normal.woff2", f"{family}-{s}.woff2") for s in ("latin", "latin-ext")),
        )
        for family, version, letters in ((SANS, "5.3.0", "the page's own words"), (SERIF, "5.3.1", "a report's words"))
    ),
)
TEST_PARTS = (Part("axe-core", "4.14.1", "MPL-2.0", "tests only", (("axe.min.js", "axe.min.js"),)),)


def main() -> int:
    """The exit code: 1 where a hash is wrong."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="only compare the hashes")
    if not options.parse_args().check:
        vendor(PARTS, VENDOR, "Front-end parts of the page, taken unchanged from the npm registry.")
        vendor(TEST_PARTS, FOR_TESTS, "Parts that only the browser tests load; no part of the package.")
    wrong = [*wrong_hashes(VENDOR), *wrong_hashes(FOR_TESTS)]
    for message in wrong:
        print(message, file=sys.stderr)
    return 1 if wrong else 0


def wrong_hashes(folder: Path) -> list[str]:
    """What differs between the files of a folder and the table in its README.md."""
    noted = dict(ROW.findall((folder / "README.md").read_text(encoding="utf-8")))
    found = {p.name: sha256(p.read_bytes()).hexdigest() for p in folder.iterdir() if p.name != "README.md"}
    names = sorted(noted.keys() | found.keys())
    return [f"{folder / name}: not as noted in README.md" for name in names if noted.get(name) != found.get(name)]


def vendor(parts: tuple[Part, ...], folder: Path, about: str) -> None:
    """Fetch the parts into a folder and write its README.md."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [row for part in parts for row in fetch(part, folder)]
    head = "| file | package | version | licence | for | SHA-256 |\n| --- | --- | --- | --- | --- | --- |\n"
    again = "Written by `tools/vendor_web.py`; a test compares the hashes."
    (folder / "README.md").write_text(f"# vendor\n\n{about}\n{again}\n\n{head}" + "".join(rows), encoding="utf-8")


def fetch(part: Part, folder: Path) -> list[str]:
    """Write the files of a part and its licence; the lines of the table."""
    rows = []
    with tempfile.TemporaryDirectory() as scratch, tarfile.open(pack(part, Path(scratch))) as archive:
        licence = next(n for n in archive.getnames() if re.fullmatch(r"package/LICENSE(\.\w+)?", n))
        short = part.package.rpartition("/")[2].removesuffix(".org")
        wanted = [*((f"package/{path}", name) for path, name in part.files), (licence, f"{short}.LICENSE")]
        for path, name in wanted:
            member = archive.extractfile(path)
            if member is None:
                raise SystemExit(f"{part.package} {part.version}: no file {path}")
            raw = member.read()
            (folder / name).write_bytes(raw)
            digest = sha256(raw).hexdigest()
            rows.append(f"| `{name}` | {part.package} | {part.version} | {part.licence} | {part.use} | `{digest}` |\n")
    return rows


def pack(part: Part, folder: Path) -> Path:
    """The package as npm hands it out, checked by npm against the registry's hash."""
    name = f"{part.package}@{part.version}"
    subprocess.run(
        ["npm", "pack", "--silent", "--pack-destination", str(folder), name], check=True, capture_output=True
    )
    return next(folder.glob("*.tgz"))


if __name__ == "__main__":
    sys.exit(main())
