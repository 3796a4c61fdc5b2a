"""What the short form must reach in CI, so that a loss does not go unnoticed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("thresholds.toml")

Figures = Mapping[str, Mapping[str, float]]


def load_thresholds(path: Path = FILE) -> dict[str, dict[str, float]]:
    """Least values by set and figure."""
    thresholds: dict[str, dict[str, float]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return thresholds


def misses(figures: Figures, thresholds: Figures) -> list[str]:
    """A line for each figure that is below its threshold, or is not there any more."""
    lines = []
    for name, least in thresholds.items():
        for figure, threshold in least.items():
            reached = figures.get(name, {}).get(figure)
            if reached is None:
                lines.append(f"{name}: {figure} was not measured; it must be {threshold:.3f}")
            elif reached < threshold:
                lines.append(f"{name}: {figure} is {reached:.3f}, must be {threshold:.3f}")
    return lines
