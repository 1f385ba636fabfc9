"""End to end: reports a second and peak memory of `dragoman code`, with one worker, two, and Ray, in one run.

    python benchmarks/bulk.py [--reports 400] [--rounds 3] [--ray] [--thorough] [FILE…]

Without files it codes made reports (benchmarks/made.py) and, where they are, ../shared/gold and ../shared/corpus. Each
round runs every way once, so that a busy machine slows them alike; what counts are the ratios, of the best rounds, and
on a busy machine the reports a second of the processors: as many with two workers as with one is twice the speed.
Loading the model is part of it, as it is for a user: take enough reports (20 s a way at least).
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from made import reports as made_reports

SHARED = Path(__file__).resolve().parents[2] / "shared"
SAMPLED = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True)
class Measured:
    """One run: seconds by the clock and of the processors, reports coded, most memory (MB) of all its processes."""

    seconds: float
    processor: float
    reports: int
    memory: float

    @property
    def rate(self) -> float:
        return self.reports / self.seconds


def main() -> None:
    """Measure and print."""
    args = _arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for title, source in _sources(folder, args):
            _compare(title, source, folder / "out", args)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--ray", action="store_true", help="Ray too (begins a cluster of this machine)")
    parser.add_argument("--thorough", action="store_true")
    return parser.parse_args()


def _sources(folder: Path, args: argparse.Namespace) -> list[tuple[str, Path]]:
    if args.files:
        return [(file.name, file) for file in args.files]
    made = folder / "made.jsonl"
    made.write_text("".join(json.dumps(report) + "\n" for report in made_reports(args.reports)))
    found = [(f"{args.reports} made reports", made)]
    for name in ("wikinews", "reuters"):
        path = SHARED / "corpus" / f"{name}.jsonl.gz"
        if path.exists():
            part = folder / f"{name}.jsonl"
            with gzip.open(path, "rb") as file:
                part.write_bytes(b"".join(itertools.islice(file, args.reports)))
            found.append((name, part))
    if (SHARED / "gold").is_dir():
        found.append(("gold", SHARED / "gold" / "dev" / "*.txt"))
    return found


def _compare(title: str, source: Path, out: Path, args: argparse.Namespace) -> None:
    ways = {"1 worker": ["--workers", "1"], "2 workers": ["--workers", "2"]}
    if args.ray:
        ways["Ray, 2 actors"] = ["--ray", "local", "--workers", "2"]
    extra = ["--thorough"] if args.thorough else []
    found: dict[str, list[Measured]] = {way: [] for way in ways}
    for _ in range(args.rounds):
        for way, words in ways.items():
            found[way].append(_run(source, out, [*words, *extra]))
    best = {way: max(runs, key=lambda run: run.rate) for way, runs in found.items()}
    print(f"\n{title}: {best['1 worker'].reports} reports")
    for way, runs in found.items():
        rates = ", ".join(f"{run.rate:.1f}" for run in runs)
        memory = max(run.memory for run in runs)
        ratio = best[way].rate / best["1 worker"].rate
        thrift = max(run.reports / run.processor for run in runs)
        print(
            f"  {way:14} {best[way].rate:6.1f} reports/s  {ratio:4.2f} ×  {memory:5.0f} MB"
            f"  {thrift:5.1f} reports a processor second  (rounds: {rates})",
            flush=True,
        )


def _run(source: Path, out: Path, words: list[str]) -> Measured:
    """One run into an empty folder, its memory watched from outside."""
    shutil.rmtree(out, ignore_errors=True)
    # Twenty shards, so that two workers end at nearly the same time.
    command = [
        sys.executable,
        "-m",
        "dragoman",
        "code",
        str(source),
        "-o",
        str(out),
        "--shard",
        str(_shard(source)),
        *words,
    ]
    begun, used = time.perf_counter(), _used()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    most = 0.0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(SAMPLED)
    seconds = time.perf_counter() - begun
    summary = json.loads((out / "summary.json").read_text())
    return Measured(seconds, _used() - used, summary["rows"]["reports"], most)


def _used() -> float:
    """Seconds of the processors that ended children have used; actors of Ray are nobody's children and do not count."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _shard(source: Path) -> int:
    records = sum(1 for _ in source.open("rb")) if source.suffix == ".jsonl" else 40
    return max(1, records // 20)


def _memory(pid: int) -> float:
    """The resident memory of a process and its children, in MB; pages that they share count for each."""
    try:
        parent = psutil.Process(pid)
        processes = [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0.0
    total = 0
    for process in processes:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total / 1e6


if __name__ == "__main__":
    main()
