"""Documents of growing size: CPU and memory of reading them, and whether both grow no faster than the document.

usage: python benchmarks/reading.py [--quick]

Each row is a process of its own. "read" is `drafting.read.read` alone, start of Python included; "command" is the whole
of `drafting read FILE --format json`. The documents are invented: resolutions of a committee on lights and boats, one
behind the other, as clean text, as text that a printer wrapped and paged, and all on one line; and Word files with
automatic numbers. Ends with exit code 1 when ten megabytes of text, or a Word file of 5,000 paragraphs, take more than
three seconds, or when time or memory grows faster than the document.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from drafting.model.resolution import Clause, Line, Resolution
from drafting.word.build import build

MEGABYTE = 1_000_000
SIZES = (1.0, 2.5, 5.0, 10.0, 20.0)
PARAGRAPHS = (500, 1250, 2500, 5000)
BAR = 3.0
"""CPU seconds for 10 MB of text, and for a Word file of 5,000 paragraphs."""
GROWTH = 1.35
"""Twice as long may take this much more than twice the time (the machine's own unevenness)."""
OPENINGS = ("Recalling", "Noting with appreciation", "Bearing in mind", "Deeply concerned about", "Considering")
VERBS = ("Requests", "Invites", "Urges", "Decides", "Encourages", "Calls upon", "Takes note of")
PHRASE = (
    "the Secretariat keepers of lights Member States pilots boats harbours winter reports charts training exchange "
    "of information funds every year in accordance with their plans as soon as possible and to within a common "
    "programme for coastal villages islands canals by means of regional workshops"
)
WORDS = PHRASE.split()
PAGE = 50
"""Printed lines on a page."""


class Spent(NamedTuple):
    """CPU seconds and peak memory in MB of one process."""

    cpu: float
    peak: int


def words(dice: random.Random, least: int, most: int) -> str:
    """Some words that are no sentence."""
    return " ".join(dice.choices(WORDS, k=dice.randint(least, most)))


def resolution(dice: random.Random, number: int) -> Iterator[str]:
    """The paragraphs of one resolution in the style of the General Assembly."""
    yield f"HARBOUR/RES. {number} (XL-O/24)"
    yield f"LIGHTS AND BOATS, PART {number}"
    yield "The General Assembly,"
    for _ in range(10):
        yield f"{dice.choice(OPENINGS)} {words(dice, 12, 70)},"
    for paragraph in range(1, 25):
        if paragraph % 6:
            yield f"{paragraph}. {dice.choice(VERBS)} {words(dice, 15, 80)};"
            continue
        yield f"{paragraph}. {dice.choice(VERBS)} {words(dice, 5, 12)}:"
        yield from (f"({sign}) To {words(dice, 10, 40)};" for sign in "abc")


def text(size: float) -> str:
    """So many megabytes of paragraphs, an empty line between two."""
    dice = random.Random(7)
    parts: list[str] = []
    length, number = 0, 0
    while length < size * MEGABYTE:
        number += 1
        made = list(resolution(dice, number))
        parts += made
        length += sum(map(len, made)) + 2 * len(made)
    return "\n\n".join(parts)


def printed(size: float) -> str:
    """The same as a printer leaves it: lines of 76 characters, page numbers and a running head in between."""
    lines: list[str] = []
    for paragraph in text(size).split("\n\n"):
        lines += [*textwrap.wrap(paragraph, 76), ""]
    pages = [lines[at : at + PAGE] for at in range(0, len(lines), PAGE)]
    return "\n".join(
        "\n".join([*page, "", f"- {number} -", "Committee on Lights", ""]) for number, page in enumerate(pages, 1)
    )


def one_line(size: float) -> str:
    """One paragraph without end."""
    dice = random.Random(7)
    return f"Recalling {words(dice, int(size * MEGABYTE / 6.3), int(size * MEGABYTE / 6.3))}"


def word_file(paragraphs: int) -> bytes:
    """A Word file with automatic numbers and so many paragraphs."""
    dice = random.Random(7)
    body = [Clause(f"{dice.choice(VERBS)} {words(dice, 15, 80)};", f"{n}.") for n in range(1, paragraphs + 1)]
    return build(Resolution((Line("The General Assembly,", "preamble", "chapeau"), *body), language="en"))


def spent(command: Sequence[str]) -> Spent:
    """Run a command to its end (POSIX: what it used is asked of the system)."""
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL)
    _, status, use = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"failed: {' '.join(command)}")
    return Spent(use.ru_utime + use.ru_stime, use.ru_maxrss // 1024)


def measured(file: Path) -> tuple[Spent, Spent]:
    """The function alone, and the whole command."""
    alone = spent(["-c", "import sys; from drafting.read import read; read(sys.argv[1])", str(file)])
    return alone, spent(["-m", "drafting", "read", str(file), "--format", "json"])


def make(shape: str, size: float, file: Path) -> None:
    """Write one document."""
    made = MAKERS[shape](size)
    file.write_bytes(made if isinstance(made, bytes) else made.encode())


MAKERS: dict[str, Callable[[float], str | bytes]] = {
    "clean": text,
    "printed": printed,
    "one line": one_line,
    "Word": lambda size: word_file(int(size)),
}


def rows(shape: str, unit: str, sizes: Sequence[float], bar: float) -> Iterator[str]:
    """Print one line a size; yields what was missed. `bar`: the size that must be read in `BAR` seconds."""
    found: list[tuple[float, Spent]] = []
    suffix = ".docx" if shape == "Word" else ".txt"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"document{suffix}"
        for size in sizes:
            spent([__file__, "--make", shape, str(size), str(file)])  # apart: a child's peak counts its parent's
            alone, whole = measured(file)
            print(f"{shape:<16}{size:>8,g} {unit:<4}{alone.cpu:>8.2f}{alone.peak:>7}{whole.cpu:>10.2f}{whole.peak:>7}")
            found.append((size, alone))
            counted = whole if suffix == ".docx" else alone
            if size == bar and counted.cpu > BAR:
                yield f"{shape}: {size:g} {unit} took {counted.cpu:.2f} s, more than {BAR:g}"
    (small, before), (large, after) = found[-3:][0], found[-1]
    for what, more in (("time", after.cpu / before.cpu), ("memory", after.peak / before.peak)):
        print(f"{'':<16}{what} for {large / small:g} times the size: {more:.2f} times")
        if more > GROWTH * large / small:
            yield f"{shape}: {what} grows faster than the document"


def main() -> None:
    """The table, and what was missed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--quick", action="store_true", help="the largest sizes are left out")
    options.add_argument("--make", nargs=3, metavar=("SHAPE", "SIZE", "FILE"), help="write one document, measure none")
    chosen = options.parse_args()
    if chosen.make:
        make(chosen.make[0], float(chosen.make[1]), Path(chosen.make[2]))
        return
    sizes, paragraphs = (SIZES[:3], PARAGRAPHS[:3]) if chosen.quick else (SIZES, PARAGRAPHS)
    print(f"{'shape':<16}{'size':>13}{'read s':>8}{'MB':>7}{'command s':>10}{'MB':>7}")
    missed: list[str] = []
    for shape in ("clean", "printed", "one line"):
        missed += rows(shape, "MB", sizes, 10.0)
    missed += rows("Word", "par.", paragraphs, 5000)
    for line in missed:
        print(f"missed: {line}")
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
