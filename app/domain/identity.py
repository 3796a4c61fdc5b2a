"""Ids: UUIDv7 for what is made, uuid5 for whose it is."""

from __future__ import annotations

from uuid import UUID, uuid5

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A UUIDv7: ids sort by the millisecond they were made in (RFC 9562)."""
    return uuid7()


def owner_id_of(tenant_id: UUID, user_id: str) -> UUID:
    """The key of a user inside the database: fixed width, needs no look-up, is no e-mail address."""
    return uuid5(tenant_id, user_id)
