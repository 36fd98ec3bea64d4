"""The words of a footnote statement when the delegation gives none: the house's formulas, in the draft's language."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from drafting.errors import SettingsError
from drafting.lexicon import LANGUAGES, load
from drafting.negotiate.brackets.annotations import read_annotation

KINDS = (
    "reservation", "dissociation", "conditional reservation", "explanation of position", "interpretative declaration",
    "not a party", "footnote announced",
)  # fmt: skip
"""Kinds of statement that can be entered."""


@cache
def _formulas() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("formulas.toml").read_text(encoding="utf-8"))


def read_states(names: Sequence[str], language: str) -> tuple[str, ...]:
    """Codes of the States and groups named ("BRA", "Brazil", "MEX + CHL", "CARICOM"). SettingsError for other words."""
    codes: list[str] = []
    for name in names:
        mark = read_annotation(name, language, head=True)
        known = {code for tongue in LANGUAGES for part in ("states", "groups") for code in load(tongue).data[part]}
        if mark is None or mark.kind != "delegations" or not {*mark.states, *mark.groups} <= known:
            raise SettingsError(f"{name} is no delegation", "write --state BRA, or the name: --state Brazil")
        codes += [*mark.states, *mark.groups]
    return tuple(dict.fromkeys(codes))


def statement_formula(kind: str, codes: Sequence[str], language: str, scope: str = "paragraph") -> str:
    """The note that delegations `codes` make: `kind` of KINDS, on what the `scope` says (paragraph, item, heading,
    table, title, text, word). English where the language has no formulas. SettingsError for an unknown kind."""
    table = _formulas().get(language) or _formulas()["en"]
    if kind not in table["kind"]:
        raise SettingsError(f"there is no formula for {kind!r}", f"kinds are: {', '.join(KINDS)}")
    place, of, within = table["place"].get("text" if scope == "title" else scope) or table["place"]["paragraph"]
    tongue = language if language in _formulas() else "en"
    who, number = _who(table, codes, tongue)
    forms: list[str] = table["kind"][kind]
    return forms[min(number, len(forms) - 1)].format(who=who, place=place, of=of, within=within)


def _who(table: dict[str, Any], codes: Sequence[str], language: str) -> tuple[str, int]:
    """The subject, and which form of the sentence it takes: 0 one delegation, 1 several, 2 a group among them."""
    lexicon = load(language)
    states = [c for c in codes if c in lexicon.data["states"]]
    groups = [c for c in codes if c not in states]
    pieces = []
    if states:
        names = _joined([lexicon.delegations.genitive(c) for c in states], table)
        pieces.append(table["many" if len(states) > 1 else "one"].format(names=names))
    if groups:
        named = [table["groups"].get(c, lexicon.delegations.name(c)) for c in groups]
        pieces.append(table["group"].format(names=_joined(named, table)))
    if len(pieces) > 1:
        pieces[1] = pieces[1][0].lower() + pieces[1][1:]
    return f" {table['last']} ".join(pieces), 2 if groups else int(len(states) > 1)


def _joined(names: Sequence[str], table: dict[str, Any]) -> str:
    """ "du Brésil, du Chili et de l’Uruguay", "of Brazil, Chile and Uruguay"."""
    first, *rest = names
    rest = [name.removeprefix(table.get("once", "")) for name in rest]
    return f"{', '.join([first, *rest[:-1]])} {table['last']} {rest[-1]}" if rest else first
