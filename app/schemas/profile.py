"""Profiles on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from app.schemas.fields import AsOf, KnownAt, Wire


class ProfileQuery(Wire):
    as_of: AsOf | None = None
    known_at: KnownAt | None = None
    explain: bool = Field(False, description="Say for each slot what it rests on.")


class SlotOut(Wire):
    """A slot of the profile."""

    subject: str = Field(description="`user`, or a person of theirs.")
    predicate: str
    object: str
    valid_from: datetime
    valid_to: datetime | None
    mentions: int = Field(description="How often it was said.")
    memory_id: UUID
    sources: list[UUID] = Field(description="The turns that say so.")


class ProfileOut(Wire):
    """What is known of somebody, in the fewest tokens that say it."""

    profile: dict[str, Any] = Field(
        description="One value, or a list where several may hold.",
        examples=[{"user": "Alice", "likes": ["coffee"], "last_met": "2025-09-20"}],
    )
    as_of: datetime = Field(description="The moment it is of.")
    known_at: datetime = Field(description="By when it was known.")
    tokens: int = Field(description="Tokens of `profile` as compact JSON.")
    source_count: int = Field(description="Turns and memories that it stands for.")
    source_tokens: int = Field(description="Their tokens.")
    saving: float = Field(description="Part of these tokens that the profile saves, 0 to 1.")
    slots: list[SlotOut] | None = Field(description="With `explain=true`.")
