"""Kinds of lines that are no paragraphs: enacting words, chapeau, status, document type, annex, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Literal, get_args

from drafting.model.resolution import Kind
from drafting.text.folding import fold_line
from drafting.text.words import WordRun, phrase_words

_ORGANS = ("feminine", "masculine", "feminine_plural", "masculine_plural")
"""Lists of organs in `[organs]`, by the gender and number of their names."""
_BLANK = " \t\n\r\u00a0\u2007\u202f"
_CLOSING = _BLANK + ":,.;…"
_BEGIN = re.compile(r"[\s*_“«\"\[\]]*")
_CLOSE = re.compile(r"\s*(?:[,:;]|$|\d+\s?[.)])")
_LONGEST_CHAPEAU = 240
_LONGEST_LINE = 400


class LineTypes:
    """Recognises kinds of lines in one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    # --- enacting words -------------------------------------------------------------------------------------------

    @cached_property
    def _enacting(self) -> re.Pattern[str]:
        table = self._data["enacting"]
        lead, verb, tail = (_any(table[name]) for name in ("leads", "verbs", "tails"))
        return re.compile(rf"(?:{lead},? )*(?:{verb})(?: (?:{tail}))*")

    def enacting(self, text: str) -> str | None:
        """The enacting words where a line holds nothing else ("DÉCIDE :"), as printed without the colon."""
        bare = text.rstrip(_CLOSING).strip(" \t\u00a0*_[]")
        if not bare or len(bare) > 90 or "." in bare or ";" in bare:
            return None
        return bare if self._enacting.fullmatch(fold_line(bare)) else None

    # --- organs ---------------------------------------------------------------------------------------------------

    @cached_property
    def _heads(self) -> dict[str, list[tuple[str, ...]]]:
        """The folded words of every organ by their first word, longest first."""
        heads: dict[str, list[tuple[str, ...]]] = {}
        for phrase in (phrase for name in _ORGANS for phrase in self._data["organs"][name]):
            key = phrase_words(phrase)
            heads.setdefault(key[0], []).append(key)
        for entries in heads.values():
            entries.sort(key=lambda key: -len(key))
        return heads

    @cached_property
    def _small(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        table = self._data["organs"]
        articles, we, prepositions = (
            frozenset(w for p in table[name] for w in phrase_words(p)) for name in ("articles", "we", "prepositions")
        )
        return articles, we, prepositions

    def organ(self, text: str) -> tuple[str, int] | None:
        """The organ that a text begins with (article and name, no complement) and where it ends in the text."""
        begin = _BEGIN.match(text)
        line = WordRun(text, begin.end() if begin else 0, 12)
        articles, we, _ = self._small
        if not line.has(0) or line.folded[0] not in articles:
            if line.folded and line.folded[0] in we:
                end = line.places[0][1]
                comma = text.find(",", end, end + 3)
                inner = self.organ(text[comma + 1 :]) if comma > 0 else None
                return (inner[0], inner[1] + comma + 1) if inner else None
            return None
        for key in self._heads.get(line.folded[1], ()) if line.has(1) else ():
            if line.begins(key, 1):
                start, end = line.places[0][0], line.places[len(key)][1]
                return text[start:end], end
        return None

    def chapeau(self, text: str) -> str | None:
        """The organ, complement included, that opens a resolution: "L’ASSEMBLÉE GÉNÉRALE,", "The States Parties …,"."""
        found = self.organ(text)
        if found is None:
            return None
        end = found[1]
        close = _CLOSE.match(text, end)
        if close is None:
            rest = WordRun(text, end, 1)
            if not rest.has(0) or rest.folded[0] not in self._small[2]:
                return None
            close = re.compile(r"[,;:]|\n\s*\n|$").search(text, end)
            end = close.start() if close else len(text)
            if end - len(text) + len(text.rstrip(" .")) > _LONGEST_CHAPEAU or text[:end].rstrip().endswith("."):
                return None
        start = len(text) - len(text.lstrip(' \t\u00a0\n*_“«"['))
        return text[start:end].rstrip()

    def organ_name(self, text: str) -> str | None:
        """The text where it is the name of an organ and no more, adjectives included: "O Congresso Nacional"."""
        found = self.organ(text)
        if found is None:
            return None
        articles, _, prepositions = self._small
        rest = WordRun(text, found[1], 12)
        small = articles | prepositions
        count = 0
        while rest.has(count):
            if not text[rest.places[count][0]].isupper() and rest.folded[count] not in small:
                return None
            count += 1
        return text.strip()

    # --- headings of their own kind -----------------------------------------------------------------------------------

    @cached_property
    def _annex(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?:{_any(self._data['headings']['annex'])})(?: (?:[ivxlc]+|\d+|[a-z]))?(?:\s*[.:–—-]\s*.+|[.:]?)"
        )

    def annex(self, text: str) -> bool:
        """True for a line that opens an annex: "ANNEXE", "Annex II", "ANEXO A: …"."""
        if len(text) >= _LONGEST_LINE or not self._begins(text, self._annexes):
            return False
        low = fold_line(text).strip("[]*_ ")
        return self._annex.fullmatch(low) is not None or (text[:1].isupper() and bool(self._annex_to.match(low)))

    @cached_property
    def _annex_to(self) -> re.Pattern[str]:
        """ "Appendix to Resolution 7", "Annexe II à la Recommandation …": only with the kind of a document."""
        annexes = _any(self._data["headings"]["annex"])
        words = self._data["organs"]
        small = "|".join(_any(words[name]) for name in ("prepositions", "articles"))
        kinds = _any(phrase for table in self._data["documents"].values() for phrase in table)
        return re.compile(rf"(?:{annexes})(?: (?:[ivxlc]+|\d+|[a-z]))?(?: ?(?:{small}))+ ?(?:{kinds})\b")

    def notes_section(self, text: str) -> bool:
        """True for a line that opens the section of end notes: "NOTES DE BAS DE PAGE", "Footnotes"."""
        bare = fold_line(text).strip(" .:*_-–—[]")
        return bare in self._notes

    @cached_property
    def _notes(self) -> frozenset[str]:
        return frozenset(fold_line(p) for p in self._data["headings"]["notes"])

    def alone(self, text: str) -> bool:
        """True for enacting words, and for the opening of an annex or of the end notes."""
        if not self._begins(text, self._alone):
            return False
        return self.enacting(text) is not None or self.notes_section(text) or self.annex(text)

    @cached_property
    def _alone(self) -> frozenset[str]:
        table = self._data["enacting"]
        return _first((*table["leads"], *table["verbs"], *self._data["headings"]["notes"])) | self._annexes

    @cached_property
    def _annexes(self) -> frozenset[str]:
        return _first(self._data["headings"]["annex"])

    def _begins(self, text: str, first: frozenset[str]) -> bool:
        """True where the first word is among these. Asked before the whole line is folded: most begin otherwise."""
        begin = _BEGIN.match(text)
        line = WordRun(text, begin.end() if begin else 0, 1)
        return not line.has(0) or line.folded[0] in first

    @cached_property
    def _closings(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any(self._data['headings']['closing'])}) ")

    def closing(self, text: str) -> bool:
        """True for a line that states where the text was made or adopted: "Done at Lima, 3 May 2025"."""
        return len(text) < _LONGEST_LINE and self._closings.match(fold_line(text).lstrip("[(*_ ")) is not None

    @cached_property
    def _signatures(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any(self._data['headings']['signature'])})\b")

    def signature(self, text: str) -> bool:
        """True for a line that a signature begins with."""
        return self._signatures.match(fold_line(text).lstrip("([/ ")) is not None

    @cached_property
    def _participles(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(self._data['organs']['participles'])})\b", re.IGNORECASE)

    def participle(self, text: str) -> bool:
        """True for a text whose first word has the ending of a participle."""
        return self._participles.match(text) is not None

    @cached_property
    def paper_patterns(self) -> Mapping[str, tuple[re.Pattern[str], ...]]:
        """Patterns of the instructions of a corrigendum and of an amendment paper, for folded lines."""
        table = self._data["papers"]
        return {
            kind: tuple(re.compile(pattern, re.MULTILINE) for pattern in table[name])
            for kind, name in (("corrigendum", "corrections"), ("amendment", "amendments"))
        }

    @cached_property
    def _documents(self) -> tuple[tuple[re.Pattern[str], Kind], ...]:
        table: Mapping[str, Iterable[str]] = self._data["documents"]
        known = get_args(Kind)
        pairs = [(p, kind) for kind in known for p in table.get(kind, ())]
        pairs.sort(key=lambda pair: -len(pair[0]))
        return tuple((re.compile(rf"{re.escape(fold_line(p))}\b"), kind) for p, kind in pairs)

    def document_type(self, text: str) -> Kind | None:
        """The kind of document that a title line names at its start: "PROJET DE RÉSOLUTION" → "resolution"."""
        low = fold_line(text).strip(' *_[](«“"')
        low = re.sub(r"^(?:[ivxlc]+|\d{1,3}|[a-z])[.)]\s+", "", low)
        return next((kind for pattern, kind in self._documents if pattern.match(low)), None)

    # --- status ----------------------------------------------------------------------------------------------------

    @cached_property
    def _status(self) -> tuple[tuple[re.Pattern[str], Literal["adopted", "draft"]], ...]:
        return tuple((re.compile(row["regex"]), row["value"]) for row in self._data["status"])

    def status(self, text: str) -> Literal["adopted", "draft"] | None:
        """The status that a line states: "(Adoptée à …)" → adopted, "PROJET DE …", "(Convenu par …)" → draft."""
        if len(text) > _LONGEST_LINE:
            return None
        low = fold_line(text)
        return next((value for pattern, value in self._status if pattern.search(low)), None)


def _first(phrases: Iterable[str]) -> frozenset[str]:
    """The first words of phrases, folded."""
    return frozenset(phrase_words(phrase)[0] for phrase in phrases)


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(fold_line(p)) for p in sorted(phrases, key=lambda p: (-len(p), p)))
