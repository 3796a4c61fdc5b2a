"""How sure recall is that anything it returns speaks to the query."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from uuid import UUID

import numpy as np

from app.recall.candidates import Pool
from app.recall.query import Query

# Below this, recall abstains.
UNSURE = 0.5
# So far above its threshold, a sign is as good as certain: 0.95 at +0.04 of similarity and at +0.3
# of coverage.
_SIMILARITY_SLOPE = 75.0
_COVERAGE_SLOPE = 10.0
_TOP = 5
# The thresholds were measured on users with eighty memories and more. The nearest of a handful is
# farther than the nearest of many, whatever it says.
_MEASURED_FROM = 50
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a sign begins to speak for an answer.

    `similarity` is that of the nearest memory, within Chinese and within other languages, in the
    space of one model; where nobody has measured it (None, or a query in one and a memory in the
    other), recall never abstains. `coverage` is the part of the query's words.
    """

    similarity_han: float | None = None
    similarity_other: float | None = None
    coverage: float = 0.4

    def similarity(self, query: str, nearest: str) -> float | None:
        """The threshold between two texts."""
        han, other = bool(_HAN.search(query)), not _HAN.search(nearest)
        if han == other:
            return None
        return self.similarity_han if han else self.similarity_other


def confidence_of(
    query: Query,
    pool: Pool,
    order: Sequence[int],
    texts: Mapping[UUID, str],
    thresholds: Thresholds,
) -> float:
    """From 0 to 1: the better of two signs of the best in `order`.

    What is meant need not be worded alike (and may be in another language), and what is worded
    alike need not be near in the model's space.
    """
    if not order:
        return 0.0
    by_words = _logistic(_COVERAGE_SLOPE * (_covered(query, pool, order) - thresholds.coverage))
    nearest = int(np.argmax(pool.similarity))
    text = texts.get(pool.rows[nearest].memory_id)
    least = thresholds.similarity(query.text, text) if text is not None else None
    is_known = len(pool.rows) >= _MEASURED_FROM and pool.rows[nearest].similarity is not None
    if least is None or not is_known:
        return max(UNSURE, by_words)
    return max(by_words, _logistic(_SIMILARITY_SLOPE * (float(pool.similarity[nearest]) - least)))


def _covered(query: Query, pool: Pool, order: Sequence[int]) -> float:
    """The part of the query's words that one of the best memories has, rare words counting more and
    a word that no memory has as much as the rarest."""
    rarest = max(pool.rarity.values(), default=1.0)
    asked = sum(pool.rarity.get(term, rarest) for term in query.terms)
    if not asked:
        return 0.0
    return max(sum(pool.rarity[term] for term in pool.terms[i]) for i in order[:_TOP]) / asked


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))
