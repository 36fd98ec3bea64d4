"""Classification of the paragraphs of one part. Small rules in a fixed order; the first that knows decides."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafting.lexicon.page_furniture import is_distribution_line
from drafting.model.labels import is_article_line
from drafting.model.resolution import Note, Part
from drafting.read.structure.enacting_lines import MISREAD_ONES, introduces_numbers
from drafting.read.structure.features import ParagraphFeatures
from drafting.read.structure.group_heads import heads_group
from drafting.read.structure.list_levels import ListLevels
from drafting.read.structure.numbering_rules import NUMBERING
from drafting.read.structure.part_boundaries import OPENING_QUOTES, begins_text, is_operative
from drafting.read.structure.preamble_rules import BEFORE_SOFT_BREAKS, PREAMBULAR, continues_previous
from drafting.read.structure.rule_context import (
    LONGEST_BARE_TITLE,
    ClassifiedParagraph,
    Rule,
    RuleContext,
    role_of,
)

_LONGEST_PAGE_NOTE = 600
_PAGE_NOTE = re.compile(r"\d{1,3} (?=[A-ZÀ-Ý«“])")


def classify_paragraphs(
    items: Sequence[ParagraphFeatures], part: Part, spaced: bool
) -> tuple[list[ClassifiedParagraph], list[Note]]:
    """The items of one part, classified. `spaced`: empty lines are between the paragraphs, so that a line without one
    above it continues the line before."""
    context = RuleContext(items, part, _has_numbers(items), spaced)
    rules = _PREAMBLE if part == "preamble" else _OPERATIVE
    classified: list[ClassifiedParagraph] = []
    for context.position, item in enumerate(items):
        if item.table:
            classified.append(ClassifiedParagraph(item, item.part or part, "table"))
            continue
        for rule in rules:
            if found := rule(context, item):
                break
        else:
            found = context.classify(item, "line")
        classified.append(found)
        if found.kind in ("clause", "item", "heading"):
            context.previous = found
        if found.kind in ("clause", "heading") and not found.joins:
            context.lists = ListLevels()
    return classified, context.notes


def _has_numbers(items: Sequence[ParagraphFeatures]) -> bool:
    """Paragraphs are numbered where there is a paragraph 1, or a 2 behind a 1 that a scanner misread."""
    numbers = {item.decimal for item in items}
    return 1 in numbers or (2 in numbers and any(item.label in MISREAD_ONES for item in items))


def _hinted(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """A hint is believed."""
    hint = item.hint
    part = item.part or context.part
    if hint in ("preambular", "operative"):
        context.last = item.decimal or context.last + 1
        return ClassifiedParagraph(item, item.part or ("preamble" if hint == "preambular" else context.part), "clause")
    if hint == "item":
        return ClassifiedParagraph(item, part, "item", level=max(1, item.paragraph.depth))
    if hint in ("heading", "annex"):
        level = item.paragraph.outline or int(hint == "annex")
        return ClassifiedParagraph(item, "annex" if hint == "annex" else part, "heading", level=level)
    if hint is None:
        return None
    return ClassifiedParagraph(item, part, "line", role=role_of(hint) or "text")


def _annex(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """ "Annex II" begins an annex."""
    return context.classify(item, "heading", level=1) if context.part == "annex" and item.annex else None


def _quoted(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """A resolution quoted in an annex: its chapeau, preamble and enacting words are recognised as in the text."""
    if context.part != "annex" or item.label:
        return None
    if begins_text(context.items, context.position):
        context.previous = None
        return context.classify(item, "line", role="chapeau")
    if item.enacting and item.text.endswith(":"):
        return context.classify(item, "line", role="enacting")
    quoted = item.preambular and item.sentence and not context.introduces and not context.last
    return context.classify(item, "clause") if quoted else None


def _furniture(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    if item.furniture and not context.introduces:
        return context.classify(item, "line", role="original" if is_distribution_line(item.text) else "text")
    return None


def _page_note(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """A bare number and a reference: the note at the foot of a printed page, whose mark was lost."""
    stray = not item.label and _PAGE_NOTE.match(item.text) is not None and len(item.text) < _LONGEST_PAGE_NOTE
    return context.classify(item, "line") if stray else None


def _soft_break(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """A line right below another continues it, where empty lines are between the paragraphs."""
    before = context.previous
    if before is None or item.label or item.blank_before or not context.spaced or before.part != context.part:
        return None
    if context.position == 0 or context.items[context.position - 1] is not before.item:
        return None
    if before.kind == "heading":
        same = before.item.caps == item.caps and item.title_like
        return context.classify(item, "heading", joins=" ") if same else None
    if item.preambular and context.part == "preamble":
        return None
    return context.classify(item, before.kind, joins="\n")


def _article(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """ "Article 2" on a line of its own heads the paragraphs below it."""
    if not is_article_line(item.full_text) or context.introduces:
        return None
    context.article = True
    return context.classify(item, "heading")


def _heading(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """Headings: by outline, by roman numeral or letter, by a number out of order, by what follows."""
    if not item.title_like or context.open:
        return None
    if item.paragraph.outline:
        return context.classify(item, "heading", level=item.paragraph.outline)
    if item.mark is None:
        return context.classify(item, "heading") if _heads_what_follows(context, item) else None
    if item.mark.style in ("upper", "ROMAN") and not (context.introduces and not item.caps):
        return context.classify(item, "heading")
    if item.decimal and not item.mark.suffix and not item.text.startswith("["):
        if item.decimal != context.last + 1 and not context.introduces:
            return context.classify(item, "heading")
        alone = item.caps or (len(item.text) < LONGEST_BARE_TITLE and _numbered_heading(context, item))
        if alone and not is_operative(item):
            return context.classify(item, "heading")
    return None


def _numbered_heading(context: RuleContext, item: ParagraphFeatures) -> bool:
    """A short line with the next number is a heading where an unnumbered paragraph or a new run of numbers follows."""
    following = next(context.ahead(), None)
    if following is None or (not following.label and not following.closed):
        return False
    return following.decimal == 1 or (not following.label and following.closed) or following.decimal == item.decimal


def _heads_what_follows(context: RuleContext, item: ParagraphFeatures) -> bool:
    """An unlabelled line is a heading when it is set apart, or when a numbered paragraph, heading or table is next."""
    if item.part or item.text.startswith(("[", "(")) or (is_operative(item) and not context.numbered):
        return False
    if item.caps or item.paragraph.bold or item.paragraph.centred:
        return len(item.text) > 1 or item.text.isdigit() or item.caps
    if context.before_table() or (context.part == "annex" and begins_text(context.items, context.position + 1)):
        return True
    following = next(context.ahead(), None)
    return following is not None and not context.introduces and _may_be_headed(context, following)


def _may_be_headed(context: RuleContext, following: ParagraphFeatures) -> bool:
    """True for a paragraph that a heading may be right above: a numbered one, another heading, an operative one."""
    if following.label:
        return following.decimal > 0 or bool(following.mark and following.mark.style in ("upper", "ROMAN"))
    return (following.title_like and not following.closing) or (not context.numbered and is_operative(following))


def _enacting_again(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """Enacting words between two consecutive numbers: the organ addresses another body."""
    following = next(context.ahead(), None)
    if not context.numbered or following is None or following.decimal != context.last + 1:
        return None
    if not introduces_numbers(item) and not (item.enacting and item.text.endswith(":")):
        return None
    return context.classify(item, "line", role="enacting")


def _quotation(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """Paragraphs of a text that the paragraph above quotes: each begins with a quotation mark ("“Recalling …")."""
    before = context.previous
    if item.label or before is None or not context.has_clause or not item.text.startswith(OPENING_QUOTES):
        return None
    quoted = before.kind == "item" and before.item.text.startswith(OPENING_QUOTES)
    return context.classify(item, "item", level=1) if quoted or context.introduces else None


def _group(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """ "instructs the Secretary-General" above its own list of paragraphs, in lower case: numbers begin again."""
    if context.part != "operative" or heads_group(context.items, context.position) != "operative":
        return None
    context.previous = context.letter = None
    context.last = 0
    return context.classify(item, "line", role="enacting")


def _under_group(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """The only paragraph of a group, which has no number."""
    first = context.position == 0 or heads_group(context.items, context.position - 1) == "operative"
    lower = item.text[:1].islower() and not item.label and item.sentence
    return context.classify(item, "clause") if first and lower and context.part == "operative" else None


def _unlabelled(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """Without a number: a paragraph where none have numbers, else an item of the paragraph above."""
    if item.label:
        return None
    if not context.numbered or (context.article and not context.introduces):
        return context.classify(item, "clause") if item.sentence or is_operative(item) else None
    if context.has_clause and (
        item.sentence or len(item.text) > LONGEST_BARE_TITLE or item.text.startswith(("[", "(")) or context.introduces
    ):
        return context.classify(item, "item", level=1)
    if item.sentence and (is_operative(item) or context.part == "annex"):
        return context.classify(item, "clause")
    return None


_FIRST: tuple[Rule, ...] = (_hinted, _furniture, _page_note)
_PREAMBLE: tuple[Rule, ...] = (*_FIRST, *BEFORE_SOFT_BREAKS, _soft_break, *PREAMBULAR)
_OPERATIVE: tuple[Rule, ...] = (
    _hinted, _annex, _quoted, _furniture, _page_note, _soft_break, _group, _under_group,
    continues_previous, _enacting_again, _article, _quotation, _heading,
    *NUMBERING, _unlabelled,
)  # fmt: skip
