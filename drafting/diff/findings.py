"""What a change of words means, as records: one `Finding` for each verb, date, softener … that differs.

`drafting.meaning` makes them and attaches them to changes (`Change.substance`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "verb", "modal", "negation", "softener", "intensifier", "addressee", "deadline", "date", "amount", "percentage",
    "number", "symbol", "state", "reference", "typography",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "verb", "modal", "negation", "softener", "intensifier", "addressee", "deadline", "date", "amount", "percentage",
    "number", "symbol", "state", "reference", "typography",
)  # fmt: skip
"""Every kind, in the order in which findings are listed."""

Effect: TypeAlias = Literal["changed", "added", "dropped", "consequential", "none"]
"""consequential: a reference that only follows the renumbering; none: typography."""
Direction: TypeAlias = Literal["", "weaker", "stronger", "sooner", "later", "less", "more"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that changed: the words before and after as printed, "" on the side that does not have it.

    `old_value` and `new_value` are for programs: class of a verb, ISO date, ISO3 of a State, canonical
    symbol, days of a deadline, group of a softener. `by`: difference of the strengths of verbs (1 to 9, 0 = not
    graded; a convention of the lexicon). `whole`: nothing else changed in the paragraph.
    """

    kind: Kind
    effect: Effect
    before: str = ""
    after: str = ""
    direction: Direction = ""
    by: int = 0
    old_value: str = ""
    new_value: str = ""
    old_strength: int = 0
    new_strength: int = 0
    whole: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The finding as plain data; empty fields are left out."""
        out: dict[str, Any] = {"kind": self.kind, "effect": self.effect, "before": self.before, "after": self.after}
        if self.direction:
            out["direction"] = self.direction
        if self.by:
            out["by"] = self.by
        if self.old_value or self.new_value:
            out["values"] = [self.old_value, self.new_value]
        if self.old_strength or self.new_strength:
            out["strengths"] = [self.old_strength, self.new_strength]
        if self.whole:
            out["whole"] = True
        return out


def without_substance(findings: Iterable[Finding]) -> bool:
    """Whether only typography, or references that follow the renumbering, changed in the paragraph.

    False without findings: words that no rule knows may be the ones that matter.
    """
    return any(f.whole and f.effect in ("none", "consequential") for f in findings)
