"""A document symbol as a value: taken apart, compared by meaning, printed in one canonical form.

The brackets mean three things: AG/RES. 2950 (L-O/20) a session, CP/RES. 965 (1733/09) a meeting, S/RES/1540 (2004) a
year. A spacing ("rev.1", "rev. 1") is never part of the value.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from drafting.model.roman import roman_numeral

System: TypeAlias = Literal["OAS", "UN", "other"]
"""Who builds its symbols so; "other": Mercosur, WHO and PAHO, the European bodies, IAEA, UNESCO, the African Union."""
Bracket: TypeAlias = Literal["session", "meeting", "year", ""]
Style: TypeAlias = Literal[
    "session", "meeting", "year", "dash", "minutes", "series", "path", "old", "council",
    "mercosur", "health", "parliament", "tabled", "european", "atomic", "unesco", "african",
]  # fmt: skip

_FIRST_ASSEMBLY = 1970
"""A regular session of the OAS General Assembly falls in the year 1970 + its number (special sessions do not)."""
_FIRST_UN_SESSION = 1945
"""A regular session of the UN General Assembly opens in 1945 + its number and ends in the following year."""
_YEARLY = {"WHA": 1947, "GC": 1956}
"""Bodies with one regular session a year: it meets in this year + its number (World Health Assembly, IAEA)."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart.

    `style` says how it is built; `body` is the organ ("AG", "CP/CSH", "RANDOT-III", "A/C.3"), `kind` the series
    ("RES.", "doc.", "L.", "" for bare numbers), `number` what counts inside it (as text: "2950", "xxxx"). `session` and
    `special` ("O" ordinary, "E" extraordinary; "S", "ES" for the UN), `meeting`, `year` (four digits), `part` ("A").
    `modifiers` are (rev | add | corr | amend, number) in order. Parts that a style does not have are None or "".
    """

    system: System
    style: Style
    body: str
    kind: str = ""
    number: str = ""
    session: int | None = None
    special: str = ""
    meeting: int | None = None
    year: int | None = None
    part: str = ""
    modifiers: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        return _PRINTERS[self.style](self) + self._modified()

    def _modified(self) -> str:
        if self.system == "UN":
            return "".join(f"/{name.capitalize()}.{n}" for name, n in self.modifiers)
        return "".join(f" {name}. {n}" for name, n in self.modifiers)

    @property
    def bracket(self) -> Bracket:
        """What the brackets of this symbol hold: a session, a meeting, a year, or "" where it has none."""
        meanings: dict[Style, Bracket] = {
            "session": "session",
            "old": "session",
            "meeting": "meeting",
            "council": "year",
        }
        return meanings.get(self.style, "")

    @property
    def placeholder(self) -> bool:
        """Is the number still to come ("AG/doc.xxxx/21")?"""
        return bool(self.number) and not self.number[0].isdigit()

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last calendar year the document can bear, from its year or its session; None where nothing says."""
        if self.year is not None:
            return self.year, self.year
        if (
            self.system == "UN"
            and self.session is not None
            and not self.special
            and self.style == "path"
            and self.body != "A/HRC"
        ):
            return _FIRST_UN_SESSION + self.session, _FIRST_UN_SESSION + self.session + 1
        if self.system == "other" and self.session is not None and self.body in _YEARLY:
            return _YEARLY[self.body] + self.session, _YEARLY[self.body] + self.session
        return None

    @property
    def session_agrees(self) -> bool:
        """False when a regular session of the OAS General Assembly cannot fall in the year: one of them is mistyped."""
        if self.style != "session" or self.body != "AG" or self.special != "O" or not self.session or not self.year:
            return True
        return self.year == _FIRST_ASSEMBLY + self.session

    @property
    def base(self) -> Symbol:
        """The document itself, without revisions, addenda and corrigenda."""
        return replace(self, modifiers=())

    @property
    def baseline(self) -> Symbol | None:
        """What this text was drafted upon: rev. n on rev. n−1, rev. 1 on the first issue, a corr. on what it corrects.

        None for a first issue and for an addendum, which adds and does not replace.
        """
        if not self.modifiers:
            return None
        name, n = self.modifiers[-1]
        before = self.modifiers[:-1]
        if name == "rev":
            return replace(self, modifiers=(*before, ("rev", n - 1)) if n > 1 else before)
        return replace(self, modifiers=before) if name == "corr" else None


def full_year(two: str) -> int:
    """Two printed digits → the year: 48–99 are 1948–1999 (the Charter of the OAS is of 1948), the others 2000 on."""
    n = int(two)
    return n if n > 99 else n + (1900 if n >= 48 else 2000)


def _roman(session: int | None) -> str:
    return roman_numeral(session).upper() if session else ""


def _two(year: int | None) -> str:
    return "" if year is None else f"{year % 100:02d}"


def _sharp(kind: str) -> str:
    """Resolutions and declarations take a space before the number, documents none."""
    return f"{kind} " if kind in ("RES.", "DEC.") else kind


def _session(s: Symbol) -> str:
    return f"{s.body}/{s.kind} {s.number} ({_roman(s.session)}-{s.special}/{_two(s.year)})"


def _meeting(s: Symbol) -> str:
    return f"{s.body}/{s.kind} {s.number} ({s.meeting}/{_two(s.year)})"


def _year(s: Symbol) -> str:
    return f"{s.body}/{_sharp(s.kind)}{s.number}" + (f"/{_two(s.year)}" if s.year is not None else "")


def _dash(s: Symbol) -> str:
    kind = f"/{s.kind}" if s.kind else ""
    return f"{s.body}{kind}-{s.number}" + (f"/{_two(s.year)}" if s.year is not None else "")


def _minutes(s: Symbol) -> str:
    return f"{s.body}/ACTA {s.number}" + (f"/{_two(s.year)}" if s.year is not None else "")


def _series(s: Symbol) -> str:
    return f"OEA/Ser.{s.number}" + (f"/{s.part}" if s.part else "")


def _path(s: Symbol) -> str:
    session = ""
    if s.session is not None:
        session = f"/{s.special}-{s.session}" if s.special else f"/{s.session}"
    year = f"/{s.year}" if s.year is not None else ""
    first = s.kind if s.kind in LEADING else ""
    last = "" if first else s.kind
    number = f"/{last}{s.number}" if s.number or last else ""
    return f"{s.body}{'/' + first if first else ''}{session}{year}{number}" + (f" {s.part}" if s.part else "")


def _old(s: Symbol) -> str:
    special = f"{s.special}-" if s.special else ""
    part = f" {s.part}" if s.part else ""
    return f"A/RES/{s.number}{part} ({special}{_roman(s.session)})"


def _council(s: Symbol) -> str:
    return f"S/RES/{s.number}" + (f" ({s.year})" if s.year is not None else "")


def _mercosur(s: Symbol) -> str:
    return f"{s.body}/{s.kind} Nº {s.number}/{_two(s.year)}"


def _health(s: Symbol) -> str:
    """WHA64.12, EB130.R5, AFR/RC17/R6: the regional committees of WHO have a stroke before the number."""
    return f"{s.body}{s.session}{'/' if '/' in s.body else '.'}{s.kind}{s.number}"


def _parliament(s: Symbol) -> str:
    return f"{s.body}_{s.kind}({s.year}){s.number}"


def _tabled(s: Symbol) -> str:
    return f"{s.body}-{s.number}/{s.year}"


def _european(s: Symbol) -> str:
    return f"{s.body}{'/' if s.body else ''}{s.kind}({s.year}){s.number}"


def _atomic(s: Symbol) -> str:
    session = s.part or s.session
    return f"{s.body}({session}){'/' + s.kind if s.kind else ''}/{s.number}"


def _unesco(s: Symbol) -> str:
    return f"{s.session} {s.body}/{s.kind}{' ' if s.kind else ''}{s.number}"


def _african(s: Symbol) -> str:
    return f"{s.body}/{s.kind}{s.number}({_roman(s.session)})"


LEADING = ("RES", "DEC", "PRST")
"""UN series that stand before the session; the others ("L.", "CRP.") stand before the number."""

_PRINTERS = {
    "session": _session, "meeting": _meeting, "year": _year, "dash": _dash, "minutes": _minutes, "series": _series,
    "path": _path, "old": _old, "council": _council,
    "mercosur": _mercosur, "health": _health, "parliament": _parliament, "tabled": _tabled, "european": _european,
    "atomic": _atomic, "unesco": _unesco, "african": _african,
}  # fmt: skip
