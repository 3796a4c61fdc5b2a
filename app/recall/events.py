"""When the events were that a query counts its times from, as far as memory tells.

The candidates hold the words of the event already, for they are words of the query. Those that
have nearly all of them tell of it, and it was when they say ("last Saturday we got married"), or
else when that was said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import log
from uuid import UUID

from app.domain.analyser import term_ids
from app.domain.event_times import overlap
from app.domain.events import EventTime, placed
from app.domain.periods import Bounds, day_of
from app.domain.sentences import is_question, sentences
from app.domain.times import Anchor, time_spans
from app.recall.candidates import Pool
from app.recall.query import Query

# Of two words that are equally rare one is a half: the trip to Rome is not the one to Oslo. A name
# that half of memory holds weighs little, and may be missing.
_KNOWN_SHARE = 0.7
# Of those that tell of an event, how far behind the best one may be.
_NEARLY = 0.9
_MOST_TELLERS = 8
# An event of more moments is none that one could count from.
_MOST_MOMENTS = 3
_SAME_EVENT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class _Moment:
    """When an event was by a memory, in its own words or by when it was said."""

    bounds: Bounds
    memory_id: UUID
    is_told: bool


def tellers_of(query: Query, pool: Pool) -> list[int]:
    """The candidates to read for when the events of the query were, those that tell most first."""
    found = [i for event in query.events for i in _tellers(event, query, pool)]
    return list(dict.fromkeys(found))


def with_events(query: Query, pool: Pool, texts: Mapping[UUID, str]) -> Query:
    """The query with spans in place of the events that memory knows. `texts` are those of the
    tellers; of the dates of the query, the ones that were a part of such a time go."""
    spans, known = list(query.spans), []
    for event in query.events:
        moments = _moments(event, query, pool, texts)
        found = [
            replace(span, anchor=Anchor(moment.memory_id, *moment.bounds))
            for moment in moments
            if (span := placed(event, moment.bounds, query.text))
        ]
        known += found
        if found:
            spans = [span for span in spans if not overlap(span.position, event.position)]
    return replace(query, spans=[*spans, *known]) if known else query


def _tellers(event: EventTime, query: Query, pool: Pool) -> list[int]:
    shares = _shares(event, query, pool)
    least = max(_KNOWN_SHARE, _NEARLY * max(shares, default=0.0))
    found = [i for i, share in enumerate(shares) if share >= least]
    return sorted(found, key=lambda i: (-shares[i], -pool.bm25[i]))[:_MOST_TELLERS]


def _shares(event: EventTime, query: Query, pool: Pool) -> list[float]:
    """How much of the event's words each candidate has, rare words counting more.

    A word that memory does not have is as rare as can be: an event that nobody told of.
    """
    terms = term_ids(event.event).keys() & query.terms.keys()
    rarest = max([log(1 + len(pool.rows)), *pool.rarity.values()], default=0.0)
    weights = {term: pool.rarity.get(term, rarest) for term in terms}
    whole = sum(weights.values())
    if not whole:
        return [0.0] * len(pool.rows)
    return [sum(weights[term] for term in terms & have) / whole for have in pool.terms]


def _moments(
    event: EventTime, query: Query, pool: Pool, texts: Mapping[UUID, str]
) -> list[_Moment]:
    """The few moments at which the event may have been. Who says when it was is believed before
    those who only speak of it; where each says another, nobody is."""
    told: list[_Moment] = []
    spoken: list[_Moment] = []
    for i in _tellers(event, query, pool):
        row = pool.rows[i]
        moment = _moment(event, row.memory_id, texts.get(row.memory_id, ""), row.occurred_at)
        if moment:
            (told if moment.is_told else spoken).append(moment)
    moments = _apart(told or spoken)
    return moments if len(moments) <= _MOST_MOMENTS else []


def _moment(event: EventTime, memory_id: UUID, text: str, said_at: datetime) -> _Moment | None:
    """When the event was by the sentence that has most of its words. A question tells nothing."""
    terms = term_ids(event.event).keys()
    counts = [(len(terms & term_ids(said).keys()), said) for said in sentences(text)]
    if not counts:
        return None
    _, sentence = max(counts, key=lambda pair: pair[0])
    if is_question(sentence):
        return None
    dates = [
        date
        for date in time_spans(sentence, asked_at=said_at)
        if date.relation in ("during", "between")
    ]
    if dates:
        return _Moment((dates[0].start, dates[0].end), memory_id, is_told=True)
    return _Moment(day_of(said_at), memory_id, is_told=False)


def _apart(moments: Sequence[_Moment]) -> list[_Moment]:
    """One for each time: of those that are next to each other, the first."""
    kept: list[_Moment] = []
    for moment in moments:
        start, end = moment.bounds
        if not any(
            start < other.bounds[1] + _SAME_EVENT and other.bounds[0] < end + _SAME_EVENT
            for other in kept
        ):
            kept.append(moment)
    return kept
