"""Candidates of all arms, side by side, as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.stores.candidates import CandidateRow

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pool:
    """One row a candidate, one array element a row.

    `own` and `context` are inner products of unit vectors; a memory that the vector arm did not
    return has the lowest similarity that it did return, for that is the most it can have.
    `bm25` is 0 where no term matches.
    """

    rows: list[CandidateRow]
    own: Floats
    context: Floats
    bm25: Floats


def pool(by_vector: Iterable[CandidateRow], by_words: Iterable[CandidateRow]) -> Pool:
    """Merge what the arms found."""
    rows: dict[object, CandidateRow] = {}
    own: dict[object, float] = {}
    context: dict[object, float] = {}
    bm25: dict[object, float] = {}
    for row in by_vector:
        rows[row.memory_id] = row
        if row.own_similarity is not None:
            own[row.memory_id] = row.own_similarity
        if row.context_similarity is not None:
            context[row.memory_id] = row.context_similarity
    for row in by_words:
        rows.setdefault(row.memory_id, row)
        bm25[row.memory_id] = row.bm25 or 0.0
    own_floor = min(own.values(), default=0.0)
    context_floor = min(context.values(), default=own_floor)
    return Pool(
        rows=list(rows.values()),
        own=np.array([own.get(key, own_floor) for key in rows]),
        context=np.array([context.get(key, own.get(key, context_floor)) for key in rows]),
        bm25=np.array([bm25.get(key, 0.0) for key in rows]),
    )
