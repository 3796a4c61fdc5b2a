"""GET /v1/sessions/{id}/context: a model's past within a budget."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient

STRATEGIES = ("buffer", "window", "summary", "vector", "tiered")


async def _say(client: AsyncClient, *contents: str, session: str = "s") -> list[str]:
    messages = [
        {"role": "user" if i % 2 == 0 else "assistant", "content": content}
        for i, content in enumerate(contents)
    ]
    body = {"user_id": "alice", "session_id": session, "messages": messages}
    answer = await client.post("/v1/memories", json=body)
    assert answer.status_code == 201
    return [item["id"] for item in answer.json()["memories"]]


async def _context(client: AsyncClient, **params: Any) -> dict[str, Any]:
    answer = await client.get("/v1/sessions/s/context", params={"user_id": "alice", **params})
    assert answer.status_code == 200, answer.text
    context: dict[str, Any] = answer.json()
    return context


async def test_buffer_is_the_whole_conversation_in_order(client: AsyncClient) -> None:
    said = [f"This is turn number {i}." for i in range(60)]
    await _say(client, *said)
    context = await _context(client, strategy="buffer")
    assert [message["content"] for message in context["messages"]] == said
    assert [message["role"] for message in context["messages"][:2]] == ["user", "assistant"]


async def test_window_is_its_last_turns(client: AsyncClient) -> None:
    said = [f"This is turn number {i}." for i in range(10)]
    await _say(client, *said)
    context = await _context(client, strategy="window", turns=3)
    assert [message["content"] for message in context["messages"]] == said[-3:]


async def test_vector_is_what_is_relevant_to_the_query_from_all_sessions(
    client: AsyncClient,
) -> None:
    ids = await _say(client, "My cat is called Miso.", "Nice.", "I play chess.", session="old")
    await _say(client, "Good morning!")
    context = await _context(client, strategy="vector", query="name of the cat", budget_tokens=80)
    (message,) = context["messages"]
    assert "My cat is called Miso." in message["content"]
    assert ids[0] in context["tiers"][0]["items"]


async def test_tiered_joins_memories_of_other_sessions_with_the_window(
    client: AsyncClient,
) -> None:
    await _say(client, "My cat is called Miso.", session="old")
    await _say(client, "Good morning!", "Good morning, how can I help?", "What is my cat called?")
    context = await _context(client)
    recalled, *window = context["messages"]
    assert recalled["role"] == "system"
    assert "My cat is called Miso." in recalled["content"]
    assert "[mnemic:recalled" in recalled["content"]
    assert [message["content"] for message in window] == [
        "Good morning!", "Good morning, how can I help?", "What is my cat called?"
    ]  # fmt: skip


@pytest.mark.parametrize("strategy", STRATEGIES)
async def test_the_budget_is_never_exceeded(client: AsyncClient, strategy: str) -> None:
    await _say(
        client, *[f"On day {i} we walked {i} miles to the lake. 我们走了很久。" for i in range(30)]
    )
    for budget in (120, 400, 1000):
        context = await _context(client, strategy=strategy, query="the lake", budget_tokens=budget)
        assert 0 < context["tokens"] <= budget
        assert sum(tier["tokens"] for tier in context["tiers"]) >= context["tokens"] - 10


async def test_what_did_not_fit_is_listed_with_its_reason(client: AsyncClient) -> None:
    ids = await _say(client, *[f"We walked {i} miles to the lake." for i in range(30)])
    context = await _context(client, strategy="buffer", budget_tokens=100)
    (tier,) = context["tiers"]
    assert sorted(tier["items"]) == ids[-len(tier["items"]) :]
    assert {item["id"] for item in tier["left_out"]} == set(ids) - set(tier["items"])
    assert {item["reason"] for item in tier["left_out"]} == {"budget"}


async def test_a_budget_too_small_for_the_last_turn_is_a_clear_error(client: AsyncClient) -> None:
    await _say(client, "A long last turn. " * 50)
    params: dict[str, str | int] = {"user_id": "alice", "budget_tokens": 20}
    answer = await client.get("/v1/sessions/s/context", params=params)
    assert (answer.status_code, answer.json()["code"]) == (422, "budget_too_small")
    assert answer.json()["needed_tokens"] > 20


async def test_a_session_in_which_nobody_spoke_has_the_memories_of_the_others(
    client: AsyncClient,
) -> None:
    await _say(client, "My cat is called Miso.", session="old")
    context = await _context(client, query="the cat")
    assert "Miso" in context["messages"][0]["content"]
    assert (await _context(client, strategy="buffer"))["messages"] == []
