"""Lines above a text: the role of each (symbol, title, status, date …). Small rules; the first that knows decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from drafting.lexicon import Lexicon
from drafting.lexicon.masthead import agenda_item, names_session, names_subject, sponsors_named, tells_adoption
from drafting.lexicon.page_furniture import is_distribution_line
from drafting.model.resolution import Role
from drafting.read.edit import join_paragraphs, slice_paragraph
from drafting.read.structure.features import ParagraphFeatures
from drafting.read.structure.front_facts import LONE_NUMBER, FrontFacts, front_facts, is_symbol_line
from drafting.read.structure.rule_context import ClassifiedParagraph, ItemKind, role_of

_NUMBERED_TITLE = re.compile(r"(?P<number>(?:(?:19|20)\d{2}|\d{1,3})/\d{1,4}[A-Z]?|\d{3,4}\s\(\d{4}\))\s?\.?\s+(?=\S)")
_TYPE_WORDS = 6
"""Words of the longest kind of document behind the names of sponsors: "revised draft resolution on the lights"."""
_SHORT_TYPE = 3
"""Words of the longest line that only names a kind of document."""
_LONGEST_DATE_BELOW, _LONGEST_DATE = 40, 70
_LONGEST_SESSION, _LONGEST_AGENDA, _LONGEST_ORGAN, _LONGEST_STATUS = 100, 120, 160, 400
"""Characters of the longest line of each kind."""
_QUOTES = '“”"«»„ \u00a0'

FrontRule = Callable[[ParagraphFeatures, Lexicon], Role | None]


def classify_front(
    items: Sequence[ParagraphFeatures], lexicon: Lexicon, find_title: bool
) -> tuple[list[ClassifiedParagraph], FrontFacts]:
    """The lines above the text with their roles, and what they state.

    `find_title`: a title may be looked for (there is a text below these lines, and the format states no title).
    """
    items = list(_join_broken_status(items, lexicon))
    roles = [None if item.table else line_role(item, lexicon) for item in items]
    if find_title:
        for position in _title_positions(items, roles):
            roles[position] = "title"
    classified: list[ClassifiedParagraph] = []
    number: str | None = None
    for item, role in zip(items, roles, strict=True):
        if item.table:
            classified.append(ClassifiedParagraph(item, item.part or "front", "table"))
            continue
        continues = role == "title" and item.hint is None and bool(classified) and classified[-1].role == "title"
        if role == "title" and not continues and not item.label and (m := _NUMBERED_TITLE.match(item.text)):
            number = number or m["number"]
            classified.append(_number_line(item, m[0].strip()))
            item = item.with_paragraph(slice_paragraph(item.paragraph, m.end(), len(item.text)))
        kind: ItemKind = "heading" if item.hint == "heading" else "line"
        joins = " " if continues else ""
        classified.append(ClassifiedParagraph(item, item.part or "front", kind, role=role or "text", joins=joins))
    return classified, front_facts(classified, lexicon, number)


def _number_line(item: ParagraphFeatures, number: str) -> ClassifiedParagraph:
    """The number in front of a title, as a line of its own."""
    paragraph = replace(item.paragraph, text=number, refs=(), spans=())
    return ClassifiedParagraph(item.with_paragraph(paragraph), "front", "line", role="symbol")


def _join_broken_status(items: Sequence[ParagraphFeatures], lexicon: Lexicon) -> Iterator[ParagraphFeatures]:
    """ "Adopted by the Council at its meeting, on" and the date on the line below are made one line."""
    position = 0
    while position < len(items):
        item = items[position]
        below = items[position + 1] if position + 1 < len(items) else None
        if below is not None and item.hint is None and _breaks_off(item, below, lexicon):
            date = replace(below.paragraph, text=below.full_text)
            yield item.with_paragraph(join_paragraphs(item.paragraph, date))
            position += 1
        else:
            yield item
        position += 1


def _breaks_off(item: ParagraphFeatures, below: ParagraphFeatures, lexicon: Lexicon) -> bool:
    """True for a line that says "adopted" and ends in mid-sentence, right above a date."""
    if item.table or below.table or below.blank_before or item.closed or item.label:
        return False
    if len(below.full_text) > _LONGEST_DATE_BELOW or lexicon.status(item.text) != "adopted":
        return False
    return not lexicon.date(item.text) and bool(lexicon.date(below.full_text))


def line_role(item: ParagraphFeatures, lexicon: Lexicon) -> Role | None:
    """The role of a line by the first rule that knows; None where only its place in the list can tell."""
    if item.hint is not None:
        return role_of(item.hint) or "text"
    return next((role for rule in _RULES if (role := rule(item, lexicon))), None)


def _is_original(item: ParagraphFeatures, lexicon: Lexicon) -> Role | None:
    return "original" if is_distribution_line(item.text) or item.furniture else None


def _is_symbol(item: ParagraphFeatures, lexicon: Lexicon) -> Role | None:
    return "symbol" if is_symbol_line(item.full_text) else None


def _is_agenda(item: ParagraphFeatures, lexicon: Lexicon) -> Role | None:
    return "agenda" if len(item.text) < _LONGEST_AGENDA and agenda_item(item.full_text) else None


def _is_sponsors(item: ParagraphFeatures, lexicon: Lexicon) -> Role | None:
    """ "Co-sponsors: …" or "Brazil, Canada and Kenya: draft resolution"."""
    if sponsors_named(item.text) is not None:
        return "sponsors"
    states, colon, kind = item.text.rpartition(":")
    if not colon or item.label or not ("," in states or " " in states) or len(kind.split()) > _TYPE_WORDS:
        return None
    return "sponsors" if lexicon.document_type(kind) and lexicon.status(kind) == "draft" else None


def _is_status(item: ParagraphFeatures, lexicon: Lexicon) -> Role | None:
    text = item.text
    if not lexicon.status(text):
        return None
    bracketed = text.startswith(("(", "[")) and len(text) < _LONGEST_STATUS
    return "status" if bracketed or lexicon.date(text) or _tells_who_adopted(item, lexicon) else None


def _tells_who_adopted(item: ParagraphFeatures, lexicon: Lexicon) -> bool:
    """True for a line that names a kind of document and who adopted it: "Resolution adopted by the Council"."""
    if lexicon.document_type(item.text) is None or _names_type_only(item):
        return False
    return tells_adoption(item.text) and lexicon.status(item.text) == "adopted"


def _names_type_only(item: ParagraphFeatures) -> bool:
    words = [word for word in item.text.split() if word.strip("(),").isalpha()]
    return len(words) <= _SHORT_TYPE and not item.text.endswith((",", ".", ":"))


def _is_type(item: ParagraphFeatures, lexicon: Lexicon) -> Role | None:
    named = not item.label and lexicon.document_type(item.text) is not None
    return "type" if named and _names_type_only(item) and not names_subject(item.text) else None


def _is_session(item: ParagraphFeatures, lexicon: Lexicon) -> Role | None:
    short = len(item.text) < _LONGEST_SESSION and not item.sentence
    return "session" if short and names_session(item.text) and lexicon.ordinal(item.text) else None


def _is_date(item: ParagraphFeatures, lexicon: Lexicon) -> Role | None:
    text = item.full_text
    if len(text) >= _LONGEST_DATE or item.closed or not any(sign.isdigit() for sign in text):
        return None
    return "date" if lexicon.date(text) else None


def _is_organ(item: ParagraphFeatures, lexicon: Lexicon) -> Role | None:
    """A line that is the name of a body, with or without the article."""
    text = item.text
    if len(text) > _LONGEST_ORGAN or item.sentence or item.label or not text[:1].isupper():
        return None
    articles = lexicon.data["organs"]["articles"]
    named = lexicon.organ(text) or any(lexicon.organ(f"{a}{'' if a.endswith('’') else ' '}{text}") for a in articles)
    return "organ" if named else None


_RULES: tuple[FrontRule, ...] = (
    _is_original, _is_symbol, _is_agenda, _is_sponsors, _is_status, _is_type, _is_session, _is_date, _is_organ,
)  # fmt: skip


def _title_positions(items: Sequence[ParagraphFeatures], roles: Sequence[Role | None]) -> range:
    """The lines of the title: with the number of a resolution, or under the type of document, or the last free ones."""
    if "title" in roles:
        return range(0)
    free = [role is None and not item.table for role, item in zip(roles, items, strict=True)]
    start = next((p for p, ok in enumerate(free) if ok and _NUMBERED_TITLE.match(items[p].full_text)), None)
    numbered = start is not None or any(_is_lone_number(item, role) for item, role in zip(items, roles, strict=True))
    if start is None:
        start = next((p + 1 for p, role in enumerate(roles[:-1]) if role == "type" and free[p + 1]), None)
    if start is None:
        start = _last_free_title(items, free)
    if start is None:
        start = _organ_as_title(roles)
    if start is None:
        return range(0)
    stop = start + 1
    while stop < len(items) and _continues_title(items[stop - 1], items[stop]):
        bare_name = numbered and roles[stop] == "organ" and not items[stop].reader.lexicon.organ(items[stop].text)
        if not free[stop] and not bare_name:
            break
        stop += 1
    return range(start, stop)


def _is_lone_number(item: ParagraphFeatures, role: Role | None) -> bool:
    return role == "symbol" and not item.table and LONE_NUMBER.fullmatch(item.full_text) is not None


def _last_free_title(items: Sequence[ParagraphFeatures], free: Sequence[bool]) -> int | None:
    """The first line of the last title among the lines without a role, None where none can be one."""
    last = max((p for p, ok in enumerate(free) if ok and _may_be_title(items[p])), default=None)
    while last and free[last - 1] and _continues_title(items[last - 1], items[last]):
        last -= 1
    return last


def _may_be_title(item: ParagraphFeatures) -> bool:
    """Not a sentence: it does not end with a full stop, unless it is in capitals."""
    unfinished = item.caps or not item.text.rstrip(_QUOTES).endswith((".", ";", ":"))
    return unfinished and not item.text.startswith(("[", "("))


def _organ_as_title(roles: Sequence[Role | None]) -> int | None:
    """No free line at all: a line taken for the name of a body may be the title, where another names the body."""
    organs = [p for p, role in enumerate(roles) if role == "organ"]
    return organs[1] if len(organs) > 1 else None


def _continues_title(first: ParagraphFeatures, second: ParagraphFeatures) -> bool:
    """True for two lines of one title: the second is right below, both in capitals or neither."""
    if first.table or second.table or second.label:
        return False
    quoted = first.text[:1] in '“«"' and not any(q in first.text[1:] for q in '”»"')
    return quoted or (not second.blank_before and first.caps == second.caps and not first.closed)
