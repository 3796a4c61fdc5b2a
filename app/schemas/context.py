"""Contexts on the wire."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from app.schemas.fields import UserId, Wire
from app.schemas.recall import AskedAt, QueryText


class ContextQuery(Wire):
    """How to give a model its past."""

    user_id: UserId
    strategy: Literal["tiered", "buffer", "window", "summary", "vector"] = Field(
        "tiered",
        description="`buffer`: the whole conversation. `window`: its last turns. `summary`: the "
        "running summary and what came after it. `vector`: what is relevant to the query. "
        "`tiered`: blocks, summary, relevant memories and window, each with a share. For a query "
        "that can be understood alone the window's share is small, unless what is relevant was "
        "said there; without one, or for `and how much was it?`, the last turn is always there.",
    )
    query: QueryText | None = Field(
        None, description="What is relevant. Absent: what the user said last."
    )
    asked_at: AskedAt | None = None
    budget_tokens: int = Field(
        4000, ge=1, le=1_000_000, description="Tokens of all messages at most; never exceeded."
    )
    turns: int | None = Field(
        None, ge=1, le=5000, description="With `window`: only so many of the last turns."
    )


class ContextMessage(Wire):
    """A chat message, ready to be sent to a model."""

    role: str
    content: str
    name: str | None


class LeftOutOut(Wire):
    """What is not in the context, and why."""

    id: UUID | None
    reason: Literal["budget", "in_window", "in_summary", "in_turn", "recalled"] = Field(
        description="`budget`: there was no room. Otherwise its text would be repeated: it stands "
        "in the window, in the summary, in the turn from which it was concluded, or among what is "
        "recalled."
    )


class TierOut(Wire):
    """What one tier took of the budget."""

    name: str = Field(
        description="blocks, summary, recalled, window (the last turns), or kept: older turns that "
        "the window holds, because they matter or were paged in."
    )
    tokens: int
    items: list[UUID] = Field(description="The memories that went in.")
    left_out: list[LeftOutOut]
    unlisted: int = Field(
        description="Older turns of the conversation that the window tier did not consider: they "
        "were paged out into the summary, or lie before the last `turns`."
    )


class ContextOut(Wire):
    """Messages, and where their tokens went."""

    messages: list[ContextMessage]
    tokens: int = Field(description="Of all messages, with four for each that a chat format adds.")
    tiers: list[TierOut]
    degraded: list[str] = Field(description="Stages that failed and were done without.")
    abstained: bool = Field(description="Nothing in memory speaks to the query.")
