"""Reflections on the wire; as memories they look like all others."""

from __future__ import annotations

from uuid import UUID

from app.schemas.fields import Wire


class ReflectionDeferred(Wire):
    """The round that was queued. Its result says how many `reflections` were written, and how many
    hold no longer and were `closed`."""

    operation: UUID
