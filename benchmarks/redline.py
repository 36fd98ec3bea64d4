"""Marked-up Word files of growing size: CPU and memory of the whole command, and how much it marks.

python benchmarks/redline.py [paragraphs ...] [--beside PYTHON]

The pairs are invented: numbered paragraphs in four languages, about one in eight edited, moved, split, merged, put in
or struck. "marked" is what the file shows as inserted and deleted, "least" what a comparison word by word of the true
pairs must mark. With `--beside` the python of another environment that has python-redlines runs the same pairs; never
install it into this one.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rapidfuzz.distance import Indel

from drafting.model.labels import split_label
from drafting.model.resolution import Clause, Resolution
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.text.tokens import tokenize
from drafting.word.build import build
from tests.diff.revisions import Revision, revise

PEER = """
import sys
from pathlib import Path
from python_redlines import DocxodusEngine
old, new, out = map(Path, sys.argv[1:])
redlined = DocxodusEngine().run_redline("Benchmark", old.read_bytes(), new.read_bytes(), detect_moves=True)
out.write_bytes(redlined[0])
"""


class Spent(NamedTuple):
    """What a command used: CPU seconds, peak memory in MB, and whether it ended well."""

    cpu: float
    peak: int
    fine: bool


def document(texts: Sequence[str]) -> bytes:
    """A Word file with automatic numbers."""
    found = [split_label(text) for text in texts]
    return build(Resolution(tuple(Clause(body, label) for label, _, body in found), language="fr"))


def least(pair: Revision) -> int:
    """The characters that a comparison word by word of the true pairs marks; a move of the same words marks none."""
    total = 0
    for _, olds, news in pair.truth:
        old = [t.text for i in olds for t in tokenize(split_label(pair.before[i])[2])]
        new = [t.text for j in news for t in tokenize(split_label(pair.after[j])[2])]
        for op in Indel.editops(old, new):
            total += len(old[op.src_pos]) if op.tag == "delete" else len(new[op.dest_pos])
    return total


def marked(data: bytes) -> tuple[int, int]:
    """The characters shown as inserted or deleted, and the number of moves."""
    package = Package.load(data)
    root = package.xml(package.main)
    inserted = (t for e in root.iter(w("ins")) for t in e.iter(w("t")))
    characters = sum(len(t.text or "") for t in [*inserted, *root.iter(w("delText"))])
    return characters, sum(1 for _ in root.iter(w("moveFromRangeStart")))


def run(command: Sequence[str]) -> Spent:
    """Run a command to its end (POSIX: what it used is asked of the system)."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, use = os.wait4(process.pid, 0)
    return Spent(use.ru_utime + use.ru_stime, use.ru_maxrss // 1024, os.waitstatus_to_exitcode(status) == 0)


def main() -> None:
    """One line a size and tool."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 5000])
    options.add_argument("--beside", metavar="PYTHON", help="python of an environment that has python-redlines")
    chosen = options.parse_args()
    print(f"{'paragraphs':>10}  {'tool':<16}{'CPU s':>7}{'peak MB':>9}{'marked/least':>14}{'moves':>7}")
    with tempfile.TemporaryDirectory() as folder:
        old, new, out = (Path(folder) / f"{name}.docx" for name in ("old", "new", "out"))
        for size in chosen.sizes:
            pair = revise(size, size, rate=0.12)
            old.write_bytes(document(pair.before))
            new.write_bytes(document(pair.after))
            true_moves = sum(op.startswith("move") for op, _, _ in pair.truth)
            ours = [sys.executable, "-m", "drafting", "compare", str(old), str(new), "-o", str(out), "--force"]
            tools = {"drafting": ours}
            if chosen.beside:
                tools["python-redlines"] = [chosen.beside, "-c", PEER, str(old), str(new), str(out)]
            for name, command in tools.items():
                spent = run(command)
                if not spent.fine:
                    print(f"{size:>10}  {name:<16} failed")
                    continue
                shown, moves = marked(out.read_bytes())
                print(
                    f"{size:>10}  {name:<16}{spent.cpu:>7.2f}{spent.peak:>9}{shown / max(least(pair), 1):>14.2f}"
                    f"{moves:>4}/{true_moves}"
                )


if __name__ == "__main__":
    main()
