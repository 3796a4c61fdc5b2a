"""POST /v1/memories: what is acknowledged is stored, once, and found at once."""

from __future__ import annotations

from httpx import AsyncClient


async def test_what_was_posted_is_recalled_at_once_by_its_words(client: AsyncClient) -> None:
    posted = await client.post(
        "/v1/memories",
        json={
            "user_id": "alice",
            "session_id": "s1",
            "messages": [{"role": "user", "content": "My bicycle is called Rocinante."}],
        },
    )
    assert posted.status_code == 201
    recalled = await client.get("/v1/recall", params={"user_id": "alice", "query": "Rocinante"})
    assert recalled.status_code == 200
    assert [item["id"] for item in recalled.json()["items"]] == [posted.json()["memories"][0]["id"]]


async def test_same_idempotency_key_and_body_give_the_same_answer(client: AsyncClient) -> None:
    body = {"user_id": "alice", "messages": [{"role": "user", "content": "Once only."}]}
    headers = {"Idempotency-Key": "k1"}
    first = await client.post("/v1/memories", json=body, headers=headers)
    again = await client.post("/v1/memories", json=body, headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    other = await client.post("/v1/memories", json={**body, "user_id": "bob"}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


async def test_external_id_is_recognised_and_a_different_text_under_it_refused(
    client: AsyncClient,
) -> None:
    message = {"role": "user", "content": "Hello there.", "external_id": "turn-1"}
    body = {"user_id": "alice", "session_id": "s", "messages": [message]}
    first = (await client.post("/v1/memories", json=body)).json()["memories"][0]
    again = (await client.post("/v1/memories", json=body)).json()["memories"][0]
    assert (again["id"], again["seq"], again["status"]) == (first["id"], 1, "existing")
    body["messages"] = [{**message, "content": "Goodbye."}]
    refused = await client.post("/v1/memories", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "external_id_conflict")


async def test_the_same_fact_is_merged_and_two_equal_turns_are_two_turns(
    client: AsyncClient,
) -> None:
    fact = {"kind": "fact", "content": "Alice likes coffee."}
    turn = {"role": "user", "content": "ok"}
    body = {"user_id": "alice", "session_id": "s", "messages": [turn, turn], "memories": [fact]}
    first = (await client.post("/v1/memories", json=body)).json()["memories"]
    again = (await client.post("/v1/memories", json=body)).json()["memories"]
    assert [item["seq"] for item in (*first, *again)] == [1, 2, None, 3, 4, None]
    assert [item["status"] for item in again] == ["created", "created", "merged"]
    assert again[2]["id"] == first[2]["id"]
