"""Intervals say how far a mean can be trusted, the same each time."""

from __future__ import annotations

import pytest

from benchmarks.quality.bootstrap import differences, interval


def test_the_same_values_give_the_same_interval_around_their_mean() -> None:
    values, clusters = [0.0, 1.0] * 20, ["a"] * 40
    first, again = interval(values, clusters), interval(values, clusters)
    assert first == again
    assert first.mean == pytest.approx(0.5)
    # The binomial standard error is 0.079, so 95 % lie within about 0.155 of the mean.
    assert first.low == pytest.approx(0.345, abs=0.03)
    assert first.high == pytest.approx(0.655, abs=0.03)


def test_conversations_that_differ_widen_the_interval() -> None:
    values = [1.0] * 20 + [0.0] * 20
    within_one = interval(values, ["a"] * 40)
    of_two = interval(values, ["a"] * 20 + ["b"] * 20)
    assert of_two.high - of_two.low > 2 * (within_one.high - within_one.low)


def test_a_gain_on_every_question_is_certain_however_much_the_questions_differ() -> None:
    theirs = [0.0, 0.9] * 10
    ours = [value + 0.1 for value in theirs]
    gain = interval(differences(ours, theirs), ["a"] * 20)
    assert gain.low == pytest.approx(0.1)
    assert gain.high == pytest.approx(0.1)
