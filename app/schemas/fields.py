"""Types of fields that many requests share, with their limits."""

from __future__ import annotations

from datetime import UTC, datetime
from math import isfinite
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

MAX_CONTENT_CHARACTERS = 1_100_000
MAX_ITEMS = 1000
MAX_JSON_DEPTH = 20
MAX_JSON_CHARACTERS = 32_768
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)


class Wire(BaseModel):
    """A model on the wire: unknown fields are errors, so that a typo is never lost silently."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _without_nul(text: str) -> str:
    if "\0" in text:
        raise ValueError("must not contain the NUL character (U+0000)")
    return text


def not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty or only white space")
    return text


def _plausible(time: datetime) -> datetime:
    if not _EARLIEST <= time < _LATEST:
        raise ValueError("must lie between the years 1900 and 2200")
    return time.astimezone(UTC)


def _storable(value: dict[str, Any]) -> dict[str, Any]:
    """JSON that PostgreSQL can hold and nobody uses as a file store."""
    size = _measure(value, depth=0)
    if size > MAX_JSON_CHARACTERS:
        raise ValueError(f"must not be larger than {MAX_JSON_CHARACTERS} characters of JSON")
    return value


def _measure(value: Any, *, depth: int) -> int:
    """Characters of `value`, roughly. Raises `ValueError` for what jsonb cannot hold."""
    if depth > MAX_JSON_DEPTH:
        raise ValueError(f"must not be nested deeper than {MAX_JSON_DEPTH} levels")
    if isinstance(value, dict):
        return sum(
            _measure(key, depth=depth + 1) + _measure(item, depth=depth + 1)
            for key, item in value.items()
        )
    if isinstance(value, list):
        return sum(_measure(item, depth=depth + 1) for item in value)
    if isinstance(value, str):
        _without_nul(value).encode()  # UnicodeEncodeError is a ValueError: a lone surrogate
        return len(value)
    if isinstance(value, float) and not isfinite(value):
        raise ValueError("must not contain NaN or an infinite number")
    return len(str(value))


Text = Annotated[str, AfterValidator(_without_nul)]
Content = Annotated[
    str,
    Field(min_length=1, max_length=MAX_CONTENT_CHARACTERS, examples=["I prefer a window seat."]),
    AfterValidator(_without_nul),
    AfterValidator(not_blank),
]
UserId = Annotated[
    str,
    Field(min_length=1, max_length=256, description="Whose memory it is: any string you choose."),
    AfterValidator(_without_nul),
]
SessionId = Annotated[
    str,
    Field(min_length=1, max_length=256, description="One conversation of a user."),
    AfterValidator(_without_nul),
]
AgentId = Annotated[
    str,
    Field(min_length=1, max_length=256, description="The agent that took part; a filter."),
    AfterValidator(_without_nul),
]
Name = Annotated[str, Field(min_length=1, max_length=256), AfterValidator(_without_nul)]
ExternalId = Annotated[
    str,
    Field(
        min_length=1,
        max_length=256,
        description="Your own id: posting it again for this user changes nothing.",
    ),
    AfterValidator(_without_nul),
]
JsonObject = Annotated[dict[str, Any], AfterValidator(_storable)]
Time = Annotated[
    AwareDatetime,
    AfterValidator(_plausible),
    Field(description="RFC 3339 with a zone.", examples=["2026-05-01T09:30:00Z"]),
]
Importance = Annotated[float, Field(ge=0, le=1, description="From 0 to 1.")]
