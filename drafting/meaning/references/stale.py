"""References that went astray: to another paragraph, to a deleted one, to none; and the warning in four languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from drafting.model.resolution import Note

Code: TypeAlias = Literal[
    "reference to nothing", "reference to a deleted paragraph", "reference to another paragraph"
]  # fmt: skip
_SAID = {
    "en": {
        "nothing": "“{words}”: there is no such paragraph",
        "deleted": "“{words}” meant {meant}, now deleted",
        "another": "“{words}” meant {meant}, which is now {now}, and says {says}",
        "unnumbered": "“{words}” meant {meant}, which is now {now}, and no paragraph has this number",
    },
    "fr": {
        "nothing": "« {words} » : il n’y a pas de tel paragraphe",
        "deleted": "« {words} » visait {meant}, supprimé depuis",
        "another": "« {words} » visait {meant}, devenu {now}, et désigne {says}",
        "unnumbered": "« {words} » visait {meant}, devenu {now}, et aucun paragraphe ne porte ce numéro",
    },
    "es": {
        "nothing": "«{words}»: no existe tal párrafo",
        "deleted": "«{words}» se refería a {meant}, ya suprimido",
        "another": "«{words}» se refería a {meant}, que ahora es {now}, y designa {says}",
        "unnumbered": "«{words}» se refería a {meant}, que ahora es {now}, y ningún párrafo lleva este número",
    },
    "pt": {
        "nothing": "“{words}”: não existe tal parágrafo",
        "deleted": "“{words}” referia-se a {meant}, já suprimido",
        "another": "“{words}” referia-se a {meant}, que agora é {now}, e designa {says}",
        "unnumbered": "“{words}” referia-se a {meant}, que agora é {now}, e nenhum parágrafo tem este número",
    },
}


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

    def note(self, language: str = "en") -> Note:
        """The warning in a language; in English where the language is none of ours."""
        said = _SAID.get(language[:2].lower(), _SAID["en"])
        key = "nothing"
        if self.code == "reference to a deleted paragraph":
            key = "deleted"
        elif self.code == "reference to another paragraph":
            key = "another" if self.says else "unnumbered"
        message = said[key].format(words=self.words, meant=self.meant, now=self.now, says=self.says)
        return Note(self.code, message, self.where, "warning")
