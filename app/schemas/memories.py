"""Memories on the wire."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, Field, field_validator, model_validator

from app.domain.memory import Draft, Kind, Memory, Role, Trust
from app.domain.strength import strength
from app.schemas.fields import (
    MAX_CONTENT_CHARACTERS,
    MAX_ITEMS,
    AgentId,
    Content,
    Cursor,
    ExternalId,
    Flag,
    Importance,
    JsonObject,
    Limit,
    Name,
    SessionId,
    Text,
    Time,
    UserId,
    Wire,
    not_blank,
)

TypedKind = Literal["fact", "preference", "event", "procedure", "summary", "reflection", "note"]
TRUST_OF_ROLE: dict[Role, Trust] = {
    "user": "user",
    "assistant": "assistant",
    "tool": "tool",
    "system": "imported",
    "developer": "imported",
}


class TextPart(Wire):
    """A part of a message in OpenAI's chat form. Only text can be remembered."""

    type: Literal["text", "input_text", "output_text"]
    text: Content


class MessageIn(Wire):
    """A message in OpenAI's chat form, and when it was said."""

    role: Role = Field(description="Who speaks.")
    content: Content | Annotated[list[TextPart], Field(min_length=1, max_length=64)] | None = Field(
        None, description="What was said. May be absent only where `tool_calls` are present."
    )
    name: Name | None = Field(None, description="The speaker's name, if there are several.")
    tool_calls: Annotated[list[JsonObject], Field(max_length=128)] | None = None
    tool_call_id: Name | None = None
    refusal: (
        Annotated[Text, Field(min_length=1, max_length=10_000), AfterValidator(not_blank)] | None
    ) = None
    occurred_at: Time | None = Field(None, description="When it was said; now if absent.")
    external_id: ExternalId | None = None
    metadata: JsonObject | None = Field(None, description="Kept and returned as it is.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.content is None and not self.tool_calls and not self.refusal:
            raise ValueError("a message needs content, tool_calls or a refusal")
        if len(self._text()) > MAX_CONTENT_CHARACTERS:
            raise ValueError(f"a message must not exceed {MAX_CONTENT_CHARACTERS} characters")
        return self

    def draft(self) -> Draft:
        data = {
            key: value
            for key, value in (
                ("tool_calls", self.tool_calls),
                ("tool_call_id", self.tool_call_id),
                ("refusal", self.refusal),
            )
            if value is not None
        }
        return Draft(
            kind="message",
            content=self._text(),
            trust=TRUST_OF_ROLE[self.role],
            occurred_at=self.occurred_at,
            role=self.role,
            name=self.name,
            data=data or None,
            metadata=self.metadata,
            external_id=self.external_id,
        )

    def _text(self) -> str:
        if isinstance(self.content, str):
            return self.content
        if self.content is not None:
            return "\n".join(part.text for part in self.content)
        if self.refusal:
            return self.refusal
        calls = [call.get("function", call) for call in self.tool_calls or ()]
        return "\n".join(json.dumps(call, ensure_ascii=False) for call in calls)


class MemoryIn(Wire):
    """A memory that the application already has in words."""

    kind: TypedKind = "note"
    content: Content
    data: JsonObject | None = Field(None, description="The same in structured form.")
    occurred_at: Time | None = Field(None, description="When it happened; now if absent.")
    valid_from: Time | None = Field(None, description="From when it is true.")
    valid_to: Time | None = Field(None, description="Until when it is true.")
    expires_at: Time | None = Field(
        None, description="From then on it is not recalled, unless it is pinned."
    )
    importance: Importance | None = Field(None, description="Estimated if absent.")
    pinned: Flag = Field(
        False, description="Never forgotten by itself, and never paged out of its session's window."
    )
    external_id: ExternalId | None = None
    metadata: JsonObject | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise ValueError("valid_to must lie after valid_from")
        return self

    def draft(self) -> Draft:
        return Draft(trust="imported", **dict(self))


class IngestIn(Wire):
    """What one user's application remembers at once, all of it or nothing."""

    user_id: UserId
    session_id: SessionId | None = None
    agent_id: AgentId | None = None
    messages: Annotated[list[MessageIn], Field(max_length=MAX_ITEMS)] = Field(
        [],
        description="Turns in the order they were said.",
        examples=[[{"role": "user", "content": "I moved to Lisbon in May."}]],
    )
    memories: Annotated[list[MemoryIn], Field(max_length=MAX_ITEMS)] = Field(
        [],
        description="Typed memories.",
        examples=[[{"kind": "preference", "content": "Prefers oat milk."}]],
    )

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        count = len(self.messages) + len(self.memories)
        if not 1 <= count <= MAX_ITEMS:
            raise ValueError(f"needs 1 to {MAX_ITEMS} messages and memories together, has {count}")
        return self

    def drafts(self) -> Sequence[Draft]:
        return [*(m.draft() for m in self.messages), *(m.draft() for m in self.memories)]


class ReceiptOut(Wire):
    """What became of one message or memory."""

    id: UUID
    kind: Kind
    external_id: str | None
    seq: int | None = Field(description="Place of a message in its session, from 1.")
    status: Literal["created", "existing", "merged"] = Field(
        description="`existing`: the external_id was known. `merged`: the same fact was known."
    )


class IngestOut(Wire):
    """Receipts in the order of the request: messages first, then memories."""

    memories: list[ReceiptOut]
    operation: UUID | None = Field(
        description="The operation that still makes vectors; words are searchable at once."
    )


class LineOut(Wire):
    """What became of one line of a bulk load."""

    line: int = Field(description="Its number in the request, from 1.")
    status: int = Field(description="What a request of its own would have been answered.")
    memories: list[ReceiptOut] | None = Field(None, description="With status 201.")
    operation: UUID | None = Field(None, description="The operation that makes the vectors.")
    error: dict[str, Any] | None = Field(None, description="Otherwise: the problem.")


class MemoryOut(Wire):
    """A memory as stored."""

    id: UUID
    user_id: str
    kind: Kind
    content: str
    session_id: str | None
    seq: int | None
    role: Role | None
    name: str | None
    agent_id: str | None
    data: dict[str, Any] | None
    metadata: dict[str, Any] | None
    keywords: list[str] | None
    occurred_at: datetime
    recorded_at: datetime
    updated_at: datetime
    valid_from: datetime | None
    valid_to: datetime | None
    expires_at: datetime | None
    archived_at: datetime | None
    superseded_by: UUID | None
    importance: float = Field(description="As it was set or estimated.")
    pinned: bool
    trust: Trust
    method: str | None
    external_id: str | None
    mention_count: int
    use_count: int = Field(description="How often it was recalled into an answer or a context.")
    last_used_at: datetime | None = Field(
        description="When it was last recalled, mentioned again or changed, to some minutes."
    )
    strength: float = Field(
        description="What `importance` has come to by now, from 0 to 1: more with each use and "
        "mention, less with the time since the last. Recall and forgetting go by it."
    )
    token_count: int
    version: int

    @classmethod
    def of(cls, memory: Memory, now: datetime) -> MemoryOut:
        stored = {name: getattr(memory, name) for name in _STORED}
        return MemoryOut.model_construct(**stored, strength=round(strength(memory, now), 4))


_STORED = tuple(name for name in MemoryOut.model_fields if name != "strength")


class MemoryPatch(Wire):
    """What to change. A message's content stays as it was said."""

    content: Content | None = None
    data: JsonObject | None = None
    metadata: JsonObject | None = None
    occurred_at: Time | None = None
    valid_from: Time | None = None
    valid_to: Time | None = None
    expires_at: Time | None = None
    archived_at: Time | None = Field(
        None, description="From then on it is kept but not recalled; null brings it back."
    )
    importance: Importance | None = None
    pinned: Flag | None = Field(
        None,
        description="A turn that was paged out comes back into the window of its session, unless "
        "that is closed; unpinned, it leaves again.",
    )

    @field_validator("content", "occurred_at", "importance", "pinned")
    @classmethod
    def _not_null(cls, value: Any) -> Any:
        if value is None:
            raise ValueError("cannot be removed: leave the field out to keep it")
        return value

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("names no field to change")
        return self


class MemoryQuery(Wire):
    """Which memories of a user to list."""

    user_id: UserId
    kinds: Annotated[list[Kind], Field(min_length=1, max_length=8)] | None = None
    session_id: SessionId | None = None
    agent_id: AgentId | None = None
    after: Time | None = Field(None, description="Only what happened at or after this time.")
    before: Time | None = Field(None, description="Only what happened before this time.")
    archived: bool | None = Field(
        None, description="Only what is archived (`true`) or only what is not; both if absent."
    )
    limit: Limit = 50
    cursor: Cursor | None = None


class MemoryPage(Wire):
    """Newest first."""

    items: list[MemoryOut]
    next_cursor: str | None = Field(description="Pass it as `cursor` to go on; null at the end.")


class Version(Wire):
    """What a memory said before it was changed."""

    version: int
    replaced_at: datetime
    before: dict[str, Any] = Field(description="The fields that were changed, as they were.")


class HistoryOut(Wire):
    """Earlier versions, oldest first."""

    items: list[Version]
