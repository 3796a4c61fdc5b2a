"""The worked example of the design, through the public API alone: in Chinese and in English,
without a model and with a scripted one."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient

from tests.scenarios.conftest import Scripted, Work
from tests.scenarios.reader import Reader

TURNS = {
    "zh": (
        "喜欢高山湖泊", "预算 2 万人民币", "希望住有景观的民宿", "担心高原反应", "喜欢摄影",
        "已订好 10月5日机票",
    ),
    "en": (
        "I like alpine lakes.", "My budget is 20,000 RMB.",
        "I would like to stay in a guesthouse with a view.", "I worry about altitude sickness.",
        "I like photography.", "I have booked the flight for October 5.",
    ),
}  # fmt: skip
QUESTION = {
    "zh": "我瑞士旅行的预算和住宿安排是怎样的？",
    "en": "What are the budget and lodging plans for my trip to Switzerland?",
}
SUMMARY = {
    "zh": "用户计划瑞士徒步：喜欢高山湖泊和摄影，预算 2 万人民币，希望住有景观的民宿，"
    "担心高原反应，已订好 10月5日机票。",
    "en": "The user plans to hike in Switzerland: they like alpine lakes and photography, have a "
    "budget of 20,000 RMB, would like to stay in a guesthouse with a view, worry about altitude "
    "sickness and have booked the flight for October 5.",
}
# (kind, predicate, object) of each turn, as a model reads it
STATED = {
    "zh": (
        ("preference", "likes", "高山湖泊"), ("fact", "budget", "20000 CNY"),
        ("preference", "wants", "有景观的民宿"), ("fact", "worried_about", "高原反应"),
        ("preference", "likes", "摄影"), ("event", "booked", "机票"),
    ),
    "en": (
        ("preference", "likes", "alpine lakes"), ("fact", "budget", "20000 CNY"),
        ("preference", "wants", "a guesthouse with a view"),
        ("fact", "worried_about", "altitude sickness"), ("preference", "likes", "photography"),
        ("event", "booked", "the flight"),
    ),
}  # fmt: skip


def reader(language: str) -> Reader:
    statements = {
        turn: {"kind": kind, "predicate": predicate, "object": object_, "text": turn}
        for turn, (kind, predicate, object_) in zip(TURNS[language], STATED[language], strict=True)
    }
    return Reader(statements, SUMMARY[language])


@pytest.mark.parametrize("with_model", [False, True], ids=["offline", "model"])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_topic_block_comes_first_then_what_was_asked_for_and_nothing_else(
    client: AsyncClient, scripted: Scripted, work: Work, language: str, with_model: bool
) -> None:
    if with_model:
        await scripted.use(reader(language))
    messages = [
        {"role": "user", "content": text, "occurred_at": f"2025-09-{24 + day}T10:00:00Z"}
        for day, text in enumerate(TURNS[language])
    ]
    body: dict[str, Any] = {"user_id": "alice", "session_id": "journey", "messages": messages}
    posted = (await client.post("/v1/memories", json=body)).json()["memories"]
    await work()

    deferred = await client.post("/v1/summarize", json={"user_id": "alice"})
    assert deferred.status_code == 202
    await work()
    operation = (await client.get(f"/v1/operations/{deferred.json()['operation']}")).json()
    assert operation["status"] == "succeeded"

    params = {"user_id": "alice", "query": QUESTION[language]}
    answer = (await client.get("/v1/recall", params=params)).json()
    block, *memories = answer["items"]
    assert block["kind"] == "summary"
    assert block["data"]["type"] == "summary"
    assert block["method"] == ("abstractive" if with_model else "extractive")
    assert {"topic", "timestamp", "keywords", "importance"} <= block["data"].keys()
    wanted = (TURNS[language][1], TURNS[language][2])
    assert {memory["content"] for memory in memories if memory["kind"] == "message"} == set(wanted)
    assert all(memory["covered_by"] == block["id"] for memory in memories)
    left_out = {item["id"] for item in posted} - {memory["id"] for memory in memories}
    assert len(left_out) == 4
    assert {said(memory) for memory in memories} <= {"budget", "wants", None}
    assert bool(scripted.model.requests) == with_model


def said(memory: dict[str, Any]) -> str | None:
    """What slot a memory fills; None for a turn."""
    return memory["data"]["predicate"] if memory["data"] else None
