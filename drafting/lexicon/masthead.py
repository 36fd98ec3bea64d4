"""Lines of a masthead: agenda item, session, meeting, sponsors, where an organ met.

Mastheads are bilingual and are read before the language of the text is certain, so each question knows the words of
all languages (`[masthead]` of each language file).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from drafting.lexicon.any_language import alternatives, listed, regexes

TABLE = "masthead"


def agenda_item(line: str) -> str | None:
    """The number in a line that names an agenda item ("Agenda item 12 (b)" → "12 (b)"), None for any other line."""
    found = next((m for pattern in _agenda() if (m := pattern.fullmatch(line.rstrip(" .")))), None)
    return found["number"].strip() if found else None


def names_session(line: str) -> bool:
    """True for a line with the word for a session of an organ."""
    return _patterns()["session"].search(line) is not None


def is_meeting_line(line: str) -> bool:
    """True for a line of nothing but the number of a meeting: "46th plenary meeting", "12e séance"."""
    return _patterns()["meeting line"].fullmatch(line) is not None


def begins_with_meeting(line: str) -> bool:
    """True for a line that begins by naming a meeting, with its number in figures or words, or without."""
    return _patterns()["meeting"].match(line) is not None


def sponsors_named(line: str) -> str | None:
    """What follows the label of a line of sponsors ("Co-sponsors: Brazil" → "Brazil"); None for other lines."""
    found = _patterns()["sponsors"].match(line)
    return line[found.end() :] if found else None


def names_subject(line: str) -> bool:
    """True for a line that says what a document is about: "RESOLUTION ON LIGHTS" is a title, no kind of document."""
    return _patterns()["about"].search(line) is not None


def tells_adoption(line: str) -> bool:
    """True for a line with a word for adopting or approving a text."""
    low = line.casefold()
    return any(stem in low for stem in listed(TABLE, "adopted"))


def without_meeting_place(organ: str) -> str:
    """The name of an organ without where it met: "LES MINISTRES réunis à Lima" → "LES MINISTRES"."""
    found = _patterns()["met"].search(organ)
    noun = found is not None and found[0].lstrip(", ")[:1].isupper() and not organ.isupper()  # "The Joint Meeting of …"
    return organ if found is None or noun else organ[: found.start()]


def without_participle(organ: str) -> str:
    """As `without_meeting_place`, also without what the organ acts under; only behind a comma."""
    return _patterns()["participle"].sub("", organ)


@cache
def _agenda() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in listed(TABLE, "agenda"))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    ordinal = rf"\d{{1,4}}\s?(?:{regexes('ordinals', 'digits')})\.?"
    meeting = f"(?:{alternatives(TABLE, 'meeting')})"
    met, acting = regexes(TABLE, "met"), regexes(TABLE, "acting")
    shapes = {
        "session": rf"\b(?:{alternatives(TABLE, 'session')})\b",
        "meeting line": rf"{ordinal}\s(?:\w+\s)?{meeting}(?:\s\w+)?",
        "meeting": rf"(?:(?:{ordinal}|\d{{1,4}})\s+)?(?:\(?\w+\)?\s+){{0,2}}{meeting}\b",
        "sponsors": rf"(?:{regexes(TABLE, 'sponsors')})\s?:\s*",
        "about": rf"^(?:\W*\w+\s+){{1,3}}(?:{alternatives(TABLE, 'about')})\s+\w",
        "met": rf",?\s(?:{met})\s.*",
        "participle": rf",\s+(?:{met}|{acting})\b.*",
    }
    return {name: re.compile(shape, re.IGNORECASE | re.DOTALL) for name, shape in shapes.items()}
