"""Play sets against a service and against what it is compared with."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import uuid4

from benchmarks.client import Client
from benchmarks.dataset import Dataset
from benchmarks.loading import Loading
from benchmarks.quality.abstention import Judged
from benchmarks.quality.answers import Answer, System, play
from benchmarks.quality.baselines import Bm25, Exact, ReciprocalRanks
from benchmarks.quality.recalling import Probe, Recalling
from benchmarks.quality.sets import strangers
from benchmarks.quality.vectors import VectorCache

PROGRESS_EVERY_S = 20.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """One set: what each system found, and what else Mnemic was asked.

    `answers` holds Mnemic first. `judged` are its words on questions with and without an answer.
    """

    dataset: Dataset
    answers: dict[str, list[Answer]]
    probes: Sequence[Probe]
    judged: Sequence[Judged]
    loading: Loading


@dataclass(frozen=True)
class Run:
    """What all sets share."""

    client: Client
    vectors: VectorCache
    peers: Callable[[Dataset], Iterable[System]]
    strangers_each: int
    budgets_every: int

    def play(self, dataset: Dataset, others: Sequence[Dataset]) -> Outcome:
        """Load the set everywhere, ask everything, side by side."""
        loading = Loading(self.client, dataset.name, Progress(dataset).report, run=uuid4().hex[:8])
        mnemic = Recalling(self.client, dataset, loading, self.budgets_every)
        exact, bm25 = Exact(self.vectors), Bm25(self.vectors)
        systems: list[System] = [mnemic, bm25, exact, ReciprocalRanks(exact, bm25)]
        answers = play([*systems, *self.peers(dataset)], dataset)
        judged = [probe.verdict for probe in mnemic.probes]
        judged += [mnemic.judge(q, q.conversation, "adversarial") for q in dataset.unanswerable]
        judged += [
            mnemic.judge(question, conversation, reason)
            for conversation, reason, question in strangers(dataset, others, self.strangers_each)
        ]
        return Outcome(dataset, answers, mnemic.probes, judged, loading)


class Progress:
    """A line now and then, for whoever waits."""

    def __init__(self, dataset: Dataset) -> None:
        self._name = dataset.name
        self._reported_at = time.monotonic()
        print(
            f"{dataset.name}: {len(dataset.turns)} turns, {len(dataset.questions)} questions",
            file=sys.stderr,
        )

    def report(self, pending: int) -> None:
        if time.monotonic() - self._reported_at > PROGRESS_EVERY_S:
            self._reported_at = time.monotonic()
            print(f"  {self._name}: {pending} operations pending", file=sys.stderr)
