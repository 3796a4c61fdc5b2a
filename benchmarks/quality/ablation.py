"""What each feature of the ranking is worth, as far as a re-ranking can tell.

A score is the sum of its contributions, so a feature is taken out by leaving its part out and
sorting again. What was not returned does not come back, and weights are not fitted anew: a feature
that helped to find candidates looks smaller than it is, one that others could replace larger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.quality.answers import Hit


@dataclass(frozen=True, slots=True)
class Explained:
    """A hit and what its score is the sum of."""

    hit: Hit
    contributions: Mapping[str, float]


def features_of(rankings: Sequence[Sequence[Explained]]) -> list[str]:
    """Every feature that contributed anything anywhere."""
    return sorted(
        {
            feature
            for ranking in rankings
            for item in ranking
            for feature, contribution in item.contributions.items()
            if contribution
        }
    )


def without(ranking: Sequence[Explained], feature: str | None) -> list[Hit]:
    """Sorted by what is left of the score; of equal ones the former order stays."""

    def rest(item: Explained) -> float:
        return sum(part for name, part in item.contributions.items() if name != feature)

    return [item.hit for item in sorted(ranking, key=rest, reverse=True)]
