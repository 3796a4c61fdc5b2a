"""The window: the last turns of a session that are still in main context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.memory import Role


@dataclass(frozen=True, slots=True)
class Turn:
    """One message in a window."""

    id: UUID
    seq: int
    role: Role
    name: str | None
    content: str
    occurred_at: datetime
    token_count: int


@dataclass(frozen=True, slots=True)
class WindowLimits:
    """How much a window may hold; the last turn always stays, however long."""

    turns: int
    tokens: int


def trim(turns: Sequence[Turn], limits: WindowLimits) -> list[Turn]:
    """The longest tail of `turns` within both limits, and at least the last turn."""
    kept: list[Turn] = []
    tokens = 0
    for turn in reversed(turns):
        tokens += turn.token_count
        if kept and (len(kept) >= limits.turns or tokens > limits.tokens):
            break
        kept.append(turn)
    return kept[::-1]


def overflows(turn_count: int, token_count: int, limits: WindowLimits) -> bool:
    """Whether a session holds more unsummarised turns or tokens than its window."""
    return turn_count > limits.turns or token_count > limits.tokens


def fold_point(turns: Sequence[Turn], limits: WindowLimits) -> int:
    """How many of the oldest turns to fold so that half a window stays: folding is then rare."""
    half = WindowLimits(turns=max(1, limits.turns // 2), tokens=max(1, limits.tokens // 2))
    return len(turns) - len(trim(turns, half))
