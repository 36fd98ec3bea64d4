"""Run a case of the contract through the command line's entry point, in this process, and put down what came out.

What comes out is of two sorts, in two texts:

- data: JSON, CSV, drafts as Markdown and text, and of a Word file a SHA-256 of word/document.xml. In JSON the strings
  under `message`, `why`, `hint` and `error` are blanked, and so is the size of a library file.
- words for people: help, tables, pages (without style sheet and script; of a large one a SHA-256), notes and errors on
  stderr, and the strings that were blanked in the data. Of a case with `words`, also its Markdown, CSV and Word files.

Folders, the version, a mark of byte order, carriage returns and a missing line feed at the end are written as signs.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shlex
import shutil
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from drafting.cli import main
from tests.contract.cases import MADE, SOURCES, Case, files_named

GOLDEN = Path(__file__).resolve().parent / "golden"
SECONDS = "1772442000"
"""The moment of everything that is dated: 2 March 2026, 09:00 UTC."""
PAGE = 18_000
"""Pages with more characters, without style sheet and script, are put down as a sum."""
_BLANKED = re.compile(r'("(message|why|hint|error)": )"((?:[^"\\]|\\.)*)"')
_SIZE = re.compile(r'^((?:  ")?size"?: )\d+', re.M)
_VERSION = re.compile(r"\bdrafting \d+\.\d+\.\d+\S*")
_UNSEEN = re.compile(r"<(style|script)>.*?</\1>", re.S)


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command line gave."""

    code: int
    out: str
    err: str


@dataclass(slots=True)
class Captured:
    """What a case gave: the exit code of each of its lines, its data and its words, each with headings."""

    codes: list[int] = field(default_factory=list)
    data: str = ""
    words: str = ""


class Workshop:
    """A folder in which the files of `MADE` are made, each once and only when a case asks for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.home = self.folder / "home"
        self.made = self.folder / "made"
        self.home.mkdir()
        self.made.mkdir()

    def provide(self, name: str, folder: Path) -> None:
        """Put a file or folder where a case runs. Raises AssertionError when it cannot be made."""
        if name in MADE and not (self.made / name).exists():
            for needed in files_named(MADE[name]):
                if needed != name:
                    self.provide(needed, self.made)
            for line in MADE[name]:
                ran = self.run(line, self.made)
                assert ran.code == 0, f"{line}: {ran.err}"
        source = next(place / name for place in (self.made, *SOURCES) if (place / name).exists())
        target = folder / name
        if source == target or target.exists():
            return
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)

    def run(self, line: str, folder: Path, *, stdin: bytes = b"", library: str = "") -> Ran:
        """One command line in a folder. Nothing of the user's own settings and library is seen."""
        out, err, given = io.BytesIO(), io.BytesIO(), io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
        shown, told = (io.TextIOWrapper(stream, "utf-8", newline="\n", write_through=True) for stream in (out, err))
        streams = (patch.object(sys, "stdin", given), redirect_stdout(shown), redirect_stderr(told))
        with _isolated(folder, self.home, library), streams[0], streams[1], streams[2]:
            try:
                main(shlex.split(line))
                code = 0
            except SystemExit as end:
                code = end.code if isinstance(end.code, int) else int(end.code is not None)
        return Ran(code, out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8"))


@contextmanager
def _isolated(folder: Path, home: Path, library: str) -> Iterator[None]:
    """Another working folder and home, a fixed date and width of the terminal, for as long as a command runs."""
    own_to_machine = ("DRAFTING_", "XDG_", "NO_COLOR", "FORCE_COLOR", "LC_", "LANG")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(own_to_machine)}
    own = dict.fromkeys(("HOME", "USERPROFILE", "XDG_DATA_HOME", "LOCALAPPDATA"), str(home))
    fixed = {"SOURCE_DATE_EPOCH": SECONDS, "COLUMNS": "120", "LINES": "40", "LC_ALL": "C.UTF-8"}
    before = Path.cwd()
    with patch.dict(os.environ, kept | own | fixed | ({"DRAFTING_LIBRARY": library} if library else {}), clear=True):
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def capture(case: Case, workshop: Workshop, folder: Path) -> Captured:
    """Run the lines of a case in an empty folder and put down what came out."""
    folder = folder.resolve()
    (folder / "drafting.toml").write_text(case.settings, encoding="utf-8")
    for name in case.files:
        workshop.provide(name, folder)
    stdin = (folder / case.stdin).read_bytes() if case.stdin else b""
    found = Captured()
    for line in case.lines:
        before = _files(folder)
        ran = workshop.run(line, folder, stdin=stdin, library="library.sqlite" if case.library else "")
        found.codes.append(ran.code)
        parts = [("", ran.out), *((n, _shown(n, b)) for n, b in _files(folder).items() if before.get(n) != b)]
        data, words = _sorted(line, parts, case.words)
        words += [("stderr", ran.err)] if ran.err else []
        for name, sections in (("data", data), ("words", words)):
            signs = {str(folder): "<folder>", str(workshop.made): "<made>", str(workshop.home): "<home>"}
            setattr(found, name, getattr(found, name) + _printed(line, sections, signs))
    return found


def _files(folder: Path) -> dict[str, bytes]:
    """The files of a folder but for libraries, whose bytes nobody promises."""
    found = sorted(p for p in folder.rglob("*") if p.is_file() and ".sqlite" not in p.name)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def _shown(name: str, data: bytes) -> str:
    """A file as text; of a Word file a sum of its main part, of a large page a sum of what is seen of it."""
    if name.endswith((".docx", ".docm")):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return f"SHA-256 of word/document.xml: {hashlib.sha256(package.read('word/document.xml')).hexdigest()}\n"
    text = data.decode("utf-8")
    if not name.endswith(".html"):
        return text
    seen = _UNSEEN.sub(r"<\1></\1>", text)
    return f"SHA-256 of the page: {hashlib.sha256(seen.encode()).hexdigest()}\n" if len(seen) > PAGE else seen


Sections = list[tuple[str, str]]


def _sorted(line: str, parts: Sections, worded: bool) -> tuple[Sections, Sections]:
    """Standard output (no name) and files as data and as words."""
    data: Sections = []
    words: Sections = []
    for name, text in parts:
        if not text:
            continue
        if not _is_data(line, name, text, worded):
            words.append((name, text))
            continue
        data.append((name, _BLANKED.sub(r'\1""', text)))
        said = "".join(f"{m[2]}: {m[3]}\n" for m in _BLANKED.finditer(text) if m[3])
        words += [(f"words of {name or 'stdout'}", said)] if said else []
    return data, words


def _is_data(line: str, name: str, text: str, worded: bool) -> bool:
    asked = shlex.split(line)
    form = asked[asked.index("--format") + 1] if "--format" in asked else ""
    if text.startswith("{") or (form in ("json", "jsonl") and not name):
        return True
    if worded:
        return False
    if name:
        return not name.endswith(".html")
    drafted = text.startswith("---\n") or (asked[:1] == ["read"] and form == "text")
    return drafted or form in ("csv", "md")


def _printed(line: str, sections: Sections, signs: dict[str, str]) -> str:
    """Sections under the command line and their names; nothing where there are none."""
    text = "".join(f"{f'--- {name}' + chr(10) if name else ''}{_ended(part)}" for name, part in sections)
    for folder, sign in signs.items():
        text = text.replace(folder, sign)
    text = _VERSION.sub("drafting <version>", _SIZE.sub(r"\g<1>0", text))
    return f"$ drafting {line}".rstrip() + "\n" + text if text else ""


def _ended(text: str) -> str:
    text = text.replace("\ufeff", "<BOM>").replace("\r", "<CR>")
    return text if text.endswith("\n") else text + "<no line feed>\n"
