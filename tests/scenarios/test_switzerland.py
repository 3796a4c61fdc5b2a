"""The worked example of the design, through the public API alone."""

from __future__ import annotations

import pytest
from httpx import AsyncClient

from app.services import Services
from app.stores.tenants import TenantRow
from tests.jobs import work_off

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


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_topic_block_comes_first_then_what_was_asked_for_and_nothing_else(
    client: AsyncClient, services: Services, tenant: TenantRow, language: str
) -> None:
    messages = [
        {"role": "user", "content": text, "occurred_at": f"2025-09-{24 + day}T10:00:00Z"}
        for day, text in enumerate(TURNS[language])
    ]
    body = {"user_id": "alice", "session_id": "journey", "messages": messages}
    posted = (await client.post("/v1/memories", json=body)).json()["memories"]

    deferred = await client.post("/v1/summarize", json={"user_id": "alice"})
    assert deferred.status_code == 202
    [done] = await work_off(services, tenant.tenant_id, "summarise_periods")
    operation = (await client.get(f"/v1/operations/{deferred.json()['operation']}")).json()
    assert operation["status"] == "succeeded"
    assert str(done.operation_id) == operation["id"]

    params = {"user_id": "alice", "query": QUESTION[language]}
    answer = (await client.get("/v1/recall", params=params)).json()
    block, *memories = answer["items"]
    assert block["kind"] == "summary"
    assert block["data"]["type"] == "summary"
    assert {"topic", "timestamp", "keywords", "importance"} <= block["data"].keys()
    assert {memory["content"] for memory in memories if memory["kind"] == "message"} == {
        TURNS[language][1],
        TURNS[language][2],
    }
    assert all(memory["covered_by"] == block["id"] for memory in memories)
    left_out = {item["id"] for item in posted} - {memory["id"] for memory in memories}
    assert len(left_out) == 4
