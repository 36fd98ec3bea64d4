"""Settling by author, kind and place: what belongs together goes together, the rest stays as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.errors import SettingsError
from drafting.ooxml.namespaces import w
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.resolve_package import resolve_package
from drafting.ooxml.text import plain
from drafting.word.tracked.accept_reject import ResolvedCount, accept_or_reject
from drafting.word.tracked.listing import group_changes, tracked_changes
from tests.ooxml.build_docx import dele, doc, ins, move_from, move_to, p
from tests.ooxml.xml_lookup import parent
from tests.word.marked_samples import LANGUAGES, by_hand, marked, opened
from tests.word.word_views import view


def settled(data: bytes, accept: bool = True, **how: object) -> tuple[Package, ResolvedCount]:
    package = Package.load(data, "m.docx")
    return package, accept_or_reject(package, data, "m.docx", accept, **how)  # type: ignore[arg-type]


def lines(package: Package) -> list[str]:
    """The words as they stand, deleted ones too."""
    return [plain(e) for e in package.xml(package.main).iter(w("p"))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("accept", [True, False])
def test_all_at_once_is_what_the_package_resolves_to(language: str, accept: bool) -> None:
    data = marked(language)
    package, count = settled(data, accept)
    other = Package.load(data)
    resolve_package(other, accept)
    assert package.to_bytes() == other.to_bytes()
    assert count.left == 0 and count.resolved == len(group_changes(Package.load(data))) > 10


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_in_any_portions_the_end_is_the_same(data: st.DataObject) -> None:
    accept = data.draw(st.booleans())
    content = by_hand() if data.draw(st.booleans()) else marked()
    whole = view(settled(content, accept)[0])
    package, where = opened(content)
    addresses = sorted({c.at for c in tracked_changes(package, where)} - {""})
    first = data.draw(st.lists(st.sampled_from(addresses), min_size=1, max_size=4, unique=True))
    part, count = settled(content, accept, at=first)
    assert count.resolved >= 1 and count.resolved + count.left >= len(group_changes(Package.load(content)))
    rest, last = settled(part.to_bytes(), accept)
    assert view(rest) == whole and last.left == 0


def test_an_address_takes_both_ends_of_a_move_and_nothing_else() -> None:
    for address in ("OP3", "old:OP9"):
        package, count = settled(marked(), at=[address])
        tags = {e.tag for e in package.xml(package.main).iter()}
        assert not tags & {w(n) for n in ("moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeEnd")}
        assert count == ResolvedCount(1, len(group_changes(Package.load(marked()))) - 1)


def test_one_of_two_moves_by_one_person() -> None:
    data = doc(
        p("1. Décide :"), p("1. Un fonds."), p(move_from("2. Un prix.", name="m1"), mark="moveFrom"), p("2. Une fête."),
        p(move_to("3. Un prix.", name="m1"), mark="moveTo"), p(move_from("4. Un bal.", name="m2"), mark="moveFrom"),
        p("4. Un jour."), p(move_to("5. Un bal.", name="m2"), mark="moveTo"), p("Fin."),
    )  # fmt: skip
    package, where = opened(data)
    assert [c.kind for c in tracked_changes(package, where)] == ["move", "move"]
    at = tracked_changes(package, where)[0].at
    package, count = settled(data, at=[at])
    root = package.xml(package.main)
    assert count == ResolvedCount(1, 1)
    assert [e.get(w("name")) for e in root.iter(w("moveFromRangeStart"), w("moveToRangeStart"))] == ["m2", "m2"]
    assert lines(package).count("2. Un prix.") == 0 and "3. Un prix." in lines(package)


def test_ranges_authors_kinds() -> None:
    package, count = settled(marked(), at=["OP2-OP6"])
    left = tracked_changes(*opened(package.to_bytes()))
    assert count.left == len(left) and not {c.at for c in left} & {"OP2", "OP3", "OP4", "OP5", "OP6"}
    package, count = settled(by_hand(), authors=["Bruno"])
    assert {g.first.author for g in group_changes(package)} == {"Aline"} and count.left == len(group_changes(package))
    package, _ = settled(by_hand(), kinds=["move"])
    kinds = {g.kind for g in group_changes(package)}
    assert "move" not in kinds and kinds >= {"insertion", "deletion", "formatting", "row insertion"}
    package, _ = settled(by_hand(), False, kinds=["formatting"])
    assert not any(parent(b).tag == w("rPr") for b in package.xml(package.main).iter(w("b")))


def test_a_new_note_and_its_mark_go_together() -> None:
    """Named by either end; rejected, no word of it stays in the file."""
    for address in ("fn1", "OP2"):
        package, _ = settled(by_hand(), False, at=[address])
        assert "Ruritanie" not in package.blob("word/footnotes.xml").decode()
        assert next(package.xml(package.main).iter(w("footnoteReference")), None) is None


def test_the_mark_of_a_note_inside_a_longer_change_is_not_cut_out() -> None:
    from tests.ooxml.build_docx import fn

    data = doc(
        p("Décide :"), p("1. Un fonds", ins(" neuf", fn(1)), "."), footnotes={1: (p(ins("Réserve de la Ruritanie.")),)}
    )
    with pytest.raises(SettingsError, match="part of a longer change"):
        settled(data, at=["fn1"])


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"at": ["OP99"]}, "has no OP99"),
        ({"at": ["nowhere"]}, "no address"),
        ({"at": ["OP6-OP2"]}, "no range"),
        ({"authors": ["Chloé"]}, "no tracked change is by Chloé"),
    ],
)
def test_what_is_not_there_is_said(how: dict[str, Any], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        settled(marked(), **how)


def test_what_another_did_inside_stays_pending() -> None:
    data = doc(p("Décide :"), p("1. Un ", ins("grand ", dele("beau ", author="Bruno"), "et "), "fonds."))
    package, count = settled(data, authors=["Aline"])
    assert count == ResolvedCount(1, 1)
    assert view(package) == view(package, accept=True) and "1. Un grand et fonds." in "".join(
        lines(settled(package.to_bytes())[0])
    )


def test_a_struck_picture_leaves_the_file() -> None:
    picture = '<w:r><w:pict><v:shape><v:imagedata r:id="rIdP"/></v:shape></w:pict></w:r>'
    from tests.ooxml.build_docx import R, Xml

    arrow = f'<Relationship Id="rIdP" Type="{R}/image" Target="media/p.png"/>'
    data = doc(p("a", ins(Xml(picture))), rels=arrow, parts={"word/media/p.png": b"x"})
    kept, gone = settled(data)[0], settled(data, False)[0]
    assert "word/media/p.png" in kept and "word/media/p.png" not in gone
    assert "rIdP" not in gone.blob("word/_rels/document.xml.rels").decode()
