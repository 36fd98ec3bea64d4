"""Tables whose cells were settled: their rows fill the grid again, and no cell changes its width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.resolve_package import resolve_package
from drafting.ooxml.table_grid import fills_grid, repair_grid
from tests.ooxml.build_docx import Xml, doc, p, tbl, tc, tr, who
from tests.ooxml.xml_lookup import child


def cell(width: int | None, *, span: int = 1, mark: str = "", old: str = "") -> str:
    """A cell of so many twentieths of a point; `mark`: cellIns or cellDel; `old`: its former properties."""
    size = "" if width is None else f'<w:tcW w:w="{width}" w:type="dxa"/>'
    spans = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    marked = f"<w:{mark} {who()}/>" if mark else ""
    former = f"<w:tcPrChange {who()}><w:tcPr>{old}</w:tcPr></w:tcPrChange>" if old else ""
    return tc("x", props=size + spans + marked + former)


def table(grid: list[int], *rows: list[str]) -> etree._Element:
    """A table with columns of these widths in a document of its own."""
    return find(Package.load(doc(with_grid(grid, *rows), p("end"))))


def with_grid(grid: list[int], *rows: list[str]) -> Xml:
    """The markup of a table with columns of these widths."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return Xml(f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(tr(*row) for row in rows)}</w:tbl>")


def find(package: Package) -> etree._Element:
    return next(package.xml(package.main).iter(w("tbl")))


def grid_of(element: etree._Element) -> list[int]:
    return [int(c.get(w("w"), "")) for c in child(element, "tblGrid")]


def spans_of(element: etree._Element) -> list[list[int]]:
    rows = [row.findall(f"{w('tc')}/{w('tcPr')}") for row in element.iter(w("tr"))]
    return [[1 if (s := c.find(w("gridSpan"))) is None else int(s.get(w("val"), "")) for c in row] for row in rows]


def test_the_cell_beside_deleted_ones_spans_their_columns() -> None:
    wide = cell(9000, old='<w:tcW w:w="3000" w:type="dxa"/>')
    gone = [cell(3000, mark="cellDel"), cell(3000, mark="cellDel")]
    data = doc(with_grid([3000, 3000, 3000], [wide, *gone], [cell(3000)] * 3), p("end"))
    for accept, expected in ((True, [[3], [1, 1, 1]]), (False, [[1, 1, 1], [1, 1, 1]])):
        package = Package.load(data)
        resolve_package(package, accept)
        assert spans_of(find(package)) == expected
        assert grid_of(find(package)) == [3000, 3000, 3000]
        assert fills_grid(find(package))


def test_a_cell_that_was_divided_is_whole_again() -> None:
    first = cell(3000, old='<w:tcW w:w="9000" w:type="dxa"/><w:gridSpan w:val="3"/>')
    added = [cell(3000, mark="cellIns"), cell(3001, mark="cellIns")]
    data = doc(
        with_grid([3000, 3000, 3000], [first, *added], [cell(3000)] * 3),
        p("end"),
    )
    package = Package.load(data)
    resolve_package(package, False)
    assert spans_of(find(package)) == [[3], [1, 1, 1]]


def test_where_no_widths_are_known_the_shorter_row_leaves_columns_free() -> None:
    data = doc(tbl(tr(tc("a"), tc("b", props=f"<w:cellDel {who()}/>")), tr("c", "d")), p("end"))
    package = Package.load(data)
    element = find(package)
    columns = element.find(w("tblGrid"))
    if columns is None:
        columns = etree.Element(w("tblGrid"))
        element.insert(1, columns)
    del columns[:]
    columns.extend([etree.Element(w("gridCol")), etree.Element(w("gridCol"))])
    resolve_package(package, True)
    assert [a.get(w("val")) for a in element.iter(w("gridAfter"))] == ["1"]
    assert fills_grid(element)


def test_a_table_that_did_not_fill_its_grid_before_is_left_as_it_is() -> None:
    data = doc(with_grid([3000, 3000, 3000, 3000], [cell(9000, span=2), cell(3000, mark="cellDel")], [cell(3000)]))
    package = Package.load(data)
    resolve_package(package, True)
    assert grid_of(find(package)) == [3000] * 4
    assert spans_of(find(package)) == [[2], [1]]


def test_edges_a_point_apart_are_one() -> None:
    element = table([5000, 5000], [cell(3000), cell(6001)], [cell(2990), cell(3005), cell(3006)])
    repair_grid(element)
    assert spans_of(element) == [[1, 2], [1, 1, 1]]
    assert len(grid_of(element)) == 3


@pytest.mark.parametrize("accept", [True, False])
@given(data=st.data())
def test_rows_fill_the_grid_whatever_cells_were_settled(accept: bool, data: st.DataObject) -> None:
    columns = data.draw(st.lists(st.integers(400, 3000), min_size=2, max_size=5))
    rows, widths = [], []
    for _ in range(data.draw(st.integers(1, 4))):
        changed = data.draw(st.integers(0, len(columns) - 1))
        first = cell(sum(columns[: changed + 1]), old=f'<w:tcW w:w="{columns[0]}" w:type="dxa"/>')
        rows.append([first, *(cell(n, mark="cellDel" if i <= changed else "") for i, n in enumerate(columns) if i)])
        widths.append([sum(columns[: changed + 1]), *columns[changed + 1 :]] if accept else columns)
    package = Package.load(doc(with_grid(columns, *rows), p("end")))
    resolve_package(package, accept)
    element = find(package)
    assert fills_grid(element)
    for row, expected in zip(element.iter(w("tr")), widths, strict=True):
        assert [int(s.get(w("w"), "")) for s in row.iter(w("tcW"))] == expected
    for wide, spans in zip(widths, spans_of(element), strict=True):
        grid = iter(grid_of(element))
        assert [sum(next(grid) for _ in range(s)) for s in spans] == wide
