"""Parse the square brackets of a paragraph: what is open, who proposed it, which signs do not pair.

Conventions: a pair, or a "[" that nothing closes, counts as open when it holds disputed text. Not counted are brackets
that hold only a status word, a note number, "sic", names, or what delegations ask for ("delete", "keep"). A pair that
opens with the name of a delegation and goes on with its proposal counts. An option is a bracket that opens with its
name ("Option 1:"), or that its name follows ("[…] [Option 1]").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from drafting.lexicon import LANGUAGES, load
from drafting.negotiate.brackets.annotations import Annotation, read_positions
from drafting.negotiate.brackets.classify import CODES, classify_bracket, option_end, option_name
from drafting.negotiate.brackets.names import is_acronym
from drafting.negotiate.brackets.values import Bracket, ParsedBrackets, TrailingAnnotation

_EVENTS = re.compile(r"[\[\]]|\((?P<said>[^()\[\]]{2,240})\)")
_CODES_FIRST = re.compile(rf"\s*(?P<who>{CODES})\s*:\s")
_NAMES_FIRST = re.compile(r"(?P<who>[^:\[\]]{3,120}):\s+(?=\S)")
_PARENTHESIS_FIRST = re.compile(r"\s*[–—-]?\s*\((?P<who>[^()\[\]]{2,160})\)\s*(?P<colon>:?)\s*(?=\S)")
_CODES_BEFORE = re.compile(rf"(?:^|(?<=[\s(,;]))(?P<who>{CODES})\s*:\s*$")
_NAMES_BEHIND = re.compile(rf"\s*[–—:-]?\s*(?P<who>{CODES})(?=\s*[.;,]?\s*(?:$|\n))")
_STATUS_LAST = re.compile(
    r"(?<=[.;:!?\]»”)])\s*[–—-]?\s*(?P<said>[^.;:()\[\]\n]{4,80}\.?)\s*$|\s[–—-]\s(?P<dash>[^()\[\]\n]{4,80})$"
)
_BLANKS = re.compile(r"\s*")
_COLON = re.compile(r"(?:\s*:\s*)?")
_AROUND = 200
"""Characters around a parenthesis that are looked at. Judged, not measured."""
_NAMES_WITHIN = 60
"""Characters before a bracket in which codes and a colon are searched for. Judged, not measured."""


@dataclass
class _Level:
    """A bracket that is open, or the paragraph: its children and annotations so far."""

    start: int
    children: list[Bracket] = field(default_factory=list)
    trailing: list[TrailingAnnotation] = field(default_factory=list)


@lru_cache(maxsize=4096)
def parse_brackets(text: str, language: str = "", acronyms: frozenset[str] = frozenset()) -> ParsedBrackets:
    """The brackets of one paragraph. `acronyms`: codes that the document uses for something else ("(PAN)")."""
    stack: list[_Level] = [_Level(-1)]
    extra: list[int] = []
    head, attribution = _read_attribution(text, language)
    for m in _EVENTS.finditer(text, head):
        if m[0] == "[":
            stack[-1].trailing += _names_before(text, m.start(), stack[-1], language)
            stack.append(_Level(m.start()))
        elif m[0] != "]":
            found = read_positions(m["said"], language)
            first = len(stack) > 1 and _begins(text, stack[-1].start + 1, m.start())
            if found and (first or _is_annotation(text, m, found, acronyms, within=len(stack) > 1)):
                end = _COLON.match(text, m.end()).end() if first else m.end()  # type: ignore[union-attr]
                stack[-1].trailing += [TrailingAnnotation(m.start(), end, a) for a in found]
        elif len(stack) > 1:
            _close(text, stack, m.end(), True, language)
            stack[-1].trailing += _names_behind(text, m.end(), language)
        else:
            extra.append(m.start())
    while len(stack) > 1:
        _close(text, stack, len(text), False, language)
    root = stack[0]
    root.trailing += _status_last(text, head, root, language)
    brackets, trailing = _attach(text, root)
    if attribution and brackets and brackets[0].kind == "text" and not text[head : brackets[0].start].strip():
        brackets = (_attributed_whole(text, brackets[0], head, attribution), *brackets[1:])
    return ParsedBrackets(text, brackets, trailing, tuple(extra), head, attribution, option_name(text[head:]))


def _begins(text: str, start: int, at: int) -> bool:
    """True when nothing but the name of an option is before an offset: "[(JPN) …", "[Option 1 (JPN): …"."""
    before = text[start : min(at, start + _AROUND)] if at - start <= _AROUND else "x"
    return not before.strip() or option_end(f"{before}(") >= len(before) > 0


def _close(text: str, stack: list[_Level], end: int, closed: bool, language: str) -> None:
    top = stack.pop()
    children, trailing = _attach(text, top)
    bare = Bracket(top.start, end, closed, body=top.start + 1, children=children, trailing=trailing)
    stack[-1].children.append(classify_bracket(text, bare, language))


def _attributed_whole(text: str, bracket: Bracket, head: int, said: tuple[Annotation, ...]) -> Bracket:
    """A bracket that is all there is behind an attribution ("USA: […]") belongs to those who are named."""
    if bracket.closed and not text[bracket.end :].strip(" .;,"):
        return replace(bracket, beside=(*bracket.beside, *(TrailingAnnotation(0, head, a) for a in said)))
    return bracket


def _attach(text: str, level: _Level) -> tuple[tuple[Bracket, ...], tuple[TrailingAnnotation, ...]]:
    """The brackets of one level with what stands directly before or behind them, and the annotations left over.

    Behind comes before: in "[shall] (MEX) [should]" Mexico proposes "shall".
    """
    brackets = _name_options(text, level.children)
    items = _items(brackets, level.trailing)
    beside: dict[int, tuple[TrailingAnnotation, ...]] = {}
    taken: set[int] = set()
    owner, reach = -1, -1
    waiting: tuple[TrailingAnnotation, ...] = ()
    for start, end, n, said in items:
        near = reach >= 0 and _BLANKS.fullmatch(text, reach, start) is not None
        if n >= 0 and brackets[n].kind == "text":
            if waiting and near:
                beside[n] = waiting
                taken.add(waiting[0].start)
            owner, reach, waiting = n, end, ()
        elif owner >= 0 and near and said and not any(t.annotation.status.startswith("agreed") for t in said):
            beside[owner] = (*beside.get(owner, ()), *said)
            taken.add(start)
            reach = end
        else:
            only_names = n < 0 and all(t.annotation.kind == "delegations" for t in said)
            owner, reach, waiting = -1, end, said if only_names else ()
    placed = tuple(replace(b, beside=beside[n]) if n in beside else b for n, b in enumerate(brackets))
    return placed, tuple(t for t in level.trailing if t.start not in taken)


def _items(
    brackets: Sequence[Bracket], trailing: Sequence[TrailingAnnotation]
) -> list[tuple[int, int, int, tuple[TrailingAnnotation, ...]]]:  # fmt: skip
    """Brackets and annotations of one level in order: start, end, index of the bracket or -1, what it says."""
    items = []
    for n, b in enumerate(brackets):
        said = tuple(TrailingAnnotation(b.start, b.end, a) for a in b.annotations) if _may_attach(b) else ()
        items.append((b.start, b.end, n, said))
    ranges: dict[tuple[int, int], list[TrailingAnnotation]] = {}
    for t in trailing:
        ranges.setdefault((t.start, t.end), []).append(t)
    items += [(start, end, -1, tuple(said)) for (start, end), said in ranges.items()]
    return sorted(items, key=lambda i: i[:3])


def _may_attach(b: Bracket) -> bool:
    return b.kind == "annotation" and not b.is_literal and b.amendment is None


def _name_options(text: str, brackets: Sequence[Bracket]) -> list[Bracket]:
    """The brackets, where one holds only the name of an option, with that name given to the one before it."""
    done: list[Bracket] = []
    for b in brackets:
        last = done[-1] if done else None
        empty = bool(b.option) and b.closed and not text[b.body : b.inside[1]].strip()
        if last and empty and last.kind == "text" and not last.option and _BLANKS.fullmatch(text, last.end, b.start):
            done[-1] = replace(last, option=b.option)
            done.append(replace(b, kind="annotation", annotations=(Annotation("label"),), option=""))
        else:
            done.append(b)
    return done


def _read_attribution(text: str, language: str) -> tuple[int, tuple[Annotation, ...]]:
    """An attribution before an unbracketed text ("MEX + BRA: Requests …", "(EU) Requests …") and its length.

    Names written out need an opening word behind them: "Mexico: 3 lamps" is a row of a list.
    """
    for pattern in (_CODES_FIRST, _PARENTHESIS_FIRST, _NAMES_FIRST):
        m = pattern.match(text)
        found = read_positions(m["who"].strip(), language, head=True) if m else ()
        if not m or not found or not all(a.kind == "delegations" for a in found):
            continue
        if pattern is _CODES_FIRST or m.groupdict().get("colon") or _opens(text[m.end() : m.end() + _AROUND]):
            return m.end(), found
    return 0, ()


def _opens(text: str) -> bool:
    """True for a text that begins with an opening word, in any language, or with a bracket."""
    return text.startswith("[") or any(load(code).opening(text) is not None for code in LANGUAGES)


def _names_before(text: str, at: int, level: _Level, language: str) -> Iterator[TrailingAnnotation]:
    """Codes and a colon directly before a bracket: "repairs USA: [of buoys]"."""
    floor = max([at - _NAMES_WITHIN, level.start + 1, *(c.end for c in level.children[-1:])])
    m = _CODES_BEFORE.search(text[floor:at])
    found = read_positions(m["who"], language, head=True) if m else ()
    if m and found and all(a.kind == "delegations" for a in found):
        yield from (TrailingAnnotation(floor + m.start("who"), at, a) for a in found)


def _names_behind(text: str, at: int, language: str) -> Iterator[TrailingAnnotation]:
    """Codes behind a bracket that ends a line: "[annually] – USA, CAN"."""
    m = _NAMES_BEHIND.match(text, at, at + _AROUND)
    found = read_positions(m["who"], language) if m else ()
    if m and found and all(a.kind == "delegations" and a.codes for a in found):
        yield from (TrailingAnnotation(m.start(), m.end(), a) for a in found)


def _status_last(text: str, head: int, root: _Level, language: str) -> Iterator[TrailingAnnotation]:
    """A status behind the last stop of a paragraph, without signs of its own: "… of buoys. Agreed ad ref"."""
    at = max([head, len(text) - _AROUND, *(c.end for c in root.children[-1:]), *(t.end for t in root.trailing[-1:])])
    m = _STATUS_LAST.search(text, at if at < len(text) else len(text))
    if m is None:
        return
    group = "said" if m["said"] else "dash"
    found = read_positions(m[group], language)
    if found and m.start() > 0 and all(a.kind == "status" and a.status.startswith("agreed") for a in found):
        yield from (TrailingAnnotation(m.start(), m.end(), a) for a in found)


def _is_annotation(
    text: str, m: re.Match[str], found: tuple[Annotation, ...], acronyms: frozenset[str], *, within: bool
) -> bool:  # fmt: skip
    """True for a parenthesis that annotates the text; False for an acronym and for the country of a city."""
    if any(a.kind in ("editorial", "source") for a in found):
        return any(a.said for a in found)
    if any(a.kind != "delegations" or a.said for a in found):
        return True
    before = text[max(0, m.start() - _AROUND) : m.start()].rstrip()
    after = text[m.end() : m.end() + _AROUND].lstrip()
    single = sum(len(a.parties) for a in found) == 1
    if single and (m["said"].strip() in acronyms or is_acronym(before, m["said"].strip())):
        return False
    if before.endswith("]") or (within and after.startswith("]")) or after.startswith("["):
        return True
    if not all(a.codes for a in found):
        return False
    last_word = before.split()[-1] if before else ""
    return within or not single or "[" in text or not last_word[:1].isupper()


def defined_acronyms(text: str) -> Iterator[str]:
    """Codes in parentheses that the words before them spell."""
    for m in _EVENTS.finditer(text):
        if (
            m["said"]
            and m["said"].isupper()
            and is_acronym(text[max(0, m.start() - _AROUND) : m.start()], m["said"].strip())
        ):
            yield m["said"].strip()
