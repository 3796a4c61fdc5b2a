"""Text as models take it."""

from __future__ import annotations


def clean(text: str) -> str:
    """No NUL, which would end a C string, and no lone surrogate, which cannot be encoded."""
    return text.encode("utf-8", "ignore").decode().replace("\0", " ")
