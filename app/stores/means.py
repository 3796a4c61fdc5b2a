"""The mean vectors of a user's texts, against which topics are told apart."""

from __future__ import annotations

from uuid import UUID

from pgvector import HalfVector

from app.stores.database import Connection


async def mean_vectors(
    connection: Connection, tenant_id: UUID, owner_id: UUID, space_id: int
) -> dict[bool, tuple[HalfVector, int]]:
    """The user's mean vector and the number of texts, by whether they hold Chinese characters.

    What was said, not what was made of it: facts and summaries say the same again, and would draw
    the mean towards the topics that it is there to tell apart.
    """
    cursor = await connection.execute(
        "SELECT m.content ~ '[\u3400-\u9fff]', avg(v.embedding), count(*)"
        " FROM memory_vectors v"
        " JOIN memories m ON m.tenant_id = v.tenant_id AND m.memory_id = v.memory_id"
        " WHERE v.tenant_id = %s AND v.owner_id = %s AND v.space_id = %s AND v.chunk = 0"
        " AND m.method IS NULL GROUP BY 1",
        (tenant_id, owner_id, space_id),
    )
    return {bool(han): (mean, int(count)) for han, mean, count in await cursor.fetchall()}


async def get_means(
    connection: Connection, tenant_id: UUID, owner_id: UUID, space_id: int
) -> tuple[HalfVector, HalfVector] | None:
    """What to subtract from the vectors of Chinese and of other texts of this user."""
    cursor = await connection.execute(
        "SELECT han, other FROM topic_means"
        " WHERE tenant_id = %s AND owner_id = %s AND space_id = %s",
        (tenant_id, owner_id, space_id),
    )
    row = await cursor.fetchone()
    return (row[0], row[1]) if row else None


async def save_means(
    connection: Connection,
    tenant_id: UUID,
    owner_id: UUID,
    space_id: int,
    *,
    han: HalfVector,
    other: HalfVector,
) -> None:
    await connection.execute(
        "INSERT INTO topic_means (tenant_id, owner_id, space_id, han, other)"
        " VALUES (%s, %s, %s, %s, %s) ON CONFLICT (tenant_id, owner_id, space_id)"
        " DO UPDATE SET han = EXCLUDED.han, other = EXCLUDED.other",
        (tenant_id, owner_id, space_id, han, other),
    )
