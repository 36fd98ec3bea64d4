"""The command lines whose answers must not change, and the files that they need.

A file named in a command line is put into the folder of the case first: a sample of `templates/samples`, a draft of
`drafts/` beside this file, or one that the toolkit makes itself (`MADE`).
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = (HERE.parent.parent / "templates" / "samples", HERE / "drafts")


@dataclass(frozen=True, slots=True)
class Case:
    """One or more command lines run in one folder, each without the word `drafting`, and the last one's exit code.

    `stdin`: the file given as standard input. `settings`: the text of the folder's drafting.toml. `library`: the
    library of `MADE` is that of the user. `words`: what the case writes is worded for people (see capture.py).
    """

    lines: tuple[str, ...]
    code: int = 0
    stdin: str = ""
    settings: str = ""
    library: bool = False
    words: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        """The files to put into the folder."""
        own = ("library.sqlite",) if self.library else ()
        return tuple(dict.fromkeys((*own, *((self.stdin,) if self.stdin else ()), *files_named(self.lines))))


def files_named(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The files among the words of command lines that can be provided."""
    words = [word for line in lines for word in shlex.split(line)]
    return tuple(w for w in words if w in MADE or any((folder / w).exists() for folder in SOURCES))


def case(*lines: str, code: int = 0, stdin: str = "", settings: str = "", words: bool = False) -> Case:
    return Case(lines, code, stdin, settings, False, words)


def stored(*lines: str, code: int = 0, stdin: str = "", settings: str = "", words: bool = False) -> Case:
    """A case with the library of `MADE` as the user's library."""
    return Case(lines, code, stdin, settings, True, words)


MADE: dict[str, tuple[str, ...]] = {
    "es-1.docx": ("build es-1.md -o es-1.docx",),
    "es-2.docx": ("build es-2.md -o es-2.docx",),
    "es-marked.docx": ("compare es-1.docx es-2.docx -o es-marked.docx --author 'Delegación A' --date 2026-02-01",),
    "es-two-authors.docx": (
        "compare es-3.md es-marked.docx -o es-two-authors.docx --author 'Delegación B' --date 2026-02-02T10:30:00Z",
    ),
    "pt-1.docx": ("build pt-1.txt -o pt-1.docx",),
    "pt-2.docx": ("build pt-2.txt -o pt-2.docx",),
    "pt-marked.docx": ("compare pt-1.docx pt-2.docx -o pt-marked.docx --author 'Delegação A' --date 2026-02-01",),
    "tiny-1.docx": ("build tiny-1.txt -o tiny-1.docx",),
    "tiny-marked.docx": ("compare tiny-1.docx tiny-2.txt -o tiny-marked.docx --author 'Delegation C'",),
    "library.sqlite": (
        "library add --adopted adopted past --library library.sqlite",
        "library add es-2.md --library library.sqlite",
    ),
}
"""Files that are made by the toolkit, each by the command lines given."""

PARAGRAPH = (
    "De prier le Secrétariat de présenter à la Conférence, à sa vingtième session, un rapport sur l’application."
)
ORGAN = "El Consejo de los Puertos"
REPAIR = "Instar a los Estados ribereños a que reparen sus faros antes del 31 de diciembre de 2030."

HELP = """
read build compare clean changes audit history library
library-add library-search library-nearest library-trace library-lineage library-standard library-stats library-export
library-check library-remove
suggest new reservations reserve brackets demo
"""
"""The commands, a hyphen between a group and its command."""

CASES: dict[str, Case] = {
    "help": case("--help"),
    **{f"help-{name}": case(f"{name.replace('-', ' ')} --help") for name in HELP.split()},
    "version": case("--version"),
    "no-command": case("", code=2),
    "library-no-command": case("library", code=2),
    # --- read
    "read-fr-json": case("read fr-rev2.md --format json"),
    "read-en-json": case("read en-rev1.md --format json"),
    "read-es-json": case("read es-2.md --format json"),
    "read-pt-json": case("read pt-1.txt --format json"),
    "read-notes-json": case("read notes-2.txt --format json"),
    "read-repairs-json": case("read repairs.txt --format json"),
    "read-word-json": case("read pt-1.docx --format json"),
    "read-marked-json": case("read pt-marked.docx --format json"),
    "read-several-json": case("read tiny-1.txt tiny-2.txt --format json"),
    "read-several-jsonl": case("read tiny-1.txt broken.docx tiny-2.txt --format jsonl", code=2),
    "read-several-json-one-broken": case("read tiny-1.txt none.md --format json", code=2),
    "read-jsonl": case("read tiny-1.txt --format jsonl"),
    "read-md": case("read repairs.txt --format md"),
    "read-text": case("read es-2.md --format text"),
    "read-several-md": case("read pt-1.txt notes-1.txt --format md"),
    "read-word-md": case("read es-marked.docx --format md"),
    "read-outline": case("read notes-1.txt repairs.txt"),
    "read-marked-outline": case("read es-marked.docx --format outline"),
    "read-stdin-md": case("read - --format md", stdin="notes-1.txt"),
    "read-stdin-word": case("read - --format jsonl", stdin="pt-1.docx"),
    "read-empty": case("read empty.txt --format json", code=2),
    # --- build
    "build-es": case("build es-2.md -o out.md -o out.txt -o out.docx"),
    "build-record": case("build tiny-1.docx -o out.json"),
    "build-es-page": case("build es-2.md -o out.html"),
    "build-notes": case("build notes-1.txt -o out.md -o out.docx -o out.txt"),
    "build-repairs": case("build repairs.txt -o out.md -o out.docx"),
    "build-fr": case("build fr-rev2.md -o out.docx"),
    "build-en": case("build en-rev2.md -o out.docx"),
    "build-un": case("build pt-2.txt -o out.docx --house un --language pt"),
    "build-oas-lines": case("build pt-2.txt -o out.docx --house oas --lines"),
    "build-continuous-lines": case("build pt-2.txt -o out.docx --continuous-lines"),
    "build-from-word": case("build es-marked.docx -o out.md -o out.docx"),
    "build-stdin-stdout": case("build - -o -", stdin="pt-1.txt"),
    "build-force": case("build pt-1.txt -o pt-2.txt --force"),
    "build-settings": case("build pt-1.txt -o out.docx", settings='house = "un"\nlanguage = "pt"\n'),
    # --- compare
    "compare-fr-json": case("compare fr-rev1.md fr-rev2.md --format json"),
    "compare-en-json": case("compare en-rev1.md en-rev2.md --format json"),
    "compare-es-json": case("compare es-1.md es-2.md --format json"),
    "compare-pt-json": case("compare pt-1.txt pt-2.txt --format json"),
    "compare-marked-json": case("compare tiny-1.docx tiny-marked.docx --format json"),
    "compare-flatten": case("compare tiny-1.docx tiny-marked.docx --flatten -o out.docx --concordance out.csv"),
    "compare-reading-json": case("compare tiny-1.txt tiny-2.txt --view reading --format json"),
    "compare-fr-text": case("compare fr-rev1.md fr-rev2.md"),
    "compare-en-text": case("compare en-rev1.md en-rev2.md"),
    "compare-text": case("compare notes-1.txt notes-2.txt --format text --view exact"),
    "compare-reading-text": case("compare tiny-1.txt tiny-2.txt --view reading"),
    "compare-md": case("compare es-1.md es-2.md --format md", words=True),
    "compare-reading-md": case("compare tiny-1.txt tiny-2.txt --format md --view reading", words=True),
    "compare-outputs": case("compare tiny-1.txt tiny-2.txt -o out.docx -o out.json -o out.csv --date 2026-01-02"),
    "compare-output-md": case("compare es-1.md es-2.md -o out.md", words=True),
    "compare-page": case("compare es-1.md es-2.md -o out.html"),
    "compare-page-reading-en": case("compare tiny-1.txt tiny-2.txt -o out.html --view reading --language en"),
    "compare-word-marked": case("compare tiny-1.docx tiny-marked.docx -o out.docx"),
    "compare-word-fr": case("compare fr-rev1.md fr-rev2.md -o out.docx --author A --date 2026-01-02T08:00:00+02:00"),
    "compare-word-en": case("compare en-rev1.md en-rev2.md -o out.docx"),
    "compare-word-plain": case("compare es-1.docx es-2.docx -o out.docx --moves plain"),
    "compare-word-native": case("compare es-1.docx es-2.docx -o out.docx --moves native"),
    "compare-word-un": case("compare pt-1.txt pt-2.txt -o out.docx --house un --language en --author 'Delegation C'"),
    "compare-word-settings": case(
        "compare pt-1.txt pt-2.txt -o out.docx", settings='author = "Ana"\nhouse = "un"\nlanguage = "pt"\n'
    ),
    "compare-word-of-delegation": case("compare pt-1.txt pt-2.txt -o out.docx", settings='delegation = "BRA"\n'),
    "compare-concordance": case("compare es-1.md es-2.md --concordance out.csv"),
    "compare-concordance-words": case(
        "compare es-1.md es-2.md --concordance out.md",
        "compare es-1.md es-2.md --concordance out.html",
        "compare es-1.md es-2.md --concordance out.docx",
        words=True,
    ),
    "compare-exit-code": case("compare pt-1.txt pt-2.txt --exit-code", code=1),
    "compare-exit-code-same": case("compare pt-1.txt pt-1.docx --exit-code"),
    "compare-force": case("build pt-1.txt -o out.docx", "compare pt-1.txt pt-2.txt -o out.docx --force"),
    "compare-stdin-stdout": case("compare - tiny-2.txt -o -", stdin="tiny-1.docx"),
    # --- clean, changes, audit
    "changes-json": case("changes pt-marked.docx --format json"),
    "changes-csv": case("changes es-two-authors.docx --format csv"),
    "changes-author-csv": case("changes es-two-authors.docx --author 'Delegación B' --format csv"),
    "changes-text": case("changes es-two-authors.docx --format text"),
    "changes-none": case("changes es-1.docx", "changes es-1.docx --author Nadie", "changes es-1.docx --format json"),
    "clean-accept": case("clean es-two-authors.docx -o out.docx", "read out.docx --format md"),
    "clean-reject": case("clean es-marked.docx -o out.docx --reject", "read out.docx --format md"),
    "clean-author": case(
        "clean es-two-authors.docx -o out.docx --reject --author 'Delegación B'", "changes out.docx --format csv"
    ),
    "clean-kind": case(
        "clean es-marked.docx -o out.docx --kind insertion --kind deletion", "changes out.docx --format csv"
    ),
    "clean-at": case(
        "clean es-marked.docx -o out.docx --at OP2 --at fn1 --at PP1-PP2", "changes out.docx --format csv"
    ),
    "clean-scrub": case("clean es-marked.docx -o out.docx --keep --scrub", "changes out.docx --format csv"),
    "clean-force": case("clean es-marked.docx -o es-1.docx --force", "changes es-1.docx"),
    "audit-json": case("audit es-0.md es-marked.docx --format json"),
    "audit-word-json": case("audit pt-2.docx pt-marked.docx --format json"),
    "audit-clean-json": case("audit es-1.docx es-marked.docx --format json --exit-code"),
    "audit-outputs": case(
        "audit tiny-2.txt tiny-marked.docx -o out.json", "audit tiny-2.txt tiny-marked.docx -o out.html"
    ),
    "audit-text": case("audit es-0.md es-marked.docx --exit-code", code=1),
    "audit-clean-text": case("audit es-1.docx es-marked.docx --format text"),
    "audit-force": case("audit es-1.docx es-marked.docx -o records.jsonl --force", code=2),
    # --- history
    "history-json": case("history es-1.md es-2.md es-3.md --format json"),
    "history-as-json": case("history tiny-1.txt tiny-2.txt --as BRA=tiny-1.txt --as PRT=tiny-2 --format json"),
    "history-word-json": case("history tiny-1.docx tiny-marked.docx --format json"),
    "history-csv": case("history es-1.md es-2.md es-3.md --format csv"),
    "history-text": case("history es-1.md es-2.md es-3.md --format text"),
    "history-fr-text": case("history fr-rev1.md fr-rev2.md"),
    "history-en-text": case("history en-rev1.md en-rev2.md"),
    "history-outputs": case("history tiny-1.txt tiny-2.txt -o out.json -o out.csv"),
    "history-page": case("history pt-1.txt pt-2.txt -o out.html --as BRA=pt-2.txt"),
    "history-page-fr": case("history pt-1.txt pt-1.txt -o out.html --language fr"),
    "history-force": case("history pt-1.txt pt-2.txt -o out.csv", "history pt-1.txt pt-1.txt -o out.csv --force"),
    # --- library: keeping
    "library-add-json": case("library add adopted past --adopted --library l.sqlite --format json"),
    "library-add-text": case(
        "library add es-1.md past --library l.sqlite", "library add es-1.md --library l.sqlite --format text"
    ),
    "library-add-changed": case(
        "library add es-1.md --library l.sqlite",
        "build es-2.md -o es-1.md --force",
        "library add es-1.md --library l.sqlite --format json",
    ),
    "library-add-records": case(
        "library add records.jsonl --library l.sqlite --format json", "library export --library l.sqlite"
    ),
    "library-add-dry-run": case("library add pt-1.txt --dry-run --format json", "library add pt-1.txt --dry-run"),
    "library-add-one-broken": case(
        "library add pt-1.txt broken.docx none.txt --library l.sqlite --format json", code=2
    ),
    "library-add-one-broken-text": case("library add pt-1.txt broken.docx --library l.sqlite", code=2),
    "library-stats-json": stored("library stats --format json"),
    "library-stats-text": stored("library stats --library library.sqlite"),
    "library-export": case(
        "library add pt-1.txt --library l.sqlite",
        "library export --library l.sqlite",
        "library export --library l.sqlite -o out.jsonl -o out.csv",
    ),
    "library-export-table": stored(
        "library export --table 'CPF/RES. 8 (V/24)' --languages en,es -o out.csv -o out.docx --house un",
        "library export --table 'CPF/RES. 8 (V/24)'",
    ),
    "library-export-table-alone": stored("library export --table 'CPF/RES. 3 (II/21)' -o out.csv"),
    "library-export-force": case(
        "library add pt-1.txt --library l.sqlite", "library export --library l.sqlite -o pt-1.csv --force"
    ),
    "library-check": stored("library check", "library check --rebuild", "library check --library library.sqlite"),
    "library-remove": stored(
        "library remove 'CPF/RES. 8 (V/24)' --dry-run",
        "library remove 'CPF/RES. 8 (V/24)' es-2.md --library library.sqlite",
        "library stats --format json",
    ),
    "library-remove-unknown": stored("library remove 'NO/RES. 1'", code=2),
    # --- library: finding
    "library-search-json": stored("library search rapport session --format json"),
    "library-search-some-words-json": stored("library search rapport kiwi --format json --limit 3"),
    "library-search-exclusion": stored("library search --format json -- 'escuelas de náutica' -boyas"),
    "library-search-phrase": stored("library search '\"escuelas de náutica\"' --format json"),
    "library-search-language": stored("library search resolution --language en --format jsonl --limit 2"),
    "library-search-organ": stored(
        "library search Secretariat --organ 'The Council of Ports' --format json --library library.sqlite"
    ),
    "library-search-years": stored("library search faros --years 2019-2022 --format json"),
    "library-search-kind": stored("library search faros --kind preambular --format csv"),
    "library-search-state": stored("library search faros --state NIC --format json"),
    "library-search-verb": stored("library search faros --verb urge --format json"),
    "library-search-sort": stored("library search faros --sort year --format csv"),
    "library-search-relevance": stored("library search faros --sort relevance --format csv"),
    "library-search-facets-json": stored("library search faros --facets --format json --limit 1"),
    "library-search-text": stored("library search rapport", "library search faros --facets --context"),
    "library-search-lone-quote": stored("library search '\"'"),
    "library-search-nothing": stored("library search zanahoria", "library search zanahoria --format json"),
    "library-nearest-json": stored(f"library nearest '{PARAGRAPH}' --format json --limit 2"),
    "library-nearest-options": stored(
        f"library nearest '{REPAIR}' --language es --before 2024 --organ '{ORGAN}' --kind operative --format json"
    ),
    "library-nearest-drafts": stored(f"library nearest '{REPAIR}' --drafts --format jsonl --limit 3"),
    "library-nearest-csv": stored(f"library nearest '{REPAIR}' --format csv --library library.sqlite"),
    "library-nearest-text": stored(f"library nearest '{REPAIR}'", f"library nearest '{REPAIR}' --versions"),
    "library-nearest-stdin": stored("library nearest - --format json --limit 1", stdin="repairs.txt"),
    "library-nearest-nothing": stored("library nearest 'kiwi' --format text", "library nearest kiwi --format json"),
    "library-trace-json": stored(f"library trace '{REPAIR}' --format json"),
    "library-trace-text": stored(f"library trace '{REPAIR}'", "library trace 'kiwi kiwi' --language es"),
    "library-trace-file-json": stored("library trace es-3.md --format json --language es"),
    "library-trace-drafts": stored("library trace es-3.md --drafts"),
    "library-trace-itself": stored("library trace es-2.md --drafts --itself", "library trace es-2.md --drafts"),
    "library-trace-outputs": stored(
        "library trace es-1.md -o out.docx --author Ana --date 2026-01-02 --house oas --library library.sqlite",
        "library trace pt-1.txt -o out.json",
    ),
    "library-trace-word": stored(
        "library trace es-1.docx -o out.docx --house un",
        "library trace es-1.docx -o out.docx --force",
        "read out.docx --format jsonl",
    ),
    "library-trace-page": stored("library trace es-1.md -o out.html"),
    "library-trace-file-text": stored("library trace fr-rev2.md --format text"),
    "library-trace-force": stored("library trace pt-1.txt -o out.json", "library trace pt-2.txt -o out.json --force"),
    "library-lineage-json": stored(f"library lineage '{REPAIR}' --format json"),
    "library-lineage-options": stored(
        f"library lineage '{REPAIR}' --akin 90 --language es --drafts --library library.sqlite -o out.json"
    ),
    "library-lineage-text": stored(f"library lineage '{REPAIR}'", f"library lineage '{PARAGRAPH}' --format text"),
    "library-lineage-page": stored(f"library lineage '{REPAIR}' -o out.html"),
    "library-lineage-force": stored(
        "library lineage kiwi -o out.json", f"library lineage '{PARAGRAPH}' -o out.json --force"
    ),
    "library-standard-json": stored("library standard rapport du Secrétariat --format json --limit 1"),
    "library-standard-options": stored(
        f"library standard faros --language es --organ '{ORGAN}' --kind operative --drafts --format json"
    ),
    "library-standard-text": stored(
        "library standard faros", "library standard kiwi --format text --library library.sqlite"
    ),
    # --- suggest, new
    "suggest-json": stored("suggest rapport du Secrétariat --format json --limit 2"),
    "suggest-en-json": stored("suggest severe storms --format json --language en"),
    "suggest-options": stored(
        f"suggest reparen sus faros --language es --organ '{ORGAN}' --kind operative --drafts --limit 1 --format json"
    ),
    "suggest-text": stored("suggest faros reparen", "suggest kiwi --format text --library library.sqlite"),
    "suggest-starter": case("suggest cybersécurité --format json --limit 1", "suggest next meeting --language en"),
    "suggest-settings": stored("suggest report --format json --limit 1", settings='language = "en"\n'),
    "suggest-for-json": stored("suggest --for es-3.md --format json"),
    "suggest-for-options": stored(
        f"suggest --for es-1.md --before 2022 --language es --organ '{ORGAN}' --drafts --limit 1"
    ),
    "suggest-for-fr-text": stored("suggest --for fr-rev2.md"),
    "suggest-for-text": stored("suggest --for es-3.md --format text"),
    "new-fr": stored("new fr-outline.md"),
    "new-en": stored("new en-outline.md"),
    "new-outputs": stored(
        "new outline.md -o out.docx -o out.txt -o out.json --author Ana --date 2026-01-02 --house un",
        "read out.docx --format md",
    ),
    "new-page": stored("new outline.md -o out.html"),
    "new-options": stored("new outline.md --language es --drafts --library library.sqlite"),
    "new-force": stored("new outline.md -o out.md", "new outline.md -o out.md --force"),
    "new-starter": case("new fr-outline.md -o -"),
    # --- reservations, reserve
    "reservations-json": case("reservations notes-1.txt --format json"),
    "reservations-revisions-json": case("reservations notes-1.txt notes-2.txt --format json"),
    "reservations-es-json": case("reservations es-1.md es-2.md es-3.md --format json"),
    "reservations-fr-json": case("reservations fr-rev1.md fr-rev2.md --format json"),
    "reservations-pt-json": case("reservations pt-1.txt pt-2.txt -o out.json"),
    "reservations-text": case("reservations notes-1.txt notes-2.txt", "reservations en-rev1.md en-rev2.md"),
    "reservations-language": case("reservations pt-1.txt --language es --format text"),
    "reservations-ledger": case("reservations notes-1.txt notes-2.txt -o out.docx --house un", words=True),
    "reservations-page": case("reservations notes-1.txt notes-2.txt -o out.html --language en"),
    "reservations-force": case("reservations repairs.txt -o out.json", "reservations tiny-1.txt -o out.json --force"),
    "reservations-past-json": stored("reservations es-2.md --past --format json"),
    "reservations-past-text": stored("reservations es-2.md --past --drafts --library library.sqlite"),
    "reservations-standing-json": stored("reservations --standing NIC --format json"),
    "reservations-standing-on": stored("reservations --standing Nicaragua --on breve --format json"),
    "reservations-standing-drafts": stored("reservations --standing NIC --on faros --drafts --format json"),
    "reservations-standing-text": stored("reservations --standing NIC", "reservations --standing BRA"),
    "reserve-md": case("reserve es-1.md --at OP2 --state BRA -o out.md"),
    "reserve-heading": case("reserve es-1.md --at Seguimiento --state CHL --kind dissociation -o -"),
    "reserve-kinds": case(
        "reserve pt-1.txt --at OP2 --state PRT --kind 'conditional reservation' -o a.md",
        "reserve a.md --at OP1 --state Chile --state Peru --kind 'footnote announced' -o b.md",
        "reserve b.md --at title --state CAN --kind 'not a party' -o c.md",
        "reservations c.md --format json",
    ),
    "reserve-text": case(
        "reserve notes-1.txt --at OP3 --state MEX --text 'Mexico does not support whistles.' --after 'each departure'"
        " -o out.txt -o out.html",
    ),
    "reserve-language": case("reserve pt-1.txt --at PP1 --state MEX --language fr -o -"),
    "reserve-beside": case("reserve es-2.md --at OP2 --state NIC --text 'Palabras.' -o -"),
    "reserve-word": case(
        "reserve es-1.docx --at 'OP3(b)' --state BRA -o out.docx --author Brasil --date 2026-03-01",
        "changes out.docx --format json",
        "read out.docx --format md",
    ),
    "reserve-built": case("reserve es-1.md --at OP4 --state BRA -o out.docx --house un", "read out.docx --format md"),
    "reserve-record": case("reserve tiny-1.txt --at OP1 --state PRT -o out.json"),
    "reserve-from-library": stored(
        "reserve es-1.md --at OP1 --state NIC --from-library --library library.sqlite -o out.md"
    ),
    "reserve-settings": case("reserve pt-1.txt --at OP2 -o out.md", settings='delegation = "BRA"\n'),
    "reserve-force": case("reserve pt-1.txt --at OP2 --state BRA -o pt-2.txt --force"),
    # --- brackets
    "brackets-json": case("brackets brackets-1.txt --format json"),
    "brackets-revisions-json": case("brackets brackets-1.txt brackets-2.txt --format json"),
    "brackets-output": case("brackets tiny-1.txt tiny-2.txt -o out.json"),
    "brackets-text": case("brackets brackets-1.txt", "brackets brackets-1.txt brackets-2.txt --format text"),
    "brackets-page": case("brackets brackets-1.txt brackets-2.txt -o out.html --language es"),
    "brackets-force": case("brackets tiny-1.txt -o out.json", "brackets tiny-2.txt -o out.json --force"),
    "brackets-read": case("brackets brackets-1.txt --read MEX"),
    "brackets-read-json": case("brackets brackets-1.txt --read 'Option 2' --format json"),
    "brackets-read-in": case("brackets brackets-1.txt --read Jamaica --rest in -o out.md -o out.docx --house un"),
    "brackets-read-out": case(
        "brackets brackets-1.txt --read CUB --rest out -o out.txt", "brackets brackets-1.txt --read CUB -o out.json"
    ),
    "brackets-read-open": case("brackets brackets-1.txt --read 'Option 1' --rest open"),
    "brackets-read-page": case("brackets brackets-2.txt --read MEX -o out.html --language en"),
    # --- demo
    "demo": case("demo"),
    "demo-output": case("demo --output again"),
    # --- errors
    "error-unknown-command": case("resolve pt-1.txt", code=2),
    "error-unknown-library-command": case("library burn", code=2),
    "error-unknown-option": case("read pt-1.txt --colour", code=2),
    "error-unknown-format": case("compare pt-1.txt pt-2.txt --format yaml", code=2),
    "error-missing-argument": case("compare pt-1.txt", code=2),
    "error-missing-output": case("build pt-1.txt", code=2),
    "error-missing-file": case("read none.md", code=2),
    "error-missing-files": case("compare none.md pt-2.txt", code=2),
    "error-folder": case("read past", code=2),
    "error-broken-word": case("read broken.docx", code=2),
    "error-empty": case("build empty.txt -o out.docx", code=2),
    "error-unknown-suffix-read": case("read records.jsonl", code=2),
    "error-unknown-suffix-build": case("build pt-1.txt -o out.rtf", code=2),
    "error-unknown-suffix-compare": case("compare pt-1.txt pt-2.txt -o out.xlsx", code=2),
    "error-unknown-suffix-concordance": case("compare pt-1.txt pt-2.txt --concordance out.json", code=2),
    "error-no-suffix": case("history pt-1.txt pt-2.txt -o out", code=2),
    "error-exists": case("build pt-1.txt -o pt-2.txt", code=2),
    "error-output-is-input": case("build pt-1.txt -o pt-1.txt --force", code=2),
    "error-output-twice": case("build pt-1.txt -o out.md -o out.md", code=2),
    "error-output-folder-missing": case("build pt-1.txt -o nowhere/out.md", code=2),
    "error-date": case("compare pt-1.txt pt-2.txt -o out.docx --date yesterday", code=2),
    "error-settings-key": case("read pt-1.txt", "build pt-1.txt -o out.md", code=2, settings='colour = "red"\n'),
    "error-settings-value": case("build pt-1.txt -o out.md", code=2, settings="house = 1\n"),
    "error-settings-syntax": case("build pt-1.txt -o out.md", code=2, settings="house\n"),
    "error-no-word-file": case("changes pt-1.txt", code=2),
    "error-clean-suffix": case("clean es-marked.docx -o out.md", code=2),
    "error-clean-keep": case("clean es-marked.docx -o out.docx --keep --reject", code=2),
    "error-clean-macros": case("clean es-marked.docx -o out.docm", code=2),
    "error-clean-at": case("clean es-marked.docx -o out.docx --at nowhere", code=2),
    "error-audit-marked": case("audit pt-1.txt pt-2.txt", code=2),
    "error-history-as": case("history pt-1.txt pt-2.txt --as BRA=other.txt", code=2),
    "error-no-library": case("library stats", code=2),
    "error-no-library-file": case("library search wells --library none.sqlite", code=2),
    "error-no-library-at-all": case("library stats --library records.jsonl", code=2),
    "error-years": stored("library search faros --years soon", code=2),
    "error-limit": stored("library search faros --limit 0", code=2),
    "error-export-table": stored("library export --table Nothing", code=2),
    "error-trace-output": stored("library trace 'no file' -o out.html", code=2),
    "error-suggest-both": stored("suggest topic --for pt-1.txt", code=2),
    "error-suggest-nothing": case("suggest", code=2),
    "error-new-empty": case("new empty.txt", code=2),
    "error-reservations-nothing": case("reservations", code=2),
    "error-standing-with-files": stored("reservations pt-1.txt --standing NIC", code=2),
    "error-standing-state": stored("reservations --standing Atlantis", code=2),
    "error-reserve-nobody": case("reserve pt-1.txt --at OP1 -o out.md", code=2),
    "error-reserve-state": case("reserve pt-1.txt --at OP1 --state Atlantis -o out.md", code=2),
    "error-reserve-place": case("reserve pt-1.txt --at OP9 --state BRA -o out.md", code=2),
    "error-reserve-after": case("reserve pt-1.txt --at OP1 --after kiwi --state BRA -o out.md", code=2),
    "error-reserve-kind": case("reserve pt-1.txt --at OP1 --state BRA --kind protest -o out.md", code=2),
    "error-reserve-empty": case("reserve pt-1.txt --at OP1 --state BRA --text ' ' -o out.md", code=2),
    "error-reserve-from-library": stored("reserve es-1.md --at OP1 --state CHL --from-library -o out.md", code=2),
    "error-reserve-both": stored("reserve es-1.md --at OP1 --state NIC --from-library --text a -o out.md", code=2),
    "error-brackets-choice": case("brackets brackets-1.txt --read Atlantis", code=2),
    "error-brackets-two": case("brackets brackets-1.txt brackets-2.txt --read MEX", code=2),
}
"""Name → what is run. A name is also that of the files in `golden/`."""
