"""Figures are what they say they are."""

from __future__ import annotations

import pytest

from benchmarks.metrics import evidence_recall, mean_recall, percentile, table


def test_evidence_recall_counts_each_piece_once_and_only_within_the_cutoff() -> None:
    evidence = frozenset({"a", "b"})
    found = ["x", "a", "a", "y", "z", "b"]
    assert evidence_recall(found, evidence, cutoff=1) == 0
    assert evidence_recall(found, evidence, cutoff=5) == 0.5
    assert evidence_recall(found, evidence, cutoff=10) == 1


def test_mean_recall_is_a_mean_over_questions_overall_and_in_each_category() -> None:
    perfect, none = {5: 1.0, 10: 1.0, 20: 1.0}, {5: 0.0, 10: 0.0, 20: 0.0}
    means = mean_recall([("easy", perfect), ("easy", perfect), ("hard", none)])
    assert list(means) == ["overall", "easy", "hard"]
    assert means["overall"] == {
        "n": 3,
        "recall@5": pytest.approx(2 / 3),
        "recall@10": pytest.approx(2 / 3),
        "recall@20": pytest.approx(2 / 3),
    }
    assert means["hard"]["recall@10"] == 0


def test_nothing_asked_gives_no_means() -> None:
    assert mean_recall([]) == {}


def test_percentiles_interpolate_between_ranks() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 2.5
    assert percentile([1.0, 2.0, 3.0], 100) == 3
    assert percentile([7.0], 99) == 7


def test_columns_of_a_table_are_aligned() -> None:
    assert table(["name", "n"], [["a", "10"], ["long name", "2"]]) == (
        "name        n\na          10\nlong name   2"
    )
