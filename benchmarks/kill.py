"""Killed while adding: no finished document is lost, none is half there; two writers and many readers at once.

usage: python benchmarks/kill.py [TIMES] [SEED]     kills `library add` TIMES times (default 50) at random moments
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from drafting.library import open_library

DOCUMENTS, PARAGRAPHS = 6_000, 5
ADD = (
    "import sys; from drafting.library import open_library\n"
    "print('go', flush=True); open_library(sys.argv[1]).add(sys.argv[2:])"
)
READ = (
    "import sys\nfrom drafting.library import open_library\n"
    "with open_library(sys.argv[1]) as library:\n"
    "    for _ in range(40):\n"
    "        stats = library.stats()\n"
    f"        assert stats.paragraphs == {PARAGRAPHS} * stats.documents, stats\n"
    "        library.search('balise phare'); library.nearest('Le phare de la rade et la balise du chenal.')\n"
)


def texts(path: Path, name: str, count: int = DOCUMENTS) -> Path:
    """Records of `count` documents of five paragraphs each."""
    dice = random.Random(name)
    named = "phare balise rade chenal quai digue écluse marée brume tempête pilote cargo port bouée vigie"
    lines = (
        {"id": f"{name}{d}#{n}", "symbol": f"{name}{d}", "language": "fr",
         "text": f"Le {' '.join(dice.choices(named.split(), k=20))} {d}."}
        for d in range(count) for n in range(PARAGRAPHS)
    )  # fmt: skip
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


def started(code: str, *words: object) -> subprocess.Popen[bytes]:
    """A process of its own that runs some Python."""
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], stdout=subprocess.PIPE)


def killed(file: Path, source: Path, times: int, seed: int) -> tuple[int, int]:
    """Kill additions at random moments → (times killed, documents kept). AssertionError when one is lost or half."""
    dice = random.Random(seed)
    kept = kills = 0
    for _ in range(times):
        child = started(ADD, file, source)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(dice.uniform(0, 0.9))
        kills += child.poll() is None
        child.kill()
        child.communicate()
        with open_library(file) as library:
            stats = library.stats()
        assert stats.paragraphs == PARAGRAPHS * stats.documents, "a document is half there"
        assert stats.documents >= kept, "a finished document is lost"
        kept = stats.documents
        if kept == DOCUMENTS:  # everything is in: begin again with an empty file
            file.unlink()
            open_library(file).close()
            kept = 0
    return kills, kept


def shared(file: Path, sources: list[Path], readers: int, count: int = DOCUMENTS) -> None:
    """Each source of `count` documents is added by a process of its own while others read; all must succeed."""
    running = [started(ADD, file, source) for source in sources] + [started(READ, file) for _ in range(readers)]
    for child in running:
        child.communicate()
        assert child.returncode == 0, "a writer or a reader failed"
    with open_library(file) as library:
        stats = library.stats()
        assert stats.documents == count * len(sources), stats
        assert not library.check(), library.check()


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "library.sqlite"
        open_library(file).close()
        source = texts(Path(folder) / "a.jsonl", "A")
        kills, kept = killed(file, source, times, seed)
        with open_library(file) as library:
            faults = library.check()
            library.add(source)
            whole = library.stats().documents
        print(f"killed {kills} of {times} times while adding; {kept} documents kept at the end, none lost, none half")
        print(f"check afterwards: {'; '.join(faults) or 'sound'}; added again: {whole} of {DOCUMENTS}")
        assert not faults and whole == DOCUMENTS
        shared(file, [source, texts(Path(folder) / "b.jsonl", "B")], 4)
        print("two writers and four readers at once: every document kept, file sound")


if __name__ == "__main__":
    main()
