"""Whether silence comes when it should: questions that the user's memory does not answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

ANSWERABLE = "answerable"
# Five of six questions are believed to be about what the user's memory holds.
ANSWERABLE_SHARE = 5 / 6
BINS = 5
# An answer is right if one of so many memories is evidence.
RIGHT_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """What a service said of its own answer. `confidence` is None where it does not say.

    `group` is `answerable` or names why nothing should be found; `right` is whether the first ten
    hold evidence, None where nobody looked.
    """

    group: str
    abstained: bool
    confidence: float | None
    right: bool | None = None


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about the same confidence: which part of all they are, the confidence that they
    said on average, and the part that was right."""

    share: float
    confidence: float
    right: float


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


def reliability(judged: Sequence[Judged], *, bins: int = BINS) -> list[Bin]:
    """Confidence beside the truth, in bins of equal width; empty ones are left out.

    An answer is right if it holds evidence; one to a stranger never does. A set has as many
    strangers as somebody chose to ask, so the answerable are made `ANSWERABLE_SHARE` of all.
    """
    known = [(one, *said) for one in judged if (said := _said(one)) is not None]
    own = sum(one.group == ANSWERABLE for one, _, _ in known)
    if not own or own == len(known):
        return []
    weights = {True: ANSWERABLE_SHARE / own, False: (1 - ANSWERABLE_SHARE) / (len(known) - own)}
    members: dict[int, list[tuple[float, float, bool]]] = {}
    for one, confidence, right in known:
        place = min(bins - 1, int(confidence * bins))
        weighed = (weights[one.group == ANSWERABLE], confidence, right)
        members.setdefault(place, []).append(weighed)
    return [_bin(members[place]) for place in sorted(members)]


def calibration_error(judged: Sequence[Judged]) -> float | None:
    """The expected calibration error (Naeini et al., AAAI 2015): how far confidence is from the
    part that is right, on average over the bins. None where one side is missing."""
    bins = reliability(judged)
    return sum(one.share * abs(one.confidence - one.right) for one in bins) if bins else None


def _said(one: Judged) -> tuple[float, bool] | None:
    """Confidence and truth of an answer where both are known."""
    if one.confidence is None or one.right is None:
        return None
    return one.confidence, one.right


def _bin(members: Sequence[tuple[float, float, bool]]) -> Bin:
    share = sum(weight for weight, _, _ in members)
    confidence = sum(weight * said for weight, said, _ in members) / share
    return Bin(share, confidence, sum(weight for weight, _, right in members if right) / share)
