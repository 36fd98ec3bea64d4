"""What a Word file can hold, changed at random: accepted it is NEW, rejected it is OLD, and Word would take it."""

from __future__ import annotations

import random
from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree

from drafting.ooxml.namespaces import V, W, w
from drafting.ooxml.package import Package
from drafting.ooxml.parse import parse_xml
from tests.word.test_word_redline import document, of_packages, p
from tests.word.word_sound import faults
from tests.word.word_views import view

WORDS = ("le", "comité", "publie", "des", "cartes", "neuves", "l’atelier", "d'été", "relève", "«\xa0note\xa0»")
FIELD = "".join(
    f"<w:r>{inside}</w:r>"
    for inside in (
        '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>4</w:t>", '<w:fldChar w:fldCharType="end"/>',
    )
)  # fmt: skip
BOX = (
    f'<w:r><w:pict><v:shape xmlns:v="{V}" id="s1"><v:textbox><w:txbxContent>{p("dans le cadre")}'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def cell(inside: str, span: int = 1) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/><w:gridSpan w:val="{span}"/></w:tcPr>{inside}</w:tc>'


def table(*rows: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def mark(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


INNER = table(cell(p("petite carte")) + cell(p("deux")))
BODY = (
    p("Le comité ", '<w:bookmarkStart w:id="1" w:name="signet"/>', "publie ses cartes.", mark(1))
    + p("L’atelier relève", '<w:bookmarkEnd w:id="1"/>', mark(2), " les notes", mark(3), BOX)
    + f'<w:p><w:hyperlink w:anchor="signet"><w:r><w:t>voir plus haut</w:t></w:r></w:hyperlink>{FIELD}</w:p>'
    + table(cell(p("un")) + cell(p("deux")), cell(p("large"), 2), cell(INNER + p("après")) + cell(p("trois")))
    + p("")
    + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Dans un contrôle.')}{p('Encore.')}</w:sdtContent></w:sdt>"
    + p("Une ligne", "<w:r><w:br/><w:t>et sa suite</w:t><w:tab/></w:r>")
    + p("Fin du texte.")
)
NOTES = {n: f"note {n} de l’atelier" for n in (1, 2, 3)}


def packaged(body: str = BODY) -> Package:
    package = document(body)
    notes = "".join(f'<w:footnote w:id="{n}">{p(text)}</w:footnote>' for n, text in NOTES.items())
    package.put("word/footnotes.xml", parse_xml(f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>'.encode(), "notes"))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    package.declare("word/footnotes.xml", kind)
    package.relate(package.main, "footnotes", "word/footnotes.xml")
    return package


def found(package: Package, tag: str) -> list[etree._Element]:
    return list(package.xml(package.main)[0].iter(w(tag)))


def loose(package: Package) -> list[etree._Element]:
    """Paragraphs that can go: not the last of a cell, a box or the body."""
    return [e for e in found(package, "p") if (after := e.getnext()) is not None and after.tag != w("sectPr")]


def reword(rng: random.Random, package: Package) -> None:
    text = rng.choice([t for t in found(package, "t") if t.text])
    words = (text.text or "").split(" ")
    words.insert(rng.randint(0, len(words)), rng.choice(WORDS))
    text.text = " ".join(words)


def reword_note(rng: random.Random, package: Package) -> None:
    text = rng.choice(list(package.xml("word/footnotes.xml").iter(w("t"))))
    text.text = f"{text.text} {rng.choice(WORDS)}"


def drop(rng: random.Random, package: Package) -> None:
    gone = rng.choice(loose(package))
    for end in [e for e in gone if e.tag in (w("bookmarkStart"), w("bookmarkEnd"))]:
        gone.addnext(end)
    parent = gone.getparent()
    assert parent is not None
    parent.remove(gone)


def add(rng: random.Random, package: Package) -> None:
    fresh = parse_xml(f'<w:x xmlns:w="{W}">{p(" ".join(rng.choices(WORDS, k=5)))}</w:x>'.encode(), "x")
    rng.choice(loose(package)).addnext(fresh[0])


def move(rng: random.Random, package: Package) -> None:
    moved, place = rng.choice(loose(package)), rng.choice(loose(package))
    if moved is not place and moved not in place.iterancestors() and place not in moved.iterancestors():
        place.addnext(moved)


def split_or_join(rng: random.Random, package: Package) -> None:
    one = rng.choice(loose(package))
    following = one.getnext()
    if following is not None and following.tag == w("p") and following in loose(package):
        one.extend([e for e in following if e.tag != w("pPr")])
        parent = following.getparent()
        assert parent is not None
        parent.remove(following)
    elif len(one) > 1:
        fresh = etree.Element(w("p"))
        fresh.extend(list(one)[len(one) // 2 :])
        one.addnext(fresh)


def row(rng: random.Random, package: Package) -> None:
    rows = [
        r for r in found(package, "tr") if len(list(r.itersiblings())) + len(list(r.itersiblings(preceding=True))) > 2
    ]
    one = rng.choice(rows)
    fresh = deepcopy(one)
    parent = one.getparent()
    assert parent is not None
    if rng.random() < 0.5:
        parent.remove(one)
    else:
        for text in fresh.iter(w("t")):
            text.text = rng.choice(WORDS)
        one.addnext(fresh)


def column(rng: random.Random, package: Package) -> None:
    one = rng.choice(found(package, "tc"))
    parent = one.getparent()
    assert parent is not None
    if rng.random() < 0.5 and len(parent.findall(w("tc"))) > 1:
        parent.remove(one)
    else:
        one.addnext(deepcopy(one))


def note(rng: random.Random, package: Package) -> None:
    """A note mark goes, or changes places with another."""
    marks = found(package, "footnoteReference")
    if len(marks) > 1 and rng.random() < 0.5:
        one, other = rng.sample(marks, 2)
        a, b = one.get(w("id"), ""), other.get(w("id"), "")
        one.set(w("id"), b)
        other.set(w("id"), a)
    elif marks:
        run = rng.choice(marks).getparent()
        holder = None if run is None else run.getparent()
        if run is not None and holder is not None:
            holder.remove(run)


def unwrap(rng: random.Random, package: Package) -> None:
    """A link, a picture or a field goes."""
    targets = found(package, "hyperlink") + found(package, "pict")
    if targets:
        one = rng.choice(targets)
        parent = one.getparent()
        assert parent is not None
        for child in list(one) if one.tag == w("hyperlink") else ():
            one.addprevious(child)
        parent.remove(one)


CHANGES: tuple[Callable[[random.Random, Package], None], ...] = (
    reword, reword, reword_note, drop, add, move, split_or_join, row, column, note, unwrap,
)  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_accepted_it_is_new_rejected_it_is_old(seed: int) -> None:
    rng = random.Random(seed)
    old, new = packaged(), packaged()
    for _ in range(rng.randint(1, 5)):
        rng.choice(CHANGES)(rng, new)
    sides = [Package.load(package.to_bytes(), "x.docx") for package in (old, new)]
    if seed % 2:
        sides.reverse()
    result = of_packages(*sides)
    assert view(result.package) == view(sides[1])
    assert view(result.package, False) == view(sides[0])
    assert not faults(Package.load(result.package.to_bytes())) - faults(sides[0]) - faults(sides[1])
    assert not [n for n in result.coverage if n.code == "self-check"]
