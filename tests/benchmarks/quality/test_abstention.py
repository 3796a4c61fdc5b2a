"""Silence is counted as right or wrong by whether there was an answer."""

from __future__ import annotations

import pytest

from benchmarks.quality.abstention import (
    Judged,
    calibration_error,
    precision,
    recall,
    reliability,
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


def test_a_bin_says_what_was_claimed_and_what_was_right() -> None:
    answers = [
        Judged("answerable", abstained=False, confidence=0.9, right=True),
        Judged("answerable", abstained=False, confidence=0.9, right=False),
        Judged("another set", abstained=True, confidence=0.1, right=False),
    ]
    low, high = reliability(answers)
    assert (low.share, low.confidence, low.right) == pytest.approx((1 / 6, 0.1, 0.0))
    assert (high.share, high.confidence, high.right) == pytest.approx((5 / 6, 0.9, 0.5))
    assert calibration_error(answers) == pytest.approx(1 / 6 * 0.1 + 5 / 6 * 0.4)


def test_how_many_strangers_were_asked_does_not_move_the_calibration() -> None:
    own = Judged("answerable", abstained=False, confidence=0.9, right=True)
    stranger = Judged("another set", abstained=False, confidence=0.9, right=False)
    few, many = calibration_error([own, stranger]), calibration_error([own, *[stranger] * 9])
    assert few == pytest.approx(many)


def test_calibration_takes_both_sides_and_a_truth_to_compare_with() -> None:
    assert calibration_error(ANSWERS) is None
    own = Judged("answerable", abstained=False, confidence=0.9, right=True)
    assert calibration_error([own]) is None
