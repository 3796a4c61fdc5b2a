"""/v1/users/{user_id}/blocks: small pinned texts, versioned, each tenant's own."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response

from app.services import Services
from app.tenancy.keys import SCOPES
from tests.conftest import http_client

HUMAN = "/v1/users/alice/blocks/human"


async def put(client: AsyncClient, content: str, url: str = HUMAN, **headers: str) -> Response:
    return await client.put(url, json={"content": content}, headers=headers)


async def test_a_block_is_read_as_it_was_written(client: AsyncClient) -> None:
    written = await put(client, "Alice, vegetarian.")
    assert written.status_code == 200, written.text
    read = await client.get(HUMAN)
    assert read.json() == written.json()
    assert read.headers["etag"] == '"1"'
    block = read.json()
    assert (block["label"], block["content"], block["version"]) == (
        "human",
        "Alice, vegetarian.",
        1,
    )
    assert 0 < block["token_count"] <= block["limit_tokens"]


async def test_blocks_are_listed_by_label_and_an_unknown_user_has_none(client: AsyncClient) -> None:
    for label in ("persona", "human", "trip_2025"):
        await put(client, f"About {label}.", f"/v1/users/a%2Fb/blocks/{label}")
    listed = (await client.get("/v1/users/a%2Fb/blocks")).json()["items"]
    assert [block["label"] for block in listed] == ["human", "persona", "trip_2025"]
    assert (await client.get("/v1/users/nobody/blocks")).json() == {"items": []}


async def test_a_rewritten_block_keeps_its_history_also_beyond_its_end(client: AsyncClient) -> None:
    for content in ("one", "two", "two"):
        await put(client, content)
    assert (await client.get(HUMAN)).json()["version"] == 2
    assert (await client.delete(HUMAN)).status_code == 204
    assert (await client.get(HUMAN)).status_code == 404
    assert (await put(client, "three")).json()["version"] == 3
    history = (await client.get(f"{HUMAN}/history")).json()["items"]
    assert [(item["version"], item["content"]) for item in history] == [(1, "one"), (2, "two")]


async def test_a_stale_etag_changes_and_deletes_nothing(client: AsyncClient) -> None:
    await put(client, "one")
    await put(client, "two", **{"If-Match": '"1"'})
    for answer in (
        await put(client, "three", **{"If-Match": '"1"'}),
        await client.delete(HUMAN, headers={"If-Match": '"1"'}),
        await put(client, "new", f"{HUMAN}2", **{"If-Match": '"1"'}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (412, "version_mismatch")
    assert (await client.get(HUMAN)).json()["content"] == "two"


async def test_a_text_beyond_the_limit_is_refused_and_the_limit_kept(client: AsyncClient) -> None:
    small: dict[str, Any] = {"content": "short", "limit_tokens": 10}
    assert (await client.put(HUMAN, json=small)).json()["limit_tokens"] == 10
    refused = await put(client, "word " * 50)
    assert (refused.status_code, refused.json()["limit_tokens"]) == (422, 10)
    assert (await client.get(HUMAN)).json()["content"] == "short"


@pytest.mark.parametrize(
    ("label", "body"),
    [
        ("Human", {"content": "x"}),
        ("a" * 65, {"content": "x"}),
        ("human", {"content": " "}),
        ("human", {"content": "x" * 8001}),
        ("human", {"content": "a\0b"}),
        ("human", {"content": "x", "limit_tokens": 0}),
        ("human", {"text": "x"}),
    ],
)
async def test_bad_input_is_refused(client: AsyncClient, label: str, body: dict[str, Any]) -> None:
    answer = await client.put(f"/v1/users/alice/blocks/{label}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


async def test_a_user_has_a_bounded_number_of_blocks(client: AsyncClient) -> None:
    for i in range(32):
        assert (await put(client, "x", f"/v1/users/alice/blocks/b{i}")).status_code == 200
    assert (await put(client, "x", "/v1/users/alice/blocks/b32")).status_code == 409
    assert (await put(client, "y", "/v1/users/alice/blocks/b31")).status_code == 200


async def test_blocks_of_another_tenant_are_not_there(
    client: AsyncClient, app: FastAPI, services: Services
) -> None:
    await put(client, "mine")
    other = await services.tenants.create("other tenant")
    key = await services.keys.issue(other.tenant_id, name="test", scopes=SCOPES)
    async with http_client(app, key.secret) as stranger:
        assert (await stranger.get(HUMAN)).status_code == 404
        assert (await stranger.get("/v1/users/alice/blocks")).json() == {"items": []}
        assert (await stranger.delete(HUMAN)).status_code == 404
