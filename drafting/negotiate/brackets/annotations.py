"""Annotations in brackets and parentheses: who proposes a text, what each delegation asks for, its status, notes.

A text is an annotation only when none of its words is left unexplained: "[agreed indicators]" is disputed text. One
annotation may hold several positions ("EU: keep; RUS: delete", "proposed by Peru, supported by Chile"); each is a value
of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from drafting.lexicon.states import Mention
from drafting.negotiate.brackets.names import HIDDEN, find_names, hide, is_code, unknown_groups
from drafting.negotiate.brackets.vocabulary import WORD, find_phrases, folded_list, month_words, words_of
from drafting.text.folding import fold, fold_with_offsets

AnnotationKind: TypeAlias = Literal[
    "status", "delegations", "delete", "keep", "support", "reserve", "flexible", "source", "editorial", "label"
]

_LONGEST = 240
"""A longer text, in characters, is no annotation. Judged on examples, not measured."""
_ELLIPSIS = re.compile(r"(?:…|\.{3,}|_{2,}|X{2,}|x{3,})")
_PLACE = re.compile(r"\b(?:OP|PP|§)\s?\d{1,3}\s?(?:bis|ter|quater)?(?![^\W_])|(?<![^\W_])\d{1,3}(?![^\W_])")
_STATUSES = ("agreed", "ad_ref", "pending")
"""The lists of status words, the one that prevails last."""
_KINDS: dict[str, AnnotationKind] = {
    "keep": "keep", "delete": "delete", "bracket": "reserve", "reserve": "reserve", "flexible": "flexible",
    "support": "support",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Annotation:
    """What an annotation says, or one of its positions.

    `kind`: "delegations" propose the text; they ask to "delete" or to "keep" it, "support" it, "reserve" their position
    or ask for brackets, or are "flexible". "source": an officer proposes it; "status", "editorial" and "label" (the
    name of an option behind its text) name no wish.
    `status` is "agreed", "agreed ad ref" or "pending", "" where it names none. `states` are ISO 3166 alpha-3 codes and
    `groups` names of groups, in order of appearance. `codes`: every delegation is written as a code or an acronym.
    `said`: a phrase such as "proposed by" accompanies the names. `alternative`: the text would replace the paragraph.
    """

    kind: AnnotationKind
    status: str = ""
    states: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    codes: bool = True
    said: bool = False
    alternative: bool = False

    @property
    def parties(self) -> tuple[str, ...]:
        """The States, then the groups."""
        return (*self.states, *self.groups)

    @property
    def is_source(self) -> bool:
        """True when it says who proposed a text: delegations, or an officer such as the Chair."""
        return self.kind in ("delegations", "source")

    @property
    def is_plain_name(self) -> bool:
        """True for names written out with nothing beside them, which may as well be words of the text."""
        return self.kind == "delegations" and not self.codes and not self.said


class _Token(NamedTuple):
    """A name, or a phrase of the list `name`, at an offset; `governs`: the names it speaks of follow."""

    start: int
    end: int
    name: str
    mention: Mention | None = None
    governs: bool = False


@dataclass
class _Position:
    """Delegations and the lists of what is said of them. `codes`: each is written as a code. `objects`: whom they side
    with ("CAN supports MEX")."""

    names: list[Mention] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    names_first: bool = False
    codes: bool = True
    objects: list[Mention] = field(default_factory=list)


@lru_cache(maxsize=8192)
def read_positions(text: str, language: str = "", *, head: bool = False) -> tuple[Annotation, ...]:
    """The annotations that the whole of `text` makes, one a position; () for disputed text.

    `head`: the text precedes a colon. There an acronym that the lexicon does not know is taken for a group ("LMDC: …"),
    and an officer ("Chair: …") or a request of one word ("delete: …") is an annotation.
    """
    if not text.strip() or len(text) > _LONGEST:
        return ()
    low = fold(text).strip(" .,;:")
    if _is_editorial(low) or _ELLIPSIS.fullmatch(text.strip()):
        return (Annotation("editorial"),)
    positions: list[_Position] = []
    for part in re.split(r"[;\n]", text):
        if part.strip(" .,"):
            found = _read_part(part, language, head=head)
            if found is None:
                return ()
            positions += found
    one_word = len(WORD.findall(low)) == 1
    read = [_annotation_of(p, positions[:n], head=head, one_word=one_word) for n, p in enumerate(positions)]
    return tuple(a for a in read if a) if all(read) else ()


def read_annotation(text: str, language: str = "", *, head: bool = False) -> Annotation | None:
    """The annotation that the whole of `text` makes; None for disputed text and for several positions."""
    found = read_positions(text, language, head=head)
    return found[0] if len(found) == 1 else None


def _is_editorial(low: str) -> bool:
    """True for a folded text such as "sic", "emphasis added", "footnote 4" or "date to be inserted"."""
    if low in folded_list("editorial") or all(w in folded_list("placeholders") for w in low.split(", ")):
        return True
    word, _, number = low.rpartition(" ")
    return word in folded_list("note") and number.isdigit() and len(number) < 4


def _read_part(text: str, language: str, *, head: bool) -> list[_Position] | None:
    """The positions of a text without semicolons; None when some word of it is none of an annotation's."""
    tokens, unexplained = _find_tokens(text, find_names(text, language))
    if unexplained and any(t.name in ("proposal", "support") for t in tokens):
        tokens, unexplained = _find_tokens(text, find_names(text, language, adjectives=True))
    status = [t for t in tokens if t.name in _STATUSES]
    if unexplained and (head or any(t.mention is None for t in tokens)) and not status:
        groups = unknown_groups(hide(text, [t.mention for t in tokens if t.mention]), unexplained)
        if groups:
            tokens = sorted([*tokens, *(_Token(m.start, m.end, "", m) for m in groups)])
            unexplained = []
    if unexplained or not tokens:
        return None
    if status and len(status) == sum(t.mention is None for t in tokens):
        position = _Position([t.mention for t in tokens if t.mention], [t.name for t in status])
        positions = [position]
    else:
        positions = _group_tokens(text, tokens)
    for position in positions:
        position.codes = all(is_code(text[m.start : m.end], m) for m in position.names)
    return positions


def _find_tokens(text: str, names: list[Mention]) -> tuple[list[_Token], list[str]]:
    """The names and phrases of a text in order, and the words that neither explains."""
    hidden = _PLACE.sub(lambda m: " " * len(m[0]), hide(text, names))
    folded = fold_with_offsets(hidden)
    phrases = find_phrases(folded.text)
    left = folded.text
    for m in phrases:
        left = left[: m.start] + " " * (m.end - m.start) + left[m.end :]
    allowed = set(words_of("small"))
    if phrases:
        allowed |= words_of("objects")
    if any(m.name in _STATUSES for m in phrases):
        allowed |= words_of("when") | month_words()
    unexplained = [w for w in WORD.findall(left.replace(HIDDEN, " ")) if w not in allowed and not w.isdigit()]
    tokens = [_Token(folded.in_source(m.start), folded.in_source(m.end), m.name, None, m.governs) for m in phrases]
    tokens += [_Token(m.start, m.end, "", m) for m in names]
    return sorted(tokens, key=lambda t: t.start), unexplained


def _group_tokens(text: str, tokens: list[_Token]) -> list[_Position]:
    """Which delegations say what: "EU: keep, RUS: delete", "Del. USA, JPN", "by EU, supported by CAN"."""
    done: list[_Position] = []
    now = _Position()
    for token in tokens:
        if token.mention is not None:
            if now.names_first and now.said:
                if now.said[-1] == "support" and _adjoins(text, now.objects, token, tokens):
                    now.objects.append(token.mention)
                    continue
                done.append(now)
                now = _Position()
            now.names_first = now.names_first or not now.said
            now.names.append(token.mention)
        elif now.names and ((not now.said and token.governs) or (now.said and not now.names_first)):
            done.append(now)
            now = _Position(said=[token.name])
        else:
            now.said.append(token.name)
    return [*done, now]


def _adjoins(text: str, objects: list[Mention], token: _Token, tokens: list[_Token]) -> bool:
    """True when a name directly follows "supports", or "supports MEX and"."""
    before = max((t for t in tokens if t.start < token.start), key=lambda t: t.start)
    between = text[before.end : token.start]
    return "," not in between and not re.search(r"[/–—.:]", between) and (not objects or before.mention is not None)


def _annotation_of(p: _Position, before: list[_Position], *, head: bool, one_word: bool) -> Annotation | None:
    """A position as an annotation; None where nobody is named and nothing that means without names."""
    status = next((s for s in reversed(_STATUSES) if s in p.said), "")
    states = tuple(dict.fromkeys(m.code for m in p.names if not m.group))
    groups = tuple(dict.fromkeys(m.code for m in p.names if m.group))
    alternative = "alternative" in p.said
    made = Annotation("delegations", "", states, groups, p.codes, "proposal" in p.said, alternative)
    if status:
        return replace(made, kind="status", status="agreed ad ref" if status == "ad_ref" else status)
    wish = next((s for s in p.said if s in _KINDS), "")
    if wish == "support":
        wish = _supported_wish(p, before)
    if p.names and wish:
        return replace(made, kind=_KINDS[wish], status="pending" if wish == "reserve" else "", said=not p.names_first)
    if wish == "bracket" and not one_word:
        return replace(made, kind="reserve")
    if wish == "delete" and (head or not one_word):  # "[supprimer] [réduire]" is disputed text
        return replace(made, kind="delete")
    if p.names:
        named_in_text = "officers" in p.said and not head and "proposal" not in p.said  # "and the Secretariat: COL"
        return None if named_in_text else made
    is_source = "officers" in p.said and (head or "proposal" in p.said)
    return replace(made, kind="source", said="proposal" in p.said) if is_source or (alternative and head) else None


def _supported_wish(p: _Position, before: list[_Position]) -> str:
    """What they support: the deletion or the keeping that others asked for, else a text."""
    sided = {m.code for m in p.objects}
    for other in reversed(before):
        if (not p.names_first or sided & {m.code for m in other.names}) and other.said:
            return next((s for s in other.said if s in ("delete", "keep", "reserve")), "support")
    return "support"
