"""What a single paragraph looks like to one language: label, opening words, finished or not, furniture, heading."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from drafting.lexicon import Lexicon
from drafting.lexicon.masthead import begins_with_meeting
from drafting.lexicon.page_furniture import is_furniture
from drafting.model.labels import Label, read_label, split_label
from drafting.read.edit import part_of, reworded
from drafting.read.paragraphs import Hint, Paragraph, TableParagraphs
from drafting.read.sentence_ends import is_finished

_LETTER = re.compile(r"\w", re.U)
HEADING = 260
"""Characters of the longest heading."""
_QUOTES = "«“\"'‘¿¡"
_HEAD = 400
"""Opening words and enacting words stand within this many characters."""


T = TypeVar("T")


class once(Generic[T]):
    """A property worked out when first asked for, as `functools.cached_property` without its lock, which up to Python
    3.11 costs more than most of the questions here."""

    def __init__(self, question: Callable[[Any], T]) -> None:
        self._question = question
        self.__doc__ = question.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, seen: Any, owner: type | None = None) -> T:
        answer = seen.__dict__[self._name] = self._question(seen)
        return answer


@dataclass(frozen=True)
class Seen:
    """A paragraph with its label apart: `paragraph.text` holds the words alone."""

    paragraph: Paragraph
    label: str
    gap: str
    eyes: Eyes

    @property
    def text(self) -> str:
        return self.paragraph.text

    @property
    def hint(self) -> Hint | None:
        return self.paragraph.hint

    @once
    def mark(self) -> Label | None:
        """The label taken apart, read on its own."""
        return read_label(self.label) if self.label else None

    @once
    def decimal(self) -> int:
        """The number of a decimal label, 0 for every other paragraph."""
        return self.mark.ordinal if self.mark and self.mark.style == "decimal" else 0

    @once
    def lettered(self) -> bool:
        """True for "(a)", "iv.", "B." and bullets."""
        return self.mark is not None and self.mark.style != "decimal"

    @once
    def _openings(self) -> tuple[str, str]:
        preambular, operative = self.eyes.lexicon.openings(self.text[:_HEAD])
        return preambular.text if preambular else "", operative.text if operative else ""

    @property
    def preambular(self) -> str:
        """Opening words of the preamble, as printed, or ""."""
        return self._openings[0]

    @property
    def operative(self) -> str:
        """Opening words of the operative part, as printed, or ""."""
        return self._openings[1]

    @once
    def enacting(self) -> str:
        """The enacting words of a line that holds nothing else, without the colon, or ""."""
        if self.label or len(self.text) > _HEAD:
            return ""
        return self.eyes.lexicon.enacting(self.text) or ""

    @once
    def chapeau(self) -> str:
        """The organ, as printed, where the line names one as the subject of all that follows, or ""."""
        return "" if self.label else self.eyes.lexicon.chapeau(self.text[:_HEAD]) or ""

    @once
    def closed(self) -> bool:
        """True when the words end as a paragraph ends: with a stop, a semicolon, a colon."""
        return is_finished(self.text)

    @once
    def sentence(self) -> bool:
        """True when the words end as a paragraph of a preamble or list ends: a comma counts too."""
        return self.closed or self.text.rstrip().endswith(",")

    @once
    def caps(self) -> bool:
        """True when nearly all letters are capitals."""
        head = self.text[:HEADING]
        letters = sum(map(str.isalpha, head))
        return letters > 1 and sum(map(str.isupper, filter(str.isalpha, head))) >= 0.8 * letters

    @once
    def furniture(self) -> bool:
        """True for lines that a page carries and the text does not."""
        if self.label or len(self.text) > 120:
            return False
        return is_furniture(self.text) or (len(self.text) == 1 and not self.text.isdigit())

    @once
    def closing(self) -> bool:
        """True for a line after the last paragraph: meeting and date, how it was adopted."""
        if self.decimal and self.mark and self.mark.closing:
            return False
        text = f"{self.label} {self.text}".strip()
        if len(text) < 90 and not self.closed and begins_with_meeting(text):
            return True
        if not self.label and self.eyes.lexicon.closing(text):
            return True
        return text.startswith(("[", "(")) and self.eyes.lexicon.status(text[:_HEAD]) == "adopted"

    @once
    def title_like(self) -> bool:
        """Short, begun with a capital or figure, and not finished as a sentence is: may be a heading."""
        text = self.text
        if not text or len(text) > HEADING or not (text[0].isupper() or text[0].isdigit() or text[0] in _QUOTES):
            return False
        return not self.sentence and _LETTER.search(text) is not None and not self.furniture

    @once
    def annex(self) -> bool:
        """True for the line that begins an annex."""
        return not self.lettered and len(self.text) < 100 and not self.closed and self.eyes.lexicon.annex(self.text)


@dataclass(frozen=True)
class Eyes:
    """One language's way to look."""

    lexicon: Lexicon

    def see(self, item: Paragraph, native: bool) -> Seen:
        """Take the typed label off; a paragraph that has its label, or that means what it prints, stays whole."""
        if item.label is not None or native or item.hint not in (None, "heading", "operative", "preambular", "item"):
            bare = reworded(item, item.text) if item.label is not None else item
            return Seen(bare, item.label or "", "\t" if item.label else "", self)
        label, gap, rest = split_label(item.text)
        if not label:
            return Seen(item, "", "", self)
        cut = len(item.text) - len(rest)
        return Seen(part_of(item, cut, len(item.text)), label, gap, self)

    def again(self, seen: Seen, paragraph: Paragraph) -> Seen:
        """The same place with other words."""
        return Seen(paragraph, seen.label, seen.gap, self)


Item = Seen | TableParagraphs
