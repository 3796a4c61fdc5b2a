"""Vectors, and the backlog of memories that have none yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pgvector import HalfVector
from psycopg.rows import class_row

from app.stores.database import Connection


@dataclass(frozen=True, slots=True)
class BacklogRow:
    """A memory that waits for its vectors, and the turn before it."""

    memory_id: UUID
    owner_id: UUID
    content: str
    previous: str | None


async def insert_vectors(
    connection: Connection,
    tenant_id: UUID,
    space_id: int,
    rows: Sequence[tuple[UUID, UUID, int, HalfVector]],
) -> None:
    """Insert (owner, memory, chunk, embedding); a vector that is there already stays."""
    await connection.execute(
        "INSERT INTO memory_vectors (tenant_id, owner_id, space_id, memory_id, chunk, embedding)"
        " SELECT %(tenant_id)s, owner_id, %(space_id)s, memory_id, chunk, embedding"
        " FROM unnest(%(owners)s::uuid[], %(memories)s::uuid[], %(chunks)s::smallint[],"
        " %(embeddings)s::halfvec[]) AS v (owner_id, memory_id, chunk, embedding)"
        " ON CONFLICT DO NOTHING",
        {
            "tenant_id": tenant_id,
            "space_id": space_id,
            "owners": [row[0] for row in rows],
            "memories": [row[1] for row in rows],
            "chunks": [row[2] for row in rows],
            "embeddings": [row[3] for row in rows],
        },
    )


async def delete_vectors(
    connection: Connection, tenant_id: UUID, owner_id: UUID, memory_ids: Sequence[UUID]
) -> None:
    """Delete the vectors of these memories in every space."""
    await connection.execute(
        "DELETE FROM memory_vectors WHERE tenant_id = %s AND owner_id = %s"
        " AND space_id = ANY(ARRAY(SELECT space_id FROM spaces)) AND memory_id = ANY(%s)",
        (tenant_id, owner_id, list(memory_ids)),
    )


async def insert_backlog(
    connection: Connection, tenant_id: UUID, operation_id: UUID, memory_ids: Sequence[UUID]
) -> None:
    await connection.execute(
        "INSERT INTO embedding_backlog (tenant_id, memory_id, operation_id)"
        " SELECT %s, unnest(%s::uuid[]), %s"
        " ON CONFLICT (tenant_id, memory_id) DO UPDATE SET operation_id = EXCLUDED.operation_id",
        (tenant_id, list(memory_ids), operation_id),
    )


async def list_backlog(
    connection: Connection, tenant_id: UUID, operation_id: UUID, *, limit: int
) -> list[BacklogRow]:
    """The oldest memories of an operation that still wait."""
    async with connection.cursor(row_factory=class_row(BacklogRow)) as cursor:
        await cursor.execute(
            "SELECT b.memory_id, m.owner_id, m.content, p.content AS previous"
            " FROM embedding_backlog b"
            " JOIN memories m ON m.tenant_id = b.tenant_id AND m.memory_id = b.memory_id"
            " LEFT JOIN memories p ON p.tenant_id = m.tenant_id AND p.owner_id = m.owner_id"
            "  AND p.session_id = m.session_id AND p.seq = m.seq - 1"
            " WHERE b.tenant_id = %s AND b.operation_id = %s ORDER BY b.memory_id LIMIT %s",
            (tenant_id, operation_id, limit),
        )
        return await cursor.fetchall()


async def take_from_backlog(
    connection: Connection, tenant_id: UUID, memory_ids: Sequence[UUID]
) -> set[UUID]:
    """Remove memories from the backlog; the ids that this call removed, and nobody else did."""
    cursor = await connection.execute(
        "DELETE FROM embedding_backlog WHERE tenant_id = %s AND memory_id = ANY(%s)"
        " RETURNING memory_id",
        (tenant_id, list(memory_ids)),
    )
    return {row[0] for row in await cursor.fetchall()}


async def count_backlog(connection: Connection, tenant_id: UUID) -> int:
    cursor = await connection.execute(
        "SELECT count(*) FROM embedding_backlog WHERE tenant_id = %s", (tenant_id,)
    )
    row = await cursor.fetchone()
    return int(row[0]) if row else 0
