"""Topics, their memories, and the mean vectors against which they are told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pgvector import HalfVector
from psycopg.rows import class_row

from app.domain.memory import Kind
from app.stores.database import Connection


@dataclass(frozen=True, slots=True)
class PendingRow:
    """A memory that no topic has looked at. `origin_id`: the topic of what it was derived from."""

    memory_id: UUID
    session_id: str | None
    seq: int | None
    kind: Kind
    content: str
    embedding: HalfVector
    origin_id: UUID | None
    source_id: UUID | None  # the first memory it was taken from


@dataclass(frozen=True, slots=True)
class TailRow:
    """One of the turns of a session before a given one."""

    content: str
    embedding: HalfVector
    topic_id: UUID


@dataclass(frozen=True, slots=True)
class ClusterRow:
    topic_id: UUID
    slug: str | None
    centroid: HalfVector
    vector_count: int


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A named topic. Its summary is the current one, unless that is stale."""

    topic_id: UUID
    slug: str
    title: str
    keywords: Sequence[str]
    importance: float
    memory_count: int
    first_at: datetime | None
    last_at: datetime | None
    summary_id: UUID | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A named topic with a summary that may be recalled."""

    topic_id: UUID
    slug: str
    centroid: HalfVector
    memory_count: int
    summary_id: UUID


@dataclass(frozen=True, slots=True)
class TopicUpdate:
    """What placing memories has made of a topic. No slug: it has none yet, or keeps it."""

    topic_id: UUID
    centroid: HalfVector
    vector_count: int
    slug: str | None = None
    title: str | None = None
    keywords: Sequence[str] = ()
    importance: float = 0.0


async def list_owners_with_pending(
    connection: Connection, tenant_id: UUID, space_id: int, *, newer_than: UUID
) -> list[UUID]:
    """Users with memories after the id `newer_than` that have vectors and were not looked at."""
    cursor = await connection.execute(
        "SELECT DISTINCT m.owner_id FROM memories m"
        " WHERE m.tenant_id = %(tenant_id)s AND m.memory_id > %(newer_than)s"
        " AND m.kind NOT IN ('summary', 'reflection')"
        " AND NOT EXISTS (SELECT 1 FROM topic_memories t WHERE t.tenant_id = m.tenant_id"
        "  AND t.memory_id = m.memory_id)"
        " AND EXISTS (SELECT 1 FROM memory_vectors v WHERE v.tenant_id = m.tenant_id"
        "  AND v.owner_id = m.owner_id AND v.space_id = %(space_id)s"
        "  AND v.memory_id = m.memory_id AND v.chunk = 0)"
        " ORDER BY m.owner_id",
        {"tenant_id": tenant_id, "space_id": space_id, "newer_than": newer_than},
    )
    return [row[0] for row in await cursor.fetchall()]


async def list_pending(
    connection: Connection, tenant_id: UUID, owner_id: UUID, space_id: int, *, limit: int
) -> list[PendingRow]:
    """The oldest memories of a user that no topic has looked at, in the order of being told."""
    async with connection.cursor(row_factory=class_row(PendingRow)) as cursor:
        await cursor.execute(
            "SELECT m.memory_id, m.session_id, m.seq, m.kind, m.content, v.embedding,"
            " (SELECT s.topic_id FROM memory_sources f"
            "  JOIN topic_memories s ON s.tenant_id = f.tenant_id AND s.memory_id = f.source_id"
            "  WHERE f.tenant_id = m.tenant_id AND f.memory_id = m.memory_id"
            "  AND s.topic_id IS NOT NULL ORDER BY f.source_id LIMIT 1) AS origin_id,"
            " (SELECT f.source_id FROM memory_sources f WHERE f.tenant_id = m.tenant_id"
            "  AND f.memory_id = m.memory_id ORDER BY f.source_id LIMIT 1) AS source_id"
            " FROM memories m"
            " JOIN memory_vectors v ON v.tenant_id = m.tenant_id AND v.owner_id = m.owner_id"
            "  AND v.space_id = %(space_id)s AND v.memory_id = m.memory_id AND v.chunk = 0"
            " WHERE m.tenant_id = %(tenant_id)s AND m.owner_id = %(owner_id)s"
            " AND m.kind NOT IN ('summary', 'reflection')"
            " AND NOT EXISTS (SELECT 1 FROM topic_memories t WHERE t.tenant_id = m.tenant_id"
            "  AND t.memory_id = m.memory_id)"
            " ORDER BY m.recorded_at, m.session_id, m.seq, m.memory_id LIMIT %(limit)s",
            {
                "tenant_id": tenant_id,
                "owner_id": owner_id,
                "space_id": space_id,
                "limit": limit,
            },
        )
        return await cursor.fetchall()


async def list_tail(
    connection: Connection,
    tenant_id: UUID,
    owner_id: UUID,
    space_id: int,
    *,
    session: tuple[str, int],
    limit: int,
) -> list[TailRow]:
    """The last turns before (session id, seq) that have a topic, oldest first."""
    async with connection.cursor(row_factory=class_row(TailRow)) as cursor:
        await cursor.execute(
            "SELECT m.content, v.embedding, t.topic_id FROM memories m"
            " JOIN topic_memories t ON t.tenant_id = m.tenant_id AND t.memory_id = m.memory_id"
            "  AND t.topic_id IS NOT NULL"
            " JOIN memory_vectors v ON v.tenant_id = m.tenant_id AND v.owner_id = m.owner_id"
            "  AND v.space_id = %s AND v.memory_id = m.memory_id AND v.chunk = 0"
            " WHERE m.tenant_id = %s AND m.owner_id = %s AND m.session_id = %s AND m.seq < %s"
            " ORDER BY m.seq DESC LIMIT %s",
            (space_id, tenant_id, owner_id, *session, limit),
        )
        rows = await cursor.fetchall()
    return rows[::-1]


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


async def list_clusters(
    connection: Connection, tenant_id: UUID, owner_id: UUID, space_id: int
) -> list[ClusterRow]:
    """All topics of a user, named or not, oldest first."""
    async with connection.cursor(row_factory=class_row(ClusterRow)) as cursor:
        await cursor.execute(
            "SELECT topic_id, slug, centroid, vector_count FROM topics"
            " WHERE tenant_id = %s AND owner_id = %s AND space_id = %s ORDER BY topic_id",
            (tenant_id, owner_id, space_id),
        )
        return await cursor.fetchall()


async def count_topic_terms(
    connection: Connection, tenant_id: UUID, owner_id: UUID
) -> list[tuple[UUID, int, int]]:
    """(topic, term, in how many of its memories it is a keyword)."""
    cursor = await connection.execute(
        "SELECT t.topic_id, k.term, count(*) FROM topic_memories t"
        " JOIN keywords k ON k.tenant_id = t.tenant_id AND k.owner_id = t.owner_id"
        "  AND k.memory_id = t.memory_id"
        " WHERE t.tenant_id = %s AND t.owner_id = %s AND t.topic_id IS NOT NULL"
        " GROUP BY t.topic_id, k.term",
        (tenant_id, owner_id),
    )
    return await cursor.fetchall()


async def upsert_topics(
    connection: Connection,
    tenant_id: UUID,
    owner_id: UUID,
    space_id: int,
    *,
    updates: Sequence[TopicUpdate],
    at: datetime,
) -> None:
    """Write topics; a slug that was given once stays."""
    for update in updates:
        await connection.execute(
            "INSERT INTO topics (tenant_id, topic_id, owner_id, space_id, slug, title, keywords,"
            " importance, centroid, vector_count, created_at, updated_at)"
            " VALUES (%(tenant_id)s, %(topic_id)s, %(owner_id)s, %(space_id)s, %(slug)s,"
            " %(title)s, %(keywords)s, %(importance)s, %(centroid)s, %(vector_count)s, %(at)s,"
            " %(at)s)"
            " ON CONFLICT (tenant_id, topic_id) DO UPDATE SET"
            " slug = COALESCE(topics.slug, EXCLUDED.slug),"
            " title = COALESCE(EXCLUDED.title, topics.title), keywords = EXCLUDED.keywords,"
            " importance = EXCLUDED.importance, centroid = EXCLUDED.centroid,"
            " vector_count = EXCLUDED.vector_count, updated_at = EXCLUDED.updated_at",
            {
                "tenant_id": tenant_id,
                "topic_id": update.topic_id,
                "owner_id": owner_id,
                "space_id": space_id,
                "slug": update.slug,
                "title": update.title,
                "keywords": list(update.keywords),
                "importance": update.importance,
                "centroid": update.centroid,
                "vector_count": update.vector_count,
                "at": at,
            },
        )


async def insert_topic_memories(
    connection: Connection,
    tenant_id: UUID,
    owner_id: UUID,
    placed: Sequence[tuple[UUID, UUID | None]],
) -> None:
    """Note the topic of each (memory, topic); a memory that has been deleted since is left out."""
    await connection.execute(
        "INSERT INTO topic_memories (tenant_id, owner_id, memory_id, topic_id)"
        " SELECT m.tenant_id, m.owner_id, m.memory_id, p.topic_id"
        " FROM unnest(%s::uuid[], %s::uuid[]) AS p (memory_id, topic_id)"
        " JOIN memories m ON m.tenant_id = %s AND m.owner_id = %s AND m.memory_id = p.memory_id"
        " ON CONFLICT DO NOTHING",
        (
            [memory_id for memory_id, _ in placed],
            [topic_id for _, topic_id in placed],
            tenant_id,
            owner_id,
        ),
    )


async def absorb_topic(
    connection: Connection, tenant_id: UUID, owner_id: UUID, *, kept: UUID, absorbed: UUID
) -> None:
    """Give the memories of one topic to another."""
    await connection.execute(
        "UPDATE topic_memories SET topic_id = %s"
        " WHERE tenant_id = %s AND owner_id = %s AND topic_id = %s",
        (kept, tenant_id, owner_id, absorbed),
    )


async def delete_topics(connection: Connection, tenant_id: UUID, topic_ids: Sequence[UUID]) -> None:
    await connection.execute(
        "DELETE FROM topics WHERE tenant_id = %s AND topic_id = ANY(%s)",
        (tenant_id, list(topic_ids)),
    )


async def delete_empty_topics(connection: Connection, tenant_id: UUID, owner_id: UUID) -> int:
    """Delete topics whose memories are all gone."""
    cursor = await connection.execute(
        "DELETE FROM topics t WHERE t.tenant_id = %s AND t.owner_id = %s AND NOT EXISTS"
        " (SELECT 1 FROM topic_memories m WHERE m.tenant_id = t.tenant_id"
        "  AND m.owner_id = t.owner_id AND m.topic_id = t.topic_id)",
        (tenant_id, owner_id),
    )
    return cursor.rowcount


async def list_topic_words(
    connection: Connection, tenant_id: UUID, owner_id: UUID, topic_ids: Sequence[UUID]
) -> list[tuple[UUID, int, str, bool, int]]:
    """(topic, term, as it is mostly written, whether a name, in how many of its memories)."""
    cursor = await connection.execute(
        "SELECT t.topic_id, k.term, mode() WITHIN GROUP (ORDER BY k.word), bool_or(k.is_name),"
        " count(*) FROM topic_memories t"
        " JOIN keywords k ON k.tenant_id = t.tenant_id AND k.owner_id = t.owner_id"
        "  AND k.memory_id = t.memory_id"
        " WHERE t.tenant_id = %s AND t.owner_id = %s AND t.topic_id = ANY(%s)"
        " GROUP BY t.topic_id, k.term",
        (tenant_id, owner_id, list(topic_ids)),
    )
    return await cursor.fetchall()


async def list_topic_importances(
    connection: Connection, tenant_id: UUID, owner_id: UUID, topic_ids: Sequence[UUID]
) -> list[tuple[UUID, Sequence[float], int]]:
    """(topic, importance of its five most important memories, number of memories)."""
    cursor = await connection.execute(
        "SELECT t.topic_id, (array_agg(m.importance ORDER BY m.importance DESC))[1:5], count(*)"
        " FROM topic_memories t"
        " JOIN memories m ON m.tenant_id = t.tenant_id AND m.memory_id = t.memory_id"
        " WHERE t.tenant_id = %s AND t.owner_id = %s AND t.topic_id = ANY(%s)"
        " GROUP BY t.topic_id",
        (tenant_id, owner_id, list(topic_ids)),
    )
    return await cursor.fetchall()


async def list_topic_members(
    connection: Connection,
    tenant_id: UUID,
    owner_id: UUID,
    topic_id: UUID,
    *,
    before: UUID | None,
    limit: int,
) -> list[UUID]:
    """Memories of a topic, newest first, from the one before `before` on."""
    cursor = await connection.execute(
        "SELECT memory_id FROM topic_memories WHERE tenant_id = %(tenant_id)s"
        " AND owner_id = %(owner_id)s AND topic_id = %(topic_id)s"
        " AND (%(before)s::uuid IS NULL OR memory_id < %(before)s)"
        " ORDER BY memory_id DESC LIMIT %(limit)s",
        {
            "tenant_id": tenant_id,
            "owner_id": owner_id,
            "topic_id": topic_id,
            "before": before,
            "limit": limit,
        },
    )
    return [row[0] for row in await cursor.fetchall()]


async def list_topics(
    connection: Connection,
    tenant_id: UUID,
    owner_id: UUID,
    *,
    slug: str | None = None,
    ids: Sequence[UUID] | None = None,
    limit: int,
) -> list[TopicRow]:
    """Named topics, those spoken of last first; one of them by `slug`, or those in `ids`."""
    async with connection.cursor(row_factory=class_row(TopicRow)) as cursor:
        await cursor.execute(
            "SELECT t.topic_id, t.slug, t.title, t.keywords, t.importance,"
            "  count(m.memory_id) AS memory_count, min(m.occurred_at) AS first_at,"
            "  max(m.occurred_at) AS last_at, min(s.summary_id::text)::uuid AS summary_id,"
            "  t.created_at, t.updated_at"
            " FROM topics t"
            " LEFT JOIN topic_memories tm ON tm.tenant_id = t.tenant_id"
            "  AND tm.owner_id = t.owner_id AND tm.topic_id = t.topic_id"
            " LEFT JOIN memories m ON m.tenant_id = tm.tenant_id AND m.memory_id = tm.memory_id"
            " LEFT JOIN periodic_summaries s ON s.tenant_id = t.tenant_id"
            "  AND s.owner_id = t.owner_id AND s.period = 'topic' AND s.key = t.topic_id::text"
            "  AND NOT s.is_stale"
            " WHERE t.tenant_id = %(tenant_id)s AND t.owner_id = %(owner_id)s"
            "  AND t.slug IS NOT NULL AND (%(slug)s::text IS NULL OR t.slug = %(slug)s)"
            "  AND (%(ids)s::uuid[] IS NULL OR t.topic_id = ANY(%(ids)s))"
            " GROUP BY t.tenant_id, t.topic_id"
            " ORDER BY max(m.occurred_at) DESC NULLS LAST, t.topic_id LIMIT %(limit)s",
            {
                "tenant_id": tenant_id,
                "owner_id": owner_id,
                "slug": slug,
                "ids": list(ids) if ids is not None else None,
                "limit": limit,
            },
        )
        return await cursor.fetchall()


async def is_queued(connection: Connection, tenant_id: UUID, owner_id: UUID, *, kind: str) -> bool:
    """Whether a job of this kind waits for this user already."""
    cursor = await connection.execute(
        "SELECT 1 FROM operations WHERE tenant_id = %s AND owner_id = %s AND kind = %s"
        " AND status = 'queued' LIMIT 1",
        (tenant_id, owner_id, kind),
    )
    return await cursor.fetchone() is not None


async def unfile_memory(connection: Connection, tenant_id: UUID, memory_id: UUID) -> None:
    """Take a memory whose text has changed out of its topic and its keywords, to be filed anew."""
    await connection.execute(
        "WITH words AS (DELETE FROM keywords"
        "  WHERE tenant_id = %(tenant_id)s AND memory_id = %(memory_id)s)"
        " DELETE FROM topic_memories WHERE tenant_id = %(tenant_id)s AND memory_id = %(memory_id)s",
        {"tenant_id": tenant_id, "memory_id": memory_id},
    )


async def list_blocks(
    connection: Connection, tenant_id: UUID, owner_id: UUID, space_id: int
) -> list[BlockRow]:
    """Topics of a user that have a current summary."""
    async with connection.cursor(row_factory=class_row(BlockRow)) as cursor:
        await cursor.execute(
            "SELECT t.topic_id, t.slug, t.centroid, t.vector_count AS memory_count, s.summary_id"
            " FROM topics t"
            " JOIN periodic_summaries s ON s.tenant_id = t.tenant_id AND s.owner_id = t.owner_id"
            "  AND s.period = 'topic' AND s.key = t.topic_id::text AND NOT s.is_stale"
            " WHERE t.tenant_id = %s AND t.owner_id = %s AND t.space_id = %s"
            " AND t.slug IS NOT NULL ORDER BY t.topic_id",
            (tenant_id, owner_id, space_id),
        )
        return await cursor.fetchall()


async def count_terms_by_topic(
    connection: Connection, tenant_id: UUID, owner_id: UUID, terms: Sequence[int]
) -> list[tuple[UUID, int, int]]:
    """(topic, term, in how many of its memories it is a keyword), for these terms."""
    cursor = await connection.execute(
        "SELECT t.topic_id, k.term, count(*) FROM keywords k"
        " JOIN topic_memories t ON t.tenant_id = k.tenant_id AND t.memory_id = k.memory_id"
        " WHERE k.tenant_id = %s AND k.owner_id = %s AND k.term = ANY(%s)"
        "  AND t.topic_id IS NOT NULL GROUP BY t.topic_id, k.term",
        (tenant_id, owner_id, list(terms)),
    )
    return await cursor.fetchall()
