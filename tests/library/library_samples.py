"""Paragraphs written for the tests, as records of a library."""

from __future__ import annotations

from typing import Any

_TEXTS = (
    ("AG/1", 2019, "fr", "operative", "Inviter les États membres à renforcer la cybersécurité des ports du littoral."),
    ("AG/1", 2019, "fr", "operative", "Demander au Secrétariat de tenir un registre des phares et des balises."),
    ("AG/1", 2019, "fr", "preambular", "Rappelant l’œuvre accomplie par les gardiens de phare depuis trois siècles,"),
    ("AG/2", 2021, "fr", "operative",
     "Inviter tous les États membres à renforcer sans retard la cybersécurité des ports du littoral."),
    ("AG/2", 2021, "fr", "operative", "Décider de convoquer une réunion des capitaines de port au printemps."),
    ("AG/3", 2023, "en", "operative", "Requests the Secretariat to keep a register of lighthouses and of well-being."),
    ("AG/3", 2023, "en", "operative", "Invites the harbour masters to recall resolution A/RES/79/1 at every meeting."),
    ("AG/4", None, "fr", "operative", "Encourager la culture des algues dans les ports du littoral."),
)  # fmt: skip


def records() -> list[dict[str, Any]]:
    """Eight paragraphs of four documents in two languages."""
    return [
        {"id": f"{symbol}#{n}", "symbol": symbol, "year": year, "organ": "AG", "language": language, "kind": kind,
         "number": f"{n}.", "title": f"Title of {symbol}", "text": text}
        for n, (symbol, year, language, kind, text) in enumerate(_TEXTS, 1)
    ]  # fmt: skip
