"""How far a memory is to be trusted: what was made from several sources is as good as the worst."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.memory import Trust

# From the user's own words down to what somebody else put in front of the model.
_FROM_BEST: tuple[Trust, ...] = ("user", "imported", "assistant", "tool", "derived")


def least_trust(trusts: Iterable[Trust]) -> Trust:
    """The least of these; `derived` if nothing is known of the sources."""
    return max(trusts, key=_FROM_BEST.index, default="derived")
