"""Ranking by a weighted sum of what the arms say about a turn and about its surroundings.

A turn is often found by its neighbours: the question stands before it, the detail after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.domain.analyser import term_ids
from app.recall.candidates import Floats, Pool
from app.recall.query import Query
from app.stores.candidates import CandidateRow

WEIGHTS = {
    "words": 1.0,
    "vector": 1.0,
    "vector_in_context": 0.6,
    "neighbour_words": 0.35,
    "neighbour_vector": 0.25,
    "session": 0.3,
    "speaker": 0.15,
    "importance": 0.05,
}
_TOP_OF_SESSION = 3


@dataclass(frozen=True, slots=True)
class Ranking:
    """`order` indexes the pool, best first; `contributions` sum to `scores`, name by name."""

    order: Sequence[int]
    scores: Floats
    contributions: dict[str, Floats]


def rank(query: Query, pool: Pool) -> Ranking:
    """Rank the candidates of one query."""
    words = _scaled(pool.bm25, floor=0.0)
    vector = _scaled(pool.own, floor=float(pool.own.min(initial=1.0)))
    context = _scaled(pool.context, floor=float(pool.context.min(initial=1.0)))
    features = {
        "words": words,
        "vector": vector,
        "vector_in_context": context,
        "neighbour_words": _of_neighbours(pool.rows, words),
        "neighbour_vector": _of_neighbours(pool.rows, vector),
        "session": _of_session(pool.rows, words + vector),
        "speaker": _speaker_named(query, pool.rows),
        "importance": np.array([row.importance for row in pool.rows]),
    }
    contributions = {name: WEIGHTS[name] * column for name, column in features.items()}
    scores: Floats = np.sum(list(contributions.values()), axis=0) / sum(WEIGHTS.values())
    order = sorted(range(len(pool.rows)), key=lambda i: (-scores[i], pool.rows[i].memory_id))
    return Ranking(order, scores, contributions)


def _scaled(column: Floats, *, floor: float) -> Floats:
    """From 0 at `floor` to 1 at the best candidate."""
    span = float(column.max(initial=floor)) - floor
    return (column - floor) / span if span > 1e-9 else np.zeros_like(column)


def _of_neighbours(rows: Sequence[CandidateRow], column: Floats) -> Floats:
    """The best score among the two turns on either side, the farther ones counting half."""
    at = {(row.session_id, row.seq): i for i, row in enumerate(rows) if row.seq is not None}
    best = np.zeros(len(rows))
    for i, row in enumerate(rows):
        if row.seq is None:
            continue
        for offset, weight in ((-1, 1.0), (1, 1.0), (-2, 0.5), (2, 0.5)):
            neighbour = at.get((row.session_id, row.seq + offset))
            if neighbour is not None:
                best[i] = max(best[i], weight * column[neighbour])
    return best


def _of_session(rows: Sequence[CandidateRow], column: Floats) -> Floats:
    """The mean of the best turns of the session, relative to the best session."""
    members: dict[str, list[float]] = defaultdict(list)
    for row, score in zip(rows, column, strict=True):
        if row.session_id is not None:
            members[row.session_id].append(float(score))
    means = {
        session: sum(sorted(scores)[-_TOP_OF_SESSION:]) / _TOP_OF_SESSION
        for session, scores in members.items()
    }
    best = max(means.values(), default=0.0) or 1.0
    return np.array([means.get(row.session_id or "", 0.0) / best for row in rows])


def _speaker_named(query: Query, rows: Sequence[CandidateRow]) -> Floats:
    """1 where the query names the speaker of the turn."""
    named = {
        name
        for name in {row.name for row in rows if row.name}
        if (terms := term_ids(name)) and terms.keys() <= query.terms.keys()
    }
    return np.array([1.0 if row.name in named else 0.0 for row in rows])
