"""Tenants on the wire, as the operator sees them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlsplit
from uuid import UUID

from pydantic import AfterValidator, Field, HttpUrl, SecretStr, TypeAdapter, field_validator

from app.schemas.fields import Cursor, Limit, Name, Text, Wire, not_blank

TenantStatus = Literal["active", "suspended"]
_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)
_HEADER_VALUE = re.compile(r"[!-~]+")


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


def _endpoint_url(text: str) -> str:
    """No user, query or fragment: a secret in them would be shown again."""
    url = _URL.validate_python(text)
    if not urlsplit(text).hostname:  # what browsers mend is not what was meant
        raise ValueError("must name a host")
    if url.username or url.password or "?" in text or "#" in text:
        raise ValueError("must hold no user, query or fragment")
    return text.rstrip("/")


class ChatModelIn(Wire):
    """An OpenAI-compatible endpoint for one tenant."""

    base_url: Annotated[
        Text, Field(min_length=8, max_length=512), AfterValidator(_endpoint_url)
    ] = Field(
        description="Up to, not including, `/chat/completions`. Mnemic's servers connect to "
        "it: only the operator may choose it.",
        examples=["https://api.openai.com/v1"],
    )
    model: Annotated[Name, AfterValidator(not_blank)] = Field(
        description="As the endpoint names it.", examples=["gpt-4o-mini"]
    )
    api_key: Annotated[SecretStr, Field(min_length=1, max_length=4096)] | None = Field(
        None,
        description="Stored encrypted, and never shown again. Without it none is sent: the "
        "deployment's own key never goes to a tenant's endpoint.",
        examples=["sk-..."],
    )

    @field_validator("api_key")
    @classmethod
    def _sendable(cls, key: SecretStr | None) -> SecretStr | None:
        """It becomes the value of an HTTP header."""
        if key is not None and not _HEADER_VALUE.fullmatch(key.get_secret_value()):
            raise ValueError("must be printable ASCII without spaces")
        return key


class ChatModelOut(Wire):
    """A tenant's own chat model, without its key."""

    base_url: str
    model: str
    has_api_key: bool
    updated_at: datetime


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
