"""The standard wordings of footnote statements, for a delegation that gives no words of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from drafting.errors import SettingsError
from drafting.lexicon import LANGUAGES, load
from drafting.lexicon.delegation_names import find_delegation, nearest_delegations
from drafting.lexicon.members import house_members
from drafting.model.statement_kinds import ENTERABLE_KINDS
from drafting.negotiate.brackets.annotations import read_annotation

KINDS = ENTERABLE_KINDS
"""Kinds of statement that can be entered."""


def _formulas(language: str) -> Mapping[str, Any]:
    """The table `formulas` of a language; of English where there is no such language or it has none."""
    table: Mapping[str, Any] | None = load(language).data.get("formulas") if language in LANGUAGES else None
    return table or load("en").data["formulas"]


def read_states(names: Sequence[str], language: str) -> tuple[str, ...]:
    """Codes of the States and groups named ("BRA", "Brazil", "MEX + CHL", "CARICOM"), each once.

    Raises SettingsError for a name of neither.
    """
    codes: list[str] = []
    for name in names:
        if one := find_delegation(name):
            codes.append(one)
            continue
        found = read_annotation(name, language, head=True)
        known = {code for lang in LANGUAGES for part in ("states", "groups") for code in load(lang).data[part]}
        known |= {*house_members()}
        if found is None or found.kind != "delegations" or not {*found.parties} <= known:
            raise SettingsError(f"{name} is not a known delegation", _likely_states(name, language))
        codes += found.parties
    return tuple(dict.fromkeys(codes))


def _likely_states(name: str, language: str) -> str:
    """The hint for a name that is not known: what it may mean, else how delegations are written."""
    names = load(language if language in LANGUAGES else "en").delegations
    near = [f"{names.name(code)} ({code})" for code in nearest_delegations(name)]
    return f"did you mean {' or '.join(near)}?" if near else "write --state BRA, or the name: --state Brazil"


def statement_formula(kind: str, codes: Sequence[str], language: str, scope: str = "paragraph") -> str:
    """The wording of a statement of `kind` (one of KINDS) by the delegations `codes`.

    `scope`: what it is about (paragraph, item, heading, table, title, text, word). A language without formulas gives
    English. Raises SettingsError for an unknown kind.
    """
    table = _formulas(language)
    if kind not in table["kind"]:
        raise SettingsError(f"there is no formula for {kind!r}", f"kinds are: {', '.join(KINDS)}")
    place, of, within = table["place"].get("text" if scope == "title" else scope) or table["place"]["paragraph"]
    who, number = _subject(table, codes, language if table is not _formulas("en") else "en")
    forms: list[str] = table["kind"][kind]
    return forms[min(number, len(forms) - 1)].format(who=who, place=place, of=of, within=within)


def _subject(table: Mapping[str, Any], codes: Sequence[str], language: str) -> tuple[str, int]:
    """The subject, and the form of the sentence it takes: 0 one delegation, 1 several, 2 a group among them."""
    lexicon = load(language)
    states = [c for c in codes if c in lexicon.data["states"] or c in house_members()]
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


def _join_names(names: Sequence[str], table: Mapping[str, Any]) -> str:
    """ "du Brésil, du Chili et de l’Uruguay", "of Brazil, Chile and Uruguay"."""
    first, *rest = names
    rest = [name.removeprefix(table.get("once", "")) for name in rest]
    return f"{', '.join([first, *rest[:-1]])} {table['last']} {rest[-1]}" if rest else first
