"""Pure functions from answers and durations to figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

CUTOFFS = (5, 10, 20)


def evidence_recall(found: Sequence[str], evidence: frozenset[str], *, cutoff: int) -> float:
    """The part of the evidence that is among the first `cutoff` found."""
    return len(evidence.intersection(found[:cutoff])) / len(evidence)


def mean_recall(
    answers: Sequence[tuple[str, Mapping[int, float]]],
) -> dict[str, dict[str, float]]:
    """Means over (category, recall at each cutoff): `overall` first, then each category."""
    groups = {"overall": [recalls for _, recalls in answers]}
    for category in sorted({category for category, _ in answers}):
        groups[category] = [recalls for own, recalls in answers if own == category]
    return {
        name: {"n": len(group)}
        | {f"recall@{cutoff}": fmean(recalls[cutoff] for recalls in group) for cutoff in CUTOFFS}
        for name, group in groups.items()
        if group
    }


def percentile(values: Sequence[float], percent: float) -> float:
    """By linear interpolation between the two nearest ranks; `values` is not empty."""
    ordered = sorted(values)
    position = (len(ordered) - 1) * percent / 100
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def tail(values: Sequence[float]) -> dict[str, float]:
    """Median and tails."""
    return {f"p{percent}": percentile(values, percent) for percent in (50, 95, 99)}


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Plain columns: the first to the left, the others to the right."""
    lines = [header, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
