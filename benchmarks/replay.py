"""Load a conversation set through a running service, ask its questions, count the evidence found.

python benchmarks/replay.py --data ../shared/data/locomo
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.client import Client, ServiceFailed
from benchmarks.dataset import Dataset, DatasetError, Question, Stage, Turn, load_dataset
from benchmarks.metrics import CUTOFFS, evidence_recall, mean_recall, table, tail
from benchmarks.service import started_service

DEFAULT_DATA = Path("../shared/data/locomo")
BATCH = 100
PROGRESS_EVERY_S = 10.0


@dataclass
class Replay:
    """A set played against a service. Users get a name of their own, so that runs never mix."""

    client: Client
    dataset: Dataset
    run: str = field(default_factory=lambda: uuid4().hex[:8])
    turns: int = 0
    posting_s: float = 0.0
    backlog_s: float = 0.0
    answers: list[tuple[str, Mapping[int, float]]] = field(default_factory=list)
    latencies_ms: list[float] = field(default_factory=list)
    _reported_at: float = field(default_factory=time.monotonic)

    def play(self) -> dict[str, Any]:
        """Load and ask, stage by stage; the figures."""
        for stage in self.dataset.stages():
            self._load(stage)
            for question in stage.questions:
                self._ask(question)
                self._report()
        return self._figures()

    def _load(self, stage: Stage) -> None:
        started = time.perf_counter()
        for batch in stage.batches(BATCH):
            self._post(batch)
            self._report()
        posted = time.perf_counter()
        if stage.turns:
            self.client.wait_for_backlog(report=self._report)
        self.posting_s += posted - started
        self.backlog_s += time.perf_counter() - posted

    def _post(self, batch: Sequence[Turn]) -> None:
        answer, _ = self.client.ingest(
            {
                "user_id": self._user(batch[0].conversation),
                "session_id": batch[0].session,
                "messages": [turn.message() for turn in batch],
            }
        )
        if len(answer["memories"]) != len(batch):
            raise ServiceFailed(f"Of {len(batch)} turns posted, some were not acknowledged.")
        self.turns += len(batch)

    def _ask(self, question: Question) -> None:
        items, took_ms = self.client.recall(
            user_id=self._user(question.conversation), query=question.text, limit=max(CUTOFFS)
        )
        key = "session_id" if question.by_session else "external_id"
        found = [item[key] for item in items]
        recalls = {
            cutoff: evidence_recall(found, question.evidence, cutoff=cutoff) for cutoff in CUTOFFS
        }
        self.answers.append((question.category, recalls))
        self.latencies_ms.append(took_ms)

    def _user(self, conversation: str) -> str:
        return f"{self.dataset.name}-{self.run}-{conversation}"

    def _report(self, pending: int = 0) -> None:
        if time.monotonic() - self._reported_at > PROGRESS_EVERY_S:
            self._reported_at = time.monotonic()
            print(
                f"  {self.turns}/{len(self.dataset.turns)} turns loaded,"
                f" {pending} operations pending,"
                f" {len(self.answers)}/{len(self.dataset.questions)} questions asked",
                file=sys.stderr,
            )

    def _figures(self) -> dict[str, Any]:
        return {
            "dataset": self.dataset.name,
            "turns": self.turns,
            "evidence": mean_recall(self.answers),
            "posted_turns_per_s": self.turns / self.posting_s,
            "indexed_turns_per_s": self.turns / (self.posting_s + self.backlog_s),
            "recall_ms": tail(self.latencies_ms),
        }


def render(figures: Mapping[str, Any]) -> str:
    """The figures as a table and three lines."""
    header = [figures["dataset"], "n", *(f"recall@{cutoff}" for cutoff in CUTOFFS)]
    rows = [
        [name, str(group["n"]), *(f"{group[column]:.3f}" for column in header[2:])]
        for name, group in figures["evidence"].items()
    ]
    latency = " ".join(f"{name} {value:.1f} ms" for name, value in figures["recall_ms"].items())
    ingest = (
        f"ingest  {figures['posted_turns_per_s']:.0f} turns/s acknowledged,"
        f" {figures['indexed_turns_per_s']:.0f} turns/s until the backlog is empty"
        f" ({figures['turns']} turns)"
    )
    return "\n".join((table(header, rows), ingest, f"recall  {latency} at the client"))


@contextmanager
def connected(url: str | None, key: str | None) -> Iterator[Client]:
    """A client of the service at `url`, or of one that is started for the occasion."""
    if url is None:
        with started_service() as (own_url, own_key), connected(own_url, own_key) as client:
            yield client
        return
    if key is None:
        raise ServiceFailed("--url needs --key.")
    client = Client(url, key)
    try:
        yield client
    finally:
        client.close()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="replay.py", description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of the set")
    parser.add_argument("--url", help="a running service, instead of one started from nothing")
    parser.add_argument("--key", help="API key of that service, with the scopes read and write")
    parser.add_argument("--limit", type=int, help="ask so many questions of each conversation")
    parser.add_argument("--conversations", type=int, help="replay only the first so many")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
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
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
