"""Sharing a token budget between tiers: what one does not need flows to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from app.errors import BudgetTooSmall


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that may go into a context. `tokens` is what it costs there at most."""

    text: str
    tokens: int
    id: UUID | None = None
    role: str | None = None
    mandatory: bool = False


@dataclass(frozen=True, slots=True)
class Tier:
    """Pieces in the order of preference.

    `share` of the budget is the tier's own, the shares of all tiers adding up to 1. `overhead` is
    paid once if anything is taken. `contiguous`: a piece that does not fit ends the tier, because
    a hole in a conversation misleads; otherwise a shorter one may follow.
    """

    name: str
    pieces: Sequence[Piece]
    share: float
    overhead: int = 0
    contiguous: bool = False


@dataclass(slots=True)
class Taken:
    """What a tier got."""

    pieces: list[Piece] = field(default_factory=list)
    left_out: list[Piece] = field(default_factory=list)
    tokens: int = 0


def allocate(tiers: Sequence[Tier], budget_tokens: int) -> dict[str, Taken]:
    """Take mandatory pieces, then each tier's share, then what is left, in the order of `tiers`.

    The tokens of all tiers never add up to more than the budget. Raises `BudgetTooSmall` if the
    mandatory pieces alone do.
    """
    taken = {tier.name: Taken() for tier in tiers}
    left = budget_tokens - sum(_take_mandatory(tier, taken[tier.name]) for tier in tiers)
    if left < 0:
        raise BudgetTooSmall(
            f"The parts that must be in the context take {budget_tokens - left} tokens.",
            needed_tokens=budget_tokens - left,
        )
    shares = {tier.name: int(left * tier.share) for tier in tiers}
    for limits in (shares, None):
        for tier in tiers:
            limit = left if limits is None else min(left, limits[tier.name])
            left -= _take(tier, taken[tier.name], limit)
    for tier in tiers:
        kept = {id(piece) for piece in taken[tier.name].pieces}
        taken[tier.name].left_out = [piece for piece in tier.pieces if id(piece) not in kept]
        taken[tier.name].pieces = [piece for piece in tier.pieces if id(piece) in kept]
    return taken


def _take_mandatory(tier: Tier, taken: Taken) -> int:
    return sum(_add(tier, taken, piece) for piece in tier.pieces if piece.mandatory)


def _take(tier: Tier, taken: Taken, limit: int) -> int:
    """Take what fits into `limit` more tokens; how many it took."""
    spent = 0
    kept = {id(piece) for piece in taken.pieces}
    for piece in tier.pieces:
        if id(piece) in kept:
            continue
        cost = piece.tokens + (0 if taken.pieces else tier.overhead)
        if spent + cost <= limit:
            spent += _add(tier, taken, piece)
        elif tier.contiguous:
            break
    return spent


def _add(tier: Tier, taken: Taken, piece: Piece) -> int:
    cost = piece.tokens + (0 if taken.pieces else tier.overhead)
    taken.pieces.append(piece)
    taken.tokens += cost
    return cost
