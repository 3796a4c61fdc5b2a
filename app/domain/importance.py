"""How much a memory matters before anyone has used it."""

from __future__ import annotations

import re

from app.domain.memory import Kind

_OF_KIND: dict[Kind, float] = {
    "message": 0.4,
    "note": 0.5,
    "event": 0.6,
    "fact": 0.6,
    "preference": 0.65,
    "procedure": 0.65,
    "reflection": 0.6,
    "summary": 0.7,
}
# Two patterns, for each looks for its first character at the speed of C.
_AMOUNT = re.compile(r"[\d月日号元块万年点]")
_FULL_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]")
_SMALL_TALK_CHARACTERS = 12


def initial_importance(kind: Kind, content: str) -> float:
    """Between 0 and 1: the kind's base, more for numbers, dates and names, less for small talk."""
    importance = _OF_KIND[kind]
    if _AMOUNT.search(content) or _FULL_NAME.search(content):
        importance += 0.1
    elif kind == "message" and len(content) < _SMALL_TALK_CHARACTERS:
        importance -= 0.2
    return round(min(1.0, max(0.0, importance)), 2)
