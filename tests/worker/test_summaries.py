"""Folds and summaries that were deferred are done by the worker."""

from __future__ import annotations

import asyncio
from typing import Any

from httpx import AsyncClient

from tests.worker.conftest import Working

ALICE = {"user_id": "alice"}


async def finished(client: AsyncClient, operation: str) -> dict[str, Any]:
    """The operation once it has ended."""
    async with asyncio.timeout(60):
        while True:
            found: dict[str, Any] = (await client.get(f"/v1/operations/{operation}")).json()
            if found["status"] in ("succeeded", "failed"):
                return found
            await asyncio.sleep(0.02)


async def test_worker_folds_a_closed_session_and_makes_a_deferred_summary(
    client: AsyncClient, working: Working
) -> None:
    messages = [{"role": "user", "content": f"Bill {i} comes to {i}0 euros."} for i in range(1, 6)]
    body = {**ALICE, "session_id": "s", "messages": messages}
    assert (await client.post("/v1/memories", json=body)).status_code == 201
    deferred = await client.post("/v1/summarize", json={**ALICE, "topic": "bills", "wait": False})
    closed = await client.delete("/v1/sessions/s", params=ALICE)
    async with working():
        summary = await finished(client, deferred.json()["operation"])
        fold = await finished(client, closed.json()["operation"])
    assert (summary["status"], summary["result"]["sources"]) == ("succeeded", 5)
    assert (fold["status"], fold["result"]["folded"]) == ("succeeded", 5)
    assert (await client.get("/v1/sessions/s", params=ALICE)).json()["folded_seq"] == 5
