"""Every file written holds up: before two validators, in LibreOffice, and LibreOffice settles its changes as we do."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from drafting.compare import compare
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.resolve_package import resolve_package
from drafting.output.concordance import concordance_docx
from drafting.read import read_bytes
from drafting.read.libreoffice import office
from drafting.word.build import build
from drafting.word.redline import RedlineSource, mark_up
from drafting.word.scrub import scrub
from drafting.word.tracked.accept_reject import accept_or_reject
from tests.office import needs_office
from tests.shared import SHARED, needs_shared
from tests.word.marked_samples import DATE, LANGUAGES, by_hand, marked, sample
from tests.word.word_sound import faults

openxml_audit = pytest.importorskip("openxml_audit", reason="the validator openxml-audit is not installed")
ooxml_integrity = pytest.importorskip("ooxml_integrity", reason="the validator ooxml-integrity is not installed")

_AS_WORD = ("never referenced",)
"""Not counted: a hint that a relationship is not used."""


def findings(data: bytes, folder: Path) -> Counter[str]:
    """What both validators say. Each gets a fresh start: openxml-audit remembers parts of other files otherwise."""
    path = folder / "checked.docx"
    path.write_bytes(data)
    said = [f"{f.code} {f.message}" for f in ooxml_integrity.check(path)]
    result = openxml_audit.OpenXmlValidator().validate(str(path))
    said += [f"{e.part_uri} {e.description}" for e in result.errors]
    return Counter(s for s in said if not any(known in s for known in _AS_WORD))


def test_the_validators_see_faults(tmp_path: Path) -> None:
    package = Package.load(marked())
    body = package.xml(package.main)[0]
    body.append(body[0])
    assert findings(package.to_bytes(), tmp_path)


@pytest.mark.parametrize("house", ["oas", "un"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_built_from_text_has_no_finding(house: str, language: str, tmp_path: Path) -> None:
    name = f"{language}-rev2.md"
    draft = read_bytes(sample(name), name)
    comparison = compare(read_bytes(sample(f"{language}-rev1.md"), name), draft)
    plain = build(draft, house=house, lines="continuous", comments=[("OP1", "Delegation A", "?")])
    for data in (plain, concordance_docx(comparison, house=house), concordance_docx(comparison, language="pt")):
        assert findings(data, tmp_path) == Counter()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_marked_up_and_settled_has_no_finding(language: str, tmp_path: Path) -> None:
    data = marked(language)
    assert findings(data, tmp_path) == Counter()
    for accept in (True, False):
        package = Package.load(data)
        accept_or_reject(package, data, "m.docx", accept, at=["OP2-OP8"])
        scrub(package)
        assert findings(package.to_bytes(), tmp_path) == Counter()
        resolve_package(package, accept)
        assert findings(package.to_bytes(), tmp_path) == Counter()


_TRACKED = sorted((SHARED / "corpus" / "word").glob("*_RP_*.docx"))
_CELLS = [p for p in _TRACKED if "-Cells" in p.name]
_SETTLED = [*((p, {}) for p in [*_CELLS, *_TRACKED[::6]]), *((p, {"kinds": ["formatting"]}) for p in _CELLS)]


@needs_shared
@pytest.mark.parametrize(("path", "choice"), _SETTLED, ids=lambda v: getattr(v, "name", None))
def test_real_files_get_no_finding_when_their_changes_are_settled(
    path: Path, choice: dict[str, list[str]], tmp_path: Path
) -> None:
    data = path.read_bytes()
    known = findings(data, tmp_path)
    for accept in (True, False):
        package = Package.load(data, path.name)
        assert accept_or_reject(package, data, path.name, accept, **choice).resolved
        assert not [f for f in findings(package.to_bytes(), tmp_path) if f not in known]


SCENARIOS = sorted((SHARED / "corpus" / "redline" / "scenarios").rglob("before.docx"))
PAIRS = [
    p for p in sorted((SHARED / "corpus" / "redline" / "pairs").glob("*-Before.docx")) if p.stat().st_size < 60_000
]


def other(path: Path) -> Path | None:
    names = [path.with_name("after.docx"), path.with_name(path.name.replace("-Before", "-After"))]
    return next((n for n in names if n.exists() and n != path), None)


@needs_shared
@pytest.mark.parametrize("path", [*SCENARIOS[::4], *PAIRS[::8]], ids=lambda p: f"{p.parent.name}/{p.name}")
def test_real_files_get_no_finding_they_had_not(path: Path, tmp_path: Path) -> None:
    partner = other(path)
    if partner is None:
        pytest.skip("no second file to compare with")
    old, new = path.read_bytes(), partner.read_bytes()
    sides = [RedlineSource(read_bytes(d, "x.docx"), Package.load(d, "x.docx")) for d in (old, new)]
    data = mark_up(*sides, author="Us", date=DATE)[1].package.to_bytes()
    known = findings(old, tmp_path) | findings(new, tmp_path)
    assert not [f for f in findings(data, tmp_path) if f not in known]
    assert not faults(Package.load(data)) - (faults(Package.load(old)) | faults(Package.load(new)))
    package = Package.load(data)
    resolve_package(package, True)
    assert not [f for f in findings(package.to_bytes(), tmp_path) if f not in known]


_LIBREOFFICE_JOINS = {("fr.docx", False)}
"""LibreOffice makes one insertion of words inserted at the end of a paragraph and a paragraph inserted behind it by the
same person at the same time; rejecting that takes the mark between them, which is old. Word keeps the two apart."""


def _python_of_office() -> str | None:
    for name in ("/usr/bin/python3", "/usr/lib/libreoffice/program/python"):
        if Path(name).exists():
            done = subprocess.run([name, "-c", "import uno"], capture_output=True)
            if done.returncode == 0:
                return name
    return None


@needs_office
@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_settles_the_changes_as_we_do(tmp_path: Path) -> None:
    python = _python_of_office()
    if python is None:
        pytest.skip("the Python bridge of LibreOffice (uno) is not installed")
    files = {f"{language}.docx": marked(language) for language in LANGUAGES} | {"hand.docx": by_hand()}
    jobs: list[str] = []
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        for what in ("accept", "reject"):
            jobs += [str(tmp_path / name), str(tmp_path / f"{what}-{name}"), what]
    pipe = f"drafting{tmp_path.name}"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    server = subprocess.Popen(
        [str(office()), profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        script = Path(__file__).with_name("libreoffice_settle.py")
        subprocess.run([python, str(script), pipe, *jobs], check=True, capture_output=True, timeout=180)
        server.wait(timeout=60)
    finally:
        server.kill()
    for name, data in files.items():
        for accept in (True, False):
            if (name, accept) in _LIBREOFFICE_JOINS:
                continue
            package = Package.load(data, name)
            resolve_package(package, accept)
            theirs = (tmp_path / f"{'accept' if accept else 'reject'}-{name}").read_bytes()
            assert words(theirs) == words(package.to_bytes()), (name, accept)


def words(data: bytes) -> list[str]:
    """What the document says, paragraph by paragraph, notes included."""
    resolution = read_bytes(data, "x.docx")
    from drafting.compare.units import body_units, footnote_units

    return [u.full_text for u in (*body_units(resolution), *footnote_units(resolution))]
