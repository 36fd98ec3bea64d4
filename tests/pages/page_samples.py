"""Every page the toolkit writes, full, empty and with hostile words, as its commands write it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from drafting.cli import commands
from drafting.resources import templates

SAMPLES = templates() / "samples"
HOSTILE = (
    "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">\"'></p></style>{{ 7 * 7 }} "
    + "unbreakable" * 30
    + " \u202egnirts desrever\u202c שלום مرحبا 👩‍👩‍👧 &amp; <b>"
)
"""Words that try to run, to close elements, to break the layout and to turn the direction of reading."""

STATES = (
    "Argentina", "Belize", "Bolivia", "Brazil", "Canada", "Chile", "Colombia", "Cuba", "Ecuador", "Guatemala",
    "Guyana", "Haiti", "Honduras", "Jamaica", "Mexico", "Nicaragua", "Panama", "Paraguay", "Peru", "Suriname",
)  # fmt: skip
_PORT = (
    "lamp",
    "buoy",
    "tide",
    "quay",
    "pilot",
    "chart",
    "register",
    "report",
    "council",
    "harbour",
    "winch",
    "of",
    "to",
)


def drafting(*arguments: object) -> None:
    """Run a command of the toolkit. Raises AssertionError with what it printed when it fails."""
    result = CliRunner().invoke(commands, [str(a) for a in arguments], prog_name="drafting")
    assert result.exit_code == 0, result.output


KINDS = ("audit", "brackets", "concordance", "history", "ledger", "lineage", "report", "resolution", "trace")
"""The kinds of pages."""


def write_pages(folder: Path) -> dict[str, Path]:
    """Write all pages into a folder. Returns name → page; a name is the page's kind, a hyphen and its state."""
    drafts = folder / "drafts"
    drafts.mkdir()
    found: dict[str, Path] = {}

    def out(name: str) -> Path:
        found[name] = folder / f"{name}.html"
        return found[name]

    _compared(drafts, out)
    _resolutions(drafts, out)
    _negotiated(drafts, out)
    _from_the_library(drafts, out)
    return found


def _compared(drafts: Path, out: Callable[[str], Path]) -> None:
    old, new = (SAMPLES / f"fr-rev{n}.md" for n in (1, 2))
    drafting("compare", old, new, "-o", out("report-full"), "--concordance", out("concordance-full"))
    drafting("compare", old, old, "-o", out("report-empty"), "--concordance", out("concordance-empty"))
    english = [SAMPLES / f"en-rev{n}.md" for n in (1, 2)]
    drafting("compare", *english, "--view", "reading", "--language", "es", "-o", out("report-reading"))
    bad = _text(drafts / "mauvais.md", _hostile("old"), _hostile("new", extra=True))
    drafting("compare", *bad, "-o", out("report-hostile"), "--concordance", out("concordance-hostile"))
    marked, returned = drafts / "marked.docx", drafts / "returned.docx"
    drafting("compare", old, new, "-o", marked, "--date", "2026-03-02")
    drafting("build", new, "-o", returned)
    drafting("audit", old, marked, "-o", out("audit-empty"))
    drafting("audit", old, returned, "-o", out("audit-full"))
    third = drafts / "rev3.md"
    kept = new.read_text(encoding="utf-8").replace("commun organisé", "régional préparé").split("\n")
    third.write_text("\n".join(line for line in kept if not line.startswith("5. ")), encoding="utf-8")
    drafting("history", old, new, third, "--as", f"BRA={third}", "-o", out("history-full"))
    drafting("history", old, old, "--language", "pt", "-o", out("history-empty"))
    drafting("history", *bad, bad[0], "-o", out("history-hostile"))
    drafting("history", *_text(drafts / "many.txt", *[_held_by_many(n) for n in range(12)]), "-o", out("history-many"))


def _resolutions(drafts: Path, out: Callable[[str], Path]) -> None:
    drafting("build", SAMPLES / "fr-rev2.md", "-o", out("resolution-full"))
    (bare,) = _text(drafts / "bare.txt", "Asks the harbour office to paint the boats.\n")
    drafting("build", bare, "-o", out("resolution-empty"))
    (bad,) = _text(drafts / "bad.md", _hostile("new", extra=True))
    drafting("build", bad, "-o", out("resolution-hostile"))


def _negotiated(drafts: Path, out: Callable[[str], Path]) -> None:
    revisions = _text(drafts / "wells.txt", _wells("two"), _wells("three", fourth=True))
    drafting("reservations", *revisions, "-o", out("ledger-full"))
    (plain,) = _text(drafts / "plain.txt", "1. Asks for lamps.\n\n2. Asks for boats.\n")
    drafting("reservations", plain, "-o", out("ledger-empty"))
    drafting("reservations", plain, plain, "-o", out("ledger-calm"))
    bad = _text(drafts / "bad notes.md", _hostile("old"), _hostile("new", extra=True))
    drafting("reservations", *bad, "-o", out("ledger-hostile"))
    drafting(
        "reservations", *_text(drafts / "many.txt", *[_held_by_many(n) for n in range(10)]), "-o", out("ledger-many")
    )
    texts = drafts / "adopted"
    texts.mkdir()
    for year, words in ((2016, "on gauges"), (2018, "on gauges"), (2021, "on gauges, whose cost falls on villages")):
        note = f"The Government of Nicaragua places on record its express reservation to this paragraph {words}."
        _text(texts / f"res{year}.txt", _gauges(year, note))
    library = drafts / "standing.sqlite"
    drafting("library", "add", "--adopted", texts, "--library", library)
    (draft,) = _text(drafts / "now.txt", _gauges(2025, "Nicaragua expresses its reservation on gauges.", adopted=False))
    drafting("reservations", draft, "--past", "--library", library, "-o", out("ledger-standing"))
    brackets = _text(drafts / "chair.txt", _bracketed(4), _bracketed(3), _bracketed(1))
    drafting("brackets", *brackets, "-o", out("brackets-full"))
    drafting("brackets", plain, "-o", out("brackets-empty"))
    drafting("brackets", *_text(drafts / "bad chair.txt", f"OP1. Villages [shall] wash {HOSTILE} [wells.\n"),
             "-o", out("brackets-hostile"))  # fmt: skip


def _from_the_library(drafts: Path, out: Callable[[str], Path]) -> None:
    library = drafts / "library.sqlite"
    drafting("library", "add", "--adopted", SAMPLES / "adopted", "--library", library)
    drafting("library", "trace", SAMPLES / "fr-rev2.md", "--library", library, "-o", out("trace-full"))
    (plain,) = _text(drafts / "new words.txt", "1. Asks for lamps.\n\n2. Asks for boats.\n")
    drafting("library", "trace", plain, "--library", library, "-o", out("trace-empty"))
    records = drafts / "records.jsonl"
    ways = ("Encourages", "Invites", "Urges", "Encourages")
    keep = "States to keep a register of lamps, buoys and tides in every port of the region"
    lines = [
        {"id": f"R{n}#1", "symbol": f"R/{n}", "year": 2012 + 2 * n, "organ": "PORT", "language": "en",
         "kind": "operative", "number": f"{n}.", "title": "Lamps", "text": f"{verb} {keep}{', with care' * (n > 2)}."}
        for n, verb in enumerate(ways, 1)
    ]  # fmt: skip
    bad = f"Urges {HOSTILE} pilots to answer every call of the lamps in every port of the region within one hour"
    lines += [{**lines[0], "id": f"<b>{n}#1", "symbol": f"<b>{n}", "year": None if n else 2020, "text": bad + "." * n}
              for n in (0, 1)]  # fmt: skip
    records.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    lamps = drafts / "lamps.sqlite"
    drafting("library", "add", "--adopted", records, "--library", lamps)
    drafting("library", "lineage", f"Urges {keep}.", "--library", lamps, "-o", out("lineage-full"))
    drafting("library", "lineage", "Asks for boats.", "--library", lamps, "-o", out("lineage-empty"))
    drafting("library", "lineage", bad, "--library", lamps, "-o", out("lineage-hostile"))
    (draft,) = _text(drafts / "bad trace.txt", f"1. {bad}.\n\n2. {HOSTILE}\n")
    drafting("library", "trace", draft, "--library", lamps, "-o", out("trace-hostile"))


def long_drafts(folder: Path, paragraphs: int) -> list[Path]:
    """Two drafts of so many numbered paragraphs; a fifth of those of the second are reworded, one in fifty is gone."""
    chance = random.Random(7)
    old = [f"To {chance.choice(('urge', 'invite', 'ask'))} {' '.join(chance.choices(_PORT, k=45))}."
           for _ in range(paragraphs)]  # fmt: skip
    kept = [text for text in old if chance.random() >= 0.02]
    new = [text.replace(" quay ", " old quay ", 1) if chance.random() < 0.2 else text for text in kept]
    head = "THE COUNCIL OF PILOTS,\n\nRECALLING its previous resolutions,\n\nRESOLVES:\n\n"
    printed = [head + "\n\n".join(f"{n}. {text}" for n, text in enumerate(side, 1)) for side in (old, new)]
    return _text(folder / "long.txt", *printed)


def _text(path: Path, *texts: str) -> list[Path]:
    """Write texts beside one another: name, name-2, name-3 …"""
    paths = [path.with_stem(path.stem + (f"-{n}" if n > 1 else "")) for n in range(1, len(texts) + 1)]
    for where, text in zip(paths, texts, strict=True):
        where.write_text(text, encoding="utf-8")
    return paths


def _hostile(word: str, *, extra: bool = False) -> str:
    added = f"\n\n3. Asks {HOSTILE} for boats." if extra else ""
    return (
        f"---\ntitle: '{HOSTILE.replace(chr(39), '’')}'\nlanguage: en\n---\n\n# {HOSTILE}\n\n"
        f"1. Asks for {word} lamps {HOSTILE}[^1]\n\n2. Asks for a quiet {word} night.{added}\n\n"
        f"[^1]: Brazil reserves its {word} position on {HOSTILE}\n"
    )


def _wells(count: str, *, fourth: bool = False) -> str:
    added = "\n\n4. To thank the craftspeople who repair winches without pay.[3]" if fourth else ""
    extra = "\n\n3. Mexico wishes to dissociate itself from this paragraph." if fourth else ""
    return (
        "DRAFT RESOLUTION\n\nCARE OF VILLAGE WELLS\n\nTHE GENERAL ASSEMBLY,\n\n"
        "RECALLING that village wells belong to the communities that dig them,\n\nRESOLVES:\n\n"
        "1. To instruct the Secretariat to draw a map of the wells in service in each district.\n\n"
        f"2. To invite member states to train {count} pump keepers in every village before the dry season.[1]\n\n"
        f"3. To encourage schools to teach the upkeep of well rims and buckets.[2]{added}\n\nNOTES\n\n"
        "1. Brazil and Peru enter a reservation to this paragraph.\n\n"
        f"2. Chile will send an explanation of position on this paragraph.{extra}\n"
    )


def _held_by_many(revision: int) -> str:
    """A draft whose paragraphs many States reserve on; each revision has another new paragraph."""
    text = "To train the keepers of {} before the dry season."
    asked = [text.format(f"pump number {n}") + f"[{n}]" for n in range(1, len(STATES) + 1)]
    asked.insert(revision, text.format("every new pump"))
    numbered = "\n\n".join(f"{n}. {words}" for n, words in enumerate(asked, 1))
    notes = "\n\n".join(f"{n}. {state} enters a reservation to this paragraph." for n, state in enumerate(STATES, 1))
    return f"THE GENERAL ASSEMBLY,\n\nRESOLVES:\n\n{numbered}\n\nNOTES\n\n{notes}\n"


def _gauges(year: int, note: str, *, adopted: bool = True) -> str:
    session = "Adopted at" if adopted else "Draft for"
    return (
        f"GENERAL ASSEMBLY\nAG/RES. {2900 + year - 2016} (L-O/{year % 100})\n\nCARE OF THE GAUGES OF THE VALLEYS\n\n"
        f"({session} the fourth plenary session, held on June 5, {year})\n\nTHE GENERAL ASSEMBLY,\n\n"
        "RECALLING its resolutions on the valleys,\n\nRESOLVES:\n\n"
        f"1. To encourage member states to measure the rain in every valley.[1]\n\nNOTES\n\n1. {note}\n"
    )


def _bracketed(pairs: int) -> str:
    choices = ("[shall (MEX)] [should]", "[USA: may <sell> water [at night]]", "[pending: Iran]", "[two]")
    paragraphs = [f"OP{n}. Villages {choice if n <= pairs else 'should'} clean their wells in spring."
                  for n, choice in enumerate(choices, 1)]  # fmt: skip
    fault = "OP5. Pumps [are painted. (agreed ad ref)" if pairs > 2 else "OP5. Pumps are painted. (agreed ad ref)"
    return "Chair’s text on wells\n\n" + "\n\n".join([*paragraphs, fault, "OP6. Buckets are kept dry."]) + "\n"
