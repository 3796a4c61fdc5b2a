"""Recall: a query in, ranked memories out, packed into a budget, with reasons."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from uuid import UUID

import structlog
from pgvector import HalfVector

from app.domain.clock import Clock
from app.domain.memory import Memory
from app.errors import BudgetTooSmall, ProviderError
from app.providers.base import Embedder, TokenCounter
from app.recall.candidates import pool
from app.recall.fusion import Ranking, rank
from app.recall.packing import Packed, pack, render
from app.recall.query import Query, analyse_query
from app.stores import memories
from app.stores.candidates import CandidateRow, Scope, find_by_vector, find_by_words
from app.stores.database import Database

CANDIDATES_PER_ARM = 200
# Packing may pass over candidates that repeat or do not fit, so it is given more than `limit`.
_SPARE_FACTOR = 2
_SPARE = 10
MINIMUM_BUDGET_TOKENS = 32
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RecallRequest:
    """What to recall and how much of it."""

    scope: Scope
    query: str
    limit: int
    budget_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class Recalled:
    """A memory, its score between 0 and 1, and what each feature contributed to it."""

    memory: Memory
    score: float
    contributions: Mapping[str, float]
    matched: Sequence[str]


@dataclass(slots=True)
class RecallResult:
    """`degraded` names the stages that failed; `took_ms` how long each took."""

    items: list[Recalled] = field(default_factory=list)
    context: str = ""
    tokens: int = 0
    covered_by: Mapping[UUID, UUID] = field(default_factory=dict)
    degraded: list[str] = field(default_factory=list)
    took_ms: dict[str, float] = field(default_factory=dict)

    @property
    def abstained(self) -> bool:
        """Whether nothing in memory speaks to the query."""
        return not self.items


@dataclass(frozen=True)
class Recall:
    """The use case, with what it needs."""

    database: Database
    embedder: Embedder
    space_id: int
    count_tokens: TokenCounter
    clock: Clock

    async def recall(self, request: RecallRequest) -> RecallResult:
        """Rank the memories in scope. Raises `BudgetTooSmall` or `Unavailable`."""
        if request.budget_tokens is not None and request.budget_tokens < MINIMUM_BUDGET_TOKENS:
            raise BudgetTooSmall(f"budget_tokens must be at least {MINIMUM_BUDGET_TOKENS}.")
        result = RecallResult()
        started = perf_counter()
        query = analyse_query(request.query, asked_at=request.scope.now)
        by_vector, by_words = await asyncio.gather(
            self._by_vector(request.scope, query, result), self._by_words(request.scope, query)
        )
        found_at = perf_counter()
        candidates = pool(by_vector, by_words)
        ranking = rank(query, candidates)
        ranked_at = perf_counter()
        await self._fill(result, request, candidates.rows, ranking)
        result.took_ms |= {
            "candidates": _ms(started, found_at),
            "rank": _ms(found_at, ranked_at),
            "pack": _ms(ranked_at, perf_counter()),
            "total": _ms(started, perf_counter()),
        }
        return result

    async def _by_vector(
        self, scope: Scope, query: Query, result: RecallResult
    ) -> list[CandidateRow]:
        """The dense arm; where the model fails, recall goes on by words and says so."""
        started = perf_counter()
        try:
            vectors = await self.embedder.embed([query.text], purpose="query")
        except ProviderError as error:
            log.warning("recall_degraded", stage="vector", reason=error.message)
            result.degraded.append("vector")
            return []
        result.took_ms["embed"] = _ms(started, perf_counter())
        async with self.database.pipelined(scope.tenant_id) as connection:
            return await find_by_vector(
                connection,
                scope,
                space_id=self.space_id,
                query=HalfVector(vectors[0]),
                limit=CANDIDATES_PER_ARM,
            )

    async def _by_words(self, scope: Scope, query: Query) -> list[CandidateRow]:
        if not query.terms:
            return []
        async with self.database.pipelined(scope.tenant_id) as connection:
            return await find_by_words(
                connection, scope, terms=list(query.terms), limit=CANDIDATES_PER_ARM
            )

    async def _fill(
        self,
        result: RecallResult,
        request: RecallRequest,
        rows: Sequence[CandidateRow],
        ranking: Ranking,
    ) -> None:
        """Read the texts of the best candidates and pack them."""
        best = ranking.order[: _SPARE_FACTOR * request.limit + _SPARE]
        ids = [rows[i].memory_id for i in best]
        async with self.database.pipelined(request.scope.tenant_id) as connection:
            found = {
                memory.id: memory
                for memory in await memories.get_memories(connection, request.scope.tenant_id, ids)
            }
            summaries = [id_ for id_ in ids if id_ in found and found[id_].kind == "summary"]
            pairs = (
                await memories.list_sources(connection, request.scope.tenant_id, summaries)
                if summaries
                else []
            )
        sources = {
            summary: frozenset(source for owner, source in pairs if owner == summary)
            for summary in summaries
        }
        packed = self._pack([found[id_] for id_ in ids if id_ in found], request, sources)
        index = {rows[i].memory_id: i for i in best}
        result.items = [
            _recalled(memory, index[memory.id], rows, ranking) for memory in packed.memories
        ]
        result.context = render(packed.memories)
        result.tokens = self.count_tokens(result.context) if packed.memories else 0
        result.covered_by = packed.covered_by

    def _pack(
        self,
        ranked: Sequence[Memory],
        request: RecallRequest,
        sources: Mapping[UUID, frozenset[UUID]],
    ) -> Packed:
        """Pack, then drop from the end until the rendered text is really within the budget."""
        budget = request.budget_tokens
        packed = pack(ranked, limit=request.limit, budget_tokens=budget, sources=sources)
        while budget is not None and packed.memories:
            if self.count_tokens(render(packed.memories)) <= budget:
                break
            packed = Packed(packed.memories[:-1], packed.tokens, packed.covered_by)
        return packed


def _recalled(memory: Memory, i: int, rows: Sequence[CandidateRow], ranking: Ranking) -> Recalled:
    row = rows[i]
    arms = {"words": row.bm25, "vector": row.own_similarity}
    return Recalled(
        memory=memory,
        score=round(float(ranking.scores[i]), 4),
        contributions={
            name: round(float(column[i]), 4) for name, column in ranking.contributions.items()
        },
        matched=[arm for arm, value in arms.items() if value is not None],
    )


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 2)
