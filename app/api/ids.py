"""Ids in paths."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path
from pydantic import BeforeValidator

from app.errors import NotFound


def _uuid(value: Any) -> UUID:
    """What is no id of ours cannot be found either: the same answer as for an unknown one."""
    try:
        return UUID(value)
    except ValueError as error:
        raise NotFound from error


ResourceId = Annotated[
    UUID, BeforeValidator(_uuid), Path(examples=["01977b1e-8f3a-7c2d-9b1a-3f5e8d7c6b5a"])
]
