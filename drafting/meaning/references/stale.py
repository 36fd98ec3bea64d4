"""References that went astray: to another paragraph, to a deleted one, to none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from drafting.messages import message
from drafting.model.resolution import Note

Code: TypeAlias = Literal[
    "reference to nothing", "reference to a deleted paragraph", "reference to another paragraph"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class StaleReference:
    """A reference in the new text, at `where`, that needs a person's eye.

    `words` as printed; `meant`: the old address; `now`: what that paragraph is now; `says`: where the words point now.
    Each is "" where there is none.
    """

    code: Code
    words: str
    where: str
    meant: str = ""
    now: str = ""
    says: str = ""

    def note(self) -> Note:
        """The warning, in English; `messages` has it in other languages by its code."""
        key: str = self.code
        if self.code == "reference to another paragraph" and not self.says:
            key += ".unnumbered"
        text = message(f"notes.{key}", "en", words=self.words, meant=self.meant, now=self.now, says=self.says)
        return Note(self.code, text, self.where, "warning")
