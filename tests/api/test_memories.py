"""Single memories: read, listed, changed with a history, deleted with all that hangs on them."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from httpx import AsyncClient

from app.services import Services
from app.stores.tenants import TenantRow
from tests.servers import Servers

USER = "alice"


async def remember(
    client: AsyncClient, *contents: str, kind: str = "fact", **place: Any
) -> list[dict[str, Any]]:
    memories = [{"kind": kind, "content": content} for content in contents]
    body = {"user_id": USER, **place, "memories": memories}
    receipts: list[dict[str, Any]] = (await client.post("/v1/memories", json=body)).json()[
        "memories"
    ]
    return receipts


async def say(client: AsyncClient, *contents: str, session_id: str = "s1") -> list[str]:
    messages = [{"role": "user", "content": content} for content in contents]
    body = {"user_id": USER, "session_id": session_id, "messages": messages}
    posted = await client.post("/v1/memories", json=body)
    return [item["id"] for item in posted.json()["memories"]]


async def recalled(client: AsyncClient, query: str) -> list[str]:
    answer = await client.get("/v1/recall", params={"user_id": USER, "query": query})
    return [
        item["id"]
        for item in answer.json()["items"]
        if query.casefold() in item["content"].casefold()
    ]


def derived_rows(database: Servers, tenant: TenantRow) -> dict[str, int]:
    """Rows that hang on memories, and the statistics, as the owner of the database sees them."""
    counts = (
        "SELECT (SELECT count(*) FROM postings WHERE tenant_id = %(t)s),"
        " (SELECT count(*) FROM memory_vectors WHERE tenant_id = %(t)s),"
        " (SELECT count(*) FROM embedding_backlog WHERE tenant_id = %(t)s),"
        " (SELECT count(*) FROM memory_history WHERE tenant_id = %(t)s),"
        " (SELECT sum(document_count) FROM users WHERE tenant_id = %(t)s),"
        " (SELECT sum(term_count) FROM users WHERE tenant_id = %(t)s)"
    )
    names = ("postings", "vectors", "backlog", "history", "documents", "terms")
    with psycopg.connect(database.superuser_url) as connection:
        row = connection.execute(counts, {"t": tenant.tenant_id}).fetchone()
    assert row is not None
    return dict(zip(names, map(int, row), strict=True))


async def test_a_memory_is_read_as_it_was_stored(client):
    posted = await client.post(
        "/v1/memories",
        json={
            "user_id": USER,
            "session_id": "s1",
            "agent_id": "guide",
            "messages": [
                {
                    "role": "user",
                    "name": "Alice",
                    "content": "我喜欢高山湖泊 🏔",
                    "occurred_at": "2025-09-20T08:00:00+08:00",
                    "external_id": "t1",
                    "metadata": {"a": [1, None, "ü"]},
                }
            ],
        },
    )
    answer = await client.get(f"/v1/memories/{posted.json()['memories'][0]['id']}")
    memory = answer.json()
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    expected = {
        "user_id": USER,
        "session_id": "s1",
        "seq": 1,
        "agent_id": "guide",
        "kind": "message",
        "role": "user",
        "name": "Alice",
        "content": "我喜欢高山湖泊 🏔",
        "occurred_at": "2025-09-20T00:00:00Z",
        "external_id": "t1",
        "metadata": {"a": [1, None, "ü"]},
        "version": 1,
    }
    assert {name: memory[name] for name in expected} == expected


async def test_pages_go_back_in_time_without_gap_or_repetition(client):
    contents = [f"Fact number {number}." for number in range(7)]
    for content in contents:
        await remember(client, content)
    seen: list[str] = []
    parameters: dict[str, Any] = {"user_id": USER, "limit": 3}
    for size in (3, 3, 1):
        page = (await client.get("/v1/memories", params=parameters)).json()
        assert len(page["items"]) == size
        seen += [item["content"] for item in page["items"]]
        parameters["cursor"] = page["next_cursor"]
    assert parameters["cursor"] is None
    assert seen == contents[::-1]


async def test_a_page_that_is_just_full_is_the_last(client):
    await remember(client, "One.", "Two.")
    page = (await client.get("/v1/memories", params={"user_id": USER, "limit": 2})).json()
    assert (len(page["items"]), page["next_cursor"]) == (2, None)


@pytest.mark.parametrize("cursor", ["x", "!!!", "é", "AAAA", "0" * 22, "A" * 23, "\ufffd"])
async def test_a_cursor_that_is_not_ours_is_refused(client, cursor):
    answer = await client.get("/v1/memories", params={"user_id": USER, "cursor": cursor})
    if answer.status_code == 200:  # 22 characters of base64 are an id, though nobody's
        assert answer.json()["items"] == []
    else:
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


async def test_a_list_is_filtered(client):
    await remember(client, "A fact.", session_id="s1")
    await remember(client, "A preference.", kind="preference", agent_id="guide")
    await say(client, "A turn.", session_id="s2")

    async def contents(**filters: Any) -> list[str]:
        answer = await client.get("/v1/memories", params={"user_id": USER, **filters})
        return [item["content"] for item in answer.json()["items"]]

    assert await contents(kinds=["fact", "message"]) == ["A turn.", "A fact."]
    assert await contents(session_id="s1") == ["A fact."]
    assert await contents(agent_id="guide") == ["A preference."]
    assert await contents(before="2020-01-01T00:00:00Z") == []
    assert len(await contents(after="2020-01-01T00:00:00Z")) == 3


async def test_a_changed_text_is_found_by_its_new_words_only_and_its_old_one_kept(
    client, database, tenant
):
    memory_id = (await remember(client, "She lives in Kyoto."))[0]["id"]
    changed = await client.patch(f"/v1/memories/{memory_id}", json={"content": "Now in Osaka."})
    assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
    assert (changed.json()["content"], changed.json()["version"]) == ("Now in Osaka.", 2)
    assert changed.json() == (await client.get(f"/v1/memories/{memory_id}")).json()
    assert await recalled(client, "Osaka") == [memory_id]
    assert await recalled(client, "Kyoto") == []
    history = (await client.get(f"/v1/memories/{memory_id}/history")).json()["items"]
    assert [(item["version"], item["before"]) for item in history] == [
        (1, {"content": "She lives in Kyoto."})
    ]
    rows = derived_rows(database, tenant)
    assert (rows["documents"], rows["terms"]) == (1, rows["postings"])
    assert (rows["vectors"], rows["backlog"]) == (1, 0)


async def test_a_long_new_text_waits_for_its_vectors_and_is_found_by_words(
    client, database, tenant
):
    memory_id = (await remember(client, "Short."))[0]["id"]
    text = " ".join(f"word{number}" for number in range(1000))
    assert (await client.patch(f"/v1/memories/{memory_id}", json={"content": text})).is_success
    assert await recalled(client, "word777") == [memory_id]
    rows = derived_rows(database, tenant)
    assert (rows["vectors"], rows["backlog"]) == (0, 1)


async def test_other_fields_change_and_null_removes_them(client):
    memory_id = (await remember(client, "A fact."))[0]["id"]
    path = f"/v1/memories/{memory_id}"
    first = {"metadata": {"a": 1}, "importance": 0.9, "valid_to": "2030-01-01T00:00:00Z"}
    assert (await client.patch(path, json=first)).json()["version"] == 2
    second = await client.patch(path, json={"metadata": None, "pinned": True})
    memory = second.json()
    assert (memory["metadata"], memory["pinned"], memory["importance"]) == (None, True, 0.9)
    assert memory["valid_to"] == "2030-01-01T00:00:00Z"


async def test_a_change_that_changes_nothing_makes_no_version(client):
    memory_id = (await remember(client, "A fact."))[0]["id"]
    answer = await client.patch(f"/v1/memories/{memory_id}", json={"content": "A fact."})
    assert answer.json()["version"] == 1
    history = await client.get(f"/v1/memories/{memory_id}/history")
    assert history.json() == {"items": []}


async def test_what_was_said_stays_as_it_was_said(client):
    memory_id = (await say(client, "I said this."))[0]
    path = f"/v1/memories/{memory_id}"
    refused = await client.patch(path, json={"content": "I never said this.", "pinned": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "immutable")
    changed = await client.patch(path, json={"metadata": {"seen": True}, "pinned": True})
    assert (changed.status_code, changed.json()["content"]) == (200, "I said this.")


async def test_a_change_to_what_another_fact_says_already_is_a_conflict(client, database, tenant):
    first, second = (item["id"] for item in await remember(client, "Likes tea.", "Likes coffee."))
    answer = await client.patch(f"/v1/memories/{second}", json={"content": "likes  TEA."})
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert await recalled(client, "coffee") == [second]
    assert await recalled(client, "tea") == [first]
    assert derived_rows(database, tenant)["history"] == 0


async def test_of_two_who_read_the_same_version_one_is_told(client):
    memory_id = (await remember(client, "A fact."))[0]["id"]
    path, headers = f"/v1/memories/{memory_id}", {"If-Match": '"1"'}
    assert (await client.patch(path, json={"content": "Mine."}, headers=headers)).is_success
    other = await client.patch(path, json={"content": "Theirs."}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (412, "version_mismatch")
    assert (await client.get(path)).json()["content"] == "Mine."
    odd = await client.patch(path, json={"pinned": True}, headers={"If-Match": "abc"})
    assert odd.status_code == 422


async def test_what_ends_before_it_begins_is_refused(client):
    memory_id = (await remember(client, "A fact."))[0]["id"]
    path = f"/v1/memories/{memory_id}"
    assert (await client.patch(path, json={"valid_from": "2026-01-01T00:00:00Z"})).is_success
    answer = await client.patch(path, json={"valid_to": "2025-01-01T00:00:00Z"})
    assert answer.status_code == 422


async def test_nothing_of_a_deleted_memory_is_left(client, database, tenant):
    memory_id = (await remember(client, "She lives in Kyoto."))[0]["id"]
    path = f"/v1/memories/{memory_id}"
    await client.patch(path, json={"content": "She lives in Osaka."})
    deleted = await client.delete(path)
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert (await client.get(path)).status_code == 404
    assert (await client.get(f"{path}/history")).status_code == 404
    assert (await client.delete(path)).status_code == 404
    assert await recalled(client, "Osaka") == []
    assert set(derived_rows(database, tenant).values()) == {0}


async def test_a_deleted_fact_can_be_told_again(client):
    first = (await remember(client, "Likes tea."))[0]
    await client.delete(f"/v1/memories/{first['id']}")
    again = (await remember(client, "Likes tea."))[0]
    assert (again["status"], again["id"] == first["id"]) == ("created", False)


@pytest.mark.parametrize("gone", [0, 1, 2])
async def test_a_deleted_turn_leaves_the_window_and_the_conversation_goes_on(client, gone):
    ids = await say(client, "First.", "Second.", "Third.")
    path, parameters = "/v1/sessions/s1/window", {"user_id": USER}
    await client.get(path, params=parameters)
    await client.delete(f"/v1/memories/{ids[gone]}")
    left = [
        text
        for text in ("First.", "Second.", "Third.")
        if text != ["First.", "Second.", "Third."][gone]
    ]

    async def window() -> list[str]:
        answer = await client.get(path, params=parameters)
        return [turn["content"] for turn in answer.json()["turns"]]

    assert await window() == left
    await say(client, "Fourth.")
    assert await window() == [*left, "Fourth."]
    assert await window() == [*left, "Fourth."]


async def test_a_stale_cached_window_with_a_deleted_turn_is_not_believed(
    client, services: Services, tenant: TenantRow
):
    """As if a reader had cached what it read just before the turn was deleted."""
    from app.domain.identity import SessionKey, owner_id_of

    ids = await say(client, "First.", "Secret.")
    key = SessionKey(tenant.tenant_id, owner_id_of(tenant.tenant_id, USER), "s1")
    cached = await services.windows.read(key)
    await client.delete(f"/v1/memories/{ids[1]}")
    await services.windows.replace(key, cached)
    answer = await client.get("/v1/sessions/s1/window", params={"user_id": USER})
    assert "Secret." not in answer.text


@pytest.mark.parametrize(
    "memory_id", ["0197e1a0-0000-7000-8000-000000000000", "1", "not-an-id", "0" * 32 + "0"]
)
@pytest.mark.parametrize(
    ("method", "suffix", "body"),
    [
        ("GET", "", None),
        ("PATCH", "", {"pinned": True}),
        ("DELETE", "", None),
        ("GET", "/history", None),
    ],
)
async def test_unknown_and_malformed_ids_are_the_same_404(client, method, suffix, body, memory_id):
    answer = await client.request(method, f"/v1/memories/{memory_id}{suffix}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_users_are_listed_and_counted(client):
    for user_id in ("a/b c", "bob", "卡罗"):
        turn = {"role": "user", "content": "Hello."}
        body = {"user_id": user_id, "session_id": "s", "messages": [turn, turn]}
        await client.post("/v1/memories", json=body)
    first = (await client.get("/v1/users", params={"limit": 2})).json()
    parameters = {"limit": 2, "cursor": first["next_cursor"]}
    second = (await client.get("/v1/users", params=parameters)).json()
    seen = [item["user_id"] for page in (first, second) for item in page["items"]]
    assert (sorted(seen), second["next_cursor"]) == (["a/b c", "bob", "卡罗"], None)
    user = (await client.get("/v1/users/a/b%20c")).json()
    assert (user["memories"], user["sessions"], user["kinds"]) == (2, 1, {"message": 2})
    assert (await client.get("/v1/users/nobody")).status_code == 404
