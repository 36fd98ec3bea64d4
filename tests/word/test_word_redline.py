"""The redline case by case: what is marked, what is not, and whose marks stay."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from drafting.compare import compare
from drafting.model.resolution import Clause, Footnote, Line, NoteRef, Resolution, Span, Table
from drafting.ooxml.namespaces import W, w
from drafting.ooxml.numbering import automatic_labels
from drafting.ooxml.package import Package
from drafting.ooxml.parse import parse_xml
from drafting.ooxml.revisions.resolve_story import resolve
from drafting.read import read_bytes
from drafting.word.build import build_package
from drafting.word.redline import Redlined, RedlineSource, mark_up, redline
from tests.ooxml.xml_lookup import parent, words_of
from tests.shared import SHARED, needs_shared
from tests.word.word_views import view

WHEN = "2026-01-01T00:00:00Z"
LONG = "demande au comité de suivi des cartes de présenter un rapport complet sur les travaux de la session."
OTHER = "encourage les ateliers régionaux à échanger leurs relevés de terrain avant la fin de chaque année."
THIRD = "invite les bibliothèques publiques à conserver un exemplaire de chaque carte publiée par un atelier."


def clauses(*texts: str) -> Resolution:
    return Resolution(tuple(Clause(t, f"{n}.") for n, t in enumerate(texts, 1)), language="fr")


def marked(old: Resolution, new: Resolution, **options: str) -> Redlined:
    return mark_up(RedlineSource(old), RedlineSource(new), author="Nous", date=WHEN, **options)[1]  # type: ignore[arg-type]


def words(result: Redlined, kind: str, part: str = "word/document.xml") -> list[str]:
    """The words inside each mark of a kind that holds content."""
    found = (
        "".join(t.text or "" for t in e.iter(w("t"), w("delText"))) for e in result.package.xml(part).iter(w(kind))
    )
    return [text for text in found if text]


def count(result: Redlined, kind: str, part: str = "word/document.xml") -> int:
    return len(list(result.package.xml(part).iter(w(kind))))


def document(body: str, name: str = "x.docx") -> Package:
    """A Word file with this body (w: prefix at hand) on the house style."""
    package = build_package(Resolution()).package
    root = package.xml(package.main)
    section = root[0].find(w("sectPr"))
    fresh = parse_xml(f'<w:body xmlns:w="{W}">{body}</w:body>'.encode(), name)
    assert section is not None
    fresh.append(section)
    root.replace(root[0], fresh)
    return Package.load(package.to_bytes(), name)


def p(*content: str, mark: str = "") -> str:
    properties = f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>" if mark else ""
    runs = "".join(c if c.startswith("<") else f'<w:r><w:t xml:space="preserve">{c}</w:t></w:r>' for c in content)
    return f"<w:p>{properties}{runs}</w:p>"


def theirs(kind: str, text: str, number: int = 900) -> str:
    tag = "delText" if kind == "del" else "t"
    words = f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'
    return f'<w:{kind} w:id="{number}" w:author="Chili" w:date="{WHEN}">{words}</w:{kind}>'


def of_packages(old: Package, new: Package) -> Redlined:
    sides = [read_bytes(package.to_bytes(), "x.docx") for package in (old, new)]
    return redline(old, new, compare(*sides), author="Nous", date=WHEN)


def test_one_word() -> None:
    result = marked(clauses(LONG), clauses(LONG.replace("complet", "bref")))
    assert (words(result, "del"), words(result, "ins")) == (["complet"], ["bref"])


def test_an_apostrophe_is_one_character() -> None:
    result = marked(clauses("l'accord d'hier"), clauses("l’accord d’hier"))
    assert (words(result, "del"), words(result, "ins")) == (["'", "'"], ["’", "’"])


def test_automatic_renumbering_leaves_no_mark() -> None:
    result = marked(clauses(LONG, OTHER, THIRD), clauses(LONG, THIRD))
    assert words(result, "del") == [OTHER]
    assert words(result, "ins") == []
    assert count(result, "pPrChange") == 0


def test_a_gap_in_the_numbers_marks_nobody_else() -> None:
    old = Resolution(tuple(Clause(t, f"{n}.") for n, t in enumerate((LONG, OTHER, THIRD, "De partir."), 1)))
    new = Resolution(tuple(b for b in old.blocks if b != old.blocks[1]))
    result = marked(old, new)
    assert words(result, "del") == [OTHER]
    assert count(result, "pPrChange") == 0
    rejected = result.package.copy()
    resolve(rejected.xml(rejected.main), False)
    assert automatic_labels(rejected)[:4] == ["1.", "2.", "3.", "4."]


def test_a_move_is_a_move_and_its_edit_is_visible() -> None:
    old, new = clauses(LONG, OTHER, THIRD), clauses(OTHER, THIRD, LONG.replace("complet", "bref et clair"))
    result = marked(old, new)
    starts = [
        {e.get(w("name")) for e in result.package.xml("word/document.xml").iter(w(k))}
        for k in ("moveFromRangeStart", "moveToRangeStart")
    ]
    assert len(starts[0]) == 1 and starts[0] == starts[1]
    assert count(result, "moveFromRangeEnd") == count(result, "moveToRangeEnd") == 1
    assert "complet" in "".join(words(result, "del")) and "bref et clair" in "".join(words(result, "ins"))
    assert sum(map(len, words(result, "del") + words(result, "ins"))) < 40
    nested = [
        e
        for e in result.package.xml("word/document.xml").iter(w("moveTo"), w("moveFrom"))
        if list(e.iter(w("ins"), w("del")))
    ]
    assert nested == []


@pytest.mark.parametrize(("language", "said"), [("fr", "déplacé depuis OP1"), ("", "moved from OP1")])
def test_a_plain_move_is_a_deletion_and_an_insertion(language: str, said: str) -> None:
    sides = (replace(clauses(*texts), language=language) for texts in ((LONG, OTHER, THIRD), (OTHER, THIRD, LONG)))
    result = marked(*sides, moves="plain")
    assert count(result, "moveFrom") == count(result, "moveTo") == 0
    assert (words(result, "del"), words(result, "ins")) == ([LONG], [LONG])
    comments = result.package.xml(result.package.related("comments") or "")
    assert [words_of(c) for c in comments] == [said]


@pytest.mark.parametrize("way", ["split", "merge"])
def test_a_split_or_merge_costs_a_paragraph_mark(way: str) -> None:
    joined, cut = clauses(LONG + " " + OTHER, THIRD), clauses(LONG, OTHER, THIRD)
    result = marked(joined, cut) if way == "split" else marked(cut, joined)
    kind = "ins" if way == "split" else "del"
    marks = [e for e in result.package.xml("word/document.xml").iter(w(kind)) if parent(e).tag == w("rPr")]
    assert len(marks) == 1
    assert sum(map(len, words(result, "ins") + words(result, "del"))) <= 1


def noted(text: str, *notes: tuple[int, str, str]) -> Resolution:
    return Resolution(
        (Clause(text, "1.", refs=tuple(NoteRef(at, m) for at, m, _ in notes)), Clause(OTHER, "2.")),
        tuple(Footnote(m, t) for _, m, t in notes),
        language="fr",
    )


def test_footnotes_edited_added_deleted() -> None:
    part = "word/footnotes.xml"
    edited = marked(noted(LONG, (7, "1", "Une réserve ancienne.")), noted(LONG, (7, "1", "Une réserve nouvelle.")))
    assert (words(edited, "del", part), words(edited, "ins", part)) == (["ancienne"], ["nouvelle"])
    assert words(edited, "ins") == words(edited, "del") == []
    added = marked(noted(LONG), noted(LONG, (7, "1", "Une réserve.")))
    assert "Une réserve." in "".join(words(added, "ins", part))
    deleted = marked(noted(LONG, (7, "1", "Une réserve.")), noted(LONG))
    assert "Une réserve." in "".join(words(deleted, "del", part))
    found = deleted.package.xml("word/document.xml").iterfind(f".//{w('footnoteReference')}/../..")
    assert [e.tag for e in found] == [w("del")]


def test_two_notes_of_a_paragraph_swapped() -> None:
    old = noted(LONG, (7, "1", "Première remarque sur le comité."), (20, "2", "Seconde remarque, sur les cartes."))
    new = noted(LONG, (7, "1", "Seconde remarque, sur les cartes."), (20, "2", "Première remarque sur le comité."))
    result = marked(old, new)
    assert view(result.package) == view(build_package(new).package)
    assert view(result.package, accept=False) == view(build_package(old).package)


def test_table_rows_and_cells() -> None:
    old = Resolution((Table((("Carte", "Prix"), ("Rivière", "10"), ("Forêt", "20"))),))
    new = Resolution((Table((("Carte", "Prix"), ("Rivière", "12"), ("Montagne", "5"), ("Forêt", "20"))),))
    result = marked(old, new)
    rows = [e for e in result.package.xml("word/document.xml").iter(w("ins")) if parent(e).tag == w("trPr")]
    assert len(rows) == 1
    assert words(result, "del") == ["10"]


def test_bold_is_a_change_of_format_not_of_words() -> None:
    old = Resolution((Clause(LONG, "1."),))
    new = Resolution((Clause(LONG, "1.", spans=(Span(0, 7, "bold"),)),))
    result = marked(old, new)
    assert count(result, "rPrChange") == 1
    assert words(result, "ins") == words(result, "del") == []


def test_a_changed_symbol_is_marked_in_the_page_header() -> None:
    old, new = (
        Resolution((Line(s, role="symbol"), Clause(LONG, "1.")), symbol=s) for s in ("CP/doc.1/26", "CP/doc.2/26")
    )
    result = marked(old, new)
    headers = [rel.target for rel in result.package.relationships(result.package.main) if rel.type == "header"]
    assert any(count(result, "ins", h) and count(result, "del", h) for h in headers)


def test_a_word_file_against_a_draft_marks_no_formatting() -> None:
    package = document(p("Une phrase simple.") + p("Une autre phrase."))
    old = RedlineSource(read_bytes(package.to_bytes(), "x.docx"), package)
    new = RedlineSource(Resolution((Line("Une phrase simple."), Line("Une autre phrase, retouchée."))))
    _, result = mark_up(old, new, author="Nous", date=WHEN)
    assert count(result, "pPrChange") == count(result, "rPrChange") == 0
    assert words(result, "ins") == [", retouchée"]


class TestOthersChanges:
    """Rule 12 of the house."""

    def test_pending_on_both_sides_stays(self) -> None:
        text = (
            p("Le comité se réunit", theirs("ins", " chaque mois"), "."),
            p(theirs("del", "Jamais ", 901), "Il publie des cartes."),
        )
        old, new = document("".join(text)), document("".join(text).replace("des cartes", "des cartes neuves"))
        result = of_packages(old, new)
        root = result.package.xml(result.package.main)
        assert [e.get(w("author")) for e in root.iter(w("ins"), w("del"))] == ["Chili", "Chili", "Nous"]
        assert view(result.package) == view(new)
        assert view(result.package, False, {"Nous"}) == view(old)
        assert view(result.package, False) == view(old, False)

    def test_new_pending_insertion_is_theirs_alone(self) -> None:
        old, new = (
            document(p("Le comité se réunit.")),
            document(p("Le comité se réunit", theirs("ins", " chaque mois"), ".")),
        )
        result = of_packages(old, new)
        assert words(result, "ins") == [" chaque mois"]
        assert "Nous" not in result.package.blob(result.package.main).decode()
        assert view(result.package, False) == view(old)

    def test_new_pending_deletion_is_theirs_alone(self) -> None:
        old, new = (
            document(p("Le comité se réunit demain.")),
            document(p("Le comité se réunit", theirs("del", " demain"), ".")),
        )
        result = of_packages(old, new)
        assert "Nous" not in result.package.blob(result.package.main).decode()
        assert view(result.package, False) == view(old)

    def test_accepted_since_is_listed(self) -> None:
        old, new = (
            document(p("Le comité se réunit", theirs("ins", " chaque mois"), ".")),
            document(p("Le comité se réunit chaque mois.")),
        )
        result = of_packages(old, new)
        assert words(result, "ins") == []
        assert [(n.code, n.before, n.after) for n in result.coverage] == [("settled-since", "Chili", " chaque mois")]

    def test_our_edit_beside_their_insertion_never_nests_in_it(self) -> None:
        old = document(p("Le comité se réunit", theirs("ins", " chaque mois de mai"), "."))
        new = document(p("Le comité se réunit", theirs("ins", " chaque lundi de mai"), "."))
        result = of_packages(old, new)
        assert view(result.package) == view(new)
        assert view(result.package, False) == view(old, False)
        for ours in result.package.xml(result.package.main).iter(w("ins"), w("del")):
            if ours.get(w("author")) == "Nous" and ours.tag == w("ins"):
                assert not any(a.get(w("author")) == "Chili" for a in ours.iterancestors())

    def test_a_paragraph_they_propose(self) -> None:
        proposal = p(
            theirs("ins", "Un paragraphe proposé."), mark=f'<w:ins w:id="902" w:author="Chili" w:date="{WHEN}"/>'
        )
        old, new = document(p("Premier.") + p("Dernier.")), document(p("Premier.") + proposal + p("Dernier."))
        result = of_packages(old, new)
        assert "Nous" not in result.package.blob(result.package.main).decode()
        assert view(result.package) == view(new)
        assert view(result.package, False) == view(old)


def test_neither_input_is_changed() -> None:
    def content(package: Package) -> dict[str, bytes]:
        return {n: etree.tostring(parse_xml(package.blob(n), n), method="c14n") for n in package.names()}

    old, new = build_package(clauses(LONG, OTHER)), build_package(clauses(OTHER, THIRD))
    before = content(old.package), content(new.package)
    redline(old.package, new.package, compare(old.resolution, new.resolution), author="Nous", date=WHEN)
    assert (content(old.package), content(new.package)) == before


def test_empty_documents() -> None:
    for old, new in ((Resolution(), clauses(LONG)), (clauses(LONG), Resolution()), (Resolution(), Resolution())):
        result = marked(old, new)
        assert view(result.package) == view(build_package(new).package)
        assert view(result.package, accept=False) == view(build_package(old).package)


PAIRS = (
    "WC-1000",
    "WC-1240",
    "WC-1420",
    "WC-1660",
    "WC-1720",
    "WC-1830",
    "WC-1890",
    "WC-2090",
    "scen-move-edit",
    "scen-style",
    "scen-table-col",
    "scen-tracked-both",
    "scen-comment-keep",
    "scen-nbsp-quotes",
)


@needs_shared
@pytest.mark.parametrize("name", PAIRS)
def test_real_pairs_with_the_independent_oracle(name: str, tmp_path: Path) -> None:
    folder = SHARED / "corpus" / "redline"
    with (folder / "manifest.jsonl").open(encoding="utf-8") as lines:
        row = next(r for r in map(json.loads, lines) if r["id"] == name)
    packages = [Package.open(folder / row[side]) for side in ("before", "after")]
    result = of_packages(*packages)
    out = tmp_path / "marked.docx"
    out.write_bytes(result.package.to_bytes())
    command = [
        sys.executable,
        str(SHARED / "checks" / "redline_oracle.py"),
        str(folder / row["before"]),
        str(folder / row["after"]),
        str(out),
    ]
    found = json.loads(
        subprocess.run([*command, "--author", "Nous"], capture_output=True, text=True, check=False).stdout
    )
    marks = found["revisions"]
    assert found["strict"] and found["package_ok"] and not marks["duplicate_ids"] and not marks["warnings"]
    assert marks["chars"]["ins"] + marks["chars"]["del"] <= row["max_chars"]
    assert marks["moves"] >= row.get("moves", 0)


def test_macros_stay_behind_and_it_is_said() -> None:
    old, new = document(p("Une phrase.")), document(p("Une autre phrase."))
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    new.declare(new.main, kind)
    new.put("word/vbaProject.bin", b"macro")
    new.declare("word/vbaProject.bin", "application/vnd.ms-office.vbaProject")
    new.relate(new.main, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "word/vbaProject.bin")
    result = of_packages(old, Package.load(new.to_bytes(), "neuf.docm"))
    assert "macros" in [n.code for n in result.coverage]
    assert "word/vbaProject.bin" not in result.package
    assert b"vba" not in result.package.blob("[Content_Types].xml") + result.package.blob(
        "word/_rels/document.xml.rels"
    )
    assert result.package.content_type(result.package.main).endswith("wordprocessingml.document.main+xml")


def test_a_section_that_changes_keeps_its_former_layout() -> None:
    old, new = document(p("Une phrase.")), document(p("Une phrase."))
    next(new.xml(new.main).iter(w("pgMar"))).set(w("left"), "2000")
    result = of_packages(old, new)
    change = next(result.package.xml(result.package.main).iter(w("sectPrChange")))
    former = next(old.xml(old.main).iter(w("pgMar"))).get(w("left"))
    assert [m.get(w("left")) for m in change.iter(w("pgMar"))] == [former]


def test_what_deleted_paragraphs_need_is_imported() -> None:
    """A style, a list and a link that only the old document has come along with its deleted paragraph."""
    old = document(
        p("Reste.")
        + '<w:p><w:pPr><w:pStyle w:val="Maison"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'
        + "<w:r><w:t>Disparaît avec son style.</w:t></w:r></w:p>"
        + p("Reste aussi.")
    )
    styles_part, numbering_part = old.related("styles") or "", old.related("numbering") or ""
    style = f'<w:style xmlns:w="{W}" w:type="paragraph" w:styleId="Maison"><w:name w:val="Maison"/></w:style>'
    old.xml(styles_part).append(parse_xml(style.encode(), "style"))
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl>'
    listing = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    old.put(numbering_part, parse_xml(listing.encode(), "list"))
    new = document(p("Reste.") + p("Reste aussi."))
    result = of_packages(Package.load(old.to_bytes(), "x.docx"), new).package
    assert "Maison" in [s.get(w("styleId")) for s in result.xml(result.related("styles") or "").iter(w("style"))]
    number = next(result.xml(result.main).iter(w("numId"))).get(w("val"))
    assert number in [n.get(w("numId")) for n in result.xml(result.related("numbering") or "").iter(w("num"))]
    assert view(result, accept=False) == view(old)


def test_the_end_of_a_cell_where_a_table_came_in_between() -> None:
    def table(inside: str) -> str:
        return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"

    old = document(table(p("Une carte ancienne et son cadre.") + p("Un mot.")) + p("Fin."))
    new = document(table(p("Avant.") + table(p("Dedans.")) + p("Après.")) + p("Fin."))
    for before, after in ((old, new), (new, old)):
        result = of_packages(before, after)
        assert view(result.package) == view(after)
        assert view(result.package, accept=False) == view(before)
