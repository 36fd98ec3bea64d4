"""Front lines: what each is for, and the metadata they state (symbol, title, organ, date, session, agenda …)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from drafting.lexicon import Lexicon
from drafting.lexicon.masthead import agenda_item, names_session, sponsors_named, tells_adoption
from drafting.lexicon.page_furniture import is_distribution_line
from drafting.model import symbols
from drafting.model.resolution import Kind, Role
from drafting.read.edit import joined, part_of
from drafting.read.paragraphs import TableParagraphs
from drafting.read.structure.features import Item, Seen
from drafting.read.structure.placed import Placed, role_of

_SHAPE = re.compile(
    r"(?=[^\s]*\d|[^\s]+\s?\d)[A-Z][A-Za-z.-]{0,11}(?:-[IVXLC]+)?/(?:[\w.+-]+/?)+(?:\s?\([^()]{1,20}\))?(?:\s[\w.()/-]{1,14}){0,4}"
)
"""What the symbol of a body unknown to `drafting.model.symbols` looks like."""
_PROSE = re.compile(r"[^\W\d_]{4,} ")
"""A citation in words ("resolution 60/147") is no symbol line."""
_SHELF = re.compile(r"OE[AS]/Ser\.", re.I)
_NUMBERED_TITLE = re.compile(r"(?P<number>\d{1,3}/\d{1,4}[A-Z]?|\d{3,4}\s\(\d{4}\))\s?\.?\s+(?=\S)")
_LONE_NUMBER = re.compile(r"\d{1,3}/\d{1,4}[A-Z]?\s?\.")
"""The number of a resolution on a line of its own, above its title."""
_YEAR_NUMBER = re.compile(r"\b\d{1,4} \(\d{4}\)")
_DRAFT_SYMBOL = re.compile(r"/(?:L|C\.\d/\d+/L)\.\d")
_TYPE_WORDS = 6
_QUOTES = '“”"«»„ \u00a0'


@dataclass
class Front:
    """The lines above the text, placed, and what they state."""

    placed: list[Placed] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)


def place_front(items: Sequence[Item], lexicon: Lexicon, stated: Mapping[str, Any], title: bool) -> Front:
    """Give every line above the text its role. `stated` is what the format says outright; it wins.

    `title`: a title may be looked for (there is a text below these lines).
    """
    items = list(_whole_status(items, lexicon))
    roles = [_role(item, lexicon) if isinstance(item, Seen) else None for item in items]
    if title and not stated.get("title"):
        for position in _title(items, roles):
            roles[position] = "title"
    front = Front()
    for item, role in zip(items, roles, strict=True):
        if not isinstance(item, Seen):
            front.placed.append(Placed(item, item.part or "front", "table"))
            continue
        before = front.placed[-1] if front.placed else None
        heading = item.hint == "heading"
        joins = " " if role == "title" and item.hint is None and before and before.role == "title" else ""
        number = _NUMBERED_TITLE.match(_whole(item)) if role == "title" and not joins else None
        if number and not item.label:
            front.facts.setdefault("number", number["number"])
            item = item.eyes.again(item, part_of(item.paragraph, number.end(), len(item.text)))
            front.placed.append(
                Placed(
                    item.eyes.again(item, replace(item.paragraph, text=number[0].strip(), refs=(), spans=())),
                    "front",
                    "line",
                    role="symbol",
                )
            )
        kind = "heading" if heading else "line"
        front.placed.append(Placed(item, item.paragraph.part or "front", kind, role=role or "text", joins=joins))  # type: ignore[arg-type]
    _facts(front, lexicon, stated)
    return front


def _whole_status(items: Sequence[Item], lexicon: Lexicon) -> Iterator[Item]:
    """ "Adopted by the Council at its meeting, on" and the date on the line below are one line."""
    below = iter([*items[1:], None])
    taken = False
    for item in items:
        after = next(below)
        if taken:
            taken = False
        elif (
            isinstance(item, Seen)
            and isinstance(after, Seen)
            and item.hint is None
            and _breaks_off(item, after, lexicon)
        ):
            taken = True
            both = joined(item.paragraph, replace(after.paragraph, text=_whole(after)))
            yield item.eyes.again(item, both)
        else:
            yield item


def _breaks_off(item: Seen, after: Seen, lexicon: Lexicon) -> bool:
    """A line that says "adopted" and ends in mid-sentence, right above a date."""
    if after.paragraph.blank_before or len(_whole(after)) > 40 or item.closed or item.label:
        return False
    return lexicon.status(item.text) == "adopted" and not lexicon.date(item.text) and bool(lexicon.date(_whole(after)))


def _whole(item: Seen) -> str:
    return f"{item.label} {item.text}" if item.label else item.text


Rule = Callable[[Seen, Lexicon], "Role | None"]


def _role(item: Seen, lexicon: Lexicon) -> Role | None:
    """The first rule that knows; None where only the place in the list can tell."""
    if item.hint is not None:
        return role_of(item.hint) or "text"
    return next((role for rule in _RULES if (role := rule(item, lexicon))), None)


def _is_symbol(item: Seen, lexicon: Lexicon) -> Role | None:
    return "symbol" if _symbol(_whole(item)) or _LONE_NUMBER.fullmatch(_whole(item)) else None


def _symbol(text: str) -> str | None:
    """The symbol that a line is, as printed, without the asterisk of a reissue."""
    bare = text.rstrip("*. ")
    if len(text) >= 60 or "/" not in bare or not bare[:1].isupper():
        return None
    if _SHAPE.fullmatch(bare):
        return bare
    try:
        symbols.parse(bare)
    except ValueError:
        return None
    return None if _PROSE.match(bare) else bare


def _is_original(item: Seen, lexicon: Lexicon) -> Role | None:
    return "original" if is_distribution_line(item.text) or item.furniture else None


def _is_agenda(item: Seen, lexicon: Lexicon) -> Role | None:
    return "agenda" if len(item.text) < 120 and agenda_item(_whole(item)) else None


def _is_status(item: Seen, lexicon: Lexicon) -> Role | None:
    text = item.text
    bracketed = text.startswith(("(", "[")) and len(text) < 400
    if lexicon.status(text) and (bracketed or lexicon.date(text) or _type_line(item, lexicon) == "said"):
        return "status"
    return "status" if bracketed and lexicon.status(text) else None


def _type_line(item: Seen, lexicon: Lexicon) -> str:
    """ "type" for a line that only names a kind of document; "said" for one that says who adopted it."""
    if lexicon.document_type(item.text) is None:
        return ""
    words = [w for w in item.text.split() if w.strip("(),").isalpha()]
    if len(words) <= 3 and not item.text.endswith((",", ".", ":")):
        return "type"
    return "said" if tells_adoption(item.text) and lexicon.status(item.text) == "adopted" else ""


def _is_type(item: Seen, lexicon: Lexicon) -> Role | None:
    return "type" if not item.label and _type_line(item, lexicon) == "type" else None


def _is_sponsors(item: Seen, lexicon: Lexicon) -> Role | None:
    """ "Co-sponsors: …" or "Brazil, Canada and Kenya: draft resolution"."""
    if sponsors_named(item.text) is not None:
        return "sponsors"
    states, colon, kind = item.text.rpartition(":")
    document = colon and len(kind.split()) <= _TYPE_WORDS and lexicon.document_type(kind) and lexicon.status(kind)
    return "sponsors" if document == "draft" and ("," in states or " " in states) and not item.label else None


def _is_session(item: Seen, lexicon: Lexicon) -> Role | None:
    short = len(item.text) < 100 and not item.sentence
    return "session" if short and names_session(item.text) and lexicon.ordinal(item.text) else None


def _is_date(item: Seen, lexicon: Lexicon) -> Role | None:
    text = _whole(item)
    return (
        "date" if len(text) < 70 and any(c.isdigit() for c in text) and lexicon.date(text) and not item.closed else None
    )


def _is_organ(item: Seen, lexicon: Lexicon) -> Role | None:
    """A line that is the name of a body, with or without the article."""
    text = item.text
    if len(text) > 160 or item.sentence or item.label:
        return None
    articles = lexicon.data["organs"]["articles"]
    named = lexicon.organ(text) or any(lexicon.organ(f"{a}{'' if a.endswith('’') else ' '}{text}") for a in articles)
    return "organ" if named and text[:1].isupper() else None


_RULES: tuple[Rule, ...] = (
    _is_original, _is_symbol, _is_agenda, _is_sponsors, _is_status, _is_type, _is_session, _is_date, _is_organ,
)  # fmt: skip


def _title(items: Sequence[Item], roles: Sequence[Role | None]) -> range:
    """Which lines are the title: with the number of a resolution, or under the type of document, or the last free."""
    if "title" in roles:
        return range(0)
    free = [r is None and isinstance(items[p], Seen) for p, r in enumerate(roles)]
    starts: list[int] = []
    for position, role in enumerate(roles):
        if role == "type" and position + 1 < len(free) and free[position + 1]:
            starts.append(position + 1)
    for position, item in enumerate(items):
        if free[position] and isinstance(item, Seen) and _NUMBERED_TITLE.match(_whole(item)):
            starts.insert(0, position)
            break
    if not starts:
        last = max((p for p, ok in enumerate(free) if ok and _may_be_title(items[p])), default=-1)
        while last > 0 and free[last - 1] and _same_title(items[last - 1], items[last]):
            last -= 1
        starts = [last] if last >= 0 else _organ_title(items, roles)
    if not starts:
        return range(0)
    stop = starts[0] + 1
    while stop < len(items) and free[stop] and _same_title(items[stop - 1], items[stop]):
        stop += 1
    return range(starts[0], stop)


def _may_be_title(item: Item) -> bool:
    """Not a sentence: no full stop at its end, unless it stands in capitals."""
    return (
        isinstance(item, Seen)
        and (item.caps or not item.text.rstrip(_QUOTES).endswith((".", ";", ":")))
        and not item.text.startswith(("[", "("))
    )


def _organ_title(items: Sequence[Item], roles: Sequence[Role | None]) -> list[int]:
    """No free line at all: a line taken for a body's name may be the title, when another names the body."""
    organs = [p for p, role in enumerate(roles) if role == "organ"]
    return organs[1:2]


def _same_title(first: Item, second: Item) -> bool:
    """Two lines of one title: the second stands right below in the same kind of letters."""
    if not isinstance(first, Seen) or not isinstance(second, Seen) or second.label:
        return False
    quoted = first.text[:1] in '“«"' and not any(q in first.text[1:] for q in '”»"')
    return quoted or (not second.paragraph.blank_before and first.caps == second.caps and not first.closed)


def _facts(front: Front, lexicon: Lexicon, stated: Mapping[str, Any]) -> None:
    """What the lines say, for programs."""
    facts = front.facts
    for placed in front.placed:
        item = placed.item
        if isinstance(item, TableParagraphs) or placed.kind != "line":
            continue
        text = _whole(item)
        match placed.role:
            case "symbol" if not _SHELF.match(text) and (symbol := _symbol(text)):
                facts.setdefault("symbol", symbol)
            case "symbol" if _LONE_NUMBER.fullmatch(f"{text.rstrip(' .')}."):
                facts.setdefault("number", text.rstrip(" ."))
            case "title":
                facts["title"] = f"{facts['title']} {text}" if "title" in facts else text
            case "session":
                facts.setdefault("session", text)
            case "agenda":
                facts.setdefault("agenda_item", agenda_item(text) or text)
            case "type":
                if number := _YEAR_NUMBER.search(text):
                    facts.setdefault("number", number[0])
                facts.setdefault("kind", lexicon.document_type(text))
                facts.setdefault("status", lexicon.status(text))
            case "status":
                facts["said"] = lexicon.status(text)
                facts.setdefault("kind", lexicon.document_type(text))
                if facts["said"] == "adopted":
                    facts.setdefault("adopted", lexicon.date(text))
            case "date":
                facts.setdefault("date", lexicon.date(text))
            case "sponsors":
                names, _, kind = text.rpartition(":")
                listed = sponsors_named(text)
                facts.setdefault("sponsors", names if listed is None else listed)
                if listed is None:
                    facts.setdefault("kind", lexicon.document_type(kind))
                    facts.setdefault("status", lexicon.status(kind))
            case "organ":
                facts.setdefault("organ", text)
            case _:
                pass
    if "title" in facts:
        facts["title"] = facts["title"].strip(_QUOTES)
        facts.setdefault("kind", lexicon.document_type(facts["title"]))
        if lexicon.status(facts["title"]) == "draft":
            facts.setdefault("status", "draft")


def status_of(facts: Mapping[str, Any], symbol: str | None, back: str | None) -> str:
    """draft, adopted or unknown. What calls itself a draft is one, whatever else is printed."""
    if facts.get("status") == "draft" or facts.get("said") == "draft" or (symbol and _DRAFT_SYMBOL.search(symbol)):
        return "draft"
    if facts.get("said") == "adopted" or facts.get("status") == "adopted" or back == "adopted":
        return "adopted"
    return "unknown"


def kind_of(facts: Mapping[str, Any], decision: str | None, lexicon: Lexicon, has_preamble: bool) -> Kind:
    """The kind of document: as the front says, else a resolution where an organ speaks, an extract where none does."""
    if facts.get("kind"):
        return facts["kind"]  # type: ignore[no-any-return]
    return "resolution" if has_preamble or decision else "extract"


def line_role(item: Seen, lexicon: Lexicon) -> Role | None:
    """What a line would be for if it stood above a text; None where only its place could tell."""
    return _role(item, lexicon)


def line_symbol(text: str) -> str | None:
    """The symbol that a whole line is, as printed; None where it is none, or the shelf mark of a series."""
    return None if _SHELF.match(text) else _symbol(text)
