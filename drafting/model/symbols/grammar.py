"""The grammar of symbols: one row for each way of building them, and how a match becomes a `Symbol`.

Written loosely where real documents are loose: spaces after "RES." and before brackets, "rev.1" and "rev. 1", the digit
zero for the letter O in "XXXVII-0/07".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from drafting.model.roman import roman_value
from drafting.model.symbols.form import NOT_AFTER, NOT_BEFORE, Form
from drafting.model.symbols.houses import HOUSES
from drafting.model.symbols.value import LEADING, Symbol, full_year

_GAP = r"[ \t\u00a0\u202f]?"
_ROMAN = r"[IVXLC]{1,9}"
_OAS_BODY = rf"[A-Z]{{2,8}}(?:-{_ROMAN})?(?:/(?!RES|DEC|ACTA|INF|SA\b|OD\b)(?:[A-Z]{{2,8}}(?:\.[A-Z]{{1,6}})?))*"
_OAS_MODIFIERS = rf"(?P<mods>(?:{_GAP}(?:[Rr]ev|[Aa]dd|[Cc]orr|[Aa]mend)\.?{_GAP}\d{{1,3}}(?!\d))*)"
_UN_MODIFIERS = rf"(?P<mods>(?:/(?:Rev|Add|Corr|Amend)\.{_GAP}\d{{1,3}}(?!\d))*)"
_YEAR2 = r"(?P<yy>\d{2}(?:\d{2})?)"
_NUMBER = r"(?P<n>\d{1,6}|[xX]{2,6})"


def _modifiers(text: str) -> tuple[tuple[str, int], ...]:
    found = re.findall(r"([A-Za-z]+)\.?\W?(\d+)", text or "")
    return tuple((name.lower(), int(n)) for name, n in found)


def _kind(text: str) -> str:
    """The series as printed canonically: "RES." "DEC." "doc." "INF."."""
    low = text.casefold().replace("é", "e").rstrip(".")
    return {"res": "RES.", "dec": "DEC.", "doc": "doc.", "inf": "INF.", "sa": "SA.", "od": "OD"}[low]


def _session(m: re.Match[str]) -> Symbol | None:
    session = roman_value(m["roman"])
    if not session:
        return None
    special = "O" if m["type"] == "0" else m["type"]
    return Symbol("OAS", "session", m["body"], _kind(m["kind"]), m["n"], session=session, special=special,
                  year=full_year(m["yy"]), modifiers=_modifiers(m["mods"]))  # fmt: skip


def _meeting(m: re.Match[str]) -> Symbol | None:
    return Symbol("OAS", "meeting", m["body"], _kind(m["kind"]), m["n"], meeting=int(m["meeting"]),
                  year=full_year(m["yy"]), modifiers=_modifiers(m["mods"]))  # fmt: skip


def _year(m: re.Match[str]) -> Symbol | None:
    return Symbol("OAS", "year", m["body"], _kind(m["kind"]), m["n"], year=full_year(m["yy"]),
                  modifiers=_modifiers(m["mods"]))  # fmt: skip


def _summary(m: re.Match[str]) -> Symbol | None:
    kind = _kind(m["kind"])
    year = full_year(m["yy"]) if m["yy"] else None
    return Symbol("OAS", "dash" if kind == "OD" else "year", m["body"], kind, m["n"], year=year,
                  modifiers=_modifiers(m["mods"]))  # fmt: skip


def _dash(m: re.Match[str]) -> Symbol | None:
    return Symbol("OAS", "dash", m["body"], "", m["n"], year=full_year(m["yy"]), modifiers=_modifiers(m["mods"]))


def _minutes(m: re.Match[str]) -> Symbol | None:
    return Symbol("OAS", "minutes", m["body"], "ACTA", m["n"], year=full_year(m["yy"]) if m["yy"] else None)


def _series(m: re.Match[str]) -> Symbol | None:
    return Symbol("OAS", "series", "OEA", "Ser.", m["letter"], part=m["sub"] or "")


def _old(m: re.Match[str]) -> Symbol | None:
    session = roman_value(m["roman"])
    if not session:
        return None
    return Symbol("UN", "old", "A", "RES", m["n"], session=session, special=m["special"] or "",
                  part=m["part"] or m["part2"] or "")  # fmt: skip


def _council(m: re.Match[str]) -> Symbol | None:
    return Symbol("UN", "council", "S", "RES", m["n"], year=int(m["year"]) if m["year"] else None)


_STEP = re.compile(
    r"(?P<special>ES|S)-(?P<session>\d{1,3})"
    r"|(?P<kind>L|CRP|WP|SR|PV|INF|NGO|BUR|SC|RPM)[./](?P<n>\d{1,5}(?:/\d{1,4})?)"
    r"|(?P<plain>\d{1,5})"
)


def _path(m: re.Match[str]) -> Symbol | None:
    """The steps after the body: a session or a year, then a number, in the order the organ uses."""
    kind, session, special, year, number = m["lead"] or "", None, "", None, ""
    steps = list(_STEP.finditer(m["steps"]))
    for i, step in enumerate(steps):
        last = i == len(steps) - 1
        if step["special"]:
            special, session = step["special"], int(step["session"])
        elif step["kind"]:
            kind, number = f"{step['kind']}.", step["n"]
        elif last and (i or kind in LEADING) and not number:
            number = step["plain"]
        elif year is None and session is None and _is_year(step["plain"]) and not (m["body"] == "A" and m["lead"]):
            year = int(step["plain"])
        elif session is None and not number:
            session = int(step["plain"])
        else:
            return None
    if not number:
        return None
    return Symbol("UN", "path", m["body"], kind, number, session=session, special=special, year=year,
                  part=m["part"] or "", modifiers=_modifiers(m["mods"]))  # fmt: skip


def _is_year(text: str) -> bool:
    return len(text) == 4 and 1945 <= int(text) <= 2199


def _conference(m: re.Match[str]) -> Symbol | None:
    return Symbol("UN", "path", m["body"], "", m["n"], modifiers=_modifiers(m["mods"]))


def _form(name: str, pattern: str, read: Callable[[re.Match[str]], Symbol | None], example: str) -> Form:
    return Form(name, re.compile(NOT_BEFORE + pattern + NOT_AFTER), read, example)


_UN_BODY = r"(?:A|S|E)(?:/(?:HRC|C\.\d|CN\.\d{1,2}|AC\.\d{1,4}|SCA|INF))*"
_PLAIN_STEP = r"/(?:(?:ES|S)-\d{1,3}|(?:L|CRP|WP|SR|PV|NGO|BUR|RPM)[./]\d{1,5}(?:/\d{1,4})?|\d{1,5})(?!\d)"
_OF_SERIES = r"(?P<kind>RES|D[EÉ]C)\.?" + _GAP

FORMS: tuple[Form, ...] = (
    _form("OAS session", rf"(?P<body>{_OAS_BODY})/{_OF_SERIES}(?P<n>\d{{1,4}}){_GAP}"
          rf"\((?P<roman>{_ROMAN})-(?P<type>[OE0])/{_YEAR2}\){_OAS_MODIFIERS}", _session, "AG/RES. 2950 (L-O/20)"),
    _form("OAS meeting", rf"(?P<body>{_OAS_BODY})/{_OF_SERIES}(?P<n>\d{{1,4}}){_GAP}"
          rf"\((?P<meeting>\d{{1,4}})/{_YEAR2}\){_OAS_MODIFIERS}", _meeting, "CP/RES. 965 (1733/09)"),
    _form("OAS year", rf"(?P<body>{_OAS_BODY})/(?P<kind>RES|D[EÉ]C|[dD]oc|DOC|INF)[.-]?{_GAP}{_NUMBER}/{_YEAR2}"
          rf"{_OAS_MODIFIERS}", _year, "CICTE/GT/MFCC/doc.12/19 rev. 2"),
    _form("OAS summary or agenda", rf"(?P<body>{_OAS_BODY})/(?P<kind>SA|OD)[.-]{_GAP}(?P<n>\d{{1,5}})(?:/{_YEAR2})?"
          rf"{_OAS_MODIFIERS}", _summary, "CP/OD-1433/04"),
    _form("OAS minutes", rf"(?P<body>{_OAS_BODY})/ACTA\.?{_GAP}(?P<n>\d{{1,5}})(?:/{_YEAR2})?", _minutes,
          "CP/ACTA 1433/04"),
    _form("OAS working paper", rf"(?P<body>CP(?:/[A-Z]{{2,8}})+)-(?P<n>\d{{1,6}})/{_YEAR2}{_OAS_MODIFIERS}", _dash,
          "CP/CSH-1953/20 rev. 1"),
    _form("OAS series", rf"OEA/Ser\.?{_GAP}(?P<letter>[A-Z])(?:/(?P<sub>{_ROMAN}(?:[.-][A-Z0-9]+)*))?", _series,
          "OEA/Ser.L/X.2.19"),
    _form("UN resolution until 1975", rf"A/RES/(?P<n>\d{{1,4}}){_GAP}(?:(?P<part>[A-Z])\s?)?"
          rf"\((?:(?P<special>ES|S)-)?(?P<roman>{_ROMAN})\)(?:\s(?P<part2>[A-Z])\b)?", _old, "A/RES/217 A (III)"),
    _form("Security Council resolution", rf"S/RES/(?P<n>\d{{1,4}})(?:{_GAP}\((?P<year>\d{{4}})\))?", _council,
          "S/RES/1540 (2004)"),
    _form("UN document", rf"(?P<body>{_UN_BODY})(?:/(?P<lead>RES|DEC|PRST))?(?P<steps>(?:{_PLAIN_STEP}){{1,3}})"
          rf"(?:\s(?P<part>[A-Z])(?=[\s.,;:)]|$))?{_UN_MODIFIERS}", _path, "A/C.3/78/L.12/Rev.1"),
    _form("UN conference", rf"(?P<body>(?:A|E)/CONF\.\d{{1,4}})/(?P<n>(?:[A-Z]{{1,6}}\.?)?\d+"
          rf"(?:/(?!Rev|Add|Corr)[A-Z0-9.]*\d)*){_UN_MODIFIERS}", _conference, "A/CONF.213/RPM.1/1"),
    *HOUSES,
)  # fmt: skip
"""Every way of building a symbol, the most telling first."""
