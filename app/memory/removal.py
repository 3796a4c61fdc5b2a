"""Deleting memories, with all that hangs on them and all that rests on them alone."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

import structlog

from app.domain.analyser import term_ids
from app.domain.clock import Clock
from app.domain.identity import SessionKey
from app.domain.memory import Memory
from app.domain.passages import Utterance, indexed_text
from app.errors import Unavailable
from app.memory.claims import settle
from app.memory.embedding import Embedding
from app.memory.folding import defer_fold
from app.memory.periodic import retire
from app.stores import facts, filing, held, memories, postings, sessions, users, vectors
from app.stores.database import Connection
from app.stores.windows import WindowCache

log = structlog.get_logger()


@dataclass(frozen=True)
class Removal:
    """Works in the caller's transaction, in which the user is locked."""

    embedding: Embedding
    clock: Clock

    async def remove(
        self,
        connection: Connection,
        tenant_id: UUID,
        memory: Memory,
        *,
        keeps_derived: bool = False,
    ) -> None:
        """Delete a memory, its place in the indexes, and what was derived from it alone, unless
        that is to be kept.

        What was also derived from others stays, and slots are settled by what is left. Summaries
        of it are out of recall until jobs have made them anew.
        """
        session = session_of_turn(tenant_id, memory)
        await retire(connection, tenant_id, memory.owner_id, [memory.id], at=self.clock())
        await unindex(connection, tenant_id, memory)
        if session is not None and memory.seq is not None:
            await self._fold_anew(connection, session, memory)
            await self._forget_in_session(connection, session, memory.seq)
        if memory.kind == "summary":
            await held.release_of_summary(connection, tenant_id, memory.owner_id, memory.id)
            await sessions.unfold(connection, tenant_id, memory.owner_id, memory.id)
        lanes = set(await facts.list_lanes(connection, tenant_id, [memory.id]))
        if not keeps_derived:
            lanes |= await self._withdraw(connection, tenant_id, memory.id)
        await memories.delete_memories(connection, tenant_id, [memory.id])
        for slot in sorted(lanes):
            await settle(connection, tenant_id, memory.owner_id, slot, now=self.clock())

    async def _withdraw(
        self, connection: Connection, tenant_id: UUID, source_id: UUID
    ) -> set[tuple[str, str]]:
        """Take a memory away from under what was derived from it; the slots to settle."""
        derived = [found for found, _ in await facts.list_derived(connection, tenant_id, source_id)]
        if not derived:
            return set()
        lanes = set(await facts.list_lanes(connection, tenant_id, derived))
        gone = Counter(await facts.delete_claims_of_source(connection, tenant_id, source_id))
        await facts.forget_source(connection, tenant_id, source_id)
        for found, is_orphan in await facts.list_derived(connection, tenant_id, source_id):
            if is_orphan:
                for orphan in await memories.get_memories(connection, tenant_id, [found]):
                    await self.remove(connection, tenant_id, orphan)
            elif gone[found]:
                await facts.discount_mentions(connection, tenant_id, found, count=gone[found])
        return lanes

    async def _fold_anew(self, connection: Connection, session: SessionKey, memory: Memory) -> None:
        """A running summary that a turn went into is made again without it."""
        row = await sessions.get_session(connection, session)
        if row is None or row.summary_id is None:
            return
        tenant_id = session.tenant_id
        if not await memories.has_source(connection, tenant_id, row.summary_id, memory.id):
            return
        for summary in await memories.get_memories(connection, tenant_id, [row.summary_id]):
            await self.remove(connection, tenant_id, summary)
        await defer_fold(
            connection,
            session,
            memory.user_id,
            at=self.clock(),
            everything=row.closed_at is not None,
        )

    async def _forget_in_session(
        self, connection: Connection, session: SessionKey, seq: int
    ) -> None:
        """The next turn's vector carries the end of this one: it is made again without it."""
        # Every cached window now ends before its session does: none is believed again.
        await sessions.skip_sequence_number(connection, session)
        following = await sessions.find_turn(connection, session, seq=seq + 1)
        if following is not None:
            tenant_id, owner_id = session.tenant_id, session.owner_id
            await vectors.delete_vectors(connection, tenant_id, owner_id, [following])
            await self.embedding.defer(connection, tenant_id, [following])


async def unindex(connection: Connection, tenant_id: UUID, memory: Memory) -> None:
    """Take a memory out of what recall searches; a worker that embeds it meanwhile is too late."""
    said = Utterance(memory.content, memory.role, memory.name)
    terms = await asyncio.to_thread(term_ids, indexed_text(said))
    await postings.delete_postings(connection, tenant_id, memory.owner_id, memory.id, list(terms))
    await users.add_to_statistics(
        connection,
        tenant_id,
        memory.owner_id,
        documents=-1 if terms else 0,
        terms=-sum(terms.values()),
    )
    await vectors.delete_vectors(connection, tenant_id, memory.owner_id, [memory.id])
    await vectors.delete_from_backlog(connection, tenant_id, [memory.id])
    await filing.unfile_memory(connection, tenant_id, memory.id)


async def drop_window(windows: WindowCache, session: SessionKey) -> None:
    """Best effort: the session's number says already that the cached window is behind."""
    try:
        await windows.drop(session)
    except Unavailable as error:
        log.warning("window_not_dropped", reason=str(error.extra.get("reason")))


def session_of_turn(tenant_id: UUID, memory: Memory) -> SessionKey | None:
    """The session whose window a memory may be in."""
    if memory.session_id is None or memory.seq is None:
        return None
    return SessionKey(tenant_id, memory.owner_id, memory.session_id)
