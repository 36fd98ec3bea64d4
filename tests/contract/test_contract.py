"""Every command answers on the samples what it answered before, byte for byte.

The cases are in `cases.py`; what each gave is in `golden/`: `NAME.data` holds what programs read (JSON with its
messages blanked, CSV, drafts, sums of Word files) and must not change; `NAME.out` holds the words for people, which may
be improved. To rewrite them on purpose, and to look at the difference in git before committing it:

    python -m tests.contract.write words                all words for people
    python -m tests.contract.write words read-outline    those of one case
    python -m tests.contract.write data compare-fr-json  the data of one case: a change of the contract
    python -m tests.contract.write                      everything
"""

from __future__ import annotations

import difflib
import re
import shlex
from collections.abc import Callable
from functools import cache

import pytest

from tests.contract.capture import GOLDEN, Captured, Workshop, capture
from tests.contract.cases import CASES, HERE

SUFFIX = {"data": ".data", "words": ".out"}
DEFAULTS = {"outline", "text", "oas", "exact", "native", "open"}
"""Values of options that need no case of their own: they hold where nothing is said."""
REFERENCE = HERE.parent.parent / "docs" / "commands.md"
Answers = Callable[[str], Captured]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """What a case gives now; each is run once."""
    workshop = Workshop(tmp_path_factory.mktemp("contract"))
    return cache(lambda name: capture(CASES[name], workshop, tmp_path_factory.mktemp("case")))


def golden(name: str, sort: str) -> str:
    path = GOLDEN / f"{name}{SUFFIX[sort]}"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def difference(name: str, sort: str, found: str) -> str:
    """The difference from what is promised as lines of a unified diff, its first 60; empty where there is none."""
    promised = golden(name, sort)
    if promised == found:
        return ""
    lines = difflib.unified_diff(
        promised.split("\n"), found.split("\n"), f"golden/{name}{SUFFIX[sort]}", "now", n=2, lineterm=""
    )
    shown = list(lines)
    return "\n".join([*shown[:60], *(["…"] if len(shown) > 60 else [])])


@pytest.mark.parametrize("name", CASES)
def test_what_programs_read_is_what_it_was(name: str, answers: Answers) -> None:
    found = answers(name)
    assert found.codes == [*[0] * (len(found.codes) - 1), CASES[name].code], found.words
    if different := difference(name, "data", found.data):  # no assert: pytest would compare the long texts again
        pytest.fail(f"the contract is broken:\n{different}", pytrace=False)


@pytest.mark.parametrize("name", CASES)
def test_what_people_read_is_what_it_was(name: str, answers: Answers) -> None:
    if different := difference(name, "words", answers(name).words):
        pytest.fail(f"better words? python -m tests.contract.write words {name}\n{different}", pytrace=False)


def asked(case_lines: tuple[str, ...], command: str) -> set[str]:
    """The words of those lines that call a command."""
    calls = [shlex.split(line) for line in case_lines]
    path = command.split()
    return {word for words in calls if words[: len(path)] == path for word in words[len(path) :]}


def test_every_command_option_and_format_has_a_case() -> None:
    """As `docs/commands.md` lists them, which another test compares with the commands themselves."""
    lines = tuple(line for case in CASES.values() for line in case.lines)
    missing: list[str] = []
    for section in re.split(r"^## drafting ", REFERENCE.read_text(encoding="utf-8"), flags=re.M)[1:]:
        command, _, text = section.partition("\n")
        words = asked(lines, command)
        assert "--help" in words, command
        names = [found.split(", ") for found in re.findall(r"^\| `(-.*?)(?: [^-`].*)?` \|", text, re.M)]
        values = re.findall(r"^\| `--(?:format|house|view|moves|rest) \[(.*?)\]`", text, re.M)
        missing += [f"{command} {found[0]}" for found in names if not words & set(found)]
        missing += [f"{command} {v}" for found in values for v in found.split("\\|") if v not in words | DEFAULTS]
    assert not missing


def test_there_is_no_golden_file_without_a_case() -> None:
    assert {path.stem for path in GOLDEN.iterdir() if path.suffix in SUFFIX.values()} <= set(CASES)


def test_the_golden_files_tell_nothing_of_this_computer() -> None:
    for path in GOLDEN.iterdir():
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"/tmp/|/home/|[A-Z]:\\\\|drafting \d+\.\d", text), path.name
