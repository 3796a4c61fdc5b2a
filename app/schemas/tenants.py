"""Tenants on the wire, as the operator sees them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from app.schemas.fields import Cursor, Limit, Name, Wire, not_blank

TenantStatus = Literal["active", "suspended"]


class TenantIn(Wire):
    """A tenant to make."""

    name: Annotated[Name, AfterValidator(not_blank)] = Field(
        description="For people; need not be unique.", examples=["Example Ltd"]
    )


class TenantPatch(Wire):
    """What to change of a tenant."""

    status: TenantStatus = Field(
        description="`suspended`: the data stays, and no key opens anything."
    )


class TenantOut(Wire):
    id: UUID
    name: str
    status: TenantStatus
    created_at: datetime


class TenantQuery(Wire):
    limit: Limit = 50
    cursor: Cursor | None = None


class TenantPage(Wire):
    """Oldest first."""

    items: list[TenantOut]
    next_cursor: str | None = Field(description="Pass it as `cursor` to go on; null at the end.")
