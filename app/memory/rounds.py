"""Rounds: work on one user that nobody waits for, queued once however often there is reason to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.identity import new_id, owner_id_of
from app.errors import NotFound
from app.stores import operations, topics, users
from app.stores.database import Connection, Database
from app.stores.operations import NewOperation


@dataclass(frozen=True, slots=True)
class Round:
    """A kind of operation on one user. Those of one user with the same `lock` run one after
    another."""

    kind: str
    lock: str

    async def defer(
        self, connection: Connection, tenant_id: UUID, owner_id: UUID, *, at: datetime
    ) -> UUID:
        """In the caller's transaction; the id of the operation."""
        operation = NewOperation(
            tenant_id=tenant_id,
            operation_id=new_id(),
            kind=self.kind,
            owner_id=owner_id,
            arguments={},
            created_at=at,
            lock=f"{self.lock}:{tenant_id}:{owner_id}",
        )
        await operations.defer_operation(connection, operation)
        return operation.operation_id

    async def defer_once(
        self, connection: Connection, tenant_id: UUID, owner_id: UUID, *, at: datetime
    ) -> None:
        """Unless it is queued already."""
        if not await topics.is_queued(connection, tenant_id, owner_id, kind=self.kind):
            await self.defer(connection, tenant_id, owner_id, at=at)

    async def defer_for(
        self, database: Database, tenant_id: UUID, user_id: str, *, at: datetime
    ) -> UUID:
        """For somebody who asks for it. Raises `NotFound`."""
        owner_id = owner_id_of(tenant_id, user_id)
        async with database.tenant(tenant_id) as connection:
            if await users.get_user(connection, tenant_id, owner_id) is None:
                raise NotFound("There is no such user.")
            return await self.defer(connection, tenant_id, owner_id, at=at)
