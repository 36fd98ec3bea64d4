"""Words that carry no matter of their own in French, English, Spanish and Portuguese, and how heavy a token weighs."""

from __future__ import annotations

_WORDS = """
a à al and ao aos are as at au aux avec be by ce ces cette com como con d' da dans das de del des do dos du e el elle
elles em en est et for from has have il ils in is it its j' l' la las le les leur leurs lo los m' n' na nas ne no nos o
of on or os où ou par para pas plus por pour qu' que qui s' sa se ses shall should son sont su sua suas sur sus t' that
the their these this those to um uma un una une y with will which c'
afin ainsi après ante antes aussi been between cual donde dont entre esta estas este estos esto il into jusqu' lorsqu'
mas nous nuestro nuestra o os para pela pelas pelo pelos pero puisqu' sans seu seus sin sobre sob sous such sus também
tous tout toute toutes under vers vous upon was were y
"""
FUNCTION_WORDS = frozenset(_WORDS.split())

SIGN, FUNCTION, CONTENT = 0.25, 0.3, 1.0


def weight(text: str) -> float:
    """How much a token weighs when a reader judges a change: signs .25, function words .3, others 1 to 1.5."""
    low = text.lower().replace("’", "'")
    if not any(c.isalnum() for c in low):
        return SIGN
    return FUNCTION if low in FUNCTION_WORDS else CONTENT + min(len(low), 12) / 24


def carries_matter(text: str) -> bool:
    """True for tokens by which two paragraphs may be known as one: numbers, and words of four letters or more."""
    if any(c.isdecimal() for c in text):
        return True
    return len(text) > 3 and text.lower() not in FUNCTION_WORDS and any(c.isalnum() for c in text)
