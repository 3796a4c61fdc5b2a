"""What the worker does about topics once memories have their vectors."""

from __future__ import annotations

from uuid import UUID

from httpx import AsyncClient

from tests.worker.conftest import Working, has_status, ingest, wait_until
from tests.worker.test_embed import LONG


async def test_memories_are_filed_once_they_are_embedded(
    client: AsyncClient, working: Working
) -> None:
    operation_id = await ingest(client, "alice", [LONG] * 4)
    async with working():
        await wait_until(client, operation_id, has_status("succeeded"))
        items = (await client.get("/v1/operations")).json()["items"]
        [filing] = [UUID(item["id"]) for item in items if item["kind"] == "assign_topics"]
        done = await wait_until(client, filing, has_status("succeeded"))
    assert done["result"] == {"memories": 4}
    [topic] = (await client.get("/v1/topics", params={"user_id": "alice"})).json()["items"]
    assert topic["memory_count"] == 4
