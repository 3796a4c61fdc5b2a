"""The client of a `/rerank` endpoint: what is sent, and what is believed."""

from __future__ import annotations

from typing import Any

import pytest

from app.errors import ProviderError
from app.providers.rerank import EndpointReranker
from tests.providers.scripted import Answer, Script


def judged(*pairs: tuple[Any, Any]) -> Answer:
    return 200, {"results": [{"index": i, "relevance_score": score} for i, score in pairs]}


def reranker(script: Script) -> EndpointReranker:
    return EndpointReranker(script.endpoint(attempts=1), model="judge")


async def test_relevance_is_in_the_order_of_the_texts_whatever_that_of_the_answer() -> None:
    script = Script([judged((2, 0.9), (0, 0.4), (1, -3.5))])
    assert await reranker(script).rerank("q", ["a", "b", "c"]) == [0.4, -3.5, 0.9]
    assert script.paths == ["/v1/rerank"]
    assert script.requests == [
        {"model": "judge", "query": "q", "documents": ["a", "b", "c"], "top_n": 3}
    ]


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}),
        (200, {"results": [{"index": 0}, {"index": 1}]}),
        (200, {"results": {"index": 0, "relevance_score": 1}}),
        judged((0, 0.5)),
        judged((0, 0.5), (0, 0.4)),
        judged((0, 0.5), (2, 0.4)),
        judged((0, 0.5), (1, "nan")),
        judged((0, 0.5), (1, None)),
        (503, {}),
        (401, {}),
    ],
    ids="empty scoreless object missing twice beyond nan none busy refused".split(),
)
async def test_anything_else_is_an_error(answer: Answer) -> None:
    with pytest.raises(ProviderError):
        await reranker(Script([answer])).rerank("q", ["a", "b"])


async def test_odd_texts_are_sent_as_endpoints_take_them() -> None:
    script = Script([judged((0, 1), (1, 1), (2, 1))])
    await reranker(script).rerank("a\0\ud800", ["", "\0", "x" * 100_000])
    (request,) = script.requests
    assert request["query"] == "a "
    assert request["documents"][:2] == [".", "."]
    assert len(request["documents"][2]) < 10_000


async def test_nothing_to_judge_asks_nobody() -> None:
    script = Script([judged()])
    assert await reranker(script).rerank("q", []) == []
    assert script.requests == []
