"""Topics and the keyword index on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.schemas.fields import Cursor, Limit, Text, UserId, Wire
from app.schemas.memories import MemoryOut


class TopicOut(Wire):
    """Memories about one thing."""

    id: UUID
    slug: str = Field(
        description="Its name in URLs: unique for the user. A model may replace it once, while no "
        "summary carries it; the first one still leads here."
    )
    title: str
    named_by: Literal["keywords", "model"] = Field(
        description="Whether a chat model gave the title, or it is the distinctive keywords."
    )
    keywords: list[str] = Field(description="The most distinctive words first.")
    importance: float = Field(ge=0, le=1)
    memory_count: int
    first_at: datetime | None = Field(description="When the first of its memories happened.")
    last_at: datetime | None = Field(description="When the last of them happened.")
    summary_id: UUID | None = Field(description="Its current summary, a memory.")
    created_at: datetime
    updated_at: datetime


class TopicDetailOut(TopicOut):
    """A topic with its current summary and a page of its memories, newest first."""

    summary: MemoryOut | None
    memories: list[MemoryOut]
    next_cursor: str | None = Field(description="Pass it as `cursor` to go on; null at the end.")


class TopicsOut(Wire):
    """Those spoken of last first."""

    items: list[TopicOut]


class TopicsQuery(Wire):
    user_id: UserId
    limit: Limit = 50


class TopicQuery(Wire):
    user_id: UserId
    limit: Limit = 50
    cursor: Cursor | None = None


class KeywordOut(Wire):
    """A word or name of the index."""

    word: str = Field(description="As it is mostly written.")
    is_name: bool = Field(description="Whether it names a person, a place or a thing.")
    memory_count: int
    topic_count: int


class KeywordDetailOut(KeywordOut):
    """Where a word leads to: topics, and a page of memories, newest first."""

    topics: list[TopicOut]
    memories: list[MemoryOut]
    next_cursor: str | None = Field(description="Pass it as `cursor` to go on; null at the end.")


class KeywordsQuery(Wire):
    user_id: UserId
    prefix: Annotated[Text, Field(max_length=64, description="How the words begin.")] = ""
    limit: Limit = 50
    cursor: Cursor | None = None


class KeywordPage(Wire):
    """In alphabetical order."""

    items: list[KeywordOut]
    next_cursor: str | None = Field(description="Pass it as `cursor` to go on; null at the end.")
