"""Forms of verbs for printing: the one that a house prefers, and "de" or "d’" before an infinitive."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, TypeAlias

from drafting.lexicon.opening_tree import COLUMNS, OpeningForm
from drafting.text.folding import fold

House: TypeAlias = Literal["oas", "un"]


class VerbForms:
    """The forms of the verbs of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    @cached_property
    def _rows(self) -> dict[str, dict[str, str]]:
        """Infinitive → form → words to print; of alternatives the first."""
        table: dict[str, dict[str, str]] = {}
        for rows in self._data["verbs"].values():
            for row in rows:
                cells = row.split(" / ")
                printed = (cell.split("|")[0] for cell in cells)
                table.setdefault(cells[0], dict(zip(COLUMNS[len(cells)], printed, strict=True)))
        return table

    def verb(self, entry_id: str, house: House) -> str | None:
        """The infinitive a house prefers: request → "prier" (UN), "demander" (OAS). None where the entry is no verb."""
        rows = self._data["verbs"].get(entry_id)
        if not rows:
            return None
        first: str = next(c for row in rows if (c := row.split(" / ")[0]) != "-")
        return self._data["oas"].get(entry_id, first) if house == "oas" else first

    def form(self, lemma: str, form: OpeningForm) -> str | None:
        """A verb in another form: ("demander", "singular") → "demande". None where the data have none.

        Phrases with words that must agree ("se déclarer [préoccupé]") or words that only must follow are not printed.
        """
        wanted: OpeningForm = "infinitive" if form == "marked infinitive" else form
        printed = self._rows.get(lemma, {}).get(wanted)
        if printed is None or printed == "-" or set(printed) & set("[("):
            return None
        return self.marked(printed) if form == "marked infinitive" else printed

    def marked(self, infinitive: str) -> str:
        """The infinitive behind its marker: "to request", "de demander", "d’échanger"; alone in Spanish, Portuguese."""
        template: str = self._data["modes"]["oas"]
        rule: Mapping[str, Any] | None = self._data["modes"].get("elided")
        if rule and fold(infinitive)[:1] in rule["before"] and infinitive.split()[0] not in rule["except"]:
            return template.replace(f"{rule['marker']} ", rule["by"]).format(infinitive=infinitive)
        return template.format(infinitive=infinitive)
