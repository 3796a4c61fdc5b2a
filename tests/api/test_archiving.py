"""What is archived is kept, not recalled, and comes back when it is restored."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient

TURN = {"messages": [{"role": "user", "content": "My bicycle is called Rocinante."}]}
FACT = {"memories": [{"kind": "fact", "content": "The bicycle is called Rocinante."}]}


async def recalled(client: AsyncClient) -> list[str]:
    query = {"user_id": "alice", "query": "Rocinante"}
    return [item["id"] for item in (await client.get("/v1/recall", params=query)).json()["items"]]


@pytest.mark.parametrize("said", [TURN, FACT])
async def test_an_archived_memory_is_not_recalled_until_it_is_restored(
    client: AsyncClient, said: dict[str, Any]
) -> None:
    posted = await client.post("/v1/memories", json={"user_id": "alice", "session_id": "s", **said})
    memory_id = posted.json()["memories"][0]["id"]
    url = f"/v1/memories/{memory_id}"
    archived = await client.patch(url, json={"archived_at": "2020-01-01T00:00:00Z"})
    assert archived.status_code == 200, archived.text
    assert archived.json()["archived_at"] == "2020-01-01T00:00:00Z"
    assert await recalled(client) == []
    restored = await client.patch(url, json={"archived_at": None})
    assert (restored.json()["archived_at"], restored.json()["version"]) == (None, 3)
    assert await recalled(client) == [memory_id]


async def test_a_fact_that_was_said_again_meanwhile_cannot_be_restored_beside_it(
    client: AsyncClient,
) -> None:
    body = {"user_id": "alice", **FACT}
    first = (await client.post("/v1/memories", json=body)).json()["memories"][0]["id"]
    await client.patch(f"/v1/memories/{first}", json={"archived_at": "2020-01-01T00:00:00Z"})
    again = (await client.post("/v1/memories", json=body)).json()["memories"][0]
    assert (again["status"], again["id"] == first) == ("created", False)
    refused = await client.patch(f"/v1/memories/{first}", json={"archived_at": None})
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
