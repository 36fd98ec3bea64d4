"""The library at scale: a million paragraphs made from a corpus, then p50 and p95 of open, nearest, search and trace.

usage: python benchmarks/library.py CORPUS [--paragraphs 1000000] [--questions 200] [--keep FILE]

CORPUS is a folder with library_*.jsonl[.gz]: records as `library add` reads them. Each record is copied with other
words in one place of eight until there are enough. Times are CPU milliseconds; with tantivy installed (it is no part
of the toolkit) the same ready-made tokens are put to it for comparison.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from drafting.library import analysis, open_library
from drafting.library.library import Library

CHANGED = 0.125
"""How many words of a copy are others."""
Record = dict[str, Any]


def corpus(folder: Path) -> list[Record]:
    """The records of a corpus, files in name order."""
    records = []
    for file in sorted(folder.glob("library_*.jsonl*")):
        with (gzip.open if file.suffix == ".gz" else open)(file, "rt", encoding="utf-8") as lines:
            records += [json.loads(line) for line in lines]
    return records


def multiplied(records: list[Record], count: int, seed: int = 1) -> Iterator[Record]:
    """The records, and copies of them with other words, until there are `count`; the same ones every time."""
    dice = random.Random(seed)
    words = {lang: [w for r in records if r["language"] == lang for w in r["text"].split()] for lang in ("en", "fr")}
    for number in range(count):
        turn, place = divmod(number, len(records))
        record = records[place]
        if not turn:
            yield record
            continue
        symbol, year = f"{record['symbol']}/copy {turn}", (record["year"] or 2000) - turn
        text = changed(record["text"], words[record["language"]], dice)
        yield record | {"id": f"{record['id']}~{turn}", "symbol": symbol, "year": year, "text": text}


def changed(text: str, words: list[str], dice: random.Random) -> str:
    """A text with other words in some places, drawn as often as they occur."""
    return " ".join(dice.choice(words) if dice.random() < CHANGED else word for word in text.split())


def timed(what: str, calls: list[Callable[[], Any]]) -> None:
    """Run every call once and print the median and the 95th percentile of its CPU time."""
    times = []
    for call in calls:
        began = time.process_time()
        call()
        times.append(1e3 * (time.process_time() - began))
    times.sort()
    print(f"{what:22} p50 {times[len(times) // 2]:7.1f} ms  p95 {times[int(len(times) * 0.95)]:7.1f} ms", flush=True)


def questions(records: list[Record], count: int) -> list[tuple[Record, str, str]]:
    """Paragraphs, each with a renewed wording and with three words to search for."""
    dice = random.Random(7)
    words = {lang: [w for r in records if r["language"] == lang for w in r["text"].split()] for lang in ("en", "fr")}
    long = [r for r in records if len(r["text"].split()) >= 12]
    out = []
    for record in dice.sample(long, count):
        telling = sorted({w for w in analysis.words(record["text"]) if len(w) > 4 and w not in analysis.FUNCTION})
        asked = " ".join(dice.sample(telling, min(3, len(telling))))
        out.append((record, changed(record["text"], words[record["language"]], dice), asked))
    return out


def measure(library: Library, path: Path, asked: list[tuple[Record, str, str]], name: str) -> None:
    """The table of one library."""
    print(f"-- {name}: {library.stats().paragraphs} paragraphs, {path.stat().st_size / 1e6:.0f} MB")
    for words in ("port", asked[0][2]):
        library.search(words)  # the first questions pay for the pages of the file
    timed("open", [lambda: open_library(path, create=False).close() for _ in range(20)])
    timed("nearest", [lambda q=q, r=r: library.nearest(q, language=r["language"]) for r, q, _ in asked])
    found = sum(any(h.text == r["text"] for h in library.nearest(q, language=r["language"])) for r, q, _ in asked)
    print(f"{'':22} the paragraph renewed is among the ten for {found} of {len(asked)}")
    timed("search, one language", [lambda w=w, r=r: library.search(w, language=r["language"]) for r, _, w in asked])
    timed("search, all languages", [lambda w=w: library.search(w) for _, _, w in asked])
    timed(
        "search, any word",
        [lambda w=w, r=r: library.search(w, language=r["language"], every=False) for r, _, w in asked],
    )
    timed("trace", [lambda q=q: library.trace(q) for _, q, _ in asked])


def beside_tantivy(records: Iterator[Record], asked: list[tuple[Record, str, str]]) -> None:
    """The bare engine: stems in, the ten best rows out; no comparison of wordings, no snippets."""
    try:
        import tantivy
    except ImportError:
        print("tantivy is not installed: no comparison")
        return
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("id", stored=True)
    schema.add_text_field("stems", tokenizer_name="whitespace", index_option="position")
    with tempfile.TemporaryDirectory() as folder:
        index = tantivy.Index(schema.build(), path=folder)
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        began = time.process_time()
        for number, record in enumerate(records):
            tokens = " ".join(analysis.stems(record["text"], record["language"]))
            writer.add_document(tantivy.Document(id=number, stems=tokens))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        print(f"-- tantivy: built in {time.process_time() - began:.0f} CPU s, analysis included")
        searcher = index.searcher()

        def ask(text: str, language: str) -> Any:
            tokens = set(analysis.stems(text, language))
            terms = [tantivy.Query.term_query(index.schema, "stems", token) for token in sorted(tokens)]
            return searcher.search(tantivy.Query.boolean_query([(tantivy.Occur.Should, t) for t in terms]), 100)

        timed("all stems, 100 rows", [lambda q=q, r=r: ask(q, r["language"]) for r, q, _ in asked])
        timed("three words, 100 rows", [lambda w=w, r=r: ask(w, r["language"]) for r, _, w in asked])


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("corpus", type=Path)
    options.add_argument("--paragraphs", type=int, default=1_000_000)
    options.add_argument("--questions", type=int, default=200)
    options.add_argument("--keep", type=Path, help="where the library is made, or found made already")
    given = options.parse_args()
    records = corpus(given.corpus)
    if not records:
        sys.exit(f"no library_*.jsonl in {given.corpus}")
    asked = questions(records, given.questions)
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "library.sqlite"
        made = path.exists()
        with open_library(path) as library:
            if not made:
                began = time.process_time()
                library.add_records(multiplied(records, given.paragraphs))
                spent = time.process_time() - began
                print(f"made at {given.paragraphs / spent:.0f} paragraphs a CPU second ({spent:.0f} s)", flush=True)
            measure(library, path, asked, "the library")
        beside_tantivy(multiplied(records, given.paragraphs), asked)


if __name__ == "__main__":
    main()
