"""Health and metrics, as an orchestrator and Prometheus ask for them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient
from pydantic import SecretStr
from structlog.testing import capture_logs

from app.main import create_app
from app.settings import Settings
from tests.conftest import http_client


@pytest.fixture
async def without_redis(settings: Settings) -> AsyncIterator[AsyncClient]:
    """An application whose Redis is not there."""
    away = settings.model_copy(update={"redis_url": SecretStr("redis://127.0.0.1:1")})
    app = create_app(away)
    async with app.router.lifespan_context(app), http_client(app, None) as http:
        yield http


async def test_a_process_that_answers_is_alive(client):
    answer = await client.get("/livez")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_ready_means_that_the_stores_answer(client):
    answer = await client.get("/readyz")
    checks = {"postgres": "ok", "redis": "ok"}
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "checks": checks})


async def test_without_redis_it_is_degraded_and_still_ready(without_redis):
    answer = await without_redis.get("/readyz")
    checks = {"postgres": "ok", "redis": "failed"}
    assert (answer.status_code, answer.json()) == (200, {"status": "degraded", "checks": checks})


async def test_without_postgres_it_is_alive_and_not_ready(settings: Settings):
    """The pool is closed, which is what a database that went away looks like."""
    app = create_app(settings)
    async with app.router.lifespan_context(app), http_client(app, None) as http:
        await app.state.services.database.close()
        answer = await http.get("/readyz")
        assert (answer.status_code, answer.json()["checks"]["postgres"]) == (503, "failed")
        assert (await http.get("/livez")).status_code == 200


async def test_requests_are_counted_by_route_template(client):
    await client.get("/v1/memories/0197e1a0-0000-7000-8000-000000000000")
    await client.request("BREW", "/somewhere")
    await client.get("/v1/recall", params={"user_id": "u", "query": "x"})
    text = (await client.get("/metrics")).text
    route = 'method="GET",route="/v1/memories/{memory_id}",status="404"'
    assert f"mnemic_http_requests_total{{{route}}}" in text
    assert 'method="OTHER",route="unmatched",status="404"' in text
    assert 'mnemic_recall_stage_seconds_count{stage="total"}' in text
    assert 'mnemic_database_pool{statistic="pool_size"}' in text
    assert "0197e1a0" not in text


async def test_each_request_has_one_line_in_the_log(client, tenant):
    with capture_logs() as logged:
        await client.get("/v1/memories/0197e1a0-0000-7000-8000-000000000000")
        await client.get("/livez")
    lines = [entry for entry in logged if entry["event"] == "request"]
    assert len(lines) == 1
    assert lines[0]["route"] == "/v1/memories/{memory_id}"
    assert (lines[0]["method"], lines[0]["status"]) == ("GET", 404)
    assert lines[0]["tenant_id"] == str(tenant.tenant_id)
    assert lines[0]["ms"] > 0
