"""The standard wordings of footnote statements, for a delegation that gives no words of its own."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from drafting.errors import SettingsError
from drafting.lexicon import LANGUAGES, load
from drafting.model.statement_kinds import ENTERABLE_KINDS
from drafting.negotiate.brackets.annotations import read_annotation

KINDS = ENTERABLE_KINDS
"""Kinds of statement that can be entered."""


@cache
def _formulas() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("formulas.toml").read_text(encoding="utf-8"))


def read_states(names: Sequence[str], language: str) -> tuple[str, ...]:
    """Codes of the States and groups named ("BRA", "Brazil", "MEX + CHL", "CARICOM"), each once.

    Raises SettingsError for a name of neither.
    """
    codes: list[str] = []
    for name in names:
        found = read_annotation(name, language, head=True)
        known = {code for lang in LANGUAGES for part in ("states", "groups") for code in load(lang).data[part]}
        if found is None or found.kind != "delegations" or not {*found.parties} <= known:
            raise SettingsError(f"{name} is no delegation", "write --state BRA, or the name: --state Brazil")
        codes += found.parties
    return tuple(dict.fromkeys(codes))


def statement_formula(kind: str, codes: Sequence[str], language: str, scope: str = "paragraph") -> str:
    """The wording of a statement of `kind` (one of KINDS) by the delegations `codes`.

    `scope`: what it is about (paragraph, item, heading, table, title, text, word). A language without formulas gives
    English. Raises SettingsError for an unknown kind.
    """
    table = _formulas().get(language) or _formulas()["en"]
    if kind not in table["kind"]:
        raise SettingsError(f"there is no formula for {kind!r}", f"kinds are: {', '.join(KINDS)}")
    place, of, within = table["place"].get("text" if scope == "title" else scope) or table["place"]["paragraph"]
    who, number = _subject(table, codes, language if language in _formulas() else "en")
    forms: list[str] = table["kind"][kind]
    return forms[min(number, len(forms) - 1)].format(who=who, place=place, of=of, within=within)


def _subject(table: dict[str, Any], codes: Sequence[str], language: str) -> tuple[str, int]:
    """The subject, and the form of the sentence it takes: 0 one delegation, 1 several, 2 a group among them."""
    lexicon = load(language)
    states = [c for c in codes if c in lexicon.data["states"]]
    groups = [c for c in codes if c not in states]
    parts = []
    if states:
        names = _join_names([lexicon.delegations.genitive(c) for c in states], table)
        parts.append(table["many" if len(states) > 1 else "one"].format(names=names))
    if groups:
        named = [table["groups"].get(c, lexicon.delegations.name(c)) for c in groups]
        parts.append(table["group"].format(names=_join_names(named, table)))
    if len(parts) > 1:
        parts[1] = parts[1][0].lower() + parts[1][1:]
    return f" {table['last']} ".join(parts), 2 if groups else int(len(states) > 1)


def _join_names(names: Sequence[str], table: dict[str, Any]) -> str:
    """ "du Brésil, du Chili et de l’Uruguay", "of Brazil, Chile and Uruguay"."""
    first, *rest = names
    rest = [name.removeprefix(table.get("once", "")) for name in rest]
    return f"{', '.join([first, *rest[:-1]])} {table['last']} {rest[-1]}" if rest else first
