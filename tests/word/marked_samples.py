"""Marked-up documents made from the bundled samples, and one full of what two people did by hand."""

from __future__ import annotations

from functools import cache

from drafting.ooxml.package import Package
from drafting.read import read_bytes
from drafting.resources import templates
from drafting.word.build import build_package
from drafting.word.redline import RedlineSource, mark_up
from drafting.word.tracked.addresses import AddressIndex, index_addresses
from tests.ooxml.build_docx import comment, dele, doc, el, fn, ins, move_from, move_to, p, r, run, style, tbl, tc, tr

DATE = "2026-01-01T00:00:00Z"
LANGUAGES = ("fr", "en")


def sample(name: str) -> bytes:
    return (templates() / "samples" / name).read_bytes()


@cache
def built(language: str, revision: int) -> bytes:
    name = f"{language}-rev{revision}.md"
    return build_package(read_bytes(sample(name), name)).package.to_bytes()


@cache
def marked(language: str = "fr", author: str = "Delegation A") -> bytes:
    """Revision 2 of a sample against revision 1, with everything tracked."""
    sides = []
    for revision in (1, 2):
        data = built(language, revision)
        sides.append(RedlineSource(read_bytes(data, "r.docx"), Package.load(data, "r.docx")))
    return mark_up(*sides, author=author, date=DATE)[1].package.to_bytes()


def opened(data: bytes) -> tuple[Package, AddressIndex]:
    package = Package.load(data, "m.docx")
    return package, index_addresses(package, data, "m.docx")


def by_hand() -> bytes:
    """Three numbered paragraphs and a table, with changes of every kind by Aline and Bruno."""
    decide = p("La Conférence,"), p("Rappelant ses travaux,"), p("Décide :")
    return doc(
        *decide,
        p("1. De prier ", ins("instamment "), "le Bureau", dele(" sans retard", author="Bruno"), "."),
        p(move_from("2. De créer un fonds."), mark="moveFrom"),
        p("2. De désigner un rapporteur", ins(fn(1), author="Bruno"), "."),
        p(
            "3. De tenir une session",
            r(" publique", b=True, props=f"<w:rPrChange {_who()}><w:rPr/></w:rPrChange>"),
            ".",
        ),
        p(move_to("4. De créer un fonds."), mark="moveTo"),
        p(ins("5. De clore.", run(el("commentReference", id=3)), author="Bruno"), mark="ins", author="Bruno"),
        tbl(tr("a", "b"), tr(tc(p(ins("c"), mark="ins")), tc(p(ins("d"), mark="ins")), mark="ins")),
        p("Fin."),
        footnotes={1: (p(ins("Le Ruritanie réserve sa position.", author="Bruno")),)},
        comments=comment(3, "tard"),
        header=p("CER/doc.1", ins(" rev. 1")),
        styles=style("Normal"),
    )


def _who() -> str:
    return f'w:id="77" w:author="Aline" w:date="{DATE}"'
