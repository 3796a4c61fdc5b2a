"""Retention on the wire."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.memory import Kind
from app.domain.retention import RetentionRule
from app.schemas.fields import Wire

Days = Annotated[int, Field(ge=1, le=36_500, strict=True)]


class RetentionRuleIO(Wire):
    """What becomes of the memories of one kind. Pinned ones are never touched."""

    archive_after_days: Days | None = Field(
        None,
        description="Archive what was recorded, said again or changed this many days ago.",
        examples=[365],
    )
    archive_below: Annotated[float, Field(gt=0, le=1, strict=True)] | None = Field(
        None, description="Archive what has faded: its `strength` is below this.", examples=[0.05]
    )
    purge_after_days: Annotated[int, Field(ge=0, le=36_500, strict=True)] | None = Field(
        None,
        description="Delete for good what has been archived for this many days, for whatever "
        "reason it was.",
        examples=[30],
    )


class Retention(Wire):
    """Rules by kind. A kind without a rule is kept for ever."""

    kinds: dict[Kind, RetentionRuleIO] = Field(
        description="A message is the raw turn; what was taken from it has a kind of its own.",
        max_length=8,
    )

    def rules(self) -> dict[Kind, RetentionRule]:
        return {kind: RetentionRule(**dict(rule)) for kind, rule in self.kinds.items()}

    @classmethod
    def of(cls, rules: dict[Kind, RetentionRule]) -> Retention:
        return cls(kinds={kind: RetentionRuleIO(**asdict(rule)) for kind, rule in rules.items()})


class RetentionApplied(Wire):
    """The round that was queued."""

    operation: UUID
