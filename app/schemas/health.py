"""Health on the wire."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.schemas.fields import Wire

Check = Literal["ok", "failed"]


class Liveness(Wire):
    status: Literal["ok"] = "ok"


class Readiness(Wire):
    """Whether to send requests here."""

    status: Literal["ok", "degraded", "unavailable"] = Field(
        description="`degraded`: everything is answered, some of it more slowly."
    )
    checks: dict[str, Check] = Field(examples=[{"postgres": "ok", "redis": "ok"}])
