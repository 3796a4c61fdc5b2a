"""The id of the request that is being answered."""

from __future__ import annotations

from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """Empty outside a request."""
    return _current.get()


def bind_request_id(value: str) -> None:
    """For the rest of this request's task."""
    _current.set(value)
