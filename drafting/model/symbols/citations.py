"""Resolutions cited in words: "résolution 1540 (2004)", "resolutions 60/147 and 61/39"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.model.roman import roman_value
from drafting.model.symbols.value import Symbol
from drafting.resources import listed_in_all


def _any(title: str, *names: str) -> str:
    """The words or patterns of some lists in all languages as one pattern, the longest first."""
    found = {entry for name in names for entry in listed_in_all(title, name)}
    return "|".join(sorted(found, key=lambda entry: (-len(entry), entry)))


_AND = "|".join((_any("conjunctions", "and"), _any("citations", "and_also")))
_HEAD = re.compile(rf"\b(?:{_any('citations', 'resolution')})\b\s+", re.IGNORECASE)
_BODIES = {"council": "S", "rights_council": "A/HRC", "rights_commission": "E/CN.4"}
"""Lists of names in the lexicon, and the body in the symbols; the General Assembly and ECOSOC need no name."""
_BEFORE = {
    body: re.compile(rf"(?:{_any('citations', name)})(?:[’']s)?(?:\s+in\s+its)?\s+$", re.IGNORECASE)
    for name, body in _BODIES.items()
}
_NAMED = {
    body: re.compile(rf"\b(?:{_any('citations', name)})", re.IGNORECASE)
    for name, body in {"rights_council": "A/HRC", "rights_commission": "E/CN.4", "economic": "E"}.items()
}
_AFTER = {
    body: re.compile(rf"\s+(?:{_any('citations', 'of_' + name)})\b", re.IGNORECASE) for name, body in _BODIES.items()
}
_ITEM = re.compile(
    r"(?P<number>\d{1,4})[ \u00a0]?(?P<part>[A-Z](?=[ \u00a0]?\())?[ \u00a0]?\((?P<year>(?:19|20)\d{2})\)"
    r"|(?P<old>\d{1,4})[ \u00a0]?(?P<old_part>[A-Z])?[ \u00a0]?\((?:(?P<old_special>ES|S)-)?(?P<roman>[IVXLC]+)\)"
    r"|(?P<yearly>(?:19|20)\d{2})/(?P<yearly_serial>\d{1,3})(?![\d/])"
    r"|(?:(?P<special>ES|S)-)?(?P<session>\d{1,2})/(?P<serial>\d{1,3})(?![\d/])"
    r"(?:[ \u00a0](?P<letter>[A-Z])(?![\w.’']))?"
    r"|(?P<bare>\d{3,4})(?![\d/]|[ \u00a0]?\()"
)
_NEXT = re.compile(rf"(?:\s*,\s*(?:{_any('conjunctions', 'and')})?|\s+(?:{_AND}))\s+")
_OF_MONTH = rf"(?:(?:{_any('citations', 'of_month')})\s+)?"
_BETWEEN = re.compile(
    rf"\s*,?\s+(?:{_any('citations', 'dated')})\s+\d{{1,2}}(?:er|º|°)?\s+{_OF_MONTH}[^\W\d_]+\s+{_OF_MONTH}\d{{4}}"
)
"""The date of a resolution inside a list: "60/147 of 16 December 2005 and 61/39 …"."""

_NEAR = 60
"""Characters before the noun in which the name of the Security Council is looked for."""


def cited(text: str) -> Iterator[tuple[int, int, Symbol]]:
    """(start, end, symbol) for each resolution cited in words; the first of a list takes the noun into its span.

    A number without a year counts only beside the name of the Security Council; its symbol has no year.
    """
    for head in _HEAD.finditer(text):
        start, at = head.start(), head.end()
        before = next((b for b, name in _BEFORE.items() if name.search(text, max(0, start - _NEAR), start)), "")
        while m := _ITEM.match(text, at):
            symbol = _symbol(m, before or next((b for b, name in _AFTER.items() if name.match(text, m.end())), ""))
            if symbol is None:
                break
            yield start, m.end(), symbol
            dated = _BETWEEN.match(text, m.end())
            following = _NEXT.match(text, dated.end() if dated else m.end())
            if following is None:
                break
            start = at = following.end()


def numbered_symbol(number: str, organ: str) -> Symbol | None:
    """The symbol of the text with a number, by the organ that adopted it: ("12/3", "The Human Rights Council").

    None for every body but ECOSOC, the Human Rights Council and the Commission on Human Rights.
    """
    m = _ITEM.fullmatch(number.rstrip(" ."))
    body = next((body for body, name in _NAMED.items() if name.search(organ)), "")
    if m is None or not ((m["yearly"] and body.startswith("E")) or (m["session"] and body == "A/HRC")):
        return None
    return _symbol(m, body)


def _symbol(m: re.Match[str], body: str) -> Symbol | None:
    """The symbol of a citation; `body` is that of the organ named beside it, "" where none is."""
    if m["year"]:
        return Symbol("UN", "council", "S", "RES", m["number"], year=int(m["year"]))
    if m["roman"]:
        session = roman_value(m["roman"])
        if not session:
            return None
        return Symbol("UN", "old", "A", "RES", m["old"], session=session, special=m["old_special"] or "",
                      part=m["old_part"] or "")  # fmt: skip
    if m["yearly"]:
        body = body if body.startswith("E") else "E"
        return Symbol("UN", "path", body, "RES", m["yearly_serial"], year=int(m["yearly"]))
    if m["session"]:
        body = body if body.startswith("A") else "A"
        return Symbol("UN", "path", body, "RES", m["serial"], session=int(m["session"]), special=m["special"] or "",
                      part=m["letter"] or "")  # fmt: skip
    return Symbol("UN", "council", "S", "RES", m["bare"]) if body == "S" else None
