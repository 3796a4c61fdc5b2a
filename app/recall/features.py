"""What can be said for a candidate before its text is read, each feature from 0 to 1.

A turn is often found by its neighbours: the question stands before it, the detail after it. So a
candidate brings what its neighbours and its session have to do with the query. Every feature is
made so that more of it never speaks against a candidate: the ranker may only add.

Two factors make the same weights right for chats and for pages, for questions and for whole
dialogues as queries:

`brevity`: a short turn borrows meaning from its neighbours, a page stands for itself. Without it
the weights that are best on chats cost ten points of recall@10 on LongMemEval's long turns.

`focus`: a short question says what kind of thing is asked, and when; of a query of a hundred words
nothing but the likeness counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import log

import numpy as np

from app.recall.candidates import Floats, Pool
from app.recall.query import Query
from app.recall.times import time_match
from app.stores.candidates import CandidateRow

Features = dict[str, Floats]

_TOP_OF_SESSION = 3
_BRIEF_TOKENS = 80
_FOCUSED_TERMS = 12
# Beyond so many tokens a turn is not more of a statement.
_LONG_TOKENS = 80
_AROUND = (-2, -1, 1, 2)


def features_of(query: Query, pool: Pool) -> Features:
    """The features of every candidate, from what the arms found."""
    words = _scaled(pool.bm25, floor=0.0)
    vector = _scaled(pool.similarity, floor=float(pool.similarity.min(initial=1.0)))
    coverage = _coverage(pool, pool.terms)
    at = {(row.session_id, row.seq): i for i, row in enumerate(pool.rows) if row.seq is not None}
    around = [_neighbours(row, at) for row in pool.rows]
    near = {
        "previous_words": np.array([words[near[-1]] if -1 in near else 0.0 for near in around]),
        "neighbour_vector": np.array([_best(vector, near) for near in around]),
        "neighbour_coverage": _coverage(pool, _with_neighbours(pool, around)) - coverage,
        "session": _of_session(pool.rows, words + vector),
        "session_coverage": _coverage(pool, _of_whole_session(pool)),
    }
    beside = {
        "time": _each(pool.rows, lambda row: time_match(query.spans, row.occurred_at)),
        "length": _each(pool.rows, lambda row: _length(row.token_count)),
        "importance": _each(pool.rows, lambda row: row.importance),
    }
    brevity = _each(pool.rows, lambda row: 1 / (1 + (row.token_count / _BRIEF_TOKENS) ** 3))
    return {
        "words": words,
        "vector": vector,
        "coverage": coverage,
        "speaker": _speaker(query, pool.rows),
        **{name: focus_of(query) * brevity * column for name, column in near.items()},
        **{name: focus_of(query) * column for name, column in beside.items()},
    }


def focus_of(query: Query) -> float:
    """1 for a question, towards 0 for a text with many words."""
    return min(1.0, (_FOCUSED_TERMS / max(1, len(query.terms))) ** 2)


def _each(rows: Sequence[CandidateRow], value: Callable[[CandidateRow], float]) -> Floats:
    return np.array([value(row) for row in rows], dtype=float)


def _speaker(query: Query, rows: Sequence[CandidateRow]) -> Floats:
    """1 where the query names who said it. Few people say much: each name is looked at once."""
    named = {name: float(query.names_speaker(name)) for name in {row.name for row in rows}}
    return _each(rows, lambda row: named[row.name])


def _scaled(column: Floats, *, floor: float) -> Floats:
    """From 0 at `floor` to 1 at the best candidate."""
    span = float(column.max(initial=floor)) - floor
    return (column - floor) / span if span > 1e-9 else np.zeros_like(column)


def _length(tokens: int) -> float:
    return min(1.0, log(1 + tokens) / log(1 + _LONG_TOKENS))


def _neighbours(row: CandidateRow, at: Mapping[tuple[str | None, int], int]) -> dict[int, int]:
    """The candidates that stand up to two turns before and after, by their distance."""
    if row.seq is None:
        return {}
    found = {offset: at.get((row.session_id, row.seq + offset)) for offset in _AROUND}
    return {offset: i for offset, i in found.items() if i is not None}


def _best(column: Floats, near: dict[int, int]) -> float:
    """The best of the neighbours, the farther ones counting half."""
    return max((column[i] / abs(offset) for offset, i in near.items()), default=0.0)


def _coverage(pool: Pool, terms: Iterable[frozenset[int]]) -> Floats:
    """How much of what the query says stands there, rare words counting more."""
    total = sum(pool.rarity.values())
    if not total:
        return np.zeros(len(pool.rows))
    return np.array([sum(pool.rarity[term] for term in own) / total for own in terms])


def _with_neighbours(pool: Pool, around: Sequence[dict[int, int]]) -> list[frozenset[int]]:
    return [
        pool.terms[i].union(*(pool.terms[j] for j in near.values()))
        for i, near in enumerate(around)
    ]


def _of_whole_session(pool: Pool) -> list[frozenset[int]]:
    """The terms of all candidates of its session; those of its own where there is no session."""
    of: dict[str, set[int]] = defaultdict(set)
    for row, terms in zip(pool.rows, pool.terms, strict=True):
        if row.session_id is not None:
            of[row.session_id] |= terms
    whole = {session: frozenset(terms) for session, terms in of.items()}
    return [
        terms if row.session_id is None else whole[row.session_id]
        for row, terms in zip(pool.rows, pool.terms, strict=True)
    ]


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
