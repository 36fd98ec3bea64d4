"""Output paragraphs made from paragraphs of OLD and NEW: merged, deleted, inserted, moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.word.redline.context import PartMerge
from drafting.word.redline.format_signatures import FormatSignature
from drafting.word.redline.merge_content import ContentMerger
from drafting.word.redline.others_changes import State, pending_on_mark
from drafting.word.redline.output_paragraph import OutputParagraph
from drafting.word.redline.paragraph_diff import Stretch, concatenate_paragraphs, diff_paragraphs
from drafting.word.redline.paragraph_text import FlatParagraph

_RPR = w("rPr")


def is_identical(part: PartMerge, old_flat: FlatParagraph, new_flat: FlatParagraph) -> bool:
    """Whether two paragraphs have the same text, formatting and pending changes."""
    if old_flat.text != new_flat.text or old_flat.keys != new_flat.keys:
        return False
    if not part.context.formatting and not old_flat.has_pending and not new_flat.has_pending:
        return True
    return _stretches_by_format(old_flat, part.old_formats.of) == _stretches_by_format(new_flat, part.new_formats.of)


def _stretches_by_format(
    flat: FlatParagraph, look: Callable[[etree._Element | None], FormatSignature]
) -> list[tuple[int, FormatSignature, State]]:
    """Where formatting or pending changes differ along a paragraph: (position, formatting, state) from there on."""
    out: list[tuple[int, FormatSignature, State]] = []
    for leaf in flat.leaves:
        if leaf.start == leaf.end:
            continue
        face = (look(leaf.run.find(_RPR)) if leaf.run is not None else (), leaf.state)
        if not out or out[-1][1:] != face:
            out.append((leaf.start, *face))
    return out


def merge_paragraphs(
    part: PartMerge, olds: Sequence[etree._Element], news: Sequence[etree._Element]
) -> list[OutputParagraph]:
    """Merge paragraphs of OLD with those of NEW that they became; the last marks of both sides are paired."""
    if len(olds) == len(news) == 1:
        old_flat, new_flat = part.flatten_old(olds[0]), part.flatten_new(news[0])
        if is_identical(part, old_flat, new_flat) and pending_on_mark(olds[0]) == pending_on_mark(news[0]):
            ContentMerger(part, old_flat, new_flat).record_kept_atoms(0, 0, len(new_flat.text))
            return [OutputParagraph(mark_old=olds[0], mark_new=news[0], whole=news[0])]
    else:
        old_flat, new_flat = concatenate_paragraphs(olds, part.old_keys), concatenate_paragraphs(news, part.new_keys)
    stretches = diff_paragraphs(old_flat, new_flat)
    if not _gives_both_back(stretches, old_flat, new_flat):
        part.context.note(
            "whole-paragraph",
            "a paragraph is marked as deleted and inserted whole: its word diff failed the check",
            before=old_flat.text[:120],
            after=new_flat.text[:120],
        )
        return [*(delete_paragraph(part, p) for p in olds), *(insert_paragraph(part, p) for p in news)]
    merger = ContentMerger(part, old_flat, new_flat)
    merger.write_stretches(stretches)
    return merger.end_last(olds[-1], news[-1])


def _gives_both_back(stretches: Sequence[Stretch], old: FlatParagraph, new: FlatParagraph) -> bool:
    """Whether the stretches give both texts back, to the letter."""
    before = "".join(old.text[s.old_start : s.old_end] for s in stretches if s.op != "+")
    after = "".join(new.text[s.new_start : s.new_end] for s in stretches if s.op != "-")
    kept = all(old.text[s.old_start : s.old_end] == new.text[s.new_start : s.new_end] for s in stretches if s.op == "=")
    return kept and before == old.text and after == new.text


def delete_paragraph(part: PartMerge, old: etree._Element) -> OutputParagraph:
    """Delete a paragraph that NEW lacks. Words and end that others want to delete stay their deletions inside it.

    Where nothing else was left of the paragraph, their deletion was accepted since and nothing is written.
    """
    flat = part.flatten_old(old)
    merger = ContentMerger(part, flat, FlatParagraph())
    going = pending_on_mark(old) == "del"
    whole = not going or any(leaf.start < leaf.end and leaf.state in ("", "ins") for leaf in flat.leaves)
    merger.write_old(0, len(flat.text), "del", with_paragraph=whole)
    if going and whole:
        return OutputParagraph(merger.current.pieces, mark_old=old, mark_is_others=True)
    return merger.end_last(old, None)[0]


def insert_paragraph(part: PartMerge, new: etree._Element) -> OutputParagraph:
    """Insert a paragraph that OLD lacks."""
    flat = part.flatten_new(new)
    merger = ContentMerger(part, FlatParagraph(), flat)
    merger.write_new(0, len(flat.text), "ins")
    merger.finish_new()
    return merger.end_last(None, new)[0]


def move_paragraph(
    part: PartMerge, old: etree._Element, new: etree._Element, name: str
) -> tuple[OutputParagraph, OutputParagraph]:
    """Write a moved paragraph at its old and at its new place: (source, target). `name` is shared by both ends.

    An edit inside a move stays visible: at the source, words that did not move are ordinary deletions; at the target,
    new words are ordinary insertions, beside the moved runs and never nested in them. So accepting all gives NEW and
    rejecting all OLD under any reading of nested marks (a tool that nested them lost text on Reject All), Word shows
    the edit in place, and only the edit counts as changed characters.
    """
    old_flat, new_flat = part.flatten_old(old), part.flatten_new(new)
    source = ContentMerger(part, old_flat, new_flat)
    source.write_move_source()
    target = ContentMerger(part, old_flat, new_flat)
    target.write_move_target()
    out_source, out_target = source.end_last(old, None)[0], target.end_last(None, new)[0]
    out_source.move = out_target.move = name
    return out_source, out_target
