"""From answers to the numbers that are compared and guarded."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from benchmarks.metrics import CUTOFFS
from benchmarks.quality import abstention
from benchmarks.quality.answers import Answer
from benchmarks.quality.run import Outcome

BASELINES = ("BM25", "RRF")


def figures_of(outcome: Outcome) -> dict[str, float]:
    """The figures of one set that a threshold may be set for."""
    systems = outcome.answers
    ours = systems["Mnemic"]
    figures = {f"recall@{cutoff}": fmean(recalls(ours, cutoff)) for cutoff in CUTOFFS}
    if several := all_found(ours, 10):
        figures["all@10"] = fmean(several)
    for name in BASELINES:
        if name in systems:
            gain = figures["recall@10"] - fmean(recalls(systems[name], 10))
            figures[f"recall@10 above {name}"] = gain
    for budget in outcome.probes[0].within if outcome.probes else ():
        figures[f"within {budget} tokens"] = fmean(within(outcome, budget))
    if (precision := abstention.precision(outcome.judged)) is not None:
        figures["abstention precision"] = precision
    if (recall := abstention.recall(outcome.judged)) is not None:
        figures["abstention recall"] = recall
    return figures


def summary_of(outcome: Outcome) -> str:
    """A line as soon as a set is done."""
    means = (
        f"{name} {fmean(recalls(answers, 10)):.3f}" for name, answers in outcome.answers.items()
    )
    return f"{outcome.dataset.name}: recall@10 {', '.join(means)}"


def recalls(answers: Sequence[Answer], cutoff: int) -> list[float]:
    """Evidence recall, question by question."""
    return [answer.recall(cutoff) for answer in answers]


def several_pieces(answers: Sequence[Answer]) -> list[Answer]:
    """The questions with more than one piece of evidence."""
    return [answer for answer in answers if len(answer.question.evidence) > 1]


def all_found(answers: Sequence[Answer], cutoff: int) -> list[float]:
    """1 where all of several pieces of evidence were found, else 0."""
    return [float(answer.recall(cutoff) == 1) for answer in several_pieces(answers)]


def within(outcome: Outcome, budget: int) -> list[float]:
    """Evidence in Mnemic's prompt of at most so many tokens, where it was asked for."""
    return [probe.within[budget] for probe in outcome.probes if budget in probe.within]


def conversations_of(answers: Sequence[Answer]) -> list[str]:
    """What the questions are clustered by."""
    return [answer.question.conversation for answer in answers]
