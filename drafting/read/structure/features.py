"""What a single paragraph looks like to the lexicon of one language: label, opening words, ending, kind of line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from drafting.lexicon import Lexicon
from drafting.lexicon.masthead import begins_with_meeting, tells_adoption
from drafting.lexicon.page_furniture import is_furniture
from drafting.model.labels import Label, read_label, split_label
from drafting.model.resolution import Part
from drafting.read.edit import slice_paragraph
from drafting.read.paragraphs import Hint, Paragraph, TableParagraphs
from drafting.read.sentence_ends import is_finished

LONGEST_HEADING = 260
"""Characters of the longest heading."""
_LONGEST_FURNITURE = 120
_LONGEST_ANNEX_LINE = 100
_LONGEST_MEETING_LINE = 90
_BEGINNING = 400
"""Opening words and enacting words are looked for in this many characters."""
_MOSTLY_CAPITALS = 0.8
"""Share of the letters that are capitals in a line of capitals. Judged, not measured."""
_LETTER = re.compile(r"\w")
_QUOTES = "«“\"'‘¿¡"
_LABEL_MAY_BE_TYPED: tuple[Hint | None, ...] = (None, "heading", "operative", "preambular", "item")

T = TypeVar("T")


class lazy(Generic[T]):
    """A property computed on first access, like `functools.cached_property` without its lock.

    Up to Python 3.11 the lock costs more than most of the answers here: with it, reading 5 MB of text takes
    1.68 seconds of CPU time instead of 1.55.
    """

    def __init__(self, compute: Callable[[Any], T]) -> None:
        self._compute = compute
        self.__doc__ = compute.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        value = instance.__dict__[self._name] = self._compute(instance)
        return value


@dataclass(frozen=True)
class ParagraphFeatures:
    """A paragraph with its label split off: `paragraph.text` is the words alone, `gap` the blank behind the label."""

    paragraph: Paragraph
    label: str
    gap: str
    reader: FeatureReader
    table: ClassVar[TableParagraphs | None] = None
    """The table, where this is one: see `TableFeatures`."""

    @property
    def text(self) -> str:
        """The words without the label."""
        return self.paragraph.text

    @property
    def full_text(self) -> str:
        """The words with the label before them, as a line prints both."""
        return f"{self.label} {self.text}" if self.label else self.text

    @property
    def hint(self) -> Hint | None:
        """What the format states that the paragraph is."""
        return self.paragraph.hint

    @property
    def part(self) -> Part | None:
        """The part that the format states, None where the boundaries decide."""
        return self.paragraph.part

    @property
    def blank_before(self) -> bool:
        """True where an empty line is above the paragraph."""
        return self.paragraph.blank_before

    @lazy
    def mark(self) -> Label | None:
        """The label taken apart, read without the labels before it."""
        return read_label(self.label) if self.label else None

    @lazy
    def decimal(self) -> int:
        """The number of a decimal label, 0 for every other paragraph and for numbers below another ("2.1.")."""
        return self.mark.ordinal if self.mark and self.mark.style == "decimal" and not self.mark.depth else 0

    @lazy
    def lettered(self) -> bool:
        """True for "(a)", "iv.", "B." and bullets."""
        return self.mark is not None and self.mark.style != "decimal"

    @lazy
    def _openings(self) -> tuple[str, str]:
        preambular, operative = self.reader.lexicon.openings(self.text[:_BEGINNING])
        return preambular.text if preambular else "", operative.text if operative else ""

    @property
    def preambular(self) -> str:
        """Opening words of the preamble, as printed, or ""."""
        return self._openings[0]

    @property
    def operative(self) -> str:
        """Opening words of the operative part, as printed, or ""."""
        return self._openings[1]

    @lazy
    def enacting(self) -> str:
        """The enacting words of a line that holds nothing else but perhaps the organ, without the colon, or ""."""
        if self.label or len(self.text) > _BEGINNING:
            return ""
        lexicon = self.reader.lexicon
        found = lexicon.enacting(self.text)
        if found is None and self.text.endswith(":") and (both := lexicon.organ_enacts(self.text)):
            return both[1].rstrip(" \u00a0\u202f:")
        return found or ""

    @lazy
    def group(self) -> Part | None:
        """The part of a line of opening words alone, in lower case ("considering"), None for every other paragraph."""
        return None if self.label or not self.text[:1].islower() else self.reader.lexicon.group(self.text)

    @lazy
    def chapeau(self) -> str:
        """The organ, as printed, where the line names one as the subject of all that follows, or ""."""
        return "" if self.label else self.reader.lexicon.chapeau(self.text[:_BEGINNING]) or ""

    @lazy
    def closed(self) -> bool:
        """True where the words end as a paragraph ends: with a full stop, a semicolon or a colon."""
        return is_finished(self.text)

    @lazy
    def sentence(self) -> bool:
        """True where the words end as a paragraph of a preamble or list ends: a comma counts too."""
        return self.closed or self.text.rstrip("] \u00a0").endswith(",")

    @lazy
    def caps(self) -> bool:
        """True where nearly all letters are capitals."""
        head = self.text[:LONGEST_HEADING]
        letters = sum(map(str.isalpha, head))
        return letters > 1 and sum(map(str.isupper, filter(str.isalpha, head))) >= _MOSTLY_CAPITALS * letters

    @lazy
    def furniture(self) -> bool:
        """True for a line of the page that is not part of the text: job number, distribution, a single character."""
        if self.label or len(self.text) > _LONGEST_FURNITURE:
            return False
        return is_furniture(self.text) or (len(self.text) == 1 and not self.text.isdigit())

    @lazy
    def closing(self) -> bool:
        """True for a line after the last paragraph: meeting and date, how the text was adopted."""
        if self.decimal and self.mark and self.mark.closing:
            return False
        text = f"{self.label} {self.text}".strip()
        if len(text) < _LONGEST_MEETING_LINE and not self.closed and begins_with_meeting(text.lstrip("([")):
            return True
        if not self.label and self.reader.lexicon.closing(text):
            return True
        if len(text) < _BEGINNING and tells_adoption(text) and not self.label and self._names_type:
            return self.reader.lexicon.date(text) is not None
        return text.startswith(("[", "(")) and self.reader.lexicon.status(text[:_BEGINNING]) == "adopted"

    @property
    def _names_type(self) -> bool:
        return self.reader.lexicon.document_type(self.text) is not None

    @lazy
    def dated(self) -> bool:
        """True for a line of nothing but a place or meeting and a date, as below the last paragraph."""
        numbered = self.decimal > 0 and self.mark is not None and bool(self.mark.closing)
        return not numbered and not self.preambular and self.reader.lexicon.place_and_date(self.full_text)

    @lazy
    def title_like(self) -> bool:
        """True for what may be a heading: short, begun with a capital or figure, not ended as a sentence."""
        text = self.text
        if not text or len(text) > LONGEST_HEADING:
            return False
        if not (text[0].isupper() or text[0].isdigit() or text[0] in _QUOTES):
            return False
        return not self.sentence and _LETTER.search(text) is not None and not self.furniture

    @lazy
    def annex(self) -> bool:
        """True for the line that begins an annex."""
        short = len(self.text) < _LONGEST_ANNEX_LINE
        return not self.lettered and short and not self.closed and self.reader.lexicon.annex(self.text)

    def with_paragraph(self, paragraph: Paragraph) -> ParagraphFeatures:
        """The features of other words at the same place, with the same label."""
        return ParagraphFeatures(paragraph, self.label, self.gap, self.reader)

    def with_reader(self, reader: FeatureReader) -> ParagraphFeatures:
        """These words read with the lexicon of another language."""
        return ParagraphFeatures(self.paragraph, self.label, self.gap, reader)


@dataclass(frozen=True)
class TableFeatures(ParagraphFeatures):
    """A table among the paragraphs: a paragraph without words, so that every question about words is answered no."""

    table: TableParagraphs  # type: ignore[misc]  # a value here, the constant None in every other item

    def with_reader(self, reader: FeatureReader) -> ParagraphFeatures:
        """The table itself: it has no words that another lexicon could know."""
        return self


@dataclass(frozen=True)
class FeatureReader:
    """Extracts the features of paragraphs with the lexicon of one language."""

    lexicon: Lexicon

    def read_features(self, paragraph: Paragraph, native: bool) -> ParagraphFeatures:
        """Split the typed label off. A paragraph that has its label, or a native line, keeps its words whole."""
        if paragraph.label is not None:
            label = paragraph.label
            return ParagraphFeatures(paragraph.with_words(paragraph.text, None), label, "\t" if label else "", self)
        if native or paragraph.hint not in _LABEL_MAY_BE_TYPED:
            return ParagraphFeatures(paragraph, "", "", self)
        label, gap, rest = split_label(paragraph.text)
        if not label:
            return ParagraphFeatures(paragraph, "", "", self)
        start = len(paragraph.text) - len(rest)
        return ParagraphFeatures(slice_paragraph(paragraph, start, len(paragraph.text)), label, gap, self)

    def read_table(self, table: TableParagraphs) -> TableFeatures:
        """A table as an item among paragraphs."""
        return TableFeatures(Paragraph("", part=table.part, origin=table.origin), "", "", self, table)
