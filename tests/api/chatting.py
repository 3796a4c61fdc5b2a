"""A chat with the cognitive loop, as its tests hold it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from httpx import AsyncClient
from openai import AsyncOpenAI

from app.services import Services
from tests.scripted_model import ScriptedModel

WEATHER = {
    "type": "function",
    "function": {"name": "weather", "parameters": {"type": "object", "properties": {}}},
}
HELLO: Any = [{"role": "user", "content": "Hello there."}]


@dataclass
@dataclass
class Deployment:
    """A running Mnemic with a chat model."""

    url: str
    services: Services
    model: ScriptedModel


async def chat(openai: AsyncOpenAI, messages: Any, session: str = "s1", **more: Any) -> Any:
    headers = {"X-Mnemic-Session": session, **more.pop("headers", {})}
    return await openai.chat.completions.create(
        model="mnemic", user="alice", messages=messages, extra_headers=headers, **more
    )


async def turns(http: AsyncClient, session: str = "s1") -> list[tuple[str, str]]:
    answer = await http.get(f"/v1/sessions/{session}/window", params={"user_id": "alice"})
    return [(turn["role"], turn["content"]) for turn in answer.json().get("turns", [])]


async def remember(http: AsyncClient, *said: str, session: str = "earlier") -> None:
    messages = [{"role": "user", "content": text} for text in said]
    body = {"user_id": "alice", "session_id": session, "messages": messages}
    assert (await http.post("/v1/memories", json=body)).status_code == 201


async def read(stream: Any, pieces: list[str]) -> None:
    async for chunk in stream:
        pieces += [choice.delta.content or "" for choice in chunk.choices]


def tool_results(request: dict[str, Any]) -> list[str]:
    return [m["content"] for m in request["messages"] if m["role"] == "tool"]
