"""The metadata of a resolution: what the format states, else what the lines print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from drafting.lexicon import Lexicon
from drafting.lexicon.masthead import without_meeting_place
from drafting.model.resolution import Block, Clause, Kind, Line, Resolution, Role, Status
from drafting.model.symbols import numbered_symbol
from drafting.read.paragraphs import StatedMetadata
from drafting.read.structure.front_facts import FrontFacts, first_date, status_of


@dataclass(frozen=True, slots=True)
class _Printed:
    """What the lines of a text print, under the names of the fields of a resolution."""

    symbol: str | None
    organ: str | None
    title: str | None
    status: Status
    adopted: str | None
    session: str | None
    agenda_item: str | None
    archive_code: str | None
    decision: str | None
    kind: Kind


def resolution_metadata(
    blocks: Sequence[Block], facts: FrontFacts, stated: StatedMetadata, lexicon: Lexicon, native: bool
) -> Resolution:
    """A resolution that holds nothing but the metadata: as stated, else as printed. A native draft may state "none"."""
    printed = _printed(blocks, facts, stated.symbol, lexicon)
    names = [f.name for f in fields(_Printed)]
    values = {name: getattr(printed, name) for name in names}
    is_stated = {name: getattr(stated, name) or (native and name in stated.given) for name in names}
    values |= {name: getattr(stated, name) for name in names if is_stated[name]}
    sponsors = stated.sponsors or (() if native and "sponsors" in stated.given else _sponsors(facts.sponsors, lexicon))
    return Resolution(**values, sponsors=sponsors)


def _printed(blocks: Sequence[Block], facts: FrontFacts, stated_symbol: str | None, lexicon: Lexicon) -> _Printed:
    chapeau, enacting = _line_of(blocks, "chapeau"), _line_of(blocks, "enacting")
    inline = lexicon.organ_enacts(enacting) if enacting else None
    decision = (inline[1] if inline else enacting).rstrip(" \u00a0\u202f:.,").strip() or None
    chapeau = chapeau or (inline[0] if inline else "")
    back = [block.text for block in blocks if isinstance(block, Line) and block.part == "back"]
    organ = without_meeting_place(lexicon.chapeau(chapeau) or chapeau.rstrip(" ,;:")) or facts.organ
    symbol = stated_symbol or facts.symbol or _numbered(facts.number, organ)
    status = status_of(facts, symbol, _status_below(back, lexicon))
    has_preamble = bool(chapeau) or any(isinstance(b, Clause) and b.part == "preamble" for b in blocks)
    return _Printed(
        symbol=symbol,
        organ=organ,
        title=facts.title,
        status=status,
        adopted=(facts.adopted or first_date(back, lexicon) or facts.date) if status == "adopted" else None,
        session=facts.session,
        agenda_item=facts.agenda_item,
        archive_code=None,
        decision=decision,
        kind=facts.kind or ("resolution" if has_preamble or decision else "extract"),
    )


def _numbered(number: str | None, organ: str | None) -> str | None:
    """The number of a text, or its symbol where the organ tells it: that of ECOSOC or the Human Rights Council."""
    symbol = numbered_symbol(number, organ) if number and organ else None
    return str(symbol) if symbol else number


def _line_of(blocks: Sequence[Block], role: Role) -> str:
    """The first line of a role, "" where there is none."""
    return next((block.text for block in blocks if isinstance(block, Line) and block.role == role), "")


def _status_below(back: Sequence[str], lexicon: Lexicon) -> Status | None:
    """The status that the lines below the text state: a date there is that of adoption."""
    stated = next((status for text in back if (status := lexicon.status(text))), None)
    return stated or ("adopted" if first_date(back, lexicon) else None)


def _sponsors(text: str | None, lexicon: Lexicon) -> tuple[str, ...]:
    """The States that a line of sponsors names, in its order."""
    return tuple(dict.fromkeys(m.code for m in lexicon.delegations.find(text) if not m.group)) if text else ()
