"""Rewrite the files of `golden/`, on purpose: `python -m tests.contract.write [data|words] [CASE…]`.

Without arguments everything is written anew. `words` writes only the words for people, after their wording was
improved; `data` only the data, which is a change of the contract and belongs in the change log.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.contract.capture import GOLDEN, Workshop, capture
from tests.contract.cases import CASES
from tests.contract.test_contract import SUFFIX


def write(sorts: list[str], names: list[str]) -> None:
    """Write the golden files of these cases, and delete those that have nothing to say or no case."""
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.iterdir():
        if path.stem not in CASES and path.suffix in SUFFIX.values():
            path.unlink()
    with tempfile.TemporaryDirectory() as temporary:
        workshop = Workshop(Path(temporary))
        for name in names:
            folder = Path(temporary) / name
            folder.mkdir()
            found = capture(CASES[name], workshop, folder)
            if found.codes != [*[0] * (len(found.codes) - 1), CASES[name].code]:
                print(f"{name}: exit codes {found.codes}, but {CASES[name].code} is promised\n{found.words}")
            for sort in sorts:
                path, text = GOLDEN / f"{name}{SUFFIX[sort]}", getattr(found, sort)
                if text:
                    path.write_text(text, encoding="utf-8", newline="\n")
                else:
                    path.unlink(missing_ok=True)


if __name__ == "__main__":
    asked = sys.argv[1:]
    write([a for a in asked if a in SUFFIX] or list(SUFFIX), [a for a in asked if a not in SUFFIX] or list(CASES))
