"""Square brackets as data: what is open in each paragraph, who proposed it, what the alternatives are.

Conventions: a pair, or a "[" that nothing closes, counts as open when it holds disputed text. Not counted: what holds
only a status word, a note number, "sic", names, or a request for deletion. A pair that opens with a delegation's name
and its proposal is counted. An Option is a bracket that opens with "Option 1:".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from drafting.lexicon.any_language import alternatives
from drafting.negotiate.brackets.annotations import Annotation, is_acronym, option_head, read_annotation, word_lists
from drafting.text.folding import fold, fold_with_offsets

BracketKind: TypeAlias = Literal["text", "mark"]

_SIGNS = re.compile(r"[\[\]]")
_PARENTHESIS = re.compile(r"\(([^()\[\]]{2,160})\)")
_CODE = r"[A-Z][A-Z0-9&-]{1,9}"
_CODES = re.compile(rf"\s*(?P<who>{_CODE}(?:\s*(?:[+,/&]|{alternatives('conjunctions', 'and')})\s*{_CODE})*)\s*:\s")
_SIGNED = re.compile(rf"[;,–—]\s*(?P<who>{_CODE}(?:\s*[+,/&]\s*{_CODE}){{0,12}})\s*$")
_SYMBOL_BEFORE = re.compile(r"[A-Z][\w.-]*/(?:[^\s\[\]]|[ \u00a0](?=[\d(])){1,40}\s*$")
_NUMBER = re.compile(r"\d{1,3}|\*{1,3}|\^\d{1,3}")
_LONGEST_HEAD = 200
"""Characters in which the name of an option is looked for."""
_BETWEEN = re.compile(r"[\s/|]*")


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket: `text[start:end]` with its signs; `end` is the end of the text where nothing closes it.

    `body`: where its words begin, behind an attribution or an option's name. `mark`: who proposed it (head), or what
    the whole of it says when it is no text. `option`: the name of the option it is. `tails`: parentheses that say who.
    """

    start: int
    end: int
    closed: bool
    kind: BracketKind = "text"
    body: int = 0
    annotation: Annotation | None = None
    option: str = ""
    children: tuple[Bracket, ...] = ()
    trailing: tuple[TrailingAnnotation, ...] = ()

    @property
    def inside(self) -> tuple[int, int]:
        """Where the words between the signs begin and end, attribution included."""
        return self.start + 1, self.end - self.closed


@dataclass(frozen=True, slots=True)
class TrailingAnnotation:
    """A parenthesis `text[start:end]` that is a mark: "(MEX)", "(proposed by Mexico)", "(agreed ad ref)"."""

    start: int
    end: int
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class ParsedBrackets:
    """The brackets of one paragraph. `tails` are the marks in parentheses outside every bracket; `extra` the places of
    signs "]" that close nothing; `head` the length of an attribution before the text ("MEX + BRA: …")."""

    text: str
    brackets: tuple[Bracket, ...] = ()
    trailing: tuple[TrailingAnnotation, ...] = ()
    extra_closings: tuple[int, ...] = ()
    head: int = 0
    attribution: Annotation | None = None
    option: str = ""

    def walk_brackets(self) -> Iterator[tuple[Bracket, int]]:
        """Every bracket with its depth among the brackets that count (1 = outermost), in order."""
        stack = [(n, 1) for n in reversed(self.brackets)]
        while stack:
            node, depth = stack.pop()
            yield node, depth
            stack += [(c, depth + (node.kind == "text")) for c in reversed(node.children)]

    @property
    def unclosed(self) -> tuple[Bracket, ...]:
        """The brackets that nothing closes."""
        return tuple(n for n, _ in self.walk_brackets() if not n.closed)

    @property
    def open(self) -> int:
        """How many brackets hold disputed text."""
        return sum(n.kind == "text" for n, _ in self.walk_brackets())

    @property
    def depth(self) -> int:
        """How deep they are nested."""
        return max((d for n, d in self.walk_brackets() if n.kind == "text"), default=0)

    def annotations(self) -> Iterator[Annotation]:
        """Every mark, in no order that matters."""
        if self.attribution:
            yield self.attribution
        for node, _ in self.walk_brackets():
            if node.annotation:
                yield node.annotation
            yield from (t.annotation for t in node.trailing)
        yield from (t.annotation for t in self.trailing)


@dataclass
class _OpenBracket:
    start: int
    children: list[Bracket] = field(default_factory=list)


@lru_cache(maxsize=4096)
def parse_brackets(text: str, language: str = "", acronyms: frozenset[str] = frozenset()) -> ParsedBrackets:
    """The brackets of one paragraph. `acronyms`: codes that the document uses for something else ("(PAN)")."""
    stack: list[_OpenBracket] = [_OpenBracket(-1)]
    extra_closings: list[int] = []
    for m in _SIGNS.finditer(text):
        if m[0] == "[":
            stack.append(_OpenBracket(m.start()))
        elif len(stack) > 1:
            top = stack.pop()
            stack[-1].children.append(_bracket(text, top, m.end(), True, language))
        else:
            extra_closings.append(m.start())
    while len(stack) > 1:
        top = stack.pop()
        stack[-1].children.append(_bracket(text, top, len(text), False, language))
    head, attribution = _head(text, language)
    option = _option_name(text, head)
    bare = ParsedBrackets(text, tuple(stack[0].children), (), tuple(extra_closings), head, attribution, option)
    return _with_tails(bare, language, acronyms)


def _bracket(text: str, top: _OpenBracket, end: int, closed: bool, language: str) -> Bracket:
    node = Bracket(top.start, end, closed, children=tuple(top.children), body=top.start + 1)
    first, last = node.inside
    content = text[first:last]
    if closed and _is_number(text, node, content):
        return replace(node, kind="mark", annotation=Annotation("editorial"))
    if fold(content[:40]).strip() in word_lists()["marks"]["behind_symbol"] and _SYMBOL_BEFORE.search(
        text, max(0, top.start - 60), top.start
    ):
        return replace(node, kind="mark", annotation=Annotation("editorial"))
    annotation = read_annotation(content, language) if closed and not node.children else None
    if annotation and (annotation.kind != "delegations" or annotation.codes or annotation.said):
        return replace(node, kind="mark", annotation=annotation)
    option = _option_name(text, first)
    if option:
        return replace(node, option=option, body=first + option_end(content))
    colon = _colon(content)
    head = read_annotation(content[:colon].strip(), language, head=True) if colon > 0 else None
    if head is None or head.kind == "editorial":
        return node
    if not content[colon + 1 :].strip() or head.kind == "status":
        return replace(
            node,
            kind="mark" if _only_mark(content[colon + 1 :], language) else "text",
            annotation=_joined_mark(content, head, language),
        )
    if head.kind == "delete" and _only_mark(content[colon + 1 :], language):
        return replace(node, kind="mark", annotation=_joined_mark(content, head, language))
    skip = len(content[colon + 1 :]) - len(content[colon + 1 :].lstrip())
    return replace(node, annotation=head, body=first + colon + 1 + skip)


def _only_mark(text: str, language: str) -> bool:
    return not text.strip() or read_annotation(text, language) is not None


def _joined_mark(content: str, head: Annotation, language: str) -> Annotation:
    """ "pending: Iran" is one mark, whatever stands before and behind its colon."""
    return read_annotation(content, language) or head


def _colon(content: str) -> int:
    """Where the colon of an attribution stands: before any bracket, in the first words; -1 without one."""
    stop = content.find("[")
    return content.find(":", 0, min(stop if stop >= 0 else len(content), 160))


def _is_number(text: str, node: Bracket, content: str) -> bool:
    """A note number: it clings to the word or stop before it ("declared[3]"), and to no other bracket."""
    if not _NUMBER.fullmatch(content.strip()):
        return False
    before, after = text[: node.start], text[node.end :]
    if content.startswith("^"):
        return True
    if after[:1] == "[" or before[-1:] == "]" or not before.strip():
        return False
    return not before[-1].isspace() or (before.rstrip()[-1] in ".;:,!?»”" and not after.strip(" .;"))


def _option_name(text: str, at: int) -> str:
    m = option_head().match(fold(text[at : at + _LONGEST_HEAD]))
    return m["name"].upper() if m else ""


def option_end(text: str) -> int:
    """Where the words begin behind an option's name at the start of a text; 0 where there is none."""
    head = fold_with_offsets(text[:_LONGEST_HEAD])
    m = option_head().match(head.text)
    return head.in_source(m.end()) if m else 0


def _head(text: str, language: str) -> tuple[int, Annotation | None]:
    """An attribution by codes before an unbracketed text: "MEX + BRA: Requests …"."""
    m = _CODES.match(text)
    annotation = read_annotation(m["who"], language, head=True) if m else None
    return (m.end(), annotation) if m and annotation and annotation.kind == "delegations" else (0, None)


def _with_tails(parsed: ParsedBrackets, language: str, acronyms: frozenset[str]) -> ParsedBrackets:
    """Parentheses that are marks go to the innermost bracket around them, or the one they follow."""
    trailing = [t for n, _ in parsed.walk_brackets() if (t := _signature(parsed.text, n, language))]
    for m in _PARENTHESIS.finditer(parsed.text):
        annotation = read_annotation(m[1], language)
        if annotation and _says(parsed, m, annotation, acronyms):
            trailing.append(TrailingAnnotation(m.start(), m.end(), annotation))
    if not trailing:
        return parsed
    brackets = tuple(_take(n, trailing) for n in parsed.brackets)
    outside = tuple(t for t in trailing if not any(n.start < t.start < n.end for n in parsed.brackets))
    return replace(parsed, brackets=brackets, trailing=outside)


def _signature(text: str, node: Bracket, language: str) -> TrailingAnnotation | None:
    """Codes behind the last comma or semicolon of a bracket: "[by hand; MEX, BRA]"."""
    first, last = node.body, node.inside[1]
    m = _SIGNED.search(text, first, last) if node.closed and node.kind == "text" else None
    annotation = read_annotation(m["who"], language, head=True) if m else None
    if (
        m is None
        or annotation is None
        or annotation.kind != "delegations"
        or not annotation.codes
        or not text[first : m.start()].strip()
    ):
        return None
    return TrailingAnnotation(m.start(), m.end(), annotation)


def _says(parsed: ParsedBrackets, m: re.Match[str], annotation: Annotation, acronyms: frozenset[str]) -> bool:
    """Is this parenthesis a mark, or an acronym, or the country of a city?"""
    if annotation.kind != "delegations" or annotation.said:
        return annotation.kind in ("delegations", "status", "delete")
    text = parsed.text
    before, after = text[: m.start()], text[m.end() :]
    one = len(annotation.states) + len(annotation.groups) == 1
    if one and (m[1].strip() in acronyms or is_acronym(before, m[1].strip())):
        return False
    within = any(n.start < m.start() < n.end for n in parsed.brackets)
    edge = (within and after.lstrip()[:1] == "]") or before.rstrip()[-1:] == "]"
    if edge:
        return True
    if not annotation.codes:
        return False
    word = before.rstrip().split()[-1:] or [""]
    return within or not one or bool(parsed.brackets) or not word[0][:1].isupper()


def _take(node: Bracket, trailing: Sequence[TrailingAnnotation]) -> Bracket:
    children = tuple(_take(c, trailing) for c in node.children)
    own = tuple(
        t for t in trailing if node.start < t.start < node.end and not any(c.start < t.start < c.end for c in children)
    )
    return replace(node, children=children, trailing=own)


def defined_acronyms(text: str) -> Iterator[str]:
    """Codes in parentheses that the words before them spell."""
    for m in _PARENTHESIS.finditer(text):
        if m[1].isupper() and is_acronym(text[: m.start()], m[1].strip()):
            yield m[1].strip()


def words_of(parsed: ParsedBrackets, node: Bracket) -> str:
    """The words of a bracket without its signs, attribution and marks; brackets inside it as printed."""
    first, last = node.body, node.inside[1]
    out, at = "", first
    annotations = [(t.start, t.end) for t in node.trailing] + [
        (c.start, c.end) for c in node.children if c.kind == "mark"
    ]
    for start, end in sorted(annotations):
        out, at = out + parsed.text[at:start].rstrip(), end
    return (out + parsed.text[at:last]).strip()


def alternative_rows(parsed: ParsedBrackets) -> list[tuple[Bracket, ...]]:
    """Brackets that stand side by side and exclude one another: "[shall] [should]", "[Option A: …] [Option B: …]".

    A bracket that goes on with a comma or a conjunction adds to the text and is no alternative.
    """
    found: list[tuple[Bracket, ...]] = []
    for brackets in [parsed.brackets, *(n.children for n, _ in parsed.walk_brackets())]:
        row: list[Bracket] = []
        for node in (n for n in brackets if n.kind == "text"):
            if row and not (_beside(parsed, row[-1], node) and bool(row[-1].option) == bool(node.option)):
                found += [tuple(row)] if len(row) > 1 else []
                row = []
            if node.option or not _adds(words_of(parsed, node)):
                row.append(node)
            else:
                found += [tuple(row)] if len(row) > 1 else []
                row = []
        found += [tuple(row)] if len(row) > 1 else []
    return found


def _beside(parsed: ParsedBrackets, left: Bracket, right: Bracket) -> bool:
    between = parsed.text[left.end : right.start]
    for tail in sorted(parsed.trailing, key=lambda t: -t.start):
        if left.end <= tail.start and tail.end <= right.start:
            between = between[: tail.start - left.end] + between[tail.end - left.end :]
    return _BETWEEN.fullmatch(between) is not None or between.strip().casefold() in word_lists()["marks"]["joiner"]


def _adds(words: str) -> bool:
    low = fold(words)
    first = re.match(r"[^\W_]+(?: compris)?", low)
    return not low or low[0] in ",;.:)" or bool(first and first[0] in word_lists()["marks"]["addition"])
