"""What one bracket is: words of the text itself, an annotation, an option, one or several attributed texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from drafting.lexicon.any_language import alternatives
from drafting.negotiate.brackets.amendments import read_amendment
from drafting.negotiate.brackets.annotations import Annotation, read_positions
from drafting.negotiate.brackets.literals import is_literal
from drafting.negotiate.brackets.values import Bracket, Piece, TrailingAnnotation
from drafting.negotiate.brackets.vocabulary import WORD, option_head, starts_with_addition, words_of
from drafting.text.folding import fold, fold_with_offsets

_CODE = r"[A-Z][A-Z0-9&-]{1,9}"
CODES = rf"{_CODE}(?:\s*(?:[+,/&]|{alternatives('conjunctions', 'and')})\s*{_CODE})*"
"""A list of codes: "MEX + BRA", "EU, USA"."""
_CODES_AND_DASH = re.compile(rf"\s*(?P<who>{CODES})\s*(?:[–—=]|(?<=\s)-(?=\s))\s*(?=\S)")
_CODES_AND_COLON = re.compile(rf"\s*{CODES}\s*:")
_BEFORE_NAMES = re.compile(r"[;,–—:=|]|(?<=\s)-(?=\s)")
_PARTING = re.compile(r"[;\n]")
_QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|\"[^\"]*\"")
_OWN_LABEL = re.compile(
    r"\s*(?P<label>(?:(?:OP|PP|§)\s?)?\d{1,3}\s?(?:bis|ter|quater|(?P<alt>alt)\.?\s?\d?)?)\s?[.:)–—-]+\s+(?=\S)",
    re.IGNORECASE,
)
_LONGEST_HEAD = 200
"""Characters at the start of a text in which the name of an option is searched for. Judged, not measured."""
_COLON_WITHIN = 160
"""Characters at the start of a bracket in which the colon of an attribution is searched for. Judged, not measured."""
_NAMES_WITHIN = 160
"""Characters at the end of a bracket in which names behind its words are searched for. Judged, not measured."""
_LONGEST_ANNOTATION = 640
"""A longer bracket, in characters, is not looked at whole. Judged, not measured."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a bracket, `text[start:end]`, its separator included.

    Either positions (`says`), or words from `body` to `stop` with who proposes them before and behind.
    """

    start: int
    end: int
    body: int
    stop: int
    head: tuple[Annotation, ...] = ()
    signed: tuple[Annotation, ...] = ()
    says: tuple[Annotation, ...] = ()


def classify_bracket(text: str, bracket: Bracket, language: str) -> Bracket:
    """A bracket whose children and trailing annotations are known, with what else it is."""
    first, last = bracket.inside
    content = text[first:last] if last - first <= _LONGEST_ANNOTATION else ""
    if is_literal(text, bracket, content):
        return replace(bracket, kind="annotation", annotations=(Annotation("editorial"),))
    whole = read_positions(content, language) if bracket.closed and not bracket.children else ()
    if whole and not all(a.is_plain_name for a in whole) and not _is_word_of_sentence(text, bracket, whole, content):
        return replace(bracket, kind="annotation", annotations=whole)
    option = option_name(text[first : min(last, first + _LONGEST_HEAD)])
    if option:
        bracket = replace(bracket, option=option, body=first + option_end(text[first:last]))
    return _classify_words(text, bracket, language)


def _is_word_of_sentence(text: str, bracket: Bracket, whole: tuple[Annotation, ...], content: str) -> bool:
    """True for a status of one word in the middle of a sentence: "uses [agreed] indicators"."""
    if whole[0].status != "agreed" or whole[0].parties or len(content.split()) > 1:
        return False
    before, after = text[max(0, bracket.start - 40) : bracket.start].rstrip(), text[bracket.end : bracket.end + 40]
    return bool(before) and before[-1] not in ".;:!?]»”)" and after.lstrip()[:1].islower()


def _classify_words(text: str, bracket: Bracket, language: str) -> Bracket:
    """A bracket of words: with its attribution, its several texts, or the amendment that it asks for."""
    parts = _read_parts(text, bracket, language)
    texts = [p for p in parts if not p.says]
    says = tuple(TrailingAnnotation(p.start, p.end, a) for p in parts for a in p.says)
    if len(texts) != 1:
        pieces = tuple(Piece(p.start, p.end, p.body, p.stop, (*p.head, *p.signed)) for p in texts)
        return replace(bracket, pieces=pieces, trailing=(*bracket.trailing, *says))
    only = texts[0]
    if only.head and (done := _as_annotation(text, bracket, only, language)):
        return done
    signed = tuple(TrailingAnnotation(only.stop, only.end, a) for a in only.signed)
    body, label, alternative = _own_label(text, only)
    head = tuple(replace(a, alternative=a.alternative or alternative) for a in only.head)
    bracket = replace(
        bracket, body=body, annotations=head, trailing=(*bracket.trailing, *signed, *says), label=label
    )  # fmt: skip
    return _with_amendment(text, bracket, only)


def _as_annotation(text: str, bracket: Bracket, only: _Part, language: str) -> Bracket | None:
    """The bracket when its head is no attribution: a status ("pending: …"), a request for deletion, or all there is."""
    rest = text[only.body : only.end]
    wishes = [a for a in only.head if not a.is_source]
    only_annotation = not rest.strip() or bool(read_positions(rest, language))
    if rest.strip() and (not wishes or not (wishes[0].kind == "status" or only_annotation)):
        return None
    first, last = bracket.inside
    joined = read_positions(text[first:last], language) or only.head  # "pending: Iran" is one annotation
    return replace(bracket, kind="annotation" if only_annotation else "text", annotations=joined)


def _own_label(text: str, only: _Part) -> tuple[int, str, bool]:
    """Where the words begin behind the number of a paragraph, that number, and whether it is an alternative's."""
    m = _OWN_LABEL.match(text, only.body, only.stop) if only.head else None
    return (m.end(), m["label"].strip(), bool(m["alt"])) if m else (only.body, "", False)


def _with_amendment(text: str, bracket: Bracket, only: _Part) -> Bracket:
    """The bracket with the amendment that its words are. One that deletes or keeps words is no disputed text."""
    amendment = read_amendment(text[bracket.body : only.stop]) if bracket.closed else None
    if amendment is None:
        return bracket
    who = (*only.head, *only.signed)
    if amendment.change in ("delete", "keep") and any(a.parties for a in who):
        wish = amendment.change
        asked = tuple(replace(a, kind=wish) if a.kind == "delegations" else a for a in who)
        return replace(bracket, kind="annotation", annotations=asked, trailing=(), amendment=amendment)
    return replace(bracket, amendment=amendment)


def _read_parts(text: str, bracket: Bracket, language: str) -> list[_Part]:
    """The parts of a bracket; a part that names nobody belongs to the words before it."""
    parts: list[_Part] = []
    edges = _edges(text, bracket)
    for start, end in pairwise(edges):
        part = _read_part(text, start, end, bracket, language)
        last = parts[-1] if parts else None
        if last and not last.says and not part.says and not part.head and not (part.signed and last.signed):
            parts[-1] = replace(last, end=part.end, stop=part.stop, signed=part.signed)
        else:
            parts.append(part)
    return parts


def _edges(text: str, bracket: Bracket) -> list[int]:
    """Offsets at which the bracket may be parted: its body, semicolons and line ends, codes behind a bracket in it."""
    first, last = max(bracket.body, bracket.start + 1), bracket.inside[1]
    found = [first]
    closed = [(c.start, c.end) for c in bracket.children] + [(t.start, t.end) for t in bracket.trailing]
    at = first
    for start, end in [*sorted(closed), (last, last)]:
        if at < start:
            gap = _QUOTED.sub(lambda m: "_" * len(m[0]), text[at:start])
            if at > first and _CODES_AND_COLON.match(gap):
                found.append(at)
            found += [at + m.start() for m in _PARTING.finditer(gap) if at + m.start() > first]
        at = max(at, end)
    return [*found, last]


def _read_part(text: str, start: int, end: int, bracket: Bracket, language: str) -> _Part:
    """One part of a bracket."""
    begin = start + (text[start : start + 1] in (";", "\n") and start > bracket.body)
    says = read_positions(text[begin:end], language)
    whole = start <= bracket.body and end == bracket.inside[1]
    if says and not whole and all(a.parties and a.kind != "editorial" and not a.is_plain_name for a in says):
        return _Part(start, end, end, end, says=says)
    head, body = _read_head(text, begin, end, language)
    signed, stop = _read_signature(text, body, end, language) if bracket.closed else ((), end)
    return _Part(start, end, body, stop, head, signed)


def _read_head(text: str, start: int, end: int, language: str) -> tuple[tuple[Annotation, ...], int]:
    """Who proposes a text, before its colon or dash, and where its words begin; ((), start) for nobody."""
    window = text[start : min(end, start + _COLON_WITHIN)]
    stop = window.find("[")
    colon = window.find(":", 0, stop if stop >= 0 else len(window))
    who = window[:colon].strip() if colon > 0 else ""
    head = read_positions(who, language, head=True) if who and not starts_with_addition(fold(who)) else ()
    body = start + colon + 1
    if not head and (m := _CODES_AND_DASH.match(text, start, end)):
        head, body = read_positions(m["who"], language, head=True), m.end()
        head = head if all(a.kind == "delegations" for a in head) else ()
    if not head or head[0].kind == "editorial":
        return (), start
    return head, body + len(text[body:end]) - len(text[body:end].lstrip())


def _read_signature(text: str, start: int, end: int, language: str) -> tuple[tuple[Annotation, ...], int]:
    """Who proposes a text, behind its last dash, comma or semicolon, and where its words end; ((), end) for nobody."""
    first = max(start, end - _NAMES_WITHIN)
    found: tuple[Annotation, ...] = ()
    stop = end
    for m in reversed(list(_BEFORE_NAMES.finditer(text, first, end))):
        tail = text[m.end() : end]
        names = read_positions(tail, language, head=True) if tail.count(")") == tail.count("(") else ()
        if not names or not all(a.parties or a.kind == "source" for a in names) or not text[start : m.start()].strip():
            break
        if _may_sign(m[0], names, text[start : m.start()]):
            found, stop = names, m.start()
    return found, stop


def _may_sign(sign: str, names: tuple[Annotation, ...], before: str) -> bool:
    """True when names behind a sign are a signature and not the end of the sentence: "… in Norway, Peru"."""
    if all(a.codes or a.said for a in names):
        return True
    if sign in ",;":
        return all(a.groups and not a.states for a in names) and sign == ";"
    words = WORD.findall(fold(before[-80:]))
    return sign != ":" or not words or words[-1] not in words_of("lists")


def option_name(text: str) -> str:
    """The number or letter of the option that a text begins with, "" for none."""
    m = option_head().match(fold(text[:_LONGEST_HEAD]))
    return m["name"].upper() if m else ""


def option_end(text: str) -> int:
    """Offset at which the words after the name of an option begin; 0 where the text begins with no such name."""
    head = fold_with_offsets(text[:_LONGEST_HEAD])
    m = option_head().match(head.text)
    return head.in_source(m.end()) if m else 0
