"""Conversation sets with labelled evidence: the files of a set, and what may be asked when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

# LoCoMo's adversarial questions have no answer in the conversation: they are for abstention.
EXCLUDED_CATEGORIES = frozenset({"adversarial"})
_ROLES = {"user": "user", "assistant": "assistant"}


class DatasetError(Exception):
    """The folder is not a set of conversations and questions."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Something said. `session_index` is None where the set does not order its sessions."""

    conversation: str
    session: str
    session_index: int | None
    id: str
    speaker: str
    at: str | None
    text: str

    def message(self) -> dict[str, Any]:
        """The turn as `POST /v1/memories` takes it."""
        role = _ROLES.get(self.speaker.casefold())
        fields = {
            "role": role or "user",
            "name": None if role else self.speaker,
            "content": self.text,
            "occurred_at": _with_zone(self.at),
            "external_id": self.id,
        }
        return {key: value for key, value in fields.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Question:
    """`evidence` are ids of turns or, with `by_session`, of sessions."""

    id: str
    conversation: str
    text: str
    category: str
    evidence: frozenset[str]
    by_session: bool
    asked_in: int | None


@dataclass(frozen=True, slots=True)
class Dataset:
    """A set, in the order of its files."""

    name: str
    turns: Sequence[Turn]
    questions: Sequence[Question]

    def stages(self) -> Iterator[Stage]:
        """Turns to load, then questions to ask before any later turn is loaded.

        A question that is asked in a session may only recall the sessions before it. Those
        sessions share days, so no `before` filter tells them apart, and what the service derives
        from later ones (statistics of words, summaries) would leak anyway: the past is all that
        has been loaded.
        """
        turns, questions = list(self.turns), list(self.questions)
        for moment in sorted({q.asked_in for q in questions if q.asked_in is not None}):
            past = [t for t in turns if t.session_index is not None and t.session_index < moment]
            turns = [t for t in turns if t.session_index is None or t.session_index >= moment]
            yield Stage(past, [q for q in questions if q.asked_in == moment])
        rest = [q for q in questions if q.asked_in is None]
        if turns or rest:
            yield Stage(turns, rest)


@dataclass(frozen=True, slots=True)
class Stage:
    """Load the turns, then ask the questions."""

    turns: Sequence[Turn]
    questions: Sequence[Question]

    def batches(self, size: int) -> Iterator[list[Turn]]:
        """Runs of turns of one session of one conversation, in order."""
        for _, group in groupby(self.turns, key=lambda turn: (turn.conversation, turn.session)):
            run = list(group)
            yield from (run[i : i + size] for i in range(0, len(run), size))


def load_dataset(
    folder: Path, *, conversations: int | None = None, limit: int | None = None
) -> Dataset:
    """Read a set, or its first `conversations` and the first `limit` questions of each.

    Raises `DatasetError`.
    """
    turns = [_turn(row) for row in _rows(folder / "conversations.jsonl")]
    questions = [_question(row) for row in _rows(folder / "questions.jsonl")]
    kept = list(dict.fromkeys(turn.conversation for turn in turns))[:conversations]
    asked = [
        question
        for question in questions
        if question.conversation in kept
        and question.category not in EXCLUDED_CATEGORIES
        and question.evidence
    ]
    return Dataset(
        name=folder.resolve().name,
        turns=[turn for turn in turns if turn.conversation in kept and turn.text.strip()],
        questions=asked if limit is None else _first_of_each_conversation(asked, limit),
    )


def _first_of_each_conversation(questions: Sequence[Question], limit: int) -> list[Question]:
    counts: dict[str, int] = {}
    kept = []
    for question in questions:
        counts[question.conversation] = counts.get(question.conversation, 0) + 1
        if counts[question.conversation] <= limit:
            kept.append(question)
    return kept


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())
    except (OSError, ValueError) as error:
        raise DatasetError(f"{path} cannot be read: {error}") from error


def _turn(row: Mapping[str, Any]) -> Turn:
    return Turn(
        conversation=row["conv_id"],
        session=row["session_id"],
        session_index=row.get("session_index"),
        id=row["turn_id"],
        speaker=row["speaker"],
        at=row["ts"],
        text=row["text"],
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        id=row["q_id"],
        conversation=row["conv_id"],
        text=row["question"],
        category=row["category"],
        evidence=frozenset(row["evidence"]),
        by_session=row["evidence_level"] == "session",
        asked_in=row.get("asked_in_session_index"),
    )


def _with_zone(at: str | None) -> str | None:
    """The sets name no zone; a day without a time is its midnight."""
    if at is None:
        return None
    return f"{at}Z" if "T" in at else f"{at}T00:00:00Z"
