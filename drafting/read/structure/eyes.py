"""What a single paragraph looks like to one language: label, opening words, finished or not, furniture, heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from drafting.lexicon import Lexicon
from drafting.numbering import Label, read_label, split_label
from drafting.read.cutting import part_of
from drafting.read.paragraphs import Hint, Paragraph, TableParagraphs

_CLOSED = re.compile(
    r"[.;:!?…](?:[\s»”’\")\]*]|\(\w[^()]{0,40}\)|\[\w[^\[\]]{0,40}\])*(?:,?\s+(?:et|and|y|e|ou|or|o|u)|,)?$"
)
_FURNITURE = re.compile(
    r"(?:Distr\.|GE\.\d\d|\d\d-\d{5}\b|Please recycle|Merci de recycler|Se ruega reciclar|\*\s?\d{6,}\s?\*)", re.I
)
_MEETING = re.compile(
    r"(?:\d{1,4}\s?(?:st|nd|rd|th|e|ème|re|ª|a\.?|º)?\s+)?(?:\w+\s+){0,2}(?:meeting|séance|sesión|sessão|reunión|reunião)\b",
    re.I,
)
_LETTER = re.compile(r"\w", re.U)
HEADING = 260
"""Characters of the longest heading."""
_HEAD = 400
"""Opening words and enacting words stand within this many characters."""


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

    @cached_property
    def mark(self) -> Label | None:
        """The label taken apart, read on its own."""
        return read_label(self.label) if self.label else None

    @cached_property
    def decimal(self) -> int:
        """The number of a decimal label, 0 for every other paragraph."""
        return self.mark.ordinal if self.mark and self.mark.style == "decimal" else 0

    @cached_property
    def lettered(self) -> bool:
        """True for "(a)", "iv.", "B." and bullets."""
        return self.mark is not None and self.mark.style != "decimal"

    @cached_property
    def preambular(self) -> str:
        """Opening words of the preamble, as printed, or ""."""
        found = self.eyes.lexicon.opening(self.text[:_HEAD], "preambular")
        return found.text if found else ""

    @cached_property
    def operative(self) -> str:
        """Opening words of the operative part, as printed, or ""."""
        found = self.eyes.lexicon.opening(self.text[:_HEAD], "operative")
        return found.text if found else ""

    @cached_property
    def enacting(self) -> str:
        """The enacting words of a line that holds nothing else, without the colon, or ""."""
        if self.label or len(self.text) > _HEAD:
            return ""
        return self.eyes.lexicon.enacting(self.text) or ""

    @cached_property
    def chapeau(self) -> str:
        """The organ, as printed, where the line names one as the subject of all that follows, or ""."""
        return "" if self.label else self.eyes.lexicon.chapeau(self.text[:_HEAD]) or ""

    @cached_property
    def closed(self) -> bool:
        """True when the words end as a paragraph ends: with a stop, a semicolon, a colon."""
        return _CLOSED.search(self.text[-80:]) is not None

    @cached_property
    def sentence(self) -> bool:
        """True when the words end as a paragraph of a preamble or list ends: a comma counts too."""
        return self.closed or self.text.rstrip().endswith(",")

    @cached_property
    def caps(self) -> bool:
        """True when nearly all letters are capitals."""
        letters = [c for c in self.text[:HEADING] if c.isalpha()]
        return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)

    @cached_property
    def furniture(self) -> bool:
        """True for lines that a page carries and the text does not."""
        if self.label or len(self.text) > 120:
            return False
        return _FURNITURE.match(self.text) is not None or (len(self.text) == 1 and not self.text.isdigit())

    @cached_property
    def closing(self) -> bool:
        """True for a line after the last paragraph: meeting and date, how it was adopted."""
        if self.decimal and self.mark and self.mark.closing:
            return False
        text = f"{self.label} {self.text}".strip()
        if len(text) < 90 and not self.closed and _MEETING.match(text):
            return True
        return text.startswith(("[", "(")) and self.eyes.lexicon.status(text[:_HEAD]) == "adopted"

    @cached_property
    def title_like(self) -> bool:
        """Short, begun with a capital or figure, and not finished as a sentence is: may be a heading."""
        text = self.text
        if not text or len(text) > HEADING or self.sentence or not _LETTER.search(text):
            return False
        return (text[0].isupper() or text[0].isdigit() or text[0] in "«“\"'‘¿¡") and not self.furniture

    @cached_property
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
            return Seen(replace(item, label=None), item.label or "", "\t" if item.label else "", self)
        label, gap, rest = split_label(item.text)
        if not label:
            return Seen(item, "", "", self)
        cut = len(item.text) - len(rest)
        paragraph = part_of(item, cut, len(item.text)) if rest else replace(item, text="", refs=())
        return Seen(paragraph, label, gap, self)

    def again(self, seen: Seen, paragraph: Paragraph) -> Seen:
        """The same place with other words."""
        return Seen(paragraph, seen.label, seen.gap, self)


Item = Seen | TableParagraphs
