"""/v1/sessions: a session's state, and a window that is the same from wherever it is read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import pytest
from httpx import AsyncClient, Response
from pydantic import SecretStr
from redis.asyncio import Redis

from app.main import create_app
from app.services import Services
from app.settings import Settings
from app.stores.tenants import TenantRow
from app.tenancy.keys import SCOPES
from tests.conftest import http_client

ALICE = {"user_id": "alice"}


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    """The Valkey database of this worker process."""
    async with Redis.from_url(redis_url) as connection:
        yield connection


async def say(client: AsyncClient, *texts: str, session: str = "s1") -> list[dict[str, Any]]:
    """Post turns of Alice; their receipts."""
    messages = [{"role": "user", "content": text} for text in texts]
    body = {"user_id": "alice", "session_id": session, "messages": messages}
    answer = await client.post("/v1/memories", json=body)
    assert answer.status_code == 201, answer.text
    receipts: list[dict[str, Any]] = answer.json()["memories"]
    return receipts


async def window(client: AsyncClient, session: str = "s1", **query: Any) -> dict[str, Any]:
    answer = await client.get(f"/v1/sessions/{session}/window", params={**ALICE, **query})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def dump_windows(redis: Redis, tenant: TenantRow) -> dict[bytes, bytes]:
    """What Valkey holds of the tenant's windows; there is something."""
    keys = [key async for key in redis.scan_iter(f"window:*{tenant.tenant_id}*")]
    dumped = {key: await redis.dump(key) or b"" for key in keys}
    assert dumped
    return dumped


async def restore(redis: Redis, dumped: dict[bytes, bytes]) -> None:
    for key, value in dumped.items():
        await redis.restore(key, 0, value, replace=True)


def code(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_window_shows_the_turns_in_order_with_their_tokens(client: AsyncClient) -> None:
    receipts = await say(client, "Good morning.", "I am moving to Porto.", "在十月。")
    found = await window(client)
    assert [turn["id"] for turn in found["turns"]] == [receipt["id"] for receipt in receipts]
    assert [turn["seq"] for turn in found["turns"]] == [1, 2, 3]
    assert found["turns"][2]["content"] == "在十月。"
    assert found["tokens"] == sum(turn["token_count"] for turn in found["turns"])


async def test_window_is_identical_after_redis_lost_everything(
    client: AsyncClient, redis: Redis
) -> None:
    await say(client, "One.", "Two.", "Three.")
    before = await window(client)
    await redis.flushdb()
    await say(client, "Four.")
    await redis.flushdb()
    after = await window(client)
    again = await window(client)
    assert (before["source"], after["source"], again["source"]) == ("cache", "database", "cache")
    assert after["turns"] == again["turns"]
    assert after["turns"][:3] == before["turns"]
    assert [turn["content"] for turn in after["turns"]] == ["One.", "Two.", "Three.", "Four."]


async def test_window_that_redis_brought_back_stale_is_not_believed(
    client: AsyncClient, redis: Redis, tenant: TenantRow
) -> None:
    await say(client, "One.", "Two.")
    stale = await dump_windows(redis, tenant)
    await say(client, "Three.")
    await restore(redis, stale)
    found = await window(client)
    assert found["source"] == "database"
    assert [turn["seq"] for turn in found["turns"]] == [1, 2, 3]
    assert (await window(client))["source"] == "cache"


async def test_stale_window_does_not_take_up_new_turns(
    client: AsyncClient, redis: Redis, tenant: TenantRow
) -> None:
    await say(client, "One.", "Two.")
    stale = await dump_windows(redis, tenant)
    await say(client, "Three.")
    await restore(redis, stale)
    await say(client, "Four.")
    assert [turn["seq"] for turn in (await window(client))["turns"]] == [1, 2, 3, 4]


async def test_sessions_answer_from_postgres_while_redis_is_down(
    settings: Settings, services: Services, tenant: TenantRow
) -> None:
    key = await services.keys.issue(tenant.tenant_id, name="test", scopes=SCOPES)
    down = settings.model_copy(update={"redis_url": SecretStr("redis://127.0.0.1:1/0")})
    app = create_app(down)
    async with app.router.lifespan_context(app), http_client(app, key.secret) as client:
        receipts = await say(client, "Still here.", "And here.")
        found = await window(client)
        assert [turn["id"] for turn in found["turns"]] == [receipt["id"] for receipt in receipts]
        assert found["source"] == "database"
        detail = await client.get("/v1/sessions/s1", params=ALICE)
        assert (detail.status_code, detail.json()["turns"]) == (200, 2)
        closed = await client.delete("/v1/sessions/s1", params=ALICE)
        assert closed.status_code == 202


async def test_concurrent_writers_get_gapless_numbers_and_the_window_shows_their_order(
    client: AsyncClient,
) -> None:
    posted = await asyncio.gather(*(say(client, f"a{i}", f"b{i}") for i in range(12)))
    numbers = [[receipt["seq"] for receipt in receipts] for receipts in posted]
    assert sorted(seq for pair in numbers for seq in pair) == list(range(1, 25))
    assert all(pair[1] == pair[0] + 1 for pair in numbers)
    ids = {receipt["seq"]: receipt["id"] for receipts in posted for receipt in receipts}
    found = await window(client)
    assert [turn["seq"] for turn in found["turns"]] == list(range(1, 25))
    assert [turn["id"] for turn in found["turns"]] == [ids[seq] for seq in range(1, 25)]


async def test_window_holds_no_more_turns_than_its_limit_from_either_source(
    client: AsyncClient, redis: Redis, settings: Settings
) -> None:
    total = settings.window_turns + 7
    for i in range(total):
        await say(client, f"Turn {i + 1}.")
    cached = await window(client)
    await redis.flushdb()
    rebuilt = await window(client)
    assert (cached["source"], rebuilt["source"]) == ("cache", "database")
    assert cached["turns"] == rebuilt["turns"]
    assert [turn["seq"] for turn in cached["turns"]] == list(range(8, total + 1))


async def test_window_within_a_budget_is_the_tail_that_fits(client: AsyncClient) -> None:
    await say(client, "one two three four five six seven eight nine ten " * 5, "Short.", "Last.")
    whole = await window(client)
    last_two = sum(turn["token_count"] for turn in whole["turns"][1:])
    found = await window(client, budget_tokens=last_two)
    assert [turn["content"] for turn in found["turns"]] == ["Short.", "Last."]
    assert found["tokens"] <= last_two
    too_small = await client.get("/v1/sessions/s1/window", params={**ALICE, "budget_tokens": 1})
    assert code(too_small) == (422, "budget_too_small")


async def test_deleted_turn_leaves_the_window(client: AsyncClient) -> None:
    receipts = await say(client, "Keep.", "Forget me.", "Keep too.")
    await window(client)
    assert (await client.delete(f"/v1/memories/{receipts[1]['id']}")).status_code == 204
    assert [turn["content"] for turn in (await window(client))["turns"]] == ["Keep.", "Keep too."]


async def test_session_tells_how_far_it_has_come(client: AsyncClient) -> None:
    await say(client, "One.", "Two.")
    answer = await client.get("/v1/sessions/s1", params=ALICE)
    found = answer.json()
    assert (found["turns"], found["last_seq"], found["folded_seq"]) == (2, 2, 0)
    assert (found["summary"], found["summary_id"], found["closed_at"]) == (None, None, None)
    assert found["tokens"] > 0


@pytest.mark.parametrize("suffix", ["", "/window"])
async def test_unknown_session_and_session_of_another_user_look_the_same(
    client: AsyncClient, suffix: str
) -> None:
    await say(client, "Mine.")
    for user, session in (("alice", "s2"), ("bob", "s1"), ("nobody", "s1")):
        answer = await client.get(f"/v1/sessions/{session}{suffix}", params={"user_id": user})
        assert code(answer) == (404, "not_found")
    closed = await client.delete("/v1/sessions/s2", params=ALICE)
    assert code(closed) == (404, "not_found")


@pytest.mark.parametrize("session", ["a/b/c", "a%2Fb", "客服 #1?x=y", "trip&day=2", "a+b"])
async def test_session_id_in_the_path_may_be_any_string(client: AsyncClient, session: str) -> None:
    await say(client, "Hello.", session=session)
    path = f"/v1/sessions/{quote(session, safe='')}"
    assert (await client.get(path, params=ALICE)).json()["session_id"] == session
    found = (await client.get(f"{path}/window", params=ALICE)).json()
    assert [turn["content"] for turn in found["turns"]] == ["Hello."]


async def test_sessions_are_listed_latest_first_over_pages(client: AsyncClient) -> None:
    for session in ("a", "b/ü 中", "c", "d", "b/ü 中"):
        await say(client, "Hello.", session=session)
    listed: list[str] = []
    cursor: str | None = None
    while True:
        params: dict[str, str | int] = {**ALICE, "limit": 2}
        params |= {"cursor": cursor} if cursor else {}
        page = (await client.get("/v1/sessions", params=params)).json()
        listed += [item["session_id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert listed == ["b/ü 中", "d", "c", "a"]
    assert (await client.get("/v1/sessions", params={"user_id": "nobody"})).json()["items"] == []
    broken = await client.get("/v1/sessions", params={**ALICE, "cursor": "not-one-of-ours"})
    assert code(broken) == (422, "invalid_request")
