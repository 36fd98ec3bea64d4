"""Nothing is dropped in silence: comments of deleted words come along, the rest is listed; numbers come back."""

from __future__ import annotations

import random

import pytest

from drafting.model.resolution import Clause, Footnote, NoteRef, Resolution
from drafting.ooxml.comments import read_comments
from drafting.ooxml.namespaces import w
from drafting.ooxml.numbering import automatic_labels
from drafting.ooxml.package import Package
from drafting.ooxml.revisions.resolve_package import resolve_package
from drafting.read import read_bytes
from drafting.word.build import build, build_package
from drafting.word.redline import Redlined, RedlineSource, flatten_revisions, mark_up
from tests.word.test_word_redline import LONG, OTHER, THIRD, WHEN, clauses, document, marked, of_packages, p, theirs

SHORT = "remercie les villes hôtes de la réunion."


def commented(resolution: Resolution, *comments: tuple[str, str, str]) -> RedlineSource:
    data = build(resolution, comments=comments, date=WHEN)
    return RedlineSource(read_bytes(data, "x.docx"), Package.load(data, "x.docx"))


def codes(result: Redlined) -> list[str]:
    return [note.code for note in result.coverage]


def test_a_comment_on_deleted_words_comes_along_and_goes_with_them() -> None:
    old = commented(clauses(LONG, OTHER, THIRD), ("OP2", "Chili", "à revoir"), ("OP1", "Pérou", "trop long"))
    new = commented(clauses(LONG, THIRD))
    result = mark_up(old, new, author="Nous", date=WHEN)[1]
    assert [(r.author, r.text) for r in read_comments(result.package)] == [("Chili", "à revoir")]
    root = result.package.xml(result.package.main)
    reference = next(root.iter(w("commentReference")))
    assert next(reference.iterancestors(w("del")), None) is not None
    lost = [n for n in result.coverage if n.code == "comment"]
    assert [(n.before, "Pérou" in n.message) for n in lost] == [("trop long", True)]
    rejected, accepted = result.package.copy(), result.package.copy()
    resolve_package(rejected, False)
    resolve_package(accepted, True)
    assert [r.text for r in read_comments(rejected)] == ["à revoir"] and read_comments(rejected)[0].paragraphs == range(
        1, 2
    )
    assert next(accepted.xml(accepted.main).iter(w("commentReference"), w("commentRangeStart")), None) is None


_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_REL = "http://schemas.microsoft.com/office/2011/relationships/"


def threaded(source: RedlineSource, *threads: tuple[str, str, str]) -> RedlineSource:
    """The same document with threads: for each comment the name of its paragraph, of the one it answers, done."""
    package = source.package
    assert package is not None
    comments = package.xml(package.related("comments") or "")
    parts = {
        "commentsExtended": "".join(
            f'<x:commentEx x:paraId="{name}" x:paraIdParent="{parent}" x:done="{done}"/>'.replace(
                ' x:paraIdParent=""', ""
            )
            for name, parent, done in threads
        ),
        "people": "".join(
            f'<x:person x:author="{who}"><x:presenceInfo x:providerId="None" x:userId="{who}"/></x:person>'
            for who in dict.fromkeys(c.get(w("author"), "") for c in comments)
        ),
    }
    for comment, (name, _, _) in zip(comments, threads, strict=True):
        list(comment.iter(w("p")))[-1].set(f"{{{_W14}}}paraId", name)
    for kind, inside in parts.items():
        root = "commentsEx" if kind == "commentsExtended" else "people"
        package.put(f"word/{kind}.xml", f'<x:{root} xmlns:x="{_W15}">{inside}</x:{root}>'.encode())
        package.declare(
            f"word/{kind}.xml", f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        )
        package.relate(package.main, _REL + kind, f"word/{kind}.xml")
    return RedlineSource(source.resolution, Package.load(package.to_bytes(), "x.docx"))


def test_a_thread_on_deleted_words_stays_a_thread() -> None:
    said = [("OP2", "Chili", "à revoir"), ("OP2", "Pérou", "d'accord"), ("OP1", "Pérou", "trop long")]
    old = threaded(
        commented(clauses(LONG, OTHER, THIRD), *said),
        ("0000000A", "", "1"), ("0000000B", "0000000A", "0"), ("0000000C", "", "0"),
    )  # fmt: skip
    fresh = commented(clauses(LONG, THIRD), said[2], ("OP2", "Cuba", "bien"))
    new = threaded(fresh, ("0000000C", "", "0"), ("0000000A", "", "0"))
    package = mark_up(old, new, author="Nous", date=WHEN)[1].package
    found = {r.text: r for r in read_comments(package)}
    assert set(found) == {"à revoir", "d'accord", "trop long", "bien"}
    assert found["d'accord"].answers == found["à revoir"].id
    assert [found[t].done for t in ("à revoir", "d'accord")] == [True, False]
    names = [p.get(f"{{{_W14}}}paraId") for p in package.xml(package.related("comments") or "").iter(w("p"))]
    assert len(names) == len(set(names)) and None not in names
    people = [e.get(f"{{{_W15}}}author") for e in package.xml(package.related("people") or "")]
    assert sorted(filter(None, people)) == ["Chili", "Cuba", "Pérou"]
    resolve_package(package, True)
    assert len(package.xml(package.related("commentsExtended") or "")) == 2


def test_a_reply_follows_a_comment_that_stays() -> None:
    """The new document has the first comment of a thread, and no list of threads."""
    said = [("OP1", "Chili", "à revoir"), ("OP2", "Pérou", "d'accord")]
    old = threaded(commented(clauses(LONG, OTHER), *said), ("0000000A", "", "0"), ("0000000B", "0000000A", "0"))
    package = mark_up(old, commented(clauses(LONG), said[0]), author="Nous", date=WHEN)[1].package
    found = {r.text: r for r in read_comments(package)}
    assert found["d'accord"].answers == found["à revoir"].id


def test_a_comment_that_both_have_stays_once() -> None:
    sides = [commented(clauses(*texts), ("OP1", "Chili", "à revoir")) for texts in ((LONG, OTHER), (LONG, THIRD))]
    result = mark_up(sides[0], sides[1], author="Nous", date=WHEN)[1]
    assert [r.text for r in read_comments(result.package)] == ["à revoir"]
    assert "comment" not in codes(result)


def control(name: str, inside: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="{name}"/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def test_a_content_control_that_is_gone_is_listed() -> None:
    old = document(p(LONG) + control("Cote", p(OTHER)))
    new = document(p(LONG) + p(THIRD))
    assert "content-control" in codes(of_packages(old, new))
    assert "content-control" not in codes(of_packages(old, old))


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_field_over_several_paragraphs_is_listed() -> None:
    code = '<w:r><w:instrText xml:space="preserve"> TOC </w:instrText></w:r>'
    old = document(p(field("begin"), code, field("separate"), LONG) + p(OTHER, field("end")) + p(SHORT))
    new = document(p(LONG) + p(SHORT))
    assert "field" in codes(of_packages(old, new))


def test_typed_numbers_that_moved_are_listed_apart() -> None:
    old = document("".join(p(f"{n}. {t}") for n, t in enumerate((LONG, OTHER, THIRD), 1)))
    new = document("".join(p(f"{n}. {t}") for n, t in enumerate((SHORT, LONG, OTHER, THIRD), 1)))
    found = [n for n in of_packages(old, new).coverage if n.code == "typed-numbers"]
    assert len(found) == 1 and "1. → 2., 2. → 3., 3. → 4." in found[0].message


@pytest.mark.parametrize("seed", range(12))
def test_odd_numbers_come_back_when_everything_is_rejected(seed: int) -> None:
    chance = random.Random(seed)
    texts = [LONG, OTHER, THIRD, SHORT, SHORT.replace("villes", "écoles")]
    old = Resolution(tuple(Clause(t, f"{chance.choice((1, 1, 2, 3))}.") for t in texts), language="fr")
    new = Resolution(tuple(Clause(t, f"{n}.") for n, t in enumerate(texts[seed % 2 :], 1)), language="fr")
    result = marked(old, new)
    back = [x for x in automatic_labels(Package.load(result.package.to_bytes()), False) if x]
    assert back == [x for x in automatic_labels(build_package(old).package) if x]
    assert "numbers" not in codes(result)


def test_flattening_accepts_first_and_says_so() -> None:
    package = document(p(LONG, theirs("ins", " et des écoles"), theirs("del", " publiques", 901)))
    flat, said = flatten_revisions(package, "the old document")
    root = flat.xml(flat.main)
    assert not list(root.iter(w("ins"), w("del"))) and list(package.xml(package.main).iter(w("ins")))
    assert "".join(t.text or "" for t in root.iter(w("t"))).endswith(f"{LONG} et des écoles")
    assert said is not None and "2 tracked changes of the old document by Chili" in said.message
    assert flatten_revisions(flat, "the old document") == (flat, None)


def test_what_became_of_a_pending_change_is_said_with_its_words() -> None:
    old = document(p(LONG, theirs("ins", " et des écoles")))
    result = of_packages(old, document(p(LONG, " et des écoles")))
    assert [n.message for n in result.coverage] == [
        "a pending insertion of “et des écoles” by Chili was accepted since"
    ]


def test_notes_stand_in_the_order_of_their_marks() -> None:
    refs = (NoteRef(20, "1"), NoteRef(60, "2"))
    bodies = ("La Grenade émet une réserve sur ce point.", "Voir le rapport annuel du comité des cartes.")
    sides = [
        Resolution((Clause(LONG, "1.", refs=refs),), (Footnote("1", a), Footnote("2", b)), language="fr")
        for a, b in (bodies, bodies[::-1])
    ]
    package = marked(*sides).package
    marks = [e.get(w("id")) for e in package.xml(package.main).iter(w("footnoteReference"))]
    notes = [e.get(w("id")) for e in package.xml("word/footnotes.xml") if e.get(w("type")) is None]
    assert len(marks) == 4 and notes == marks
