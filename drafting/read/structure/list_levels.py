"""Lettered items inside a paragraph: the level of each, from its label and the labels before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafting.model.labels import Label, read_label


@dataclass
class ListLevels:
    """The lists that are open inside one paragraph, outermost first, each by its last label."""

    lists: list[Label] = field(default_factory=list)

    def level(self, raw: str) -> int:
        """The level (from 1) of an item with this label; lists on deeper levels are closed.

        The label continues the innermost list it can; else it begins a list inside; else it joins a list of its kind.
        """
        for depth in range(len(self.lists) - 1, -1, -1):
            label = read_label(raw, self.lists[depth])
            if label and _follows(self.lists[depth], label):
                return self._put(depth, label)
        label = read_label(raw)
        if label is None:
            return max(1, len(self.lists))
        same = next((d for d, last in enumerate(self.lists) if last.family == label.family), None)
        if same is not None:
            return self._put(same, read_label(raw, self.lists[same]) or label)
        return self._put(len(self.lists), label)

    def continues(self, label: Label) -> bool:
        """True where the label is the next one of an open list."""
        return any(_follows(last, label) for last in self.lists)

    def _put(self, depth: int, label: Label) -> int:
        self.lists[depth:] = [label]
        return depth + 1


def _follows(last: Label, label: Label) -> bool:
    if last.family != label.family:
        return False
    return label.ordinal == last.ordinal + 1 or (label.ordinal == last.ordinal and bool(label.suffix))
