"""The reports beside the repository: none of their story may be marked."""

import gzip
import json
from pathlib import Path

from dragoman.sources import Given, make_report

LONGEST_MARK = 400


def test_the_seed(shared: Path) -> None:
    report = make_report((shared / "gold" / "dev" / "seed.txt").read_text(encoding="utf-8"))
    assert [span.kind for span in report.furniture] == ["headline", "caption", "credit", "navigation"]
    assert report.published == "2010-09-06"


def test_reports_keep_their_story(shared: Path) -> None:
    for name, step in (("reuters", 400), ("wikinews", 10)):
        with gzip.open(shared / "corpus" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            lines = [json.loads(line) for line in file][::step]
        for line in lines:
            report = make_report(line["text"], Given(id=line["id"], published=line["published"]))
            marked = [span for span in report.furniture if span.kind not in ("headline", "dateline")]
            assert sum(len(span.text) for span in marked) < len(report.text) / 2
            assert all(len(span.text) < LONGEST_MARK for span in marked)
