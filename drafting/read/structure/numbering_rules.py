"""Rules for labelled paragraphs: numbers, letters, numbers that a scanner misread or lost, lists inside a paragraph."""

from __future__ import annotations

from drafting.model.labels import Label, numbers_part_of_article, read_label, split_label
from drafting.model.resolution import Note
from drafting.read.edit import slice_paragraph
from drafting.read.structure.features import ParagraphFeatures
from drafting.read.structure.list_levels import ListLevels
from drafting.read.structure.part_boundaries import is_operative
from drafting.read.structure.rule_context import ClassifiedParagraph, Rule, RuleContext

_NUMBER_SIGNS = ".:,;°"


def _misread(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """A letter with the sign of the numbers where a number is missing: scanners read "1." as "I.", "9°" as "g°"."""
    if not item.lettered or item.mark is None or not item.sentence:
        return None
    if context.introduces or context.lists.continues(item.mark):
        return None
    following = context.next_labelled()
    if following is None or following.mark is None or following.decimal != context.last + 2:
        return None
    is_one = item.label.strip(".)") in ("I", "l")
    if following.mark.closing != item.mark.closing or (not context.last and not is_one):
        return None
    context.last += 1
    context.top = following.mark.family
    message = f"{item.label!r} read as the number {context.last}"
    context.notes.append(Note("label-doubtful", message, before=item.label, after=f"{context.last}"))
    return context.classify(item, "clause")


def _subnumbered(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """ "2.1." below paragraph 2 is an item of it, "2.1.1." an item of that; below a heading it is a paragraph."""
    mark = item.mark
    if mark is None or not mark.depth:
        return None
    above = context.path or f"{context.last}."
    if context.has_clause and mark.parents.startswith(above):
        return context.classify(item, "item", level=mark.depth - above.count(".") + 1)
    context.path = f"{mark.parents}{mark.ordinal}."
    return context.classify(item, "clause")


def _part_of_article(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """ "§ 1º", "Parágrafo único." below "Art. 3º": a part of the article (Brazil, Portugal, Colombia)."""
    if not context.has_clause or not numbers_part_of_article(item.label) or not context.last:
        return None
    if not any(other.decimal and not numbers_part_of_article(other.label) for other in context.items):
        return None
    context.lists = ListLevels()
    return context.classify(item, "item", level=context.lists.level(item.label))


def _begun_in_line(context: RuleContext, mark: Label) -> bool:
    """True for "(2)" where the paragraph above is "2. (1) …": its list begins on its own line."""
    before = context.previous
    if before is None or before.kind != "clause" or mark.ordinal != 2 or mark.family == context.top:
        return False
    first = read_label(split_label(before.item.text)[0])
    if first is None or first.family != mark.family or first.ordinal != 1:
        return False
    context.lists = ListLevels([first])
    return True


def _numbered(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """Paragraphs with numbers: the next one, the first of a new run, or an item of a list inside a paragraph."""
    mark = item.mark
    if mark is None or mark.style != "decimal":
        return None
    if context.has_clause and not mark.suffix and (_begun_in_line(context, mark) or _is_inside(context, mark)):
        return context.classify(item, "item", level=context.lists.level(item.label))
    context.last, context.top, context.path = mark.ordinal, mark.family, ""
    return context.classify(item, "clause")


def _is_inside(context: RuleContext, mark: Label) -> bool:
    """True where this number belongs to a list within the paragraph, not to the paragraphs."""
    is_next = mark.ordinal == context.last + 1
    if context.lists.continues(mark):
        return not (is_next and mark.family == context.top) or _resumes(context, mark)
    if is_next or mark.ordinal != 1 or context.last == 0:
        return False
    if mark.family != context.top and context.top is not None and context.introduces:
        return True
    return context.introduces and _resumes(context, mark)


def _resumes(context: RuleContext, mark: Label) -> bool:
    """True where the numbers of the paragraphs resume behind the list, at the one after the last."""
    expected = mark.ordinal + 1
    for following in context.ahead():
        if not following.decimal or following.mark is None:
            continue
        if following.decimal == context.last + 1 and following.decimal != expected:
            return True
        if following.decimal != expected:
            return False
        expected += 1
    return False


def _lettered(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """Items, and the paragraphs of a text that letters or roman numerals number."""
    if not item.lettered:
        return None
    if context.continues_letters(item.label) or not context.has_clause:
        context.letter = read_label(item.label, context.letter) if context.letter else item.mark
        return context.classify(item, "clause")
    return context.classify(item, "item", level=context.lists.level(item.label))


def _number_lost(context: RuleContext, item: ParagraphFeatures) -> ClassifiedParagraph | None:
    """A paragraph whose number is missing or unreadable: the numbers skip one here, or end before it."""
    if item.label or not context.numbered or not context.last or context.introduces or not item.closed:
        return None
    first = item.text.split(maxsplit=1)[0]
    if not _has_lost_number(context, item, first):
        return None
    context.last += 1
    message = f"paragraph {context.last} has lost its number"
    context.notes.append(Note("number-lost", message, before=item.text[:60], after=f"{context.last}"))
    return context.classify(_relabelled(item, first, context.last), "clause")


def _has_lost_number(context: RuleContext, item: ParagraphFeatures, first: str) -> bool:
    """`first` is the first word of the paragraph, perhaps what a scanner made of its number."""
    digits = first.strip(_NUMBER_SIGNS)
    following = context.next_number()
    if following is None:
        return (is_operative(item) and item.text[:1].isupper()) or digits == str(context.last + 1)
    unreadable = digits.isdigit() or not any(sign.isalpha() for sign in first)
    return following.decimal == context.last + 2 and (unreadable or is_operative(item))


def _relabelled(item: ParagraphFeatures, first: str, number: int) -> ParagraphFeatures:
    """ "13: It is …": the first word is the number that was missing, with another sign."""
    if first.strip(_NUMBER_SIGNS) != str(number) or len(first) == len(item.text):
        return item
    words = slice_paragraph(item.paragraph, len(first) + 1, len(item.text))
    return ParagraphFeatures(words, first, " ", item.reader)


NUMBERING: tuple[Rule, ...] = (_misread, _subnumbered, _part_of_article, _numbered, _lettered, _number_lost)
