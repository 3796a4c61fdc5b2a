"""Load a conversation set through a running service, ask its questions, count the evidence found.

Turns count, by category; the last row adds what facts and summaries among them say of the evidence
in the same words.

python -m benchmarks.replay --data ../shared/data/locomo
"""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.arguments import add_json, add_service, add_set, parser_of, write_json
from benchmarks.client import Client, ServiceFailed
from benchmarks.dataset import Dataset, DatasetError, Question, load_dataset
from benchmarks.evidence import Evidence, found_in
from benchmarks.loading import Loading
from benchmarks.metrics import CUTOFFS, mean_recall, table, tail
from benchmarks.service import connected

PROGRESS_EVERY_S = 10.0


class Replay:
    """A set played against a service."""

    def __init__(self, client: Client, dataset: Dataset) -> None:
        self._client = client
        self._dataset = dataset
        self._loading = Loading(client, dataset.name, self._report)
        self._evidence = Evidence(dataset)
        self._answers: list[tuple[str, Mapping[int, float]]] = []
        self._in_words: list[tuple[str, Mapping[int, float]]] = []
        self._latencies_ms: list[float] = []
        self._reported_at = time.monotonic()

    def play(self) -> dict[str, Any]:
        """Load and ask, stage by stage; the figures."""
        for stage in self._dataset.stages():
            self._loading.load(stage)
            for question in stage.questions:
                self._ask(question)
                self._report()
        return self._figures()

    def _ask(self, question: Question) -> None:
        answer, took_ms = self._client.ask(
            {
                "user_id": self._loading.user(question.conversation),
                "query": question.text,
                "limit": max(CUTOFFS),
                "asked_at": self._dataset.moment_of(question),
            }
        )
        items = answer["items"]
        carried = [self._evidence.carried(question, item) for item in items]
        turns = [
            one if item["kind"] == "message" else frozenset[str]()
            for one, item in zip(carried, items, strict=True)
        ]
        self._answers.append((question.category, _recalls(turns, question)))
        self._in_words.append(("", _recalls(carried, question)))
        self._latencies_ms.append(took_ms)

    def _report(self, pending: int = 0) -> None:
        if time.monotonic() - self._reported_at > PROGRESS_EVERY_S:
            self._reported_at = time.monotonic()
            print(
                f"  {self._loading.turns}/{len(self._dataset.turns)} turns loaded,"
                f" {pending} operations pending,"
                f" {len(self._answers)}/{len(self._dataset.questions)} questions asked",
                file=sys.stderr,
            )

    def _figures(self) -> dict[str, Any]:
        loading = self._loading
        return {
            "dataset": self._dataset.name,
            "turns": loading.turns,
            "evidence": mean_recall(self._answers),
            "evidence_with_derived": mean_recall(self._in_words)["overall"],
            "posted_turns_per_s": loading.turns / loading.posting_s,
            "indexed_turns_per_s": loading.turns / (loading.posting_s + loading.backlog_s),
            "recall_ms": tail(self._latencies_ms),
        }


def _recalls(found: Sequence[frozenset[str]], question: Question) -> dict[int, float]:
    return {cutoff: found_in(found, question.evidence, cutoff=cutoff) for cutoff in CUTOFFS}


def render(figures: Mapping[str, Any]) -> str:
    """The figures as a table and three lines."""
    header = [figures["dataset"], "n", *(f"recall@{cutoff}" for cutoff in CUTOFFS)]
    rows = [
        [name, str(group["n"]), *(f"{group[column]:.3f}" for column in header[2:])]
        for name, group in (
            *figures["evidence"].items(),
            ("with facts and summaries", figures["evidence_with_derived"]),
        )
    ]
    latency = " ".join(f"{name} {value:.1f} ms" for name, value in figures["recall_ms"].items())
    ingest = (
        f"ingest  {figures['posted_turns_per_s']:.0f} turns/s acknowledged,"
        f" {figures['indexed_turns_per_s']:.0f} turns/s until the backlog is empty"
        f" ({figures['turns']} turns)"
    )
    return "\n".join((table(header, rows), ingest, f"recall  {latency} at the client"))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = parser_of("replay", __doc__)
    for add in (add_set, add_service, add_json):
        add(parser)
    options = parser.parse_args(arguments)
    try:
        dataset = load_dataset(
            options.data, conversations=options.conversations, limit=options.limit
        )
        with connected(options.url, options.key) as client:
            figures = Replay(client, dataset).play()
    except (DatasetError, ServiceFailed) as error:
        print(f"replay: {error}", file=sys.stderr)
        return 1
    print(render(figures))
    write_json(options.json, figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
