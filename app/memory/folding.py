"""When a window is full: its older half is folded into the session's running summary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from app.domain.identity import SessionKey, new_id, owner_id_of
from app.domain.window import WindowLimits, fold_point, overflows
from app.memory.summarising import BUDGET_TOKENS, Material, Proposed, Summarising, running_summary
from app.memory.writing import Place
from app.stores import operations, sessions, sources, users
from app.stores.database import Connection, Database
from app.stores.operations import NewOperation
from app.stores.sessions import SessionRow

_FOLDED_AT_ONCE = 1000
_LEAST_BUDGET_TOKENS = 64


@dataclass(frozen=True)
class Folding:
    """The use case, with what it needs."""

    database: Database
    summarising: Summarising
    limits: WindowLimits

    async def fold_session(
        self, tenant_id: UUID, user_id: str, session_id: str, *, everything: bool = False
    ) -> dict[str, Any]:
        """Fold what is beyond half a window, or everything, into the running summary.

        Each step commits, and only if the fold point is where the step found it: a job that is run
        twice, or beside another one, writes nothing twice. How many turns were folded, and into
        what.
        """
        place = Place(tenant_id, owner_id_of(tenant_id, user_id), user_id, session_id)
        folded, summary_id = 0, None
        while True:
            async with self.database.tenant(tenant_id) as connection:
                row = await sessions.get_session(connection, place.session)
                material = row and await self._next_fold(connection, place, row, everything)
            if not row or not material:
                return {"folded": folded, "summary": summary_id}
            budget_tokens = max(_LEAST_BUDGET_TOKENS, min(BUDGET_TOKENS, self.limits.tokens // 4))
            proposed = await self.summarising.propose(material, budget_tokens)
            if await self._commit_fold(material, proposed, row):
                folded += len(material.sources)
                summary_id = str(proposed.prepared.id)

    async def _next_fold(
        self, connection: Connection, place: Place, row: SessionRow, everything: bool
    ) -> Material | None:
        """The oldest turns that are due, and the running summary; None if none are."""
        key = place.session
        up_to = row.last_seq if everything else await self._fold_point(connection, place, row)
        found = await sources.list_in_session(
            connection, key, after_seq=row.folded_seq, up_to_seq=up_to, limit=_FOLDED_AT_ONCE
        )
        if not found:
            return None
        previous = await running_summary(connection, place.tenant_id, row)
        first = previous.data.get("from_seq") if previous and previous.data else found[0].seq
        data = {"from_seq": first, "to_seq": found[-1].seq}
        return Material(place, f"running:{place.session_id}", found, previous, data=data)

    async def _fold_point(self, connection: Connection, place: Place, row: SessionRow) -> int:
        """The last of the turns that are in the way of half a window."""
        key = place.session
        turn_count, token_count = await sessions.count_unfolded(connection, key)
        if not overflows(turn_count, token_count, self.limits):
            return row.folded_seq
        newest = await sessions.list_unfolded_turns(
            connection, key, after_seq=row.folded_seq, limit=self.limits.turns
        )
        return newest[fold_point(newest, self.limits)].seq - 1

    async def _commit_fold(self, material: Material, proposed: Proposed, row: SessionRow) -> bool:
        place, summary_id = material.place, proposed.prepared.id
        last = material.sources[-1].seq
        assert last is not None  # they are turns
        async with self.database.tenant(place.tenant_id) as connection:
            if not await users.lock_known_user(connection, place.tenant_id, place.owner_id):
                return False
            if not await sessions.fold(
                connection,
                place.session,
                expected_seq=row.folded_seq,
                folded_seq=last,
                summary_id=summary_id,
            ):
                return False
            old = material.previous.id if material.previous else None
            await self.summarising.write(connection, proposed, replaced=old)
            if old:
                await sources.move_sources(connection, place.tenant_id, old, new_id=summary_id)
        return True


async def defer_fold(
    connection: Connection,
    session: SessionKey,
    user_id: str,
    *,
    at: datetime,
    everything: bool = False,
) -> UUID:
    """In the caller's transaction; folds of one session run one after another."""
    operation = NewOperation(
        tenant_id=session.tenant_id,
        operation_id=new_id(),
        kind="fold_session",
        owner_id=session.owner_id,
        arguments={"user_id": user_id, "session_id": session.session_id, "all": everything},
        created_at=at,
        lock=f"fold:{session.tenant_id}:{session.owner_id}:{session.session_id}",
    )
    await operations.insert_operation(connection, operation)
    await operations.insert_job(connection, operation)
    return operation.operation_id
