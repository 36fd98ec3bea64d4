"""Paragraphs of renewed texts: how often `lineage` finds what each was made from, and how much else it takes for kin.

usage: python benchmarks/lineage.py REVISIONS [--library LIBRARY.jsonl[.gz]] [--half dev|held] [--most N]

REVISIONS is a folder with manifest.jsonl (`before`, `after`, `note`, `links` of paragraphs) and its texts, paragraphs
parted by empty lines. All texts go into one library, with the records of LIBRARY as strangers. Asked are the N linked
paragraphs that were rewritten most, and as many others. Constants are chosen on the half "dev".
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from drafting.lexicon import detect
from drafting.library import open_library

NAMES = re.compile(r"renewal (\S+) \((\d+)\) -> (\S+) \((\d+)\)")
LABEL = re.compile(r"^\s*(?:\d+\s?(?:bis|ter)?[.)]|\(?[a-z]{1,3}\)|\([ivx]+\))\s+")
SHORTEST, SAME = 8, 95


class Link(NamedTuple):
    """A paragraph, the one it was made from, and the symbol of the text that holds that one."""

    text: str
    source: str
    symbol: str
    language: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("revisions", type=Path)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--half", choices=("dev", "held"), default="dev")
    parser.add_argument("--most", type=int, default=150)
    given = parser.parse_args()
    records, links = _read(given.revisions, given.half)
    links.sort(key=lambda link: fuzz.ratio(link.text, link.source))
    with open_library(":memory:") as library:
        library.add_records(records)
        if given.library:
            known = {record["symbol"] for record in records}
            opener = gzip.open if given.library.suffix == ".gz" else open
            with opener(given.library, "rt", encoding="utf-8") as lines:
                library.add_records(r for r in map(json.loads, lines) if r["symbol"] not in known)
        for name, asked in (("rewritten", links[: given.most]), ("others", links[given.most : 2 * given.most])):
            found: Counter[str] = Counter()
            start = time.process_time()
            for link in asked:
                steps = {s.hit.symbol: s for s in library.lineage(link.text, language=link.language)}
                step = steps.get(link.symbol)
                found["steps"] += len(steps)
                if step is None:
                    found["missed"] += 1
                else:
                    found["right" if fuzz.ratio(step.hit.text, link.source) >= SAME else "wrong"] += 1
            spent = (time.process_time() - start) / max(1, len(asked))
            print(f"{given.half} {name}: {dict(sorted(found.items()))} of {len(asked)}; {spent:.2f} CPU s each")


def _read(folder: Path, half: str) -> tuple[list[dict[str, Any]], list[Link]]:
    """The records of all texts, and the links of one half; a text and what it renews are in the same half."""
    records: dict[str, list[dict[str, Any]]] = {}
    links = []
    lines = (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    for entry in map(json.loads, lines):
        names = NAMES.search(entry["note"])
        if names is None:
            continue
        before, after = (list(_paragraphs(folder / entry[side])) for side in ("before", "after"))
        language = detect(" ".join(after))
        for symbol, year, texts in ((names[1], names[2], before), (names[3], names[4], after)):
            records.setdefault(symbol, [
                {"id": f"{symbol}#{n}", "symbol": symbol, "year": int(year), "language": language, "text": text}
                for n, text in enumerate(texts)
            ])  # fmt: skip
        if (blake2b(entry["id"].encode()).digest()[0] % 2 == 0) == (half == "dev"):
            for link in entry["links"]:
                text = after[link["after_par"]]
                if len(text.split()) >= SHORTEST:
                    links.append(Link(text, before[link["before_par"]], names[1], language))
    return [record for text in records.values() for record in text], links


def _paragraphs(path: Path) -> Iterator[str]:
    for part in path.read_text(encoding="utf-8").split("\n\n"):
        if part.strip():
            yield LABEL.sub("", part.strip())


if __name__ == "__main__":
    main()
