"""A loss fails the check, and so does a figure that is no longer measured."""

from __future__ import annotations

from benchmarks.quality.sets import SHORT
from benchmarks.quality.thresholds import load_thresholds, misses

THRESHOLDS = {"chat": {"recall@10": 0.7, "recall@5": 0.5}}


def test_a_figure_below_its_threshold_is_named_with_both_values() -> None:
    (miss,) = misses({"chat": {"recall@10": 0.69, "recall@5": 0.5}}, THRESHOLDS)
    assert miss == "chat: recall@10 is 0.690, must be 0.700"


def test_a_figure_or_a_set_that_was_not_measured_is_a_miss() -> None:
    assert misses({"chat": {"recall@10": 0.9}}, THRESHOLDS) == [
        "chat: recall@5 was not measured; it must be 0.500"
    ]
    assert len(misses({}, THRESHOLDS)) == 2


def test_the_shipped_thresholds_are_for_sets_of_the_short_form() -> None:
    thresholds = load_thresholds()
    assert thresholds
    assert thresholds.keys() <= SHORT.keys()
    assert all({"recall@5", "recall@10"} <= figures.keys() for figures in thresholds.values())
