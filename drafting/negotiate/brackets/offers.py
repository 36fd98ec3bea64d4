"""What a text offers to read it under: the delegations that take a position, and the options."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from drafting.errors import SettingsError
from drafting.lexicon import LANGUAGES, load
from drafting.model.resolution import Clause, Resolution
from drafting.negotiate.brackets.across_paragraphs import BracketSurvey, survey_brackets, with_label_signs
from drafting.negotiate.brackets.choices import Choice, read_choice
from drafting.text.folding import fold

_SHOWN = 12
"""Choices named in an error, at most."""
_NEAR = 0.6
"""Likeness (0 to 1) from which a name is taken for a slip of another. Judged, not measured."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`delegations`: codes of States and groups, in alphabetical order; `options`: "1", "B", "ALT" …, likewise."""

    delegations: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The choices as they may be written."""
        named = (
            "Alt" if o == "ALT" else f"Alt {o[3:]}" if o.startswith("ALT") else f"Option {o}" for o in self.options
        )
        return (*self.delegations, *named)


def offered_choices(resolution: Resolution) -> Offer:
    """The delegations that its annotations name, and the options that it has."""
    found = survey_brackets(with_label_signs(resolution))
    codes = {code for place in found.places for a in place.parsed.annotations() for code in a.parties}
    return Offer(tuple(sorted(codes)), tuple(sorted(_options(found))))


def _options(found: BracketSurvey) -> set[str]:
    names = {b.name for group in found.options for b in group}
    for place in found.places:
        names |= {n.option for n, _ in place.parsed.walk_brackets() if n.option}
        names |= {"ALT" for n in place.parsed.brackets if n.is_alternative}
        if isinstance(place.block, Clause) and "alt" in place.at.number:
            names.add("ALT" + place.at.number.partition("alt")[2])
    return names


def choose(resolution: Resolution, name: str) -> Choice:
    """The choice that a name makes, which the text offers.

    Raises SettingsError for a name of neither delegation nor option, and for a choice that the text does not offer; it
    lists what there is.
    """
    offer = offered_choices(resolution)
    try:
        choice = read_choice(name, resolution.language)
    except SettingsError as error:
        raise SettingsError(error.message, _hint(offer, name)) from None
    has_option = choice.option in offer.options or f"ALT{choice.option}" in offer.options
    if has_option if choice.option else choice.codes <= set(offer.delegations):
        return choice
    raise SettingsError(
        f"--read {name}: the text has no such {'option' if choice.option else 'position'}", _hint(offer, name)
    )


def _hint(offer: Offer, name: str) -> str:
    if not offer.names:
        return "it has no attributed bracket and no option; read it as it stands"
    spelt = {fold(n): n for n in offer.names}
    for code in offer.delegations:
        spelt |= {fold(load(lang).delegations.name(code)): code for lang in LANGUAGES}
    near = difflib.get_close_matches(fold(name), list(spelt), 1, _NEAR)
    more = f" and {len(offer.names) - _SHOWN} more" if len(offer.names) > _SHOWN else ""
    listed = f"it offers: {', '.join(offer.names[:_SHOWN])}{more}"
    return f"did you mean {spelt[near[0]]}? {listed}" if near else listed
