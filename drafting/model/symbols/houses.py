"""Symbols of other houses: Mercosur, WHO and PAHO, European Parliament, Council of Europe, IAEA, UNESCO, African Union.

Each form names the bodies it may begin with: letters and figures alone ("CD52") are too common to be believed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from drafting.model.roman import roman_value
from drafting.model.symbols.form import NOT_AFTER, NOT_BEFORE, Form
from drafting.model.symbols.value import Symbol, full_year

_GAP = r"[ \t\u00a0\u202f]?"
_NUMBER_SIGN = rf"(?:(?:N\.?{_GAP}[ºo°]|N|No|Nro)\.?{_GAP})?"
_LONGEST = 4
"""Figures of a number as the European Parliament prints it: "0323"."""


def _mercosur(m: re.Match[str]) -> Symbol | None:
    body = f"MERCOSU{m['letter']}/{m['body']}"
    return Symbol("other", "mercosur", body, f"{m['kind'].upper()}.", m["n"], year=full_year(m["yy"]))


def _health(m: re.Match[str]) -> Symbol | None:
    return Symbol("other", "health", m["body"], m["kind"] or "", m["n"], session=int(m["session"]))


def _parliament(m: re.Match[str]) -> Symbol | None:
    return Symbol("other", "parliament", m["body"], m["kind"], m["n"].zfill(_LONGEST), year=int(m["year"]))


def _tabled(m: re.Match[str]) -> Symbol | None:
    return Symbol("other", "tabled", m["body"], "", m["n"], year=int(m["year"]))


def _european(m: re.Match[str]) -> Symbol | None:
    return Symbol("other", "european", (m["body"] or "").rstrip("/"), m["kind"], m["n"], year=int(m["year"]))


def _atomic(m: re.Match[str]) -> Symbol | None:
    roman = "" if m["session"].isdigit() else m["session"]
    session = roman_value(roman) if roman else int(m["session"])
    if not session:
        return None
    kind = m["kind"] or ""
    return Symbol("other", "atomic", m["body"], kind.rstrip("/"), m["n"], session=session, part=roman)


def _unesco(m: re.Match[str]) -> Symbol | None:
    low = (m["kind"] or "").casefold().replace("é", "e")
    kind = "" if not low else "Resolution" if low.startswith("res") else "Decision"
    return Symbol("other", "unesco", m["body"], kind, m["n"], session=int(m["session"]))


def _african(m: re.Match[str]) -> Symbol | None:
    session = roman_value(m["roman"])
    kind = f"{m['kind']}."
    return Symbol("other", "african", m["body"], kind, m["n"], session=session) if session else None


def _form(name: str, pattern: str, read: Callable[[re.Match[str]], Symbol | None], example: str) -> Form:
    return Form(name, re.compile(NOT_BEFORE + pattern + NOT_AFTER), read, example)


_FIGURES = r"(?P<n>\d{1,4})"
_FULL_YEAR = r"(?P<year>(?:19|20)\d{2})"

HOUSES: tuple[Form, ...] = (
    _form("Mercosur", rf"MERCOSU(?P<letter>[RL])/(?P<body>CMC|GMC|CCM|PM|CPC)/(?P<kind>(?i:DEC|RES|DIR|REC))\.?{_GAP}"
          rf"{_NUMBER_SIGN}{_FIGURES}/(?P<yy>\d{{4}}|\d{{2}})", _mercosur, "MERCOSUR/CMC/DEC. Nº 23/05"),
    _form("WHO and PAHO", r"(?P<body>WHA|EBSS|EB|CD|CSP|CE)(?P<session>\d{1,3})\.(?P<kind>R)?(?P<n>\d{1,3})", _health,
          "WHA64.12"),
    _form("WHO region", r"(?P<body>(?:AFR|AM|EM|EUR|SEA|WPR)/RC)(?P<session>\d{1,3})[/.](?P<kind>R)\.?(?P<n>\d{1,3})",
          _health, "AFR/RC17/R6"),
    _form("European Parliament", rf"(?P<body>P\d{{1,2}})_(?P<kind>TA(?:-PROV)?)\({_FULL_YEAR}\)(?P<n>\d{{1,4}})",
          _parliament, "P8_TA(2015)0323"),
    _form("European Parliament until 2019", rf"(?P<body>(?:RC-)?[ABCO]\d{{1,2}})-(?P<n>\d{{4}})/{_FULL_YEAR}", _tabled,
          "B8-0220/2015"),
    _form("Council of Europe", rf"(?P<body>CM/)?(?P<kind>Rec|Res(?:DH|AP|CMN|ChS|CSS)?|Del/Dec){_GAP}\({_FULL_YEAR}\)"
          rf"{_GAP}{_FIGURES}", _european, "CM/Rec(2044)5"),
    _form("IAEA", r"(?P<body>GC)\((?P<session>\d{1,3}|[IVXLC]{1,7})\)/(?P<kind>(?:RES|DEC|INF|OR\.)/)?(?P<n>\d{1,4})",
          _atomic, "GC(60)/RES/5"),
    _form("UNESCO", rf"(?P<session>\d{{1,3}}){_GAP}(?P<body>C|EX)/(?:(?P<kind>(?i:r[eé]s(?:olu(?:tion|ción|ção))?"
          rf"|d[eé]c(?:ision|isión|isão)?))\.?{_GAP})?(?P<n>\d{{1,3}})", _unesco, "40 C/Resolution 12"),
    _form("African Union", r"(?P<body>(?:Assembly|Ext/Assembly|Ext/EX\.CL)/AU|EX\.CL|AHG|CM(?=/(?:Res|Dec)\.))"
          rf"/(?P<kind>Decl|Dec|Res|Draft/Dec|Draft/Decl)\.{_GAP}{_FIGURES}{_GAP}\((?P<roman>[IVXLC]{{1,8}})\)",
          _african, "Assembly/AU/Dec.12(II)"),
)  # fmt: skip
"""Ways of building a symbol outside the OAS and the UN."""
