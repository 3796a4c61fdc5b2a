"""Candidates of all arms, side by side, as arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from app.stores.candidates import CandidateRow

Floats = NDArray[np.float64]
Arm = Literal["vector", "words", "time"]


@dataclass(frozen=True, slots=True)
class Pool:
    """One row a candidate, one array element a row.

    `similarity` is the inner product with the aimed query (app/recall/aiming.py); a memory that
    the vector arm did not return has the lowest that it did return, for that is the most it can
    have. `bm25` is 0 where no term matches. `terms[i]` are the terms of the query that stand in
    candidate i, and `rarity` says how much each of them tells (Robertson's inverse document
    frequency within the user, times the root of how often the query says it). `matched[i]` are the
    arms that found it.
    """

    rows: list[CandidateRow]
    similarity: Floats
    bm25: Floats
    terms: list[frozenset[int]]
    rarity: Mapping[int, float]
    matched: list[list[Arm]]


def pool(
    by_vector: Iterable[CandidateRow],
    by_words: Iterable[CandidateRow],
    by_time: Iterable[CandidateRow] = (),
) -> Pool:
    """Merge what the arms found."""
    rows: dict[UUID, CandidateRow] = {}
    similarity: dict[UUID, float] = {}
    words: dict[UUID, CandidateRow] = {}
    rarity: dict[int, float] = {}
    matched: dict[UUID, list[Arm]] = defaultdict(list)
    for row in by_vector:
        rows[row.memory_id] = row
        similarity[row.memory_id] = row.similarity or 0.0
        matched[row.memory_id].append("vector")
    for row in by_words:
        rows.setdefault(row.memory_id, row)
        words[row.memory_id] = row
        rarity |= zip(row.terms or (), row.rarities or (), strict=True)
        matched[row.memory_id].append("words")
    for row in by_time:
        rows.setdefault(row.memory_id, row)
        matched[row.memory_id].append("time")
    floor = min(similarity.values(), default=0.0)
    return Pool(
        rows=list(rows.values()),
        similarity=np.array([similarity.get(key, floor) for key in rows]),
        bm25=np.array([words[key].bm25 or 0.0 if key in words else 0.0 for key in rows]),
        terms=[frozenset(words[key].terms or ()) if key in words else frozenset() for key in rows],
        rarity=rarity,
        matched=[matched[key] for key in rows],
    )
