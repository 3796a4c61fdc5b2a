"""Recall: a query in, ranked memories out, packed into a budget, with reasons."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import perf_counter
from uuid import UUID

import structlog
from pgvector import HalfVector

from app.domain.clock import Clock
from app.domain.memory import Memory
from app.domain.times import TimeSpan
from app.domain.topics import Vector
from app.errors import BudgetTooSmall, ProviderError
from app.memory.centring import NeutralMeans
from app.providers.base import Embedder, TokenCounter
from app.recall.aiming import aim
from app.recall.blocks import TopicBlock, find_blocks
from app.recall.candidates import Pool, pool
from app.recall.confidence import UNSURE, confidence_of
from app.recall.events import tellers_of, with_events
from app.recall.features import features_of
from app.recall.lending import lend, with_sources
from app.recall.moment import at_its_moment
from app.recall.packing import Budget, pack, render
from app.recall.query import Query, analyse_query
from app.recall.ranked import Ranked, Recalled
from app.recall.ranker import Ranker
from app.recall.reranking import Reranking
from app.recall.selection import covers_of, select
from app.recall.spreading import breadth_of, spread
from app.recall.times import times_of
from app.recall.traits import READ_CHARACTERS, features_of_texts
from app.stores import memories
from app.stores.candidates import (
    CandidateRow,
    Scope,
    find_by_time,
    find_by_vector,
    find_by_words,
    read_texts,
)
from app.stores.database import Database

# Candidates of the two arms. The words are looked up while the query is embedded, so more of them
# cost nothing; 400 of both would find 0.802 instead of 0.794 on LoCoMo, for a tenth more time.
NEAREST = 200
MATCHING = 400
# So many of the candidates are read: of the evidence that ranks among the first ten with its text,
# 99 % is among the first hundred without it (LoCoMo).
READ = 100
# Packing may pass over candidates that repeat or do not fit, so it is given more than `limit`.
_SPARE_FACTOR = 2
_SPARE = 10
MINIMUM_BUDGET_TOKENS = 64  # half of it for the markers around the text
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RecallRequest:
    """What to recall and how much of it. Time words of the query are relative to `asked_at`, by
    default to now; it restricts nothing."""

    scope: Scope
    query: str
    limit: int
    budget_tokens: int | None = None
    asked_at: datetime | None = None


@dataclass(slots=True)
class RecallResult:
    """`times` are those of the query, `degraded` names the stages that failed, and `took_ms` says
    how long each took."""

    items: list[Recalled] = field(default_factory=list)
    context: str = ""
    tokens: int = 0
    covered_by: Mapping[UUID, UUID] = field(default_factory=dict)
    confidence: float = 0.0
    times: Sequence[TimeSpan] = ()
    degraded: list[str] = field(default_factory=list)
    took_ms: dict[str, float] = field(default_factory=dict)

    @property
    def abstained(self) -> bool:
        """Whether nothing in memory speaks to the query, as far as one can tell."""
        return not self.items or self.confidence < UNSURE


@dataclass(frozen=True)
class Recall:
    """The use case, with what it needs."""

    database: Database
    embedder: Embedder
    neutral: NeutralMeans
    space_id: int
    ranker: Ranker
    count_tokens: TokenCounter
    clock: Clock
    reranking: Reranking | None = None

    async def recall(self, request: RecallRequest) -> RecallResult:
        """Rank the memories in scope. Raises `BudgetTooSmall` or `Unavailable`."""
        if request.budget_tokens is not None and request.budget_tokens < MINIMUM_BUDGET_TOKENS:
            raise BudgetTooSmall(f"budget_tokens must be at least {MINIMUM_BUDGET_TOKENS}.")
        result = RecallResult()
        started = perf_counter()
        request = replace(request, scope=await at_its_moment(self.database, request.scope))
        query = analyse_query(request.query, asked_at=request.asked_at or request.scope.now)
        async with asyncio.TaskGroup() as arms:
            early = arms.create_task(self._by_words_and_time(request.scope, query))
            vector, aimed = await self._embed(query, result)
            nearest = arms.create_task(self._by_vector(request.scope, aimed))
            topics = arms.create_task(self._blocks(request.scope, query, vector))
        (by_words, by_time), by_vector = early.result(), nearest.result()
        blocks = topics.result()
        found_at = perf_counter()
        candidates = pool(by_vector, by_words, by_time)
        query = await self._at_events(request.scope, query, candidates)
        result.times = query.spans
        ranked = await self._rank(request, query, candidates, blocks)
        ranked_at = perf_counter()
        best = await self._rerank(request, ranked, result)
        self._fill(result, request, ranked, best)
        result.took_ms |= {
            "candidates": _ms(started, found_at),
            "rank": _ms(found_at, ranked_at),
            "pack": _ms(ranked_at, perf_counter()),
            "total": _ms(started, perf_counter()),
        }
        return result

    async def _embed(
        self, query: Query, result: RecallResult
    ) -> tuple[Vector, Vector] | tuple[None, None]:
        """The query's vector and the direction to search in; where the model fails, recall goes on
        by words and says so."""
        started = perf_counter()
        try:
            vectors = await self.embedder.embed([query.text], purpose="query")
            neutral = await self.neutral.get()
        except ProviderError as error:
            log.warning("recall_degraded", stage="vector", reason=error.message)
            result.degraded.append("vector")
            return None, None
        result.took_ms["embed"] = _ms(started, perf_counter())
        vector: Vector = vectors[0]
        return vector, aim(query.text, vector, neutral)

    async def _by_vector(self, scope: Scope, aimed: Vector | None) -> list[CandidateRow]:
        if aimed is None:
            return []
        async with self.database.pipelined(scope.tenant_id) as connection:
            return await find_by_vector(
                connection,
                scope,
                space_id=self.space_id,
                query=HalfVector(aimed),
                limit=NEAREST,
            )

    async def _blocks(self, scope: Scope, query: Query, vector: Vector | None) -> list[TopicBlock]:
        """Topics are of a whole user: a part of the memories has no blocks."""
        if scope.filtered:
            return []
        async with self.database.tenant(scope.tenant_id) as connection:
            return await find_blocks(
                connection, scope, space_id=self.space_id, query=query.text, vector=vector
            )

    async def _by_words_and_time(
        self, scope: Scope, query: Query
    ) -> tuple[list[CandidateRow], list[CandidateRow]]:
        """What needs no vector, in one round trip while the query is embedded."""
        async with self.database.pipelined(scope.tenant_id) as connection:
            by_words, by_time = await asyncio.gather(
                find_by_words(connection, scope, terms=query.terms, limit=MATCHING),
                find_by_time(connection, scope, times_of(query)),
            )
            return by_words, by_time

    async def _at_events(self, scope: Scope, query: Query, candidates: Pool) -> Query:
        """The query with the times that it counts from events; read are the few that tell of them,
        and only for such a query."""
        ids = [candidates.rows[i].memory_id for i in tellers_of(query, candidates)]
        if not ids:
            return query
        async with self.database.pipelined(scope.tenant_id) as connection:
            texts = await read_texts(connection, scope.tenant_id, ids, characters=READ_CHARACTERS)
        return with_events(query, candidates, texts)

    async def _rank(
        self, request: RecallRequest, query: Query, candidates: Pool, blocks: Sequence[TopicBlock]
    ) -> Ranked:
        """Rank all candidates, read the best, and rank those by what they say as well."""
        tenant_id = request.scope.tenant_id
        ids = [row.memory_id for row in candidates.rows]
        features = features_of(query, candidates)
        count = self._count(request)
        first = with_sources(
            self.ranker.rank(ids, features).order[: max(READ, count)], candidates.rows
        )
        async with self.database.pipelined(tenant_id) as connection:
            texts = await read_texts(
                connection, tenant_id, [ids[i] for i in first], characters=READ_CHARACTERS
            )
            read = [i for i in first if ids[i] in texts]
            rows = [candidates.rows[i] for i in read]
            said = [(texts[row.memory_id], row.occurred_at) for row in rows]
            known = {name: column[read] for name, column in features.items()}
            lent = lend(
                self.ranker.rank(
                    [row.memory_id for row in rows], known | features_of_texts(query, said)
                ),
                rows,
            )
            ranking = spread(
                lent.ranking, [row.session_id for row in rows], breadth=breadth_of(query.text)
            )
            best = [rows[i].memory_id for i in ranking.order[:count]]
            facts = [fact for turn in best for fact in lent.facts.get(turn, ())]
            wanted = [*(block.summary_id for block in blocks), *best, *facts]
            found = await memories.get_memories(connection, tenant_id, wanted)
            summaries = [memory.id for memory in found if memory.kind == "summary"]
            pairs = (
                await memories.list_sources(connection, tenant_id, summaries) if summaries else []
            )
        confidence = confidence_of(
            query,
            candidates,
            [read[i] for i in ranking.order],
            score=float(max(ranking.scores, default=0.0)),
            texts=texts,
            calibration=self.ranker.calibration_for(self.embedder.model),
        )
        return Ranked(
            memories={memory.id: memory for memory in found},
            rows=rows,
            ranking=ranking,
            blocks=blocks,
            sources=_sources_by_summary(pairs),
            matched=[candidates.matched[i] for i in read],
            facts=lent.facts,
            confidence=max(confidence, UNSURE) if blocks else confidence,
        )

    def _count(self, request: RecallRequest) -> int:
        """How many of the best packing and reranking may choose from."""
        count = _SPARE_FACTOR * request.limit + _SPARE
        return max(count, self.reranking.top_n) if self.reranking else count

    async def _rerank(
        self, request: RecallRequest, ranked: Ranked, result: RecallResult
    ) -> dict[UUID, float]:
        """The best and their scores, in their order; by the configured model once more, and where
        it fails, as they are."""
        best = ranked.best()
        if self.reranking is None:
            return best
        started = perf_counter()
        try:
            return await self.reranking.reorder(request.query, best, ranked.memories)
        except ProviderError as error:
            log.warning("recall_degraded", stage="rerank", reason=error.message)
            result.degraded.append("rerank")
            return best
        finally:
            result.took_ms["rerank"] = _ms(started, perf_counter())

    def _fill(
        self, result: RecallResult, request: RecallRequest, ranked: Ranked, best: dict[UUID, float]
    ) -> None:
        """Select and pack what is worth returning."""
        selected = select(
            request.query,
            [ranked.memories[id_] for id_ in best],
            best,
            ranked.summaries(),
            ranked.sources,
        )
        packed = self._pack(selected, ranked.shorter(), request)
        result.items = [ranked.item(memory, best) for memory in packed]
        result.confidence = round(ranked.confidence, 2) if packed else 0.0
        result.context = render(packed)
        result.tokens = self.count_tokens(result.context) if packed else 0
        result.covered_by = covers_of(packed, ranked.sources)

    def _pack(
        self,
        selected: Sequence[Memory],
        shorter: Mapping[UUID, Sequence[Memory]],
        request: RecallRequest,
    ) -> list[Memory]:
        """Pack, then drop from the end until the rendered text is really within the budget."""
        tokens = request.budget_tokens
        budget = None if tokens is None else Budget(tokens, self.count_tokens)
        packed = pack(selected, shorter, limit=request.limit, budget=budget)
        while tokens is not None and packed and self.count_tokens(render(packed)) > tokens:
            packed.pop()
        return packed


def _sources_by_summary(pairs: Sequence[tuple[UUID, UUID]]) -> dict[UUID, frozenset[UUID]]:
    sources: dict[UUID, set[UUID]] = {}
    for summary, source in pairs:
        sources.setdefault(summary, set()).add(source)
    return {summary: frozenset(ids) for summary, ids in sources.items()}


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
