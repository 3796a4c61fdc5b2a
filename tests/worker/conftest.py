"""A database of these tests alone: the jobs that other tests leave behind are not theirs to do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from app.main import create_app
from app.services import Services
from app.settings import Settings
from app.worker.failures import Backoff
from app.worker.run import work
from tests.conftest import worker_name
from tests.servers import Servers, clone_database, drop_database

DEADLINE_S = 60.0
Working = Callable[..., AbstractAsyncContextManager[None]]


@pytest.fixture(scope="session")
def database(servers: Servers, template_database: str) -> Iterator[Servers]:
    name = f"mnemic_{worker_name()}_worker"
    yield clone_database(servers, template_database, name)
    drop_database(servers, name)


@pytest.fixture(scope="session")
def settings(database: Servers, redis_url: str) -> Settings:
    return Settings(
        _env_file=None,
        database_url=database.app_url,
        owner_database_url=database.owner_url,
        redis_url=redis_url,
        key_pepper="test-pepper",
        worker_stalled_s=3.0,
    )


@pytest.fixture(scope="session")
async def app(settings: Settings) -> AsyncIterator[FastAPI]:
    application = create_app(settings)
    async with application.router.lifespan_context(application):
        yield application


@pytest.fixture(scope="session")
def services(app: FastAPI) -> Services:
    built: Services = app.state.services
    return built


@pytest.fixture
def working(services: Services) -> Working:
    """Runs a worker in this process while the block lasts; it tries again soon."""

    @asynccontextmanager
    async def run(**given: Any) -> AsyncIterator[None]:
        stop = asyncio.Event()
        options = {"backoff": Backoff(first_s=0, factor=1), "poll_s": 0.05, **given}
        running = asyncio.create_task(work(services, stop, **options))
        try:
            yield
        finally:
            stop.set()
            await running

    return run


async def ingest(client: AsyncClient, user_id: str, texts: list[str]) -> UUID:
    """Post more than is embedded inline; the operation that embeds it."""
    body = {"user_id": user_id, "messages": [{"role": "user", "content": text} for text in texts]}
    posted = await client.post("/v1/memories", json=body | {"session_id": "s"})
    assert posted.status_code == 201, posted.text
    return UUID(posted.json()["operation"])


async def operation(client: AsyncClient, operation_id: UUID) -> dict[str, Any]:
    answer = await client.get(f"/v1/operations/{operation_id}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def wait_until(
    client: AsyncClient, operation_id: UUID, condition: Callable[[dict[str, Any]], bool]
) -> dict[str, Any]:
    """The operation as it is once the condition holds."""
    deadline = time.monotonic() + DEADLINE_S
    while True:
        found = await operation(client, operation_id)
        if condition(found):
            return found
        assert time.monotonic() < deadline, f"not within {DEADLINE_S:.0f} s: {found}"
        await asyncio.sleep(0.01)


def has_status(*wanted: str) -> Callable[[dict[str, Any]], bool]:
    return lambda found: found["status"] in wanted
