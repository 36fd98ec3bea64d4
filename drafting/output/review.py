"""A draft reviewed against agreed language, as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafting.messages import message, section_messages
from drafting.output.library import marked, period, plain
from drafting.output.names import party_names, place_name
from drafting.output.terminal import fitted

if TYPE_CHECKING:  # the library is loaded only where it is asked
    from drafting.compose.review import DraftReview, MissingWording
    from drafting.library.models import Group, Hit

CLOSE = 50
"""Match % below which what differs is no longer worth reading: only the place is named."""


def review_text(review: DraftReview, name: str, language: str = "en") -> str:
    """Paragraph by paragraph the agreed wording closest to it and what differs; then paragraphs it may lack."""
    close = sum(any((g.hit.match or 0) >= CLOSE for g in p.groups) for p in review.paragraphs)
    pieces = [message("review.head", language, name=name, close=close, whole=len(review.paragraphs))]
    for paragraph in review.paragraphs:
        at = place_name(paragraph.at, language)
        if not paragraph.groups:
            pieces.append(f"{at}  {message('review.nothing', language)}")
        for group in paragraph.groups:
            found = f"{group.hit.match} %  {_uses(group, language)}"
            if (group.hit.match or 0) < CLOSE:
                pieces.append(fitted(f"{at}  {message('review.far', language, found=found)}", "   "))
                continue
            pieces.append(f"{fitted(f'{at}  {found}', '   ')}\n   {plain(marked(group.segments))}")
    if review.missing:
        pieces.append(message("review.missing", language))
    for missing in review.missing:
        where = _place_of(missing, language)
        years = [h.year for h in missing.uses if h.year]
        when = period((min(years), max(years)) if years else None)
        texts = message("search.in_texts", language, n=missing.texts, years=when)
        head = f"{where}  " + message("outline.line", language, name=texts, value=_named(missing.uses))
        pieces.append(f"{fitted(head, '   ')}\n{fitted('   ' + ' '.join(missing.uses[0].text.split()), '   ')}")
    return "\n\n".join(pieces) + "\n"


def _place_of(missing: MissingWording, language: str) -> str:
    """Where a paragraph of other texts would be in the draft."""
    if missing.after:
        return message("review.after", language, at=place_name(missing.after, language))
    return message("review.beginning", language, kind=section_messages("facets", language)[f"kind {missing.kind}"])


def _uses(group: Group, language: str) -> str:
    texts = message("search.in_texts", language, n=group.texts, years=period(group.years))
    states = party_names(group.reserved, language)
    reserved = message("search.reserved", language, states=states) if states else ""
    return message("outline.line", language, name=texts, value=_named(group.uses)) + reserved


def _named(hits: Sequence[Hit]) -> str:
    return ", ".join(dict.fromkeys(h.id for h in hits[:3])) + (" …" if len(hits) > 3 else "")
