"""Columns, rows and cells that come and go at once, and pictures with boxes: what validators and Word's layout want."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.ooxml.namespaces import V, w
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.resolve_package import resolve_package
from drafting.ooxml.revisions.resolve_story import resolve
from drafting.ooxml.table_grid import fills_grid
from tests.word.test_word_redline import WHEN, document, of_packages, p
from tests.word.test_word_valid import findings
from tests.word.word_views import view

Rows = list[list[str]]
THREE: Rows = [["État", "Cartes", "Année"], ["Chili", "12", "2024"], ["Pérou", "7", "2025"]]


def table(rows: Rows, marks: dict[str, str] | None = None) -> str:
    """A table whose cells are as wide as their columns; `marks`: what others have pending on a cell, by its text."""

    pending = {
        text: f'<w:{mark} w:id="{number}" w:author="Chili" w:date="{WHEN}"/>'
        for number, (text, mark) in enumerate((marks or {}).items(), 950)
    }

    def cell(text: str) -> str:
        said = pending.get(text, "")
        return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{said}</w:tcPr>{p(text)}</w:tc>'

    grid = "".join('<w:gridCol w:w="900"/>' for _ in rows[0])
    body = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def without(rows: Rows, column: int) -> Rows:
    return [[*row[:column], *row[column + 1 :]] for row in rows]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (THREE, without(THREE, 1)),
        (THREE, without(THREE, 2)[:2]),
        (THREE, without(THREE, 0)[1:]),
        (without(THREE, 1), [*THREE, ["Uruguay", "3", "2026"]]),
        (without(THREE, 1), THREE[:2]),
        (without(THREE, 0), [[row[0], "neuf", row[1], row[2]] for row in without(THREE, 2) for row in [[*row, "x"]]]),
        (THREE, [[row[0], row[2], f"n{k}", f"o{k}"] for k, row in enumerate(THREE[1:])]),
    ],
)
def test_a_column_and_a_row_change_at_once(before: Rows, after: Rows, tmp_path: Path) -> None:
    old, new = (document(table(rows) + p("Fin.")) for rows in (before, after))
    result = of_packages(old, new).package
    assert not findings(result.to_bytes(), tmp_path)
    assert view(result) == view(new)
    assert view(result, False) == view(old)
    for accept, wanted in ((True, new), (False, old)):
        settled = Package.load(result.to_bytes())
        resolve_package(settled, accept)
        tables = [next(package.xml(package.main).iter(w("tbl"))) for package in (settled, wanted)]
        assert all(map(fills_grid, tables))
        assert len({len(one.findall(f"{w('tblGrid')}/{w('gridCol')}")) for one in tables}) == 1


@pytest.mark.parametrize("mark", ["cellIns", "cellDel"])
def test_a_cell_bears_one_mark(mark: str, tmp_path: Path) -> None:
    """Whoever wants a column, or wants it gone, and whatever we do with it."""
    marks = {row[1]: mark for row in THREE}
    pending, plain = document(table(THREE, marks) + p("Fin.")), document(table(without(THREE, 1)) + p("Fin."))
    for old, new in ((pending, plain), (plain, pending)):
        result = of_packages(old, new).package
        assert not findings(result.to_bytes(), tmp_path)
        assert view(result) == view(new)


SHAPE = f'xmlns:v="{V}" xmlns:o="urn:schemas-microsoft-com:office:office"'


def boxed(words: str, size: int) -> str:
    """A picture with a text box, as Word 2007 writes it."""
    shape = (
        f'<v:shapetype {SHAPE} id="_x0000_t202" coordsize="21600,21600"><v:stroke joinstyle="miter"/></v:shapetype>'
        f'<v:shape {SHAPE} id="Cadre 1" o:spid="_x0000_s1026" type="#_x0000_t202" style="width:{size}pt;height:40pt">'
        f"<v:textbox><w:txbxContent>{p(words)}</w:txbxContent></v:textbox></v:shape>"
    )
    return f"<w:r><w:pict>{shape}</w:pict></w:r>"


def test_a_deleted_picture_is_struck_with_its_words_and_keeps_no_name_twice(tmp_path: Path) -> None:
    old = document(p("Voir ", boxed("la carte des ports", 90), " en annexe.") + p("Fin."))
    new = document(p("Voir ", boxed("un autre cadre", 120), " en annexe.") + p("Fin."))
    known = findings(old.to_bytes(), tmp_path) + findings(new.to_bytes(), tmp_path)
    result = of_packages(old, new).package
    assert not findings(result.to_bytes(), tmp_path) - known
    root = result.xml(result.main)
    names = [e.get("id") for e in root.iter(f"{{{V}}}shape", f"{{{V}}}shapetype")]
    assert len(names) == len(set(names)) == 4
    assert {e.get("type", "")[1:] for e in root.iter(f"{{{V}}}shape")} <= set(names)
    for accept, words in ((True, "un autre cadre"), (False, "la carte des ports")):
        settled = Package.load(result.to_bytes()).xml(result.main)
        resolve(settled, accept)
        assert [t.text for box in settled.iter(w("txbxContent")) for t in box.iter(w("t"))] == [words]
