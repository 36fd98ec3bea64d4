"""Rules of the preamble: groups under "CONSIDERING:", lettered items, stray notes, halves of a paragraph, headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.lexicon.page_furniture import is_reference_note
from drafting.model.labels import read_label
from drafting.model.resolution import Note
from drafting.read.structure.features import ParagraphFeatures
from drafting.read.structure.group_heads import heads_group
from drafting.read.structure.rule_context import LONGEST_BARE_TITLE, ClassifiedParagraph, Rule, RuleContext

_SYMBOL = re.compile(r"[A-Z]{1,6}/[\w./-]*\d")
_LONGEST_REFERENCE = 200
_GROUP_WORDS = 6
"""Words of the longest line that heads a group of paragraphs."""
_SHORTEST_HEADING = 4
_PAGE_SEAM = 6
"""Lines that may be printed between the halves of a paragraph: the foot of one page and the head of the next."""


def _reference(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """ "See A/50/7." between paragraphs that end with commas: the note at the foot of a page, without its mark."""
    if item.label or item.preambular or len(item.text) > _LONGEST_REFERENCE or not item.text.endswith("."):
        return None
    reference = _SYMBOL.match(item.text) or is_reference_note(item.text)
    return context.classify(item, "line") if context.by_commas and reference else None


def continues_previous(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """The second half of a paragraph that a page cut in two: it begins in lower case, behind page furniture or an
    unfinished line."""
    before = context.previous
    if before is None or before.kind not in ("clause", "item") or item.label or before.part != context.part:
        return None
    if item.preambular and context.part == "preamble":
        return None
    between = _between(context, before)
    if between is None:
        return None
    lower_case, bracket = item.text[:1].islower(), item.text[:1] == "("
    cut_by_page = lower_case and any(line.furniture for line in between)
    cut_in_sentence = (lower_case or bracket) and not context.ended
    if not cut_by_page and not cut_in_sentence:
        return None
    context.notes.append(Note("paragraph-joined", "a paragraph cut in two was joined", after=item.text[:60]))
    return context.classify(item, before.kind, joins=" ")


def _group(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """ "CONSIDERING:" on a line of its own, above paragraphs that begin with "That" or have letters."""
    if heads_group(context.items, context.position) == "preamble":
        context.previous = context.letter = None
        return context.classify(item, "line", role="caption")
    if item.label or not item.preambular or not item.text.endswith(":") or len(item.text.split()) > _GROUP_WORDS:
        return None
    below = next(context.ahead(), None)
    if below is not None and below.lettered and not below.preambular:
        if not item.caps:  # "Recognizing that:" above "(a)": a paragraph and its items
            return context.classify(item, "clause")
        context.previous = context.letter = None
    return context.classify(item, "line", role="caption")


def _preamble_item(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    if not item.lettered or not context.has_clause or item.label.upper().lstrip("[(").startswith("PP"):
        return None
    if context.continues_letters(item.label):
        context.letter = read_label(item.label, context.letter)
        return context.classify(item, "clause")
    if item.preambular and not context.introduces and _is_recital_label(context, item):
        # citations with dashes, "A. whereas …": paragraphs side by side (European Parliament)
        context.letter = item.mark
        return context.classify(item, "clause")
    return context.classify(item, "item", level=context.lists.level(item.label))


def _is_recital_label(context: RuleContext, item: ParagraphFeatures) -> bool:
    """True for "A." and for a dash behind a paragraph with a dash; other letters label items of a recital."""
    if item.mark is None or item.mark.style != "bullet":
        return item.mark is not None and item.mark.style == "upper"
    before = context.previous
    return before is not None and before.kind == "clause" and before.item.lettered


def _preamble_line(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """A short unfinished line without opening words is a heading or a stray line, not a paragraph."""
    if item.label or item.sentence or item.preambular or len(item.text) > LONGEST_BARE_TITLE:
        return None
    if context.position == len(context.items) - 1 and item.reader.lexicon.chapeau(f"{item.text},"):
        # "EL CONSEJO DEL MERCADO COMÚN" right above "DECIDE:"
        return context.classify(item, "line", role="chapeau")
    if item.title_like and (item.caps or item.paragraph.bold) and len(item.text) >= _SHORTEST_HEADING:
        return context.classify(item, "heading")
    return context.classify(item, "line")


def _preambular(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    context.letter = item.mark if item.lettered else context.letter
    return context.classify(item, "clause") if item.text or item.label else None


def _between(context: RuleContext, before: ClassifiedParagraph) -> Sequence[ParagraphFeatures] | None:
    """The lines between the previous paragraph and this one; None where there are more than a page seam has."""
    for back in range(1, min(_PAGE_SEAM, context.position) + 1):
        if context.items[context.position - back] is before.item:
            return context.items[context.position - back + 1 : context.position]
    return None


BEFORE_SOFT_BREAKS: tuple[Rule, ...] = (_reference, _group, _preamble_item, continues_previous)
"""What is no paragraph of its own, asked before a line right below another is taken for its continuation."""
PREAMBULAR: tuple[Rule, ...] = (_preamble_line, _preambular)
