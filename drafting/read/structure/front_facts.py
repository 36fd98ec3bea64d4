"""The metadata that the lines above a text state: symbol, title, organ, date, session, agenda item, kind, status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

from drafting.lexicon import Lexicon
from drafting.lexicon.masthead import agenda_item, sponsors_named
from drafting.model import symbols
from drafting.model.resolution import Kind, Status
from drafting.read.structure.rule_context import ClassifiedParagraph

_SYMBOL_SHAPE = re.compile(
    r"(?=[^\s]*\d|[^\s]+\s?\d)[A-Z][A-Za-z.-]{0,11}(?:-[IVXLC]+)?/(?:[\w.+-]+/?)+"
    r"(?:\s?\([^()]{1,20}\))?(?:\s[\w.()/-]{1,14}){0,4}"
)
"""What the symbol of a body unknown to `drafting.model.symbols` looks like."""
_LONGEST_SYMBOL = 60
_HEAD_WORDS = 6
"""Words of the longest name of a house before the symbol on one line: "Naciones Unidas"."""
_PROSE = re.compile(r"[^\W\d_]{4,} ")
"""A citation in words ("resolution 60/147") is no symbol line."""
_SHELF_MARK = re.compile(r"OE[AS]/Ser\.", re.IGNORECASE)
LONE_NUMBER = re.compile(r"(?:(?:19|20)\d{2}|\d{1,3})/\d{1,4}[A-Z]?\s?\.")
"""The number of a resolution on a line of its own, above its title."""
_YEAR_NUMBER = re.compile(r"\b\d{1,4} \(\d{4}\)")
_DRAFT_SYMBOL = re.compile(r"/(?:L|C\.\d/\d+/L)\.\d")
_QUOTES = '“”"«»„ \u00a0'


@dataclass(frozen=True, slots=True)
class FrontFacts:
    """What the front lines state; None for what they do not.

    `number`: that of a resolution without its symbol ("78/12"). `status`: of a type line or title; `status_line`: of a
    line such as "(Adopted …)", and `adopted` its date. `date`: that of a line of its own. `sponsors`: their names.
    """

    symbol: str | None = None
    number: str | None = None
    organ: str | None = None
    title: str | None = None
    kind: Kind | None = None
    status: Status | None = None
    status_line: Status | None = None
    adopted: str | None = None
    date: str | None = None
    session: str | None = None
    agenda_item: str | None = None
    sponsors: str | None = None

    def or_else(self, other: FrontFacts) -> FrontFacts:
        """These facts, and those of `other` where these have none."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(other, **{name: value for name, value in found.items() if value is not None})


def front_facts(lines: Iterable[ClassifiedParagraph], lexicon: Lexicon, number: str | None) -> FrontFacts:
    """What the front lines state, the first of several. `number` is that of a numbered title."""
    facts = FrontFacts(number=number)
    titles: list[str] = []
    status_line: Status | None = None
    for line in lines:
        if line.kind != "line":
            continue
        stated = _facts_of(line, lexicon)
        if line.role == "status":
            status_line = stated.status_line  # the last status line is the latest
        if line.role == "title":
            titles.append(line.item.full_text)
        facts = facts.or_else(stated)
    facts = replace(facts, status_line=status_line)
    return facts.or_else(_facts_of_title(" ".join(titles).strip(_QUOTES), lexicon)) if titles else facts


def _facts_of(line: ClassifiedParagraph, lexicon: Lexicon) -> FrontFacts:
    """What one line states, by its role."""
    text = line.item.full_text
    match line.role:
        case "symbol":
            return _facts_of_symbol(text)
        case "session":
            return FrontFacts(session=text)
        case "agenda":
            return FrontFacts(agenda_item=agenda_item(text) or text)
        case "type":
            number = _YEAR_NUMBER.search(text)
            return FrontFacts(
                number=number[0] if number else None, kind=lexicon.document_type(text), status=lexicon.status(text)
            )
        case "status":
            status = lexicon.status(text)
            adopted = lexicon.date(text) if status == "adopted" else None
            return FrontFacts(status_line=status, kind=lexicon.document_type(text), adopted=adopted)
        case "date":
            return FrontFacts(date=lexicon.date(text))
        case "sponsors":
            return _facts_of_sponsors(text, lexicon)
        case "organ":
            return FrontFacts(organ=text)
        case _:
            return FrontFacts()


def _facts_of_symbol(text: str) -> FrontFacts:
    symbol = line_symbol(text)
    if symbol:
        return FrontFacts(symbol=symbol)
    bare = text.rstrip(" .")
    return FrontFacts(number=bare) if LONE_NUMBER.fullmatch(f"{bare}.") else FrontFacts()


def _facts_of_sponsors(text: str, lexicon: Lexicon) -> FrontFacts:
    """ "Co-sponsors: Brazil", or "Brazil, Kenya: draft resolution", which states kind and status too."""
    listed = sponsors_named(text)
    if listed is not None:
        return FrontFacts(sponsors=listed)
    names, _, kind = text.rpartition(":")
    return FrontFacts(sponsors=names, kind=lexicon.document_type(kind), status=lexicon.status(kind))


def _facts_of_title(title: str, lexicon: Lexicon) -> FrontFacts:
    status: Status | None = "draft" if lexicon.status(title) == "draft" else None
    return FrontFacts(title=title, kind=lexicon.document_type(title), status=status)


def is_symbol_line(text: str) -> bool:
    """True for a line that is a symbol or a shelf mark, or the number of a resolution alone."""
    return bool(_symbol(text)) or LONE_NUMBER.fullmatch(text) is not None


def line_symbol(text: str) -> str | None:
    """The symbol that a whole line is, as printed; None where it is none, or the shelf mark of a series."""
    symbol = _symbol(text)
    return None if symbol is None or _SHELF_MARK.match(symbol) else symbol


def _symbol(text: str) -> str | None:
    """The symbol that a line is, as printed, without the asterisk of a reissue."""
    bare = text.rstrip("*. ")
    if len(text) >= _LONGEST_SYMBOL or not (any(sign.isdigit() for sign in bare) or _SHELF_MARK.match(bare)):
        return None
    if _SYMBOL_SHAPE.fullmatch(bare):
        return bare
    try:
        symbols.parse(bare)
    except ValueError:
        return _behind_a_head(bare)
    return None if _PROSE.match(bare) else bare


def _behind_a_head(line: str) -> str | None:
    """The symbol at the end of a head line: "United Nations A/C.3/99/L.12", "OEA/Ser.G CP/RES. 936 (1650/08)".

    Only names and a shelf mark may be before it: a small word makes it a sentence.
    """
    found = symbols.find(line)
    if not found or found[-1].end != len(line) or found[-1].symbol.style == "series":
        return None
    symbol = line[found[-1].start :]
    before = [found[0].symbol.style == "series"] if len(found) == 2 else []
    words = line[: found[0].start].split()
    names = len(words) <= _HEAD_WORDS and all(word[:1].isupper() and word[-1].isalpha() for word in words)
    if not names or (len(found) > 1 and before != [True]) or not (words or before) or _PROSE.match(symbol):
        return None
    return symbol


def status_of(facts: FrontFacts, symbol: str | None, back: Status | None) -> Status:
    """Draft, adopted or unknown. What calls itself a draft is one, whatever else is printed.

    `back`: the status that the lines below the text state.
    """
    stated = (facts.status, facts.status_line)
    if "draft" in stated or (symbol and _DRAFT_SYMBOL.search(symbol)):
        return "draft"
    return "adopted" if "adopted" in (*stated, back) else "unknown"


def first_date(texts: Iterable[str], lexicon: Lexicon) -> str | None:
    """The first date in some lines, as ISO."""
    dates: Iterator[str | None] = (lexicon.date(text) for text in texts)
    return next((date for date in dates if date), None)
