"""What requests and answers look like: one story, told through every schema of the contract."""

from __future__ import annotations

from typing import Any

_ID = "01998a3c-7f10-7d42-9c11-5b7e0f3a9d21"
_SUMMARY_ID = "01998a5e-02aa-7b13-8f04-c1d2e3f4a5b6"
_OPERATION_ID = "01998a3c-7f15-7e90-a1b2-0c3d4e5f6a7b"
_TOPIC_ID = "01998a4d-5555-7c31-b1a0-9f8e7d6c5b4a"
_KEY_ID = "01998a00-1234-7abc-8def-0123456789ab"
_TENANT_ID = "01998a00-0f00-7000-8a00-0123456789ab"
_SAID_AT = "2025-09-20T08:00:00Z"
_KEPT_AT = "2025-09-20T08:00:02Z"

_MEMORY: dict[str, Any] = {
    "id": _ID,
    "user_id": "alice",
    "kind": "message",
    "content": "My budget for Switzerland is 20,000 yuan.",
    "session_id": "trip-planning",
    "seq": 2,
    "role": "user",
    "name": "Alice",
    "agent_id": None,
    "data": None,
    "metadata": {"channel": "app"},
    "keywords": None,
    "occurred_at": _SAID_AT,
    "recorded_at": _KEPT_AT,
    "updated_at": _KEPT_AT,
    "valid_from": None,
    "valid_to": None,
    "expires_at": None,
    "archived_at": None,
    "superseded_by": None,
    "importance": 0.5,
    "pinned": False,
    "trust": "user",
    "method": None,
    "external_id": "turn-2",
    "mention_count": 1,
    "use_count": 3,
    "last_used_at": _KEPT_AT,
    "strength": 0.5939,
    "token_count": 11,
    "version": 1,
}
_SUMMARY: dict[str, Any] = {
    **_MEMORY,
    "id": _SUMMARY_ID,
    "kind": "summary",
    "content": "Alice plans to hike in Switzerland: 20,000 yuan, a guest house with a view.",
    "seq": None,
    "role": None,
    "name": None,
    "metadata": None,
    "keywords": ["switzerland", "budget", "guest house"],
    "importance": 0.8,
    "trust": "user",
    "method": "extractive",
    "external_id": None,
    "token_count": 21,
}
_RECEIPT = {"id": _ID, "kind": "message", "external_id": "turn-2", "seq": 2, "status": "created"}
_RECALL = {"user_id": "alice", "query": "What may the trip cost?", "limit": 5}
_TURN = {
    name: _MEMORY[name]
    for name in ("id", "seq", "role", "name", "content", "occurred_at", "token_count")
}
_TURN |= {"held": None, "until_seq": None}
_PAGED_IN = {
    **{name: _MEMORY[name] for name in ("id", "kind", "session_id", "seq", "role", "name")},
    **{name: _MEMORY[name] for name in ("content", "occurred_at", "token_count")},
    "until_seq": 52,
}
_SESSION = {
    "session_id": "trip-planning",
    "last_seq": 42,
    "folded_seq": 20,
    "summary_id": _SUMMARY_ID,
    "created_at": _KEPT_AT,
    "last_at": _KEPT_AT,
    "closed_at": None,
}
_TOPIC = {
    "id": _TOPIC_ID,
    "slug": "switzerland_hiking",
    "title": "Hiking in Switzerland",
    "named_by": "model",
    "keywords": ["switzerland", "hiking", "budget"],
    "importance": 0.8,
    "memory_count": 6,
    "first_at": _SAID_AT,
    "last_at": _SAID_AT,
    "summary_id": _SUMMARY_ID,
    "created_at": _KEPT_AT,
    "updated_at": _KEPT_AT,
}
_KEYWORD = {"word": "budget", "is_name": False, "memory_count": 3, "topic_count": 1}
_BLOCK = {
    "label": "human",
    "content": "Alice, vegetarian, plans to hike in Switzerland.",
    "token_count": 12,
    "limit_tokens": 500,
    "version": 2,
    "updated_at": _KEPT_AT,
}
_OPERATION = {
    "id": _OPERATION_ID,
    "kind": "embed",
    "status": "succeeded",
    "progress": 1.0,
    "total": 100,
    "done": 100,
    "attempts": 1,
    "error": None,
    "result": {"embedded": 100},
    "created_at": _KEPT_AT,
    "started_at": _KEPT_AT,
    "finished_at": "2025-09-20T08:00:05Z",
}
_KEY = {
    "id": _KEY_ID,
    "name": "support bot",
    "hint": "…x7Qk",
    "scopes": ["read", "write"],
    "created_at": _KEPT_AT,
    "last_used_at": None,
    "revoked_at": None,
}
_TENANT = {"id": _TENANT_ID, "name": "Example Ltd", "status": "active", "created_at": _KEPT_AT}
_USER = {"user_id": "alice", "created_at": _KEPT_AT}
_READY = {"status": "ok", "checks": {"postgres": "ok", "redis": "ok"}}
_NOT_FOUND = {
    "type": "about:blank",
    "title": "Not Found",
    "status": 404,
    "detail": "There is no such memory.",
    "code": "not_found",
    "request_id": "5f0c6a1e9b7d4c3f8a2e1d0c9b8a7f6e",
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "IngestIn": {
        "user_id": "alice",
        "session_id": "trip-planning",
        "messages": [
            {
                "role": "user",
                "name": "Alice",
                "content": _MEMORY["content"],
                "occurred_at": _SAID_AT,
                "external_id": "turn-2",
            }
        ],
        "memories": [{"kind": "preference", "content": "Likes mountain lakes."}],
    },
    "IngestOut": {"memories": [_RECEIPT], "operation": None},
    "LineOut": {"line": 1, "status": 201, "memories": [_RECEIPT], "operation": _OPERATION_ID},
    "MemoryOut": _MEMORY,
    "MemoryPage": {"items": [_MEMORY], "next_cursor": "AZmKPH8QfUKcEVt-Dzqd2Q"},
    "MemoryPatch": {"importance": 0.9, "pinned": True},
    "HistoryOut": {
        "items": [
            {"version": 1, "replaced_at": _KEPT_AT, "before": {"importance": 0.5, "pinned": False}}
        ]
    },
    "RecallIn": _RECALL,
    "RecallOut": {
        "items": [
            {**_MEMORY, "score": 0.83, "reasons": None, "covered_by": None, "stands_for": []}
        ],
        "context": "[2025-09-20] Alice: My budget for Switzerland is 20,000 yuan.",
        "tokens": 19,
        "confidence": 0.97,
        "abstained": False,
        "degraded": [],
        "took_ms": {"embed": 12.1, "candidates": 14.0, "rank": 0.9, "pack": 1.2, "total": 16.3},
    },
    "SummarizeIn": {"user_id": "alice", "session_id": "trip-planning"},
    "SummaryOut": {**_SUMMARY, "sources": [_ID]},
    "ReflectionDeferred": {"operation": _OPERATION_ID},
    "Retention": {
        "kinds": {
            "message": {
                "archive_after_days": 365,
                "archive_below": None,
                "purge_after_days": 30,
            },
            "note": {"archive_after_days": None, "archive_below": 0.05, "purge_after_days": None},
        }
    },
    "RetentionApplied": {"operation": _OPERATION_ID},
    "SummaryDeferred": {"operation": _OPERATION_ID},
    "SessionPage": {"items": [_SESSION], "next_cursor": None},
    "SessionDetail": {
        **_SESSION,
        "user_id": "alice",
        "turns": 42,
        "tokens": 812,
        "summary": _SUMMARY["content"],
    },
    "PageInIn": {"user_id": "alice", "query": "What may the trip cost?", "turns": 10},
    "PageInOut": {
        "session_id": "trip-planning",
        "memories": [_PAGED_IN],
        "tokens": 21,
        "left_out": [],
    },
    "WindowOut": {
        "session_id": "trip-planning",
        "turns": [_TURN],
        "memories": [],
        "tokens": 11,
        "source": "cache",
    },
    "SessionClosed": {
        "session_id": "trip-planning",
        "closed_at": _KEPT_AT,
        "operation": _OPERATION_ID,
    },
    "ContextOut": {
        "messages": [{"role": "user", "content": "What may the room cost?", "name": None}],
        "tokens": 12,
        "tiers": [
            {
                "name": "window",
                "tokens": 12,
                "items": [_MEMORY["id"]],
                "left_out": [],
                "unlisted": 20,
            }
        ],
        "degraded": [],
        "abstained": False,
    },
    "ToolList": {
        "tools": [
            {
                "type": "function",
                "function": {
                    "name": "search_log",
                    "description": "Search the exact words of everything that was ever said.",
                    "parameters": {
                        "type": "object",
                        "properties": {"query": {"type": "string"}},
                        "required": ["query"],
                        "additionalProperties": False,
                    },
                },
            }
        ]
    },
    "ToolCallIn": {
        "user_id": "alice",
        "session_id": "trip-planning",
        "arguments": {"id": _ID, "importance": 0.9},
    },
    "ToolResultOut": {
        "name": "mark_important",
        "result": {"id": _ID, "status": "marked", "version": 2},
        "content": f'{{"id":"{_ID}","status":"marked","version":2}}',
    },
    "ChatIn": {
        "model": "mnemic",
        "user": "alice",
        "metadata": {"session_id": "trip-planning"},
        "messages": [{"role": "user", "content": "What may the trip cost?"}],
    },
    "ChatOut": {
        "id": "chatcmpl-5f0c6a1e9b7d4c3f8a2e1d0c9b8a7f6e",
        "object": "chat.completion",
        "created": 1758355205,
        "model": "gpt-4o-mini",
        "choices": [
            {
                "index": 0,
                "message": {
                    "role": "assistant",
                    "content": "Your budget is 20,000 yuan.",
                    "tool_calls": None,
                    "refusal": None,
                },
                "finish_reason": "stop",
                "logprobs": None,
            }
        ],
        "usage": {"prompt_tokens": 412, "completion_tokens": 9, "total_tokens": 421},
        "mnemic": {
            "user_id": "alice",
            "session_id": "trip-planning",
            "rounds": 1,
            "tools": [],
            "reached": "earlier",
            "context_tokens": 96,
            "tiers": [{"name": "recalled", "tokens": 96, "items": 3, "left_out": 0}],
            "stored": [_ID],
            "replayed": False,
            "degraded": [],
        },
    },
    "TopicsOut": {"items": [_TOPIC]},
    "TopicDetailOut": {**_TOPIC, "summary": _SUMMARY, "memories": [_MEMORY], "next_cursor": None},
    "KeywordPage": {"items": [_KEYWORD], "next_cursor": None},
    "KeywordDetailOut": {
        **_KEYWORD,
        "topics": [_TOPIC],
        "memories": [_MEMORY],
        "next_cursor": None,
    },
    "UserPage": {"items": [_USER], "next_cursor": None},
    "UserDetail": {
        **_USER,
        "memories": 43,
        "sessions": 1,
        "kinds": {"message": 42, "summary": 1},
    },
    "ProfileOut": {
        "profile": {"user": "Alice", "likes": ["coffee"], "last_met": "2025-09-20"},
        "as_of": _KEPT_AT,
        "known_at": _KEPT_AT,
        "tokens": 24,
        "source_count": 3,
        "source_tokens": 61,
        "saving": 0.607,
        "slots": None,
    },
    "BlockIn": {"content": _BLOCK["content"]},
    "BlockOut": _BLOCK,
    "BlockList": {"items": [_BLOCK]},
    "BlockHistoryOut": {
        "items": [{"version": 1, "content": "Alice, vegetarian.", "replaced_at": _KEPT_AT}]
    },
    "OperationOut": _OPERATION,
    "OperationPage": {"items": [_OPERATION], "next_cursor": None},
    "KeyIn": {"name": "support bot", "scopes": ["read", "write"]},
    "KeyIssued": {**_KEY, "secret": "mn_" + "x" * 61 + "x7Qk"},
    "KeyList": {"items": [_KEY]},
    "TenantIn": {"name": "Example Ltd"},
    "TenantPatch": {"status": "suspended"},
    "ChatModelIn": {
        "base_url": "https://api.openai.com/v1",
        "model": "gpt-4o-mini",
        "api_key": "sk-...",
    },
    "ChatModelOut": {
        "base_url": "https://api.openai.com/v1",
        "model": "gpt-4o-mini",
        "has_api_key": True,
        "updated_at": _KEPT_AT,
    },
    "TenantOut": _TENANT,
    "TenantPage": {"items": [_TENANT], "next_cursor": None},
    "Liveness": {"status": "ok"},
    "Readiness": _READY,
    "Problem": _NOT_FOUND,
}
