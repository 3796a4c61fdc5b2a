"""Cursors of pages: opaque to clients, the place to go on from to us."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from app.errors import Invalid
from app.schemas.fields import without_nul

Item = TypeVar("Item")


def cut(rows: Sequence[Item], limit: int) -> tuple[Sequence[Item], Item | None]:
    """Of `limit + 1` rows asked for: those of the page, and the last one if more follow."""
    return rows[:limit], rows[limit - 1] if len(rows) > limit else None


def encode_cursor(place: UUID) -> str:
    return urlsafe_b64encode(place.bytes).rstrip(b"=").decode()


def decode_cursor(cursor: str | None) -> UUID | None:
    """Raises `Invalid` for what `encode_cursor` has not made."""
    if cursor is None:
        return None
    try:
        return UUID(bytes=urlsafe_b64decode(cursor.encode("ascii") + b"=="))
    except (Base64Error, ValueError) as error:
        raise Invalid("The cursor is not one of ours: pass on `next_cursor` as it is.") from error


def encode_time_cursor(at: datetime, name: str) -> str:
    """For what is ordered by a time, and by a name where the times are equal."""
    return urlsafe_b64encode(f"{at.isoformat()} {name}".encode()).rstrip(b"=").decode()


def decode_time_cursor(cursor: str | None) -> tuple[datetime, str] | None:
    """Raises `Invalid` for what `encode_time_cursor` has not made."""
    if cursor is None:
        return None
    try:
        text = urlsafe_b64decode(cursor.encode("ascii") + b"==").decode()
        at, name = text.split(" ", maxsplit=1)
        return datetime.fromisoformat(at).astimezone(UTC), without_nul(name)
    except (Base64Error, ValueError, OverflowError) as error:
        raise Invalid("The cursor is not one of ours: pass on `next_cursor` as it is.") from error
