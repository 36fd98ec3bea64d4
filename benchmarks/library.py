"""The library at scale: a million paragraphs made from a corpus, then p50 and p95 of open, nearest, search and trace.

usage: python benchmarks/library.py CORPUS [--paragraphs 1000000] [--questions 200] [--keep FILE]

CORPUS is a folder with library_*.jsonl[.gz]: records as `library add` reads them. Each record is copied with other
words in one place of eight until there are enough. Times are CPU time, making the tokens included; with tantivy
installed (it is no part of the toolkit) the same questions over the same tokens are put to it for comparison.
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
from functools import partial
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


Table = dict[str, str]


def timed(table: Table, what: str, calls: list[Callable[[], Any]]) -> list[Any]:
    """Run every call once, enter the median and the 95th percentile of its CPU time, and give back the answers."""
    answers = []
    times = []
    for call in calls:
        began = time.process_time()
        answers.append(call())
        times.append(1e3 * (time.process_time() - began))
    times.sort()
    table[f"{what}, p50 / p95 ms"] = f"{times[len(times) // 2]:.1f} / {times[int(len(times) * 0.95)]:.1f}"
    print(f"   {what}: {table[f'{what}, p50 / p95 ms']}", flush=True)
    return answers


def recall(table: Table, ranks: list[list[bool]]) -> None:
    """Enter how often the paragraph renewed is the first hit, and among ten."""
    first, ten = (sum(any(r[:n]) for r in ranks) / len(ranks) for n in (1, 10))
    table["nearest, R@1 / R@10"] = f"{first:.3f} / {ten:.3f}"


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


Asked = list[tuple[Record, str, str]]


def measure(library: Library, path: Path, asked: Asked, table: Table) -> None:
    """The column of the library."""
    table["paragraphs"] = f"{library.stats().paragraphs:,}"
    table["size, MB"] = f"{path.stat().st_size / 1e6:.0f}"
    for words in ("port", asked[0][2]):
        library.search(words)  # the first questions pay for the pages of the file
    timed(table, "open", [lambda: open_library(path, create=False).close() for _ in range(20)])
    found = timed(table, "nearest", [partial(library.nearest, q, language=r["language"]) for r, q, _ in asked])
    recall(table, [[h.text == r["text"] for h in hits] for (r, _, _), hits in zip(asked, found, strict=True)])
    one, every = ([{"language": r["language"]} if n else {} for r, _, _ in asked] for n in (1, 0))
    for what, where, way in (
        ("three words", one, None), ("three words, all languages", every, None), ("any of three words", one, False),
    ):  # fmt: skip
        timed(table, what, [partial(library.search, w, every=way, **k)
                            for (_, _, w), k in zip(asked, where, strict=True)])  # fmt: skip
    timed(table, "trace", [partial(library.trace, q) for _, q, _ in asked])


def beside_tantivy(records: Iterator[Record], asked: Asked, table: Table) -> None:
    """The bare engine over the same tokens, BM25: ten rows out; no filters, no comparison of wordings, no texts."""
    try:
        import tantivy
    except ImportError:
        print("tantivy is not installed (pip install tantivy): no comparison")
        return
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("id", stored=True)
    schema.add_text_field("stems", tokenizer_name="whitespace", index_option="position")
    wanted: dict[str, set[int]] = {r["text"]: set() for r, _, _ in asked}
    with tempfile.TemporaryDirectory() as folder:
        index = tantivy.Index(schema.build(), path=folder)
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        began = time.process_time()
        for number, record in enumerate(records):
            tokens = " ".join(analysis.stems(record["text"], record["language"]))
            writer.add_document(tantivy.Document(id=number, stems=tokens))
            if record["text"] in wanted:
                wanted[record["text"]].add(number)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        table["paragraphs"] = f"{number + 1:,}"
        table["made, CPU s"] = f"{time.process_time() - began:.0f}"
        table["size, MB"] = f"{sum(f.stat().st_size for f in Path(folder).rglob('*') if f.is_file()) / 1e6:.0f}"
        searcher = index.searcher()

        def ask(text: str, language: str, occur: Any) -> list[int]:
            terms = [
                tantivy.Query.term_query(index.schema, "stems", token)
                for token in sorted(set(analysis.stems(text, language)))
            ]
            query = tantivy.Query.boolean_query([(occur, term) for term in terms])
            return [searcher.doc(at)["id"][0] for _, at in searcher.search(query, 10).hits]

        should, must = tantivy.Occur.Should, tantivy.Occur.Must
        found = timed(table, "nearest", [partial(ask, q, r["language"], should) for r, q, _ in asked])
        recall(table, [[n in wanted[r["text"]] for n in hits] for (r, _, _), hits in zip(asked, found, strict=True)])
        timed(table, "three words", [partial(ask, w, r["language"], must) for r, _, w in asked])
        timed(table, "any of three words", [partial(ask, w, r["language"], should) for r, _, w in asked])


def printed(ours: Table, theirs: Table) -> str:
    """Both columns side by side; a dash for what the bare engine does not do."""
    lines = [("", "the library", "tantivy, bare"), *((k, v, theirs.get(k, "–")) for k, v in ours.items())]
    return "\n".join(f"{name:38}{one:>18}{other:>18}" for name, one, other in lines)


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
    asked = questions(records[: given.paragraphs], given.questions)
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "library.sqlite"
        made = path.exists()
        ours: Table = {}
        theirs: Table = {}
        with open_library(path) as library:
            if not made:
                began = time.process_time()
                library.add_records(multiplied(records, given.paragraphs))
                spent = time.process_time() - began
                ours["made, CPU s"] = f"{spent:.0f}"
                print(f"made at {given.paragraphs / spent:.0f} paragraphs a CPU second ({spent:.0f} s)", flush=True)
            measure(library, path, asked, ours)
        beside_tantivy(multiplied(records, given.paragraphs), asked, theirs)
        print(printed(ours, theirs))


if __name__ == "__main__":
    main()
