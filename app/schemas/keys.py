"""API keys on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from app.schemas.fields import Name, Wire, not_blank

Scope = Literal["read", "write", "admin"]


class KeyIn(Wire):
    """A key to make."""

    name: Annotated[Name, AfterValidator(not_blank)] = Field(
        description="What it is for.", examples=["support bot"]
    )
    scopes: Annotated[set[Scope], Field(min_length=1, max_length=3)] = Field(
        description="`read` recalls, `write` remembers and forgets, `admin` manages keys.",
        examples=[["read", "write"]],
    )


class KeyOut(Wire):
    """A key, without its secret."""

    id: UUID
    name: str
    hint: str = Field(description="How the secret ends.", examples=["…x7Qk"])
    scopes: list[Scope]
    created_at: datetime
    last_used_at: datetime | None = Field(description="To the minute.")
    revoked_at: datetime | None


class KeyIssued(KeyOut):
    """A new key. Its secret is shown this once and stored nowhere."""

    secret: str = Field(description="Send it as `Authorization: Bearer mn_...`.")


class KeyList(Wire):
    """Oldest first, revoked ones among them."""

    items: list[KeyOut]
