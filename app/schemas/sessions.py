"""Sessions on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from app.domain.memory import Role
from app.schemas.fields import Limit, UserId, Wire

# A place among sessions is a time and a session id, of four bytes a character at most.
SessionCursor = Annotated[
    str, Field(min_length=1, max_length=1600, description="`next_cursor` of the page before.")
]


class SessionOut(Wire):
    """One conversation of a user."""

    session_id: str
    last_seq: int = Field(
        description="Number of the newest turn; it also counts when a turn is deleted."
    )
    folded_seq: int = Field(description="Turns up to here are in the running summary.")
    summary_id: UUID | None = Field(description="The running summary.")
    created_at: datetime
    last_at: datetime = Field(description="When the newest turn was recorded.")
    closed_at: datetime | None


class SessionDetail(SessionOut):
    """A session, its size and its running summary."""

    user_id: str
    turns: int = Field(description="Turns of the whole session.")
    tokens: int = Field(description="Tokens of all turns.")
    summary: str | None = Field(description="Text of the running summary.")


class SessionQuery(Wire):
    """Whose sessions to list."""

    user_id: UserId
    limit: Limit = 50
    cursor: SessionCursor | None = None


class SessionPage(Wire):
    """The latest first."""

    items: list[SessionOut]
    next_cursor: str | None = Field(description="Pass it as `cursor` to go on; null at the end.")


class TurnOut(Wire):
    """One message in a window."""

    id: UUID
    seq: int
    role: Role
    name: str | None
    content: str
    occurred_at: datetime
    token_count: int


class WindowQuery(Wire):
    """Whose window, and how much of it."""

    user_id: UserId
    budget_tokens: int | None = Field(
        None, ge=1, le=1_000_000, description="Only the last turns that fit into so many tokens."
    )


class WindowOut(Wire):
    """The last turns that are still in main context, oldest first."""

    session_id: str
    turns: list[TurnOut]
    tokens: int
    source: Literal["cache", "database"] = Field(
        description="Where it was read: the content is the same."
    )


class SessionClosed(Wire):
    """The session is closed; what is left of its window is being summarised."""

    session_id: str
    closed_at: datetime
    operation: UUID = Field(description="The operation that summarises the rest.")
