"""The names of topics: their distinctive words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from app.domain.keywords import (
    MAX_KEYWORDS,
    Frequencies,
    Keyword,
    rank_counted,
    without_parts,
)
from app.domain.topics import slug_of
from app.stores import filing, keywords, topics, users
from app.stores.database import Connection

_TITLE_WORDS = 3
_WORD = re.compile(r"[^\W_]+")


async def words_of_topics(
    connection: Connection,
    tenant_id: UUID,
    owner_id: UUID,
    topic_ids: Sequence[UUID],
    *,
    documents: int,
) -> dict[UUID, list[str]]:
    """The words of each topic, those that other topics lack first."""
    found: dict[UUID, list[tuple[Keyword, int]]] = {topic_id: [] for topic_id in topic_ids}
    for topic_id, term, word, is_name, count in await filing.list_topic_words(
        connection, tenant_id, owner_id, topic_ids
    ):
        found[topic_id].append((Keyword(word, term, is_name), count))
    terms = {keyword.term for counted in found.values() for keyword, _ in counted}
    totals = await keywords.count_keywords(connection, tenant_id, owner_id, list(terms))
    return {
        topic_id: _distinctive(counted, totals, documents) for topic_id, counted in found.items()
    }


def title_of(words: Sequence[str]) -> str | None:
    return ", ".join(words[:_TITLE_WORDS]) or None


async def rename_without(
    connection: Connection,
    tenant_id: UUID,
    owner_id: UUID,
    filed: tuple[UUID, Sequence[str]],
    *,
    at: datetime,
) -> None:
    """A memory was deleted, `filed` under a topic and these words: what the topic was called after
    it alone, it is called no longer. A topic without memories goes.

    A slug is stable but for this: what was deleted must not live on in a name.
    """
    topic_id, gone = filed
    members = await filing.list_topic_words(connection, tenant_id, owner_id, [topic_id])
    left = {part for _, _, word, _, _ in members for part in _parts(word)}
    lost = {part for word in gone for part in _parts(word)} - left
    topic = await filing.get_names(connection, tenant_id, topic_id)
    if not members and not await filing.has_members(connection, tenant_id, owner_id, topic_id):
        await filing.delete_topics(connection, tenant_id, [topic_id])
        return
    if topic is None or not lost & _parts(" ".join((*topic.keywords, topic.title, topic.slug))):
        return
    user = await users.get_user(connection, tenant_id, owner_id)
    found = await words_of_topics(
        connection, tenant_id, owner_id, [topic_id], documents=user.document_count if user else 0
    )
    words = found[topic_id]
    slug = topic.slug
    if lost & _parts(slug):
        slug = slug_of(words, await topics.list_slugs(connection, tenant_id, owner_id))
    await filing.rename_topic(
        connection,
        tenant_id,
        topic_id,
        names=filing.Names(slug, title_of(words) or "", words[:MAX_KEYWORDS]),
        at=at,
    )


def _parts(text: str) -> set[str]:
    return {part.casefold() for part in _WORD.findall(text)}


def _distinctive(
    counted: Sequence[tuple[Keyword, int]], totals: Mapping[int, int], documents: int
) -> list[str]:
    """What is rare elsewhere and frequent here."""
    elsewhere = {keyword.term: totals[keyword.term] - count + 1 for keyword, count in counted}
    ranked = rank_counted(counted, frequencies=Frequencies(documents, elsewhere))
    return without_parts(keyword.word for keyword in ranked)
