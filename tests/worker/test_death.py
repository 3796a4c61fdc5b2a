"""How workers end: killed, stopped, and what becomes of what they were doing."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import psycopg
import pytest
from httpx import AsyncClient

from app.errors import Unavailable
from app.services import Services
from app.settings import Settings
from app.stores.operations import OperationRow
from app.stores.tenants import TenantRow
from app.worker.connector import PatientConnector
from app.worker.handlers import embed
from tests.servers import Servers
from tests.worker.conftest import Working, has_status, ingest, operation, wait_until
from tests.worker.processes import worker_process
from tests.worker.test_embed import LONG, vectors_of

MANY = [f"On day {n} of the journey we walked along the lake." for n in range(96)]


def half_done(found: dict[str, Any]) -> bool:
    return 0 < float(found["progress"]) < 1


async def test_what_a_killed_worker_was_doing_is_finished_once_by_another(
    client: AsyncClient, services: Services, settings: Settings, tenant: TenantRow, working: Working
) -> None:
    operation_id = await ingest(client, "alice", MANY)
    async with worker_process(settings) as victim:
        await wait_until(client, operation_id, half_done)
        victim.kill()
        await victim.wait()
    left = await operation(client, operation_id)
    assert left["status"] == "running"
    assert half_done(left)
    before = await vectors_of(services, tenant)
    async with working():
        done = await wait_until(client, operation_id, has_status("succeeded"))
    assert (done["attempts"], done["result"]) == (2, {"embedded": len(MANY)})
    after = await vectors_of(services, tenant)
    assert len(after) == len(MANY)
    assert before.items() <= after.items()


async def test_a_stopped_worker_gives_back_what_it_cannot_finish_and_exits_with_0(
    client: AsyncClient, settings: Settings, working: Working
) -> None:
    operation_id = await ingest(client, "alice", MANY)
    impatient = settings.model_copy(update={"worker_grace_s": 0.0})
    async with worker_process(impatient) as process:
        await wait_until(client, operation_id, half_done)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 20) == 0
    left = await operation(client, operation_id)
    assert (left["status"], left["attempts"]) == ("queued", 0)
    async with working():
        done = await wait_until(client, operation_id, has_status("succeeded"))
    assert (done["attempts"], done["result"]) == (1, {"embedded": len(MANY)})


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_stopped_worker_finishes_its_job_and_exits_with_0(
    client: AsyncClient, settings: Settings, number: signal.Signals
) -> None:
    operation_id = await ingest(client, "alice", MANY[:40])
    async with worker_process(settings) as process:
        await wait_until(client, operation_id, has_status("running"))
        process.send_signal(number)
        assert await asyncio.wait_for(process.wait(), 20) == 0
    assert (await operation(client, operation_id))["status"] == "succeeded"


async def test_work_that_kills_its_workers_ends_as_a_dead_letter(
    client: AsyncClient, services: Services, tenant: TenantRow, working: Working
) -> None:
    operation_id = await ingest(client, "alice", [LONG] * 4)
    for _ in range(5):
        await services.operations.start(tenant.tenant_id, operation_id)
    async with working():
        dead = await wait_until(client, operation_id, has_status("failed"))
    assert dead["error"] == "The worker died in every attempt."


async def test_a_worker_that_loses_the_database_comes_back_to_its_jobs(
    client: AsyncClient, services: Services, tenant: TenantRow, working: Working
) -> None:
    cut = asyncio.Event()

    async def cut_once(
        services: Services, tenant_id: UUID, operation: OperationRow
    ) -> Mapping[str, Any]:
        if not cut.is_set():
            cut.set()
            async with services.database.operator() as connection:
                await connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND usename = current_user"
                    " AND pid <> pg_backend_pid()"
                )
        return await embed(services, tenant_id, operation)

    operation_id = await ingest(client, "alice", [LONG] * 4)
    async with working(handlers={"embed": cut_once}):
        await cut.wait()
        done = await wait_patiently(services, tenant, operation_id)
    assert done.result == {"embedded": 4}
    assert len(await vectors_of(services, tenant)) == 4


async def test_a_statement_of_the_queue_that_loses_its_connection_is_repeated(
    database: Servers,
) -> None:
    async with await psycopg.AsyncConnection.connect(database.owner_url) as owner:
        await owner.execute("CREATE SEQUENCE cut")
        await owner.execute("GRANT USAGE ON SEQUENCE cut TO mnemic_app")
    connector = PatientConnector(conninfo=database.app_url, min_size=1)
    await connector.open_async()
    try:
        await connector.execute_query_async(
            "SELECT pg_terminate_backend(pg_backend_pid()) WHERE nextval('cut') = 1"
        )
    finally:
        await connector.close_async()
    async with await psycopg.AsyncConnection.connect(database.owner_url) as owner:
        cursor = await owner.execute("SELECT last_value FROM cut")
        assert await cursor.fetchone() == (2,)
        await owner.execute("DROP SEQUENCE cut")


async def wait_patiently(services: Services, tenant: TenantRow, operation_id: UUID) -> OperationRow:
    """The operation once it has succeeded, also past connections that were cut."""
    async with asyncio.timeout(60):
        while True:
            try:
                found = await services.operations.get(tenant.tenant_id, operation_id)
            except Unavailable:
                continue
            if found.status == "succeeded":
                return found
            await asyncio.sleep(0.01)
