"""Paragraphs of OLD and NEW to paragraphs that come out: merged, deleted, inserted, moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from drafting.ooxml.namespaces import w
from drafting.word.redline.context import Story
from drafting.word.redline.merge_content import Emitter
from drafting.word.redline.others_changes import State, of_mark
from drafting.word.redline.output_paragraph import Out
from drafting.word.redline.paragraph_diff import Stretch, differences, stream
from drafting.word.redline.paragraph_text import Flat
from drafting.word.redline.properties import Signature

_RPR = w("rPr")


def same(story: Story, old_flat: Flat, new_flat: Flat) -> bool:
    """Whether two paragraphs print the same, look the same, and have the same pending for others."""
    if old_flat.text != new_flat.text or old_flat.keys != new_flat.keys:
        return False
    if not story.job.formatting and not _pending(old_flat) and not _pending(new_flat):
        return True
    return _faces(old_flat, story.old_looks.of) == _faces(new_flat, story.new_looks.of)


def _faces(flat: Flat, look: Callable[[etree._Element | None], Signature]) -> list[tuple[int, Signature, State]]:
    """Where the look or what is pending changes along a paragraph."""
    out: list[tuple[int, Signature, State]] = []
    for leaf in flat.leaves:
        if leaf.start == leaf.end:
            continue
        face = (look(leaf.run.find(_RPR)) if leaf.run is not None else (), leaf.state)
        if not out or out[-1][1:] != face:
            out.append((leaf.start, *face))
    return out


def _pending(flat: Flat) -> bool:
    return any(leaf.state for leaf in flat.leaves)


def merge(story: Story, olds: Sequence[etree._Element], news: Sequence[etree._Element]) -> list[Out]:
    """Paragraphs of OLD and those of NEW they became; the last marks of both are one."""
    if len(olds) == len(news) == 1:
        old_flat, new_flat = story.old_flat(olds[0]), story.new_flat(news[0])
        if same(story, old_flat, new_flat) and of_mark(olds[0]) == of_mark(news[0]):
            Emitter(story, old_flat, new_flat).pair_atoms(0, 0, len(new_flat.text))
            return [Out(mark_old=olds[0], mark_new=news[0], whole=news[0])]
    else:
        old_flat, new_flat = stream(olds, story.old_keys), stream(news, story.new_keys)
    stretches = differences(old_flat, new_flat)
    if not _sound(stretches, old_flat, new_flat):
        story.job.note(
            "whole-paragraph",
            "a paragraph is marked as deleted and inserted whole: its word diff failed the check",
            before=old_flat.text[:120],
            after=new_flat.text[:120],
        )
        return [*(deleted(story, p) for p in olds), *(inserted(story, p) for p in news)]
    emitter = Emitter(story, old_flat, new_flat)
    emitter.merged(stretches)
    return emitter.end(olds[-1], news[-1])


def _sound(stretches: Sequence[Stretch], old: Flat, new: Flat) -> bool:
    """Whether the stretches give both texts back, to the letter (rule 4 of the house)."""
    before = "".join(old.text[s.old_start : s.old_end] for s in stretches if s.op != "+")
    after = "".join(new.text[s.new_start : s.new_end] for s in stretches if s.op != "-")
    kept = all(old.text[s.old_start : s.old_end] == new.text[s.new_start : s.new_end] for s in stretches if s.op == "=")
    return kept and before == old.text and after == new.text


def deleted(story: Story, old: etree._Element) -> Out:
    """A paragraph NEW lacks; what others want to delete of it, words or end, comes along and goes with it.

    Where nothing else was left of it, their deletion was accepted since.
    """
    flat = story.old_flat(old)
    emitter = Emitter(story, flat, Flat())
    going = of_mark(old) == "del"
    whole = not going or any(leaf.start < leaf.end and leaf.state in ("", "ins") for leaf in flat.leaves)
    emitter.from_old(0, len(flat.text), "del", whole=whole)
    if going and whole:
        return Out(emitter.out.pieces, mark_old=old, theirs=True)
    return emitter.end(old, None)[0]


def inserted(story: Story, new: etree._Element) -> Out:
    """A paragraph OLD lacks."""
    flat = story.new_flat(new)
    emitter = Emitter(story, Flat(), flat)
    emitter.from_new(0, len(flat.text), "ins")
    emitter.flush()
    return emitter.end(None, new)[0]


def moved(story: Story, old: etree._Element, new: etree._Element, name: str) -> tuple[Out, Out]:
    """A paragraph at its old and at its new place.

    An edit inside a move stays visible: at the source the words that did not come along are ordinary deletions, at the
    destination the new words are ordinary insertions, beside the moved runs and never nested in them. So accepting all
    gives NEW and rejecting all OLD under any reading of nested marks (a tool that nested them lost text on Reject All),
    Word shows the edit in place, and the count of changed characters is the edit's own.
    """
    old_flat, new_flat = story.old_flat(old), story.new_flat(new)
    source = Emitter(story, old_flat, new_flat)
    source.source()
    target = Emitter(story, old_flat, new_flat)
    target.destination()
    out_source, out_target = source.end(old, None)[0], target.end(None, new)[0]
    out_source.move = out_target.move = name
    return out_source, out_target
