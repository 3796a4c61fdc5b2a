"""Silence is counted as right or wrong by whether there was an answer."""

from __future__ import annotations

import pytest

from benchmarks.quality.abstention import (
    Judged,
    precision,
    recall,
    separation,
    share_abstained,
)


def judged(group: str, *, abstained: bool, confidence: float | None = None) -> Judged:
    return Judged(group, abstained, confidence)


ANSWERS = [
    judged("answerable", abstained=False, confidence=0.9),
    judged("answerable", abstained=True, confidence=0.2),
    judged("adversarial", abstained=True, confidence=0.2),
    judged("adversarial", abstained=False, confidence=0.5),
    judged("another set", abstained=True, confidence=0.1),
]


def test_precision_is_of_the_abstentions_and_recall_of_the_unanswerable() -> None:
    assert precision(ANSWERS) == pytest.approx(2 / 3)
    assert recall(ANSWERS) == pytest.approx(2 / 3)
    assert share_abstained(ANSWERS, "adversarial") == 0.5


def test_who_never_abstains_has_no_precision_and_no_recall_of_it() -> None:
    silent = [judged("answerable", abstained=False), judged("adversarial", abstained=False)]
    assert precision(silent) is None
    assert recall(silent) == 0


def test_separation_counts_pairs_in_the_right_order_and_halves_ties() -> None:
    # 0.9 beats both adversarial ones; 0.2 ties with one and loses to the other.
    assert separation(ANSWERS, "adversarial") == pytest.approx((1 + 1 + 0.5 + 0) / 4)
    assert separation(ANSWERS, "another set") == 1
    assert separation([judged("answerable", abstained=False)], "adversarial") is None
