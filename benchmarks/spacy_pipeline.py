"""The same job as a plain spaCy pipeline does it: parse, names, and the triples subject, verb, object of each sentence.

    pip install spacy && python -m spacy download en_core_web_sm
    python benchmarks/made.py --reports 400 > made.jsonl
    python benchmarks/spacy_pipeline.py made.jsonl --model en_core_web_sm

Prints reports a second and the peak memory of one process, to set beside `python benchmarks/bulk.py`. It finds neither
event types nor who is who, neither dates nor places nor quotations: a lower bound of what the job costs.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main() -> None:
    """Read all reports, print the speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="JSON lines with a field `text`")
    parser.add_argument("--model", default="en_core_web_sm")
    parser.add_argument("--batch", type=int, default=32)
    args = parser.parse_args()
    try:
        import spacy
    except ImportError:
        raise SystemExit(
            "spaCy is not installed: pip install spacy && python -m spacy download en_core_web_sm"
        ) from None
    pipeline = spacy.load(args.model)
    texts = [json.loads(line)["text"] for line in args.file.read_text(encoding="utf-8").splitlines()]
    begun = time.perf_counter()
    found = sum(len(list(triples(doc))) + len(doc.ents) for doc in pipeline.pipe(texts, batch_size=args.batch))
    rate = len(texts) / (time.perf_counter() - begun)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{args.model}: {rate:.1f} reports/s, {memory:.0f} MB, {found} names and triples")


def triples(doc: Any) -> Iterator[tuple[str, str, str]]:
    """Subject, verb, object of every verb that has both."""
    for token in doc:
        if token.pos_ == "VERB":
            subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass", "nsubj:pass")]
            objects = [child for child in token.children if child.dep_ in ("dobj", "obj", "iobj", "dative")]
            yield from ((s.text, token.lemma_, o.text) for s in subjects for o in objects)


if __name__ == "__main__":
    main()
