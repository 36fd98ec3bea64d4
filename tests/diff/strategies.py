"""Texts, tokens and units to try the diff engine with: every kind of space, apostrophe, accent and oddity."""

from __future__ import annotations

from hypothesis import strategies as st

from drafting.diff import Token, Unit
from drafting.text.tokens import tokenize

PIECES = [
    *"abé.,;:!?()-–—'’“”«»\"/%°§",
    *(" ", "  ", "\u00a0", "\u202f", "\t", "\n", "\u00ad", "\u200b"),
    *(
        "e\u0301",
        "ç",
        "ñ",
        "ã",
        "œ",
        "ß",
        "İ",
        "😀",
        "👨‍👩‍👧",
        "🇧🇷",
        "条",
        "\u0301",
        "\u200d",
        "\ufeff",
        "\U0001f600\u0301",
    ),
    *(
        "l'",
        "l’",
        "qu'",
        "jusqu’à",
        "accord-cadre",
        "pau-d'arco",
        "State's",
        "12",
        "1er",
        "1 000",
        "1\u00a0000",
        "3.50",
    ),
    *("de", "la", "États", "prie", "Prie", "membres", "OEA", "AG/RES. 2950", "_x_"),
]

texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


@st.composite
def text_pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two texts with much in common: one made from the other by cutting, putting in and respelling."""
    old = draw(st.lists(st.sampled_from(PIECES), max_size=16))
    new = list(old)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(new)))
        new[at : at + draw(st.integers(0, 3))] = draw(st.lists(st.sampled_from(PIECES), max_size=3))
    text = "".join(new)
    if draw(st.booleans()):
        text = text.replace("'", "’").replace(" ", "\u00a0")
    return "".join(old), text


@st.composite
def token_lists(draw: st.DrawFn) -> list[Token]:
    """The tokens of a text with atoms among them."""
    tokens = list(tokenize(draw(texts)))
    for _ in range(draw(st.integers(0, 3))):
        atom = Token(
            draw(st.sampled_from(["", "\ufffc"])), "atom", draw(st.sampled_from(["picture", "note 1", "note 2"]))
        )
        tokens.insert(draw(st.integers(0, len(tokens))), atom)
    return tokens


BODIES = [
    "",
    " ",
    "Prie les États membres de publier leurs données.",
    "Prie les États membres de publier leurs données avant la fin du mois.",
    "prie l’école de rendre compte",
    "prie l'école de rendre compte",
    "Requests the Secretariat to report on the rivers and the lakes, and to share the findings.",
    "Requests the Secretariat to report on the rivers and the lakes.",
    "and to share the findings.",
    "Mise en œuvre",
    "…",
]

units = st.builds(
    Unit,
    text=st.one_of(st.sampled_from(BODIES), texts),
    label=st.sampled_from([None, "", "1.", "2.", "a)", "•"]),
    kind=st.sampled_from(["clause", "item", "heading", "line", "row", "footnote"]),
    section=st.sampled_from([(), ("Mise en œuvre",), ("Suivi",)]),
    gap=st.sampled_from([" ", "\t", "\u00a0", ""]),
    anchor=st.sampled_from(["", "Prie les États membres."]),
)
