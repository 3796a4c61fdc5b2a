"""Blocks on the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field

from app.domain.block import DEFAULT_LIMIT_TOKENS, MAX_BLOCK_CHARACTERS
from app.schemas.fields import Text, Wire, not_blank

BLOCK_LABEL = r"^[a-z0-9_-]{1,64}$"
BlockLabel = Annotated[
    str,
    Field(
        min_length=1,
        max_length=64,
        pattern=BLOCK_LABEL,
        description="`persona`: who the assistant is. `human`: whom it talks to. Or any other.",
        examples=["human"],
    ),
]
BlockText = Annotated[
    Text,
    Field(
        min_length=1,
        max_length=MAX_BLOCK_CHARACTERS,
        examples=["Alice, vegetarian, plans to hike in Switzerland."],
    ),
    AfterValidator(not_blank),
]


class BlockIn(Wire):
    """What a block is to say."""

    content: BlockText
    limit_tokens: int | None = Field(
        None,
        ge=1,
        le=8192,
        description=f"Tokens it may hold. As before if absent; {DEFAULT_LIMIT_TOKENS} at first.",
    )


class BlockOut(Wire):
    """A small text that is always in main context."""

    label: str
    content: str
    token_count: int
    limit_tokens: int
    version: int
    updated_at: datetime


class BlockList(Wire):
    """In the order of their labels."""

    items: list[BlockOut]


class BlockVersionOut(Wire):
    """What a block said before it was changed or deleted."""

    version: int
    content: str
    replaced_at: datetime


class BlockHistoryOut(Wire):
    """Earlier versions, oldest first."""

    items: list[BlockVersionOut]
