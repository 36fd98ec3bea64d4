"""References in four languages: what follows, what went astray, what means another text; and the warnings' words."""

from __future__ import annotations

import pytest

from drafting.compare import Comparison, compare
from drafting.meaning.references.stale import StaleReference
from drafting.model.resolution import Clause, Resolution

FIRST = "Décide d’ouvrir un registre des phares et des balises."
SECOND = "Exhorte les villes du port à publier le relevé des marées."
NEW = "Souligne que les jardins ouvriers nourrissent les quartiers anciens."
ITEMS = ("les cartes des bancs de sable", "les horaires des bacs de nuit", "la liste des pilotes en service")

ABOVE = {
    "fr": ["paragraphe 2 ci-dessus", "par. 2 supra", "point 2 ci-dessus", "§ 2", "paragraphes 1 à 2 ci-dessus",
           "paragraphe 2 du dispositif", "n° 2 ci-dessus", "PARAGRAPHE 2"],
    "en": ["paragraph 2 above", "para. 2 of this resolution", "operative paragraph 2", "paragraphs 1 to 2",
           "point 2 above", "OP2", "Paragraph 2"],
    "es": ["párrafo 2 supra", "párr. 2 de la presente resolución", "numeral 2 supra", "n.º 2 supra",
           "párrafos 1 a 2 anteriores", "apartado 2 supra"],
    "pt": ["parágrafo 2 acima", "n.º 2 acima", "n.os 1 e 2 acima", "§ 2", "parágrafos 1 a 2", "item 2 acima"],
}  # fmt: skip
ELSEWHERE = {
    "fr": ["paragraphe 2 de la résolution 60/147", "résolution 2231 (2015), paragraphe 2", "son paragraphe 2",
           "Protocole n° 2 sur les phares", "alinéa b) du paragraphe 2 de la Charte", "point 2 de l’ordre du jour"],
    "en": ["paragraph 2 of resolution 60/147", "resolution 2231 (2015), paragraph 2", "its paragraph 2",
           "agenda item 2", "subparagraph (b) of paragraph 2 of the Charter", "paragraph 2 thereof"],
    "es": ["párrafo 2 de la resolución 60/147", "su párrafo 2", "apartado b) del párrafo 2 de la Carta",
           "Protocolo n.º 2 sobre los faros", "cuyo párrafo 2"],
    "pt": ["parágrafo 2 da resolução 60/147", "seu parágrafo 2", "alínea b) do parágrafo 2 da Carta",
           "Protocolo n.º 2 sobre os faróis", "item 2 da agenda"],
}  # fmt: skip
LETTERED = {
    "fr": ["alinéa b) du paragraphe 2", "paragraphe 2 b)", "paragraphe 2, alinéa b)", "l’al. b) du par. 2"],
    "en": ["subparagraph (b) of paragraph 2", "paragraph 2 (b)", "paragraph 2, subparagraph (b)", "OP2(b)"],
    "es": ["inciso b) del párrafo 2", "párrafo 2 b)", "apartado b) del párrafo 2", "literal b) del párrafo 2"],
    "pt": ["alínea b) do parágrafo 2", "parágrafo 2 b)", "parágrafo 2, alínea b)"],
}
OWN = {"fr": "alinéa a) ci-dessus", "en": "subparagraph (a) above", "es": "apartado a) supra", "pt": "alínea a) acima"}
PRECEDING = {
    "fr": "au paragraphe précédent", "en": "the preceding paragraph", "es": "el párrafo anterior",
    "pt": "o parágrafo anterior",
}  # fmt: skip


def draft(language: str, *texts: str, items: tuple[str, ...] = ()) -> Resolution:
    """Numbered paragraphs; the second has the lettered items."""
    children = tuple(Clause(text, f"{'abcdef'[n]})", level=1) for n, text in enumerate(items))
    blocks = [Clause(t, f"{n}.", children=children if n == 2 else ()) for n, t in enumerate(texts, 1)]
    return Resolution(tuple(blocks), language=language)


def astray(old: Resolution, new: Resolution) -> list[tuple[str, str, str, str]]:
    return [(a.code, a.meant, a.now, a.says) for a in compare(old, new).stale_references]


@pytest.mark.parametrize(("language", "words"), [(k, w) for k, v in ABOVE.items() for w in v])
def test_a_reference_that_was_left_behind(language: str, words: str) -> None:
    refers = f"Xyz, {words}, xyz."
    old, new = draft(language, FIRST, SECOND, refers), draft(language, FIRST, NEW, SECOND, refers)
    assert astray(old, new) == [("reference to another paragraph", "OP2", "OP3", "OP2")]
    gone = draft(language, FIRST, NEW, NEW.replace("jardins", "champs"), refers)
    assert astray(draft(language, FIRST, SECOND, NEW, refers), gone)[:1] != []


@pytest.mark.parametrize(("language", "words"), [(k, w) for k, v in ELSEWHERE.items() for w in v])
def test_a_reference_to_another_text(language: str, words: str) -> None:
    refers = f"Xyz {words}, xyz."
    assert not astray(draft(language, FIRST, SECOND, refers), draft(language, FIRST, NEW, SECOND, refers))


@pytest.mark.parametrize(("language", "words"), [(k, w) for k, v in LETTERED.items() for w in v])
def test_a_reference_to_a_lettered_item(language: str, words: str) -> None:
    refers = f"Xyz, {words}, xyz."
    old = draft(language, FIRST, SECOND, refers, items=ITEMS)
    new = draft(language, FIRST, SECOND, refers, items=(ITEMS[0], "la carte des ports", *ITEMS[1:]))
    assert astray(old, new) == [("reference to another paragraph", "OP2(b)", "OP2(c)", "OP2(b)")]
    followed = draft(language, FIRST, SECOND, refers.replace("b)", "c)"), items=(ITEMS[0], "la carte", *ITEMS[1:]))
    assert not astray(old, followed)


@pytest.mark.parametrize("language", OWN)
def test_a_reference_to_an_item_of_the_same_paragraph(language: str) -> None:
    refers = f"xyz {OWN[language]}, xyz des villes du port"
    old, new = (draft(language, FIRST, SECOND, items=items) for items in ((ITEMS[0], refers), (NEW, ITEMS[0], refers)))
    assert astray(old, new) == [("reference to another paragraph", "OP2(a)", "OP2(b)", "OP2(a)")]


@pytest.mark.parametrize("language", PRECEDING)
def test_the_preceding_paragraph(language: str) -> None:
    refers = f"Xyz {PRECEDING[language]}, xyz."
    old = draft(language, FIRST, SECOND, refers)
    assert not astray(old, draft(language, NEW, FIRST, SECOND, refers))
    parted = draft(language, FIRST, SECOND, NEW, refers)
    assert astray(old, parted) == [("reference to another paragraph", "OP2", "OP2", "OP3")]
    assert astray(old, draft(language, FIRST, refers)) == [("reference to a deleted paragraph", "OP2", "", "")]


def test_warnings_are_said_in_the_language_asked_for() -> None:
    another = StaleReference("reference to another paragraph", "par. 2", "OP4", "OP2", "OP3", "OP2")
    unnumbered = StaleReference("reference to another paragraph", "par. 9", "OP4", "OP9", "OP3")
    deleted = StaleReference("reference to a deleted paragraph", "par. 2", "OP4", "OP2")
    nothing = StaleReference("reference to nothing", "par. 99", "OP4")
    said = {
        a: [a.note(code).message for code in ("en", "fr", "es", "pt")] for a in (another, unnumbered, deleted, nothing)
    }
    for found, messages in said.items():
        assert len(set(messages)) == 4 and all(found.words in m and "{" not in m for m in messages)
        assert all(m.count("OP") == sum(bool(x) for x in (found.meant, found.now, found.says)) for m in messages)
    assert another.note("xx").message == said[another][0] == another.note().message
    assert another.note("fr").where == "OP4" and another.note("fr").severity == "warning"


def test_the_json_keeps_to_english_whatever_the_text() -> None:
    refers = "Renvoie au paragraphe 2 ci-dessus."
    found: Comparison = compare(draft("fr", FIRST, SECOND, refers), draft("fr", FIRST, NEW, SECOND, refers))
    assert found.to_dict()["notes"][0]["message"] == "“paragraphe 2” meant OP2, which is now OP3, and says OP2"
