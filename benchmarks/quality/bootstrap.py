"""How far a mean over questions can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
SEED = 20240229
_COVERED_PERCENT = 95


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the bounds that hold 95 % of the resampled means."""

    mean: float
    low: float
    high: float


def interval(values: Sequence[float], clusters: Sequence[str]) -> Interval:
    """The mean of `values`, one a question, of the conversations that `clusters` name.

    Questions about one conversation stand and fall together, so conversations are drawn first and
    then questions within each: Davison and Hinkley, Bootstrap Methods and their Application, 3.8.
    The seed is fixed and the draws depend on `clusters` alone, so two systems are compared on the
    same draws, and the interval of a difference is that of the paired differences.
    """
    column = np.asarray(values, dtype=float)
    weights = _weights(tuple(clusters))
    means = weights @ column
    edge = (100 - _COVERED_PERCENT) / 2
    low, high = np.percentile(means, [edge, 100 - edge])
    return Interval(float(column.mean()), float(low), float(high))


def differences(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Question by question."""
    return [a - b for a, b in zip(ours, theirs, strict=True)]


@lru_cache(maxsize=64)
def _weights(clusters: tuple[str, ...]) -> NDArray[np.float64]:
    """For each resample, how much each question counts; rows sum to 1."""
    random = np.random.default_rng(SEED)
    members = [np.array(rows) for rows in _rows_of(clusters)]
    counts = np.zeros((RESAMPLES, len(clusters)))
    for resample in counts:
        for cluster in random.integers(len(members), size=len(members)):
            rows = members[cluster]
            np.add.at(resample, random.choice(rows, size=len(rows)), 1)
    weights: NDArray[np.float64] = counts / counts.sum(axis=1, keepdims=True)
    return weights


def _rows_of(clusters: Sequence[str]) -> list[list[int]]:
    rows: dict[str, list[int]] = {}
    for row, cluster in enumerate(clusters):
        rows.setdefault(cluster, []).append(row)
    return list(rows.values())
