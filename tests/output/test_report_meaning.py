"""What the report says of meaning: arrows and words, filters, contents."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from drafting.compare import Comparison, compare
from drafting.model.resolution import Clause, Footnote, Heading, NoteRef, Resolution
from drafting.output.findings import directions, touches_substance
from drafting.output.html import report
from drafting.output.terminal import comparison_table
from tests.output.test_html import Page

A = "Décide d’ouvrir un registre des phares et des balises de la côte du nord."
B = "Exhorte les villes du port à publier chaque année le relevé des marées."
C = "Encourage les îles voisines à semer des arbres le long des canaux."
LATER = "Souligne que les jardins ouvriers nourrissent les quartiers anciens."
REFERS = "Charge la Ligue de veiller à l’application du paragraphe {} de la présente résolution."


def draft(*texts: str, note: str = "Le Chili réserve sa position.") -> Resolution:
    head = Heading("Le port", "I.")
    clauses = [Clause(text, f"{n}.") for n, text in enumerate(texts, 1)]
    hung = Clause(clauses[-1].text, clauses[-1].label, refs=(NoteRef(3, "1"),))
    return Resolution((head, *clauses[:-1], hung), (Footnote("1", note),), language="fr", title="Phares")


@pytest.fixture
def comparison() -> Comparison:
    old = draft(A, B, C, "L'île d'en face reste libre.", REFERS.format(2))
    new = draft(
        LATER,
        A,
        B.replace("Exhorte", "Invite"),
        C,
        "L’île d’en face reste libre.",
        REFERS.format(3),
        note="Le Chili se rallie.",
    )
    return compare(old, new)


def test_weaker_is_said_with_an_arrow_and_words(comparison: Comparison) -> None:
    source = report(comparison)
    meant = re.findall(r"<li class=\"(\w*)\">(.*?)</li>", source.partition('id="marked"')[2], re.S)
    said = {
        " ".join(html.unescape(re.sub(r"<[^>]+>", " ", words)).split()) for kind, words in meant if kind == "weaker"
    }
    assert said == {"▼ verbe Exhorte → Invite plus faible de 3"}
    assert "weaker" in comparison_table(comparison, "en") and "plus faible" in comparison_table(comparison)


def test_only_what_is_known_to_be_none_is_no_substance(comparison: Comparison) -> None:
    touched = {comparison.body.new[c.new[0]].address: touches_substance(c) for c in comparison.body.changes if c.new}
    assert touched == {"H1": False, "OP1": True, "OP2": False, "OP3": True, "OP4": False, "OP5": False, "OP6": False}
    assert [directions(c) for c in comparison.body.changes if directions(c)] == [("weaker",)]
    source = report(comparison)
    assert len(re.findall(r'<section class="[^"]* substance', source)) == 3  # two paragraphs, one footnote


def test_contents_lead_to_sections_with_their_marks(comparison: Comparison) -> None:
    source = report(comparison)
    (contents,) = re.findall(r'<ul class="contents front">(.*?)</ul>', source, re.S) or [""]
    assert not contents  # one section only: no contents are needed
    head = Heading("Le phare", "II.")
    old, new = (replace(side, blocks=(*side.blocks, head)) for side in (comparison.old, comparison.new))
    two = report(compare(old, new))
    (contents,) = re.findall(r'<ul class="contents front">(.*?)</ul>', two, re.S)
    assert "I. Le port" in contents and "+1" in contents and "▼1" in contents
    assert {link.removeprefix("#") for link in Page(two).links} <= set(Page(two).ids)


def test_warnings_of_references_are_in_the_notes(comparison: Comparison) -> None:
    stale = compare(draft(A, B, REFERS.format(2)), draft(LATER, A, B, REFERS.format(2)))
    assert not comparison.warnings and len(stale.warnings) == 1
    assert "warning: OP4: “paragraphe 2” meant OP2, which is now OP3" in comparison_table(stale, "en")
    assert "devenu OP3" in report(stale).partition('id="notes"')[2]
