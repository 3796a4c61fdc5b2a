"""What a worker that runs alone says about its jobs."""

from __future__ import annotations

import asyncio
import re
import socket
import time

import httpx
from httpx import AsyncClient

from app.settings import Settings
from tests.worker.conftest import DEADLINE_S, has_status, ingest, wait_until
from tests.worker.processes import worker_process
from tests.worker.test_embed import LONG

SUCCEEDED = re.compile(r'^mnemic_jobs_total{kind="embed",outcome="succeeded"} [1-9]', re.MULTILINE)


async def test_a_worker_serves_what_it_has_counted(client: AsyncClient, settings: Settings) -> None:
    operation_id = await ingest(client, "alice", [LONG] * 4)
    port = free_port()
    async with worker_process(settings.model_copy(update={"worker_metrics_port": port})):
        await wait_until(client, operation_id, has_status("succeeded"))
        async with httpx.AsyncClient(base_url=f"http://{settings.host}:{port}") as scraper:
            assert SUCCEEDED.search(await until_counted(scraper))


async def until_counted(scraper: httpx.AsyncClient) -> str:
    """The metrics once a job was counted: that is the last thing a worker does with it."""
    deadline = time.monotonic() + DEADLINE_S
    while True:
        text = (await scraper.get("/metrics")).text
        if "mnemic_jobs_total{" in text or time.monotonic() > deadline:
            return text
        await asyncio.sleep(0.05)


async def test_a_taken_port_is_a_clear_error(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind((settings.host, 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with worker_process(
            settings.model_copy(update={"worker_metrics_port": port})
        ) as process:
            assert process.stderr is not None
            said = (await process.stderr.read()).decode()
            assert await process.wait() != 0
    assert f"{settings.host}:{port}" in said
    assert "MNEMIC_WORKER_METRICS_PORT" in said


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
