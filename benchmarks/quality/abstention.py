"""Whether silence comes when it should: questions that the user's memory does not answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

ANSWERABLE = "answerable"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a service said of its own answer. `confidence` is None where it does not say.

    `group` is `answerable` or names why nothing should be found.
    """

    group: str
    abstained: bool
    confidence: float | None


def share_abstained(judged: Sequence[Judged], group: str) -> float:
    """The part of the questions of a group where nothing was claimed."""
    return fmean(item.abstained for item in judged if item.group == group)


def precision(judged: Sequence[Judged]) -> float | None:
    """Of the abstentions, the part that was right; None if there were none."""
    abstained = [item for item in judged if item.abstained]
    return fmean(item.group != ANSWERABLE for item in abstained) if abstained else None


def recall(judged: Sequence[Judged]) -> float | None:
    """Of the questions without an answer, the part where it abstained; None if none was asked."""
    unanswerable = [item.abstained for item in judged if item.group != ANSWERABLE]
    return fmean(unanswerable) if unanswerable else None


def separation(judged: Sequence[Judged], group: str) -> float | None:
    """How often an answerable question has the higher confidence of a pair (area under the ROC).

    0.5 is chance. None where a side is missing or says no confidence.
    """
    sides = [
        [item.confidence for item in judged if item.group == name and item.confidence is not None]
        for name in (ANSWERABLE, group)
    ]
    if not all(sides):
        return None
    wins = [(a > b) + (a == b) / 2 for a in sides[0] for b in sides[1]]
    return fmean(wins)
