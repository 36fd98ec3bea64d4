"""Rule 12 on whole packages: tables, notes, boxes, moves, and others' changes that are pending, settled or repeated."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree

from drafting.ooxml.namespaces import W, w
from drafting.ooxml.package import Package
from drafting.ooxml.parse import parse_xml
from drafting.ooxml.revisions.resolve_story import resolve
from drafting.word.redline.merge_blocks import body_of
from drafting.word.redline.verify import read_views
from drafting.word.redline.verify_partial import is_partly_resolved
from tests.word.test_word_redline import WHEN, document, of_packages, p, theirs
from tests.word.test_word_redline_others import mark, table
from tests.word.test_word_redline_shapes import CHANGES, FIELD, cell, found, loose, packaged
from tests.word.test_word_redline_shapes import table as shapes_table
from tests.word.word_sound import faults
from tests.word.word_views import view


def pending(kind: str, rng: random.Random) -> etree._Element:
    made = etree.Element(w(kind))
    for name, value in (("id", str(rng.randrange(10**6, 10**9))), ("author", rng.choice(["Chili", "Pérou"]))):
        made.set(w(name), value)
    made.set(w("date"), WHEN)
    return made


def words(rng: random.Random, package: Package) -> None:
    """Somebody inserts, deletes, or inserts and deletes again the words of a run."""
    runs = [t.getparent() for t in found(package, "t") if t.text]
    run = rng.choice([r for r in runs if r is not None and len(r) == 1])
    for kind in rng.choice([["ins"], ["del"], ["ins", "del"]]):
        if any(a.tag == w(kind) for a in run.iterancestors()) or (kind == "ins" and run[0].tag == w("delText")):
            continue
        holder = pending(kind, rng)
        run.addprevious(holder)
        holder.append(run)
        if kind == "del":
            run[0].tag = w("delText")


def ending(rng: random.Random, package: Package) -> None:
    """Somebody inserts or deletes the end of a paragraph."""
    one = rng.choice(loose(package))
    following = one.getnext()
    if following is None or following.tag != w("p") or one.find(w("pPr")) is not None:
        return
    properties = etree.Element(w("pPr"))
    etree.SubElement(properties, w("rPr")).append(pending(rng.choice(["ins", "del"]), rng))
    one.insert(0, properties)


def whole(rng: random.Random, package: Package) -> None:
    """Somebody inserts or deletes a paragraph with all it says."""
    place = rng.choice(loose(package))
    kind = rng.choice(["ins", "del"])
    fresh = etree.Element(w("p"))
    etree.SubElement(etree.SubElement(fresh, w("pPr")), w("rPr")).append(pending(kind, rng))
    holder = pending(kind, rng)
    fresh.append(holder)
    text = etree.SubElement(etree.SubElement(holder, w("r")), w("t" if kind == "ins" else "delText"))
    text.text = rng.choice(["Prie l’atelier de relever.", "Publie des cartes neuves."])
    place.addprevious(fresh)


def row(rng: random.Random, package: Package) -> None:
    """Somebody inserts or deletes a row."""
    rows = [r for r in found(package, "tr") if r.getnext() is not None and r.find(w("trPr")) is None]
    if rows:
        properties = etree.Element(w("trPr"))
        properties.append(pending(rng.choice(["ins", "del"]), rng))
        rng.choice(rows).insert(0, properties)


def settle(rng: random.Random, package: Package) -> None:
    """What one of them wants is accepted or rejected."""
    resolve(package.xml(package.main), rng.random() < 0.5, authors=[rng.choice(["Chili", "Pérou"])])


PENDING: tuple[Callable[[random.Random, Package], None], ...] = (words, words, words, ending, whole, row)


def rejected_well(result: Package, old: Package) -> bool:
    """Whether rejecting ours gives OLD accepted, or all OLD rejected, or OLD with what was accepted since."""
    if view(result, False, ["Nous"]) == view(old) or view(result, False) == view(old, False):
        return True
    root = deepcopy(result.xml(result.main))
    resolve(root, False)
    return is_partly_resolved(body_of(old.xml(old.main)), read_views(body_of(root)).accepted)


@pytest.mark.parametrize("seed", range(90))
def test_with_changes_pending_and_settled(seed: int) -> None:
    rng = random.Random(seed)
    old = packaged()
    for _ in range(rng.randint(0, 3)):
        rng.choice(PENDING)(rng, old)
    new = Package.load(old.to_bytes(), "new.docx")
    for change in rng.choices([*CHANGES, settle, *PENDING], k=rng.randint(1, 4)):
        change(rng, new)
    sides = [Package.load(package.to_bytes(), "x.docx") for package in (old, new)]
    if seed % 2:
        sides.reverse()
    result = of_packages(*sides)
    assert view(result.package) == view(sides[1])
    assert rejected_well(result.package, sides[0])
    assert not faults(Package.load(result.package.to_bytes())) - faults(sides[0]) - faults(sides[1])
    assert not [n for n in result.coverage if n.code == "self-check"]


def test_one_accepted_and_one_rejected_since_gives_the_old_text_accepted() -> None:
    """Rejecting all cannot give back an insertion that was accepted: the rejected deletion is marked as ours."""
    old = document(
        p("Prie le comité ", theirs("ins", "de suivi ", 950), "de publier les cartes.")
        + p("Invite les ateliers ", theirs("del", "régionaux ", 951), "à échanger leurs notes.")
    )
    new = document(
        p("Prie le comité de suivi de publier les cartes.") + p("Invite les ateliers régionaux à échanger leurs notes.")
    )
    result = of_packages(old, new)
    assert view(result.package) == view(new)
    assert view(result.package, False, ["Nous"]) == view(old)
    assert not [n for n in result.coverage if n.code == "self-check"]


def test_a_deletion_rejected_since_stands_unmarked() -> None:
    old, new = document(p("Prie ", theirs("del", "tout ", 950), "le comité.")), document(p("Prie tout le comité."))
    result = of_packages(old, new)
    assert not [e for e in result.package.xml(result.package.main).iter() if e.get(w("author")) == "Nous"]
    assert view(result.package, False) == view(old, False)


def test_what_is_pending_on_both_sides_stands_for_itself() -> None:
    """The number that somebody wants stays his, whatever else he took back."""
    gone = theirs("del", "3.4.3", 950)
    old = document(p("Voir ", gone, theirs("ins", "la note 12 du 3.4.2", 951), " du guide."))
    new = document(p("Voir ", gone, theirs("ins", "3.4.2", 952), " du guide."))
    result = of_packages(old, new)
    assert view(result.package, False) == view(old, False)
    said = [n.message for n in result.coverage if n.code == "settled-since"]
    assert said == ["a pending insertion of “la note 12 du” by Chili was taken back or rejected since"]


def test_their_deletion_goes_with_the_paragraph_we_delete() -> None:
    old = document(p("Un.") + p("Prie ", theirs("del", "encore ", 950), "le comité.") + p("Fin."))
    new = document(p("Un.") + p("Fin."))
    result = of_packages(old, new)
    assert view(result.package) == view(new)
    assert view(result.package, False) == view(old, False)
    assert view(result.package, False, ["Nous"]) == view(old)
    assert not [n for n in result.coverage if n.code == "settled-since"]


def test_their_row_goes_with_the_table_we_delete() -> None:
    old, new = document(p("Un.") + table(("", "un"), ("del", "deux"))), document(p("Un.") + p("Fin."))
    result = of_packages(old, new)
    assert view(result.package) == view(new)
    assert view(result.package, False) == view(old, False)


def test_an_empty_paragraph_behind_an_end_that_others_delete() -> None:
    """It is the one we delete; their end stays pending."""
    opening = p("Prie le comité.", mark=mark("del", 950))
    old, new = document(opening + p("") + p("Invite les ateliers.")), document(opening + p("Invite les ateliers."))
    result = of_packages(old, new)
    assert view(result.package, False) == view(old, False)
    assert not [n for n in result.coverage if n.code == "settled-since"]


def test_a_mark_around_an_empty_run_stays() -> None:
    empty = f'<w:ins w:id="950" w:author="Chili" w:date="{WHEN}"><w:r><w:rPr><w:b/></w:rPr></w:r></w:ins>'
    result = of_packages(document(p(empty, "Prie le comité.")), document(p(empty, "Prie le petit comité.")))
    authors = {e.get(w("author")) for e in result.package.xml(result.package.main).iter(w("ins"))}
    assert authors == {"Chili", "Nous"}


@pytest.mark.parametrize(
    ("lines", "good"),
    [
        (["Prie tout le comité", "Fin."], True),
        (["Prie le comité", "Fin."], True),
        (["Prie le grand comitéFin."], True),
        (["Prie le petit comité", "Fin."], False),
        (["Prie le comité"], False),
        (["Prie tout le comité", "Fin.", "Encore."], False),
    ],
)
def test_partly_settled_is_nothing_else(lines: list[str], good: bool) -> None:
    said = p("Prie ", theirs("del", "tout ", 950), "le ", theirs("ins", "grand ", 951), "comité", mark=mark("del", 952))
    old = document(said + p("Fin."))
    assert is_partly_resolved(body_of(old.xml(old.main)), lines) is good


def test_their_deleted_end_goes_with_the_paragraph_we_delete() -> None:
    one, other = p("Prie le comité.", mark=mark("del", 950)), p("Invite les ateliers.") + p("Remercie les villes.")
    old, new = (document(shapes_table(cell(inside)) + p("Fin.")) for inside in (one + other, other))
    result = of_packages(old, new)
    assert view(result.package) == view(new)
    assert view(result.package, False) == view(old, False)
    assert view(result.package, False, ["Nous"]) == view(old)


def test_a_comment_inside_a_field_that_goes_comes_along() -> None:
    """Its mark and its words are in the marked-up file together, or not at all."""
    opening, end = FIELD.split("<w:r><w:t>4</w:t></w:r>")
    inside = '<w:commentRangeStart w:id="7"/><w:r><w:t>4</w:t></w:r><w:commentRangeEnd w:id="7"/>'
    said = '<w:r><w:commentReference w:id="7"/></w:r>'
    old, new = document(p("Voir page ", opening, inside, said, end, " du guide.")), document(p("Voir page 5 du guide."))
    spoken = f'<w:comment w:id="7" w:author="Chili" w:date="{WHEN}">{p("Quelle page ?")}</w:comment>'
    old.put("word/comments.xml", parse_xml(f'<w:comments xmlns:w="{W}">{spoken}</w:comments>'.encode(), "x"))
    old.relate(old.main, "comments", "word/comments.xml")
    result = of_packages(old, new).package
    comments = result.related("comments")
    assert comments is not None
    ids = [e.get(w("id")) for e in result.xml(comments)]
    assert [e.get(w("id")) for e in result.xml(result.main).iter(w("commentReference"))] == ids != []
