"""Parse the square brackets of a paragraph: what is open, who proposed it, which signs do not pair.

Conventions: a pair, or a "[" that nothing closes, counts as open when it holds disputed text. Not counted are brackets
that hold only a status word, a note number, "sic", names, or a request for deletion. A pair that opens with the name of
a delegation and goes on with its proposal counts. An option is a bracket that opens with its name: "Option 1:".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, TypeAlias

from drafting.negotiate.brackets.annotations import Annotation, is_acronym, option_head, read_annotation, word_lists
from drafting.text.folding import fold, fold_with_offsets

BracketKind: TypeAlias = Literal["text", "annotation"]

_SIGNS = re.compile(r"[\[\]]")
_PARENTHESIS = re.compile(r"\(([^()\[\]]{2,160})\)")
_CODE = r"[A-Z][A-Z0-9&-]{1,9}"
_CODES = re.compile(rf"\s*(?P<who>{_CODE}(?:\s*(?:[+,/&]|and|et|y|e)\s*{_CODE})*)\s*:\s")
_SIGNED = re.compile(rf"[;,–—]\s*(?P<who>{_CODE}(?:\s*[+,/&]\s*{_CODE}){{0,12}})\s*$")
_SYMBOL_BEFORE = re.compile(r"[A-Z][\w.-]*/(?:[^\s\[\]]|[ \u00a0](?=[\d(])){1,40}\s*$")
_NUMBER = re.compile(r"\d{1,3}|\*{1,3}|\^\d{1,3}")
_LONGEST_HEAD = 200
"""Characters at the start of a text in which the name of an option is searched for. Judged, not measured."""
_COLON_WITHIN = 160
"""Characters at the start of a bracket in which the colon of an attribution is searched for. Judged, not measured."""
_SYMBOL_WITHIN = 60
"""Characters before a bracket in which a document symbol is searched for. Judged, not measured."""
_AROUND = " .,;:\u00a0\u202f\n"
"""Blanks and stops that may surround a bracket which is the whole paragraph."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """One bracket: `text[start:end]` of the paragraph, signs included. Unclosed, it extends to the end of the text.

    `body`: offset of its words, after an attribution or the name of an option. `annotation`: who proposed the words,
    or, for kind "annotation", what the whole bracket says. `option`: the number or letter of the option it is, or "".
    `trailing`: annotations inside it, or directly after one of its children.
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
        """Offsets of what is between the signs, attribution included."""
        return self.start + 1, self.end - self.closed

    @property
    def requests_deletion(self) -> bool:
        """True for a bracket that is a request for deletion: "[delete: MEX]"."""
        return self.kind == "annotation" and self.annotation is not None and self.annotation.kind == "delete"


@dataclass(frozen=True, slots=True)
class TrailingAnnotation:
    """An annotation `text[start:end]` in parentheses ("(MEX)", "(agreed ad ref)") or after a comma ("; MEX, BRA")."""

    start: int
    end: int
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class ParsedBrackets:
    """The brackets of one paragraph.

    `trailing`: annotations outside every bracket. `extra_closings`: offsets of each "]" that closes nothing. `head`:
    length of an attribution before the text ("MEX + BRA: …"), which is `attribution`. `option`: the option it names.
    """

    text: str
    brackets: tuple[Bracket, ...] = ()
    trailing: tuple[TrailingAnnotation, ...] = ()
    extra_closings: tuple[int, ...] = ()
    head: int = 0
    attribution: Annotation | None = None
    option: str = ""

    def walk_brackets(self) -> Iterator[tuple[Bracket, int]]:
        """Every bracket in order, with its depth among the brackets of disputed text (1 = outermost)."""
        stack = [(n, 1) for n in reversed(self.brackets)]
        while stack:
            bracket, depth = stack.pop()
            yield bracket, depth
            stack += [(c, depth + (bracket.kind == "text")) for c in reversed(bracket.children)]

    @property
    def unclosed(self) -> tuple[Bracket, ...]:
        """The brackets that nothing closes."""
        return tuple(n for n, _ in self.walk_brackets() if not n.closed)

    @property
    def open_count(self) -> int:
        """Number of brackets that hold disputed text."""
        return sum(n.kind == "text" for n, _ in self.walk_brackets())

    @property
    def max_depth(self) -> int:
        """Depth of the innermost bracket of disputed text, 0 without any."""
        return max((d for n, d in self.walk_brackets() if n.kind == "text"), default=0)

    def annotations(self) -> Iterator[Annotation]:
        """Every annotation: the attribution, those of brackets from the outside in, then those outside brackets."""
        if self.attribution:
            yield self.attribution
        for bracket, _ in self.walk_brackets():
            if bracket.annotation:
                yield bracket.annotation
            yield from (t.annotation for t in bracket.trailing)
        yield from (t.annotation for t in self.trailing)

    def is_bare_outside(self, start: int, end: int) -> bool:
        """True when nothing but annotations, blanks and stops is outside `text[start:end]`."""
        rest = self.text[:start] + self.text[end:]
        return not self.without_annotations(rest, -1).strip(_AROUND)

    def without_annotations(self, rest: str, after: int) -> str:
        """`rest`, a part of the text, without the annotations outside brackets that begin after the offset `after`."""
        ranges = [(t.start, t.end) for t in self.trailing]
        ranges += [(n.start, n.end) for n in self.brackets if n.kind == "annotation"]
        for start, end in ranges:
            if start > after:
                rest = rest.replace(self.text[start:end], "")
        return rest


@dataclass
class _OpenBracket:
    start: int
    children: list[Bracket] = field(default_factory=list)


@lru_cache(maxsize=4096)
def parse_brackets(text: str, language: str = "", acronyms: frozenset[str] = frozenset()) -> ParsedBrackets:
    """The brackets of one paragraph. `acronyms`: codes that the document uses for something else ("(PAN)")."""
    stack: list[_OpenBracket] = [_OpenBracket(-1)]
    extra: list[int] = []
    for m in _SIGNS.finditer(text):
        if m[0] == "[":
            stack.append(_OpenBracket(m.start()))
        elif len(stack) > 1:
            top = stack.pop()
            stack[-1].children.append(_classify_bracket(text, top, m.end(), True, language))
        else:
            extra.append(m.start())
    while len(stack) > 1:
        top = stack.pop()
        stack[-1].children.append(_classify_bracket(text, top, len(text), False, language))
    head, attribution = _read_attribution(text, language)
    option = _option_name(text, head)
    bare = ParsedBrackets(text, tuple(stack[0].children), (), tuple(extra), head, attribution, option)
    return _with_trailing(bare, language, acronyms)


def _classify_bracket(text: str, top: _OpenBracket, end: int, closed: bool, language: str) -> Bracket:
    """The bracket from `top` to `end`: an annotation, an option, attributed text or plain disputed text."""
    bracket = Bracket(top.start, end, closed, children=tuple(top.children), body=top.start + 1)
    first, last = bracket.inside
    content = text[first:last]
    if (closed and _is_note_number(text, bracket, content)) or _follows_symbol(text, top.start, content):
        return replace(bracket, kind="annotation", annotation=Annotation("editorial"))
    whole = read_annotation(content, language) if closed and not bracket.children else None
    if whole and (whole.kind != "delegations" or whole.codes or whole.said):
        return replace(bracket, kind="annotation", annotation=whole)
    if option := _option_name(text, first):
        return replace(bracket, option=option, body=first + option_end(content))
    return _with_head(bracket, content, language)


def _with_head(bracket: Bracket, content: str, language: str) -> Bracket:
    """The bracket with the annotation before its first colon, if there is one."""
    colon = _find_colon(content)
    head = read_annotation(content[:colon].strip(), language, head=True) if colon > 0 else None
    if head is None or head.kind == "editorial":
        return bracket
    rest = content[colon + 1 :]
    only_annotation = not rest.strip() or read_annotation(rest, language) is not None
    if not rest.strip() or head.kind == "status" or (head.kind == "delete" and only_annotation):
        joined = read_annotation(content, language) or head  # "pending: Iran" is one annotation
        return replace(bracket, kind="annotation" if only_annotation else "text", annotation=joined)
    return replace(bracket, annotation=head, body=bracket.end - bracket.closed - len(rest.lstrip()))


def _find_colon(content: str) -> int:
    """Offset of the colon of an attribution: before any bracket, near the start; -1 without one."""
    stop = content.find("[")
    return content.find(":", 0, min(stop if stop >= 0 else len(content), _COLON_WITHIN))


def _is_note_number(text: str, bracket: Bracket, content: str) -> bool:
    """True for the number of a note: directly after a word or stop ("declared[3]") and beside no other bracket."""
    if not _NUMBER.fullmatch(content.strip()):
        return False
    before, after = text[: bracket.start], text[bracket.end :]
    if content.startswith("^"):
        return True
    if after[:1] == "[" or before[-1:] == "]" or not before.strip():
        return False
    return not before[-1].isspace() or (before.rstrip()[-1] in ".;:,!?»”" and not after.strip(" .;"))


def _follows_symbol(text: str, start: int, content: str) -> bool:
    """True for "[adopted]" after the symbol of a document."""
    if fold(content[:40]).strip() not in word_lists()["marks"]["behind_symbol"]:
        return False
    return _SYMBOL_BEFORE.search(text, max(0, start - _SYMBOL_WITHIN), start) is not None


def _option_name(text: str, at: int) -> str:
    m = option_head().match(fold(text[at : at + _LONGEST_HEAD]))
    return m["name"].upper() if m else ""


def option_end(text: str) -> int:
    """Offset at which the words after the name of an option begin; 0 where the text begins with no such name."""
    head = fold_with_offsets(text[:_LONGEST_HEAD])
    m = option_head().match(head.text)
    return head.in_source(m.end()) if m else 0


def _read_attribution(text: str, language: str) -> tuple[int, Annotation | None]:
    """An attribution by codes before an unbracketed text ("MEX + BRA: Requests …") and its length; (0, None)."""
    m = _CODES.match(text)
    annotation = read_annotation(m["who"], language, head=True) if m else None
    return (m.end(), annotation) if m and annotation and annotation.kind == "delegations" else (0, None)


def _with_trailing(parsed: ParsedBrackets, language: str, acronyms: frozenset[str]) -> ParsedBrackets:
    """The brackets with the trailing annotations, each in the innermost bracket around it or outside all."""
    trailing = [t for n, _ in parsed.walk_brackets() if (t := _read_signature(parsed.text, n, language))]
    for m in _PARENTHESIS.finditer(parsed.text):
        annotation = read_annotation(m[1], language)
        if annotation and _is_annotation(parsed, m, annotation, acronyms):
            trailing.append(TrailingAnnotation(m.start(), m.end(), annotation))
    if not trailing:
        return parsed
    brackets = tuple(_take_trailing(n, trailing) for n in parsed.brackets)
    outside = tuple(t for t in trailing if not any(n.start < t.start < n.end for n in parsed.brackets))
    return replace(parsed, brackets=brackets, trailing=outside)


def _read_signature(text: str, bracket: Bracket, language: str) -> TrailingAnnotation | None:
    """Codes after the last comma or semicolon of a bracket: "[by hand; MEX, BRA]"."""
    first, last = bracket.body, bracket.inside[1]
    m = _SIGNED.search(text, first, last) if bracket.closed and bracket.kind == "text" else None
    if m is None or not text[first : m.start()].strip():
        return None
    found = read_annotation(m["who"], language, head=True)
    signed = found is not None and found.kind == "delegations" and found.codes
    return TrailingAnnotation(m.start(), m.end(), found) if found and signed else None


def _is_annotation(parsed: ParsedBrackets, m: re.Match[str], found: Annotation, acronyms: frozenset[str]) -> bool:
    """True for a parenthesis that annotates the text; False for an acronym and for the country of a city."""
    if found.kind != "delegations" or found.said:
        return found.kind in ("delegations", "status", "delete")
    before, after = parsed.text[: m.start()].rstrip(), parsed.text[m.end() :].lstrip()
    single = len(found.parties) == 1
    if single and (m[1].strip() in acronyms or is_acronym(before, m[1].strip())):
        return False
    within = any(n.start < m.start() < n.end for n in parsed.brackets)
    if before.endswith("]") or (within and after.startswith("]")):
        return True
    if not found.codes:
        return False
    last_word = before.split()[-1] if before else ""
    return within or not single or bool(parsed.brackets) or not last_word[:1].isupper()


def _take_trailing(bracket: Bracket, trailing: Sequence[TrailingAnnotation]) -> Bracket:
    children = tuple(_take_trailing(c, trailing) for c in bracket.children)
    own = tuple(
        t
        for t in trailing
        if bracket.start < t.start < bracket.end and not any(c.start < t.start < c.end for c in children)
    )
    return replace(bracket, children=children, trailing=own)


def defined_acronyms(text: str) -> Iterator[str]:
    """Codes in parentheses that the words before them spell."""
    for m in _PARENTHESIS.finditer(text):
        if m[1].isupper() and is_acronym(text[: m.start()], m[1].strip()):
            yield m[1].strip()
