"""The house styles as data: paper, fonts and the look of every named style, for OAS and UN documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from drafting.errors import SettingsError

HouseName: TypeAlias = Literal["oas", "un"]
LANGUAGES = {"fr": "fr-FR", "es": "es-ES", "pt": "pt-BR"}
"""Language of a resolution → tag of the spell-checker in Word; that of English depends on the house."""


@dataclass(frozen=True, slots=True)
class Look:
    """The format of a paragraph style. Lengths in twips (1/20 point), size in half-points.

    `hanging` < 0 is a first-line indent. `level` is the outline level (1–9, 0 = body text), `after` the space below.
    """

    align: Literal["left", "center", "right", "both"] = "left"
    left: int = 0
    hanging: int = 0
    before: int = 0
    after: int = 200
    size: int = 0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    keep_next: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class House:
    """A house style: paper in twips, font, variant of English, label formats by level, looks by style name."""

    name: HouseName
    title: str
    paper: tuple[int, int]
    margins: tuple[int, int]
    font: str
    size: int
    english: str
    labels: tuple[tuple[str, str, str], ...]
    opening_italic: bool
    looks: dict[str, Look] = field(default_factory=dict)

    def language_tag(self, language: str) -> str:
        """The tag for Word's spell-checker: "fr" → "fr-FR"; English as the house spells it; other tags pass through."""
        if not language or language == "en":
            return self.english
        return LANGUAGES.get(language, language)


_COMMON = {
    "Organ": Look(after=60),
    "Session": Look(after=60),
    "Symbol": Look(align="right", after=60),
    "Date": Look(align="right", after=60),
    "Agenda": Look(after=60),
    "Original": Look(align="right", after=60),
    "Type": Look(align="center", before=120, after=120),
    "Status": Look(align="center"),
    "Sponsors": Look(after=240),
    "Enacting": Look(before=120, after=240, keep_next=True),
    "Caption": Look(align="center", after=120, bold=True, keep_next=True),
    "Annex": Look(align="center", before=360, after=240, bold=True, keep_next=True, level=1),
    "Signature": Look(align="right", before=240),
    "Text": Look(align="both"),
}

_OAS = _COMMON | {
    "Title": Look(align="center", before=240, after=240, keep_next=True),
    "Chapeau": Look(align="both", before=120, after=240, keep_next=True),
    "Preambular": Look(align="both", hanging=-720),
    "Operative": Look(align="both"),
    "Item 1": Look(align="both", left=1440, hanging=720),
    "Item 2": Look(align="both", left=2160, hanging=720),
    "Item 3": Look(align="both", left=2880, hanging=720),
    "Heading 1": Look(before=240, keep_next=True, bold=True, level=2),
    "Heading 2": Look(before=200, keep_next=True, underline=True, level=3),
    "Heading 3": Look(before=160, keep_next=True, italic=True, level=4),
    "Heading 4": Look(before=120, keep_next=True, level=5),
}

_UN = _COMMON | {
    "Organ": Look(after=60, bold=True),
    "Title": Look(before=240, after=240, size=28, bold=True, keep_next=True),
    "Chapeau": Look(hanging=-567, after=120, italic=True, keep_next=True),
    "Preambular": Look(align="both", hanging=-567, after=120),
    "Enacting": Look(hanging=-567, after=120, italic=True, keep_next=True),
    "Operative": Look(align="both", after=120),
    "Item 1": Look(align="both", left=1134, hanging=567, after=120),
    "Item 2": Look(align="both", left=1701, hanging=567, after=120),
    "Item 3": Look(align="both", left=2268, hanging=567, after=120),
    "Heading 1": Look(align="center", before=240, after=160, size=26, bold=True, keep_next=True, level=2),
    "Heading 2": Look(align="center", before=200, after=160, bold=True, keep_next=True, level=3),
    "Heading 3": Look(before=160, after=120, bold=True, italic=True, keep_next=True, level=4),
    "Heading 4": Look(before=120, after=120, italic=True, keep_next=True, level=5),
}

HOUSES: dict[str, House] = {
    "oas": House(
        "oas",
        "Organization of American States",
        (12240, 15840),
        (1440, 1440),
        "Times New Roman",
        22,
        "en-US",
        (("decimal", "", "."), ("lower", "", "."), ("roman", "", ".")),
        False,
        _OAS,
    ),
    "un": House(
        "un",
        "United Nations",
        (11906, 16838),
        (1417, 1417),
        "Times New Roman",
        20,
        "en-GB",
        (("decimal", "", "."), ("lower", "(", ")"), ("roman", "(", ")")),
        True,
        _UN,
    ),
}


def house_style(name: str) -> House:
    """The house style with this name. Raises SettingsError when there is none."""
    if name not in HOUSES:
        raise SettingsError(f"there is no house style {name!r}", f"choose one of {', '.join(HOUSES)}")
    return HOUSES[name]


def style_id(name: str) -> str:
    """The id of one of our styles: "Heading 1" → "DraftingHeading1"."""
    return "Drafting" + name.replace(" ", "")
