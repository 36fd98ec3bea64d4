"""How a paragraph ends: with a stop, a semicolon or a colon; quotation marks, brackets or an "and" may follow."""

from __future__ import annotations

import re

from drafting.lexicon.any_language import alternatives

CONJUNCTIONS = alternatives("conjunctions", "and", "or")
"""A pattern (to be put in a group) for "and" and "or" in every language."""
AND = alternatives("conjunctions", "and")
"""A pattern (to be put in a group) for "and" in every language: "…; and" before the last paragraph."""

_TAIL = 80
"""Characters at the end of a paragraph that tell whether it is finished."""
_LONGEST_CONJUNCTION = 4
"""More letters or digits than this at the end are a word that is no conjunction: nothing need be searched."""
_FINISHED = re.compile(
    r"[.;:!?…](?:[\s»”’\")\]*]|\(\w[^()]{0,40}\)|\[\w[^\[\]]{0,40}\])*"
    rf"(?:,?\s+(?:{CONJUNCTIONS})|,)?$",
    re.IGNORECASE,
)


def is_finished(text: str) -> bool:
    """True where the words end as a paragraph does: "… lamps.", "… lamps; and", "… lamps. [agreed]"."""
    end = text[-_TAIL:]
    return not end[-_LONGEST_CONJUNCTION:].isalnum() and _FINISHED.search(end) is not None
