"""A draft reviewed against agreed language, as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafting.output.library import marked, period, plain
from drafting.output.terminal import fitted

if TYPE_CHECKING:  # the library is loaded only where it is asked
    from drafting.compose.review import DraftReview
    from drafting.library.models import Group, Hit

CLOSE = 50
"""Match % below which what differs is no longer worth reading: only the place is named."""


def review_text(review: DraftReview, name: str) -> str:
    """Paragraph by paragraph the agreed wording closest to it and what differs; then what the draft may lack."""
    close = sum(any((g.hit.match or 0) >= CLOSE for g in p.groups) for p in review.paragraphs)
    pieces = [f"{name}: agreed language close to {close} of {len(review.paragraphs)} paragraphs"]
    for paragraph in review.paragraphs:
        if not paragraph.groups:
            pieces.append(f"{paragraph.at}  nothing comes close")
        for group in paragraph.groups:
            head = f"{paragraph.at}  {group.hit.match} %  {_uses(group)}"
            if (group.hit.match or 0) < CLOSE:
                pieces.append(fitted(f"{paragraph.at}  nothing close; nearest {head.partition('  ')[2]}", "   "))
                continue
            pieces.append(f"{fitted(head, '   ')}\n   {plain(marked(group.segments))}")
    if review.missing:
        pieces.append("Not in the draft, but in several of the texts closest to it:")
    for missing in review.missing:
        where = f"after {missing.after}" if missing.after else f"at the beginning, {missing.kind}"
        years = [h.year for h in missing.uses if h.year]
        when = period((min(years), max(years)) if years else None)
        head = f"{where}  in {missing.texts} texts, {when}: {_named(missing.uses)}"
        pieces.append(f"{fitted(head, '   ')}\n{fitted('   ' + ' '.join(missing.uses[0].text.split()), '   ')}")
    return "\n\n".join(pieces) + "\n"


def _uses(group: Group) -> str:
    texts = f"in {group.texts} texts" if group.texts > 1 else "in 1 text"
    reserved = f"; statements by {', '.join(group.reserved)}" if group.reserved else ""
    return f"{texts}, {period(group.years)}: {_named(group.uses)}{reserved}"


def _named(hits: Sequence[Hit]) -> str:
    return ", ".join(dict.fromkeys(h.id for h in hits[:3])) + (" …" if len(hits) > 3 else "")
