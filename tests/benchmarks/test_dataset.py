"""Sets become messages in order, and questions come when they may be asked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks.dataset import Dataset, DatasetError, load_dataset


def written(
    folder: Path, turns: Sequence[Mapping[str, Any]], questions: Sequence[Mapping[str, Any]]
) -> Path:
    """A set in its files; what a row does not say is filled in."""
    turn = {"conv_id": "c", "session_id": "s1", "speaker": "Ann", "ts": None}
    question = {
        "conv_id": "c",
        "question": "Who?",
        "answer": "Ann",
        "category": "who",
        "evidence": ["t1"],
        "evidence_level": "turn",
    }
    for name, rows in (
        (
            "conversations",
            [
                {**turn, "turn_id": f"t{i}", "text": f"Hello, {i}.", **row}
                for i, row in enumerate(turns)
            ],
        ),
        ("questions", [{**question, "q_id": f"q{i}", **row} for i, row in enumerate(questions)]),
    ):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)))
    return folder


def asked_after(dataset: Dataset) -> dict[str, list[str]]:
    """For each question, the turns that are loaded when it is asked."""
    loaded: list[str] = []
    seen: dict[str, list[str]] = {}
    for stage in dataset.stages():
        loaded += [turn.id for turn in stage.turns]
        seen |= {question.id: list(loaded) for question in stage.questions}
    return seen


def test_a_named_speaker_is_a_user_with_a_name_and_chat_roles_stay_roles(tmp_path: Path) -> None:
    speakers = ["Ann", "User", "Assistant"]
    folder = written(tmp_path, [{"speaker": speaker} for speaker in speakers], [])
    messages = [turn.message() for turn in load_dataset(folder).turns]
    assert [(m["role"], m.get("name")) for m in messages] == [
        ("user", "Ann"),
        ("user", None),
        ("assistant", None),
    ]


def test_times_get_a_zone_and_an_unknown_time_is_left_out(tmp_path: Path) -> None:
    times = ["2023-05-08T13:56:00", "2023-05-08", None]
    folder = written(tmp_path, [{"ts": time} for time in times], [])
    messages = [turn.message() for turn in load_dataset(folder).turns]
    assert [m.get("occurred_at") for m in messages] == [
        "2023-05-08T13:56:00Z",
        "2023-05-08T00:00:00Z",
        None,
    ]


def test_a_question_asked_in_a_session_finds_only_earlier_sessions_loaded(tmp_path: Path) -> None:
    turns = [{"session_id": f"s{i}", "session_index": i} for i in range(4)]
    questions = [{"asked_in_session_index": 3}, {"asked_in_session_index": 1}, {}]
    assert asked_after(load_dataset(written(tmp_path, turns, questions))) == {
        "q1": ["t0"],
        "q0": ["t0", "t1", "t2"],
        "q2": ["t0", "t1", "t2", "t3"],
    }


def test_batches_hold_one_session_in_order_and_no_more_than_their_size(tmp_path: Path) -> None:
    turns = [{"session_id": "s1"}] * 3 + [{"session_id": "s2"}] + [{"conv_id": "d"}]
    (stage,) = load_dataset(written(tmp_path, turns, [])).stages()
    batches = [[turn.id for turn in batch] for batch in stage.batches(2)]
    assert batches == [["t0", "t1"], ["t2"], ["t3"], ["t4"]]


def test_adversarial_questions_and_turns_without_text_are_left_out(tmp_path: Path) -> None:
    folder = written(tmp_path, [{"text": " "}, {}], [{"category": "adversarial"}, {}])
    dataset = load_dataset(folder)
    assert [turn.id for turn in dataset.turns] == ["t1"]
    assert [question.id for question in dataset.questions] == ["q1"]


def test_limits_keep_the_first_conversations_and_questions(tmp_path: Path) -> None:
    conversations = [{"conv_id": "c"}, {"conv_id": "d"}, {"conv_id": "c"}]
    dataset = load_dataset(
        written(tmp_path, conversations, conversations), conversations=1, limit=1
    )
    assert [turn.id for turn in dataset.turns] == ["t0", "t2"]
    assert [question.id for question in dataset.questions] == ["q0"]


def test_a_folder_without_a_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"conversations\.jsonl"):
        load_dataset(tmp_path)


def test_a_part_of_a_set_holds_whole_sessions_and_only_questions_about_them(tmp_path: Path) -> None:
    turns = [{"session_id": f"s{i // 2}", "session_index": i // 2} for i in range(6)]
    questions: list[dict[str, Any]] = [
        {"evidence": ["t3"]},
        {"evidence": ["t3", "t4"]},
        {"evidence": ["s0"], "evidence_level": "session", "asked_in_session_index": 2},
        {"evidence": ["s0"], "evidence_level": "session", "asked_in_session_index": 3},
    ]
    dataset = load_dataset(written(tmp_path, turns, questions), turns=5)
    assert [turn.id for turn in dataset.turns] == ["t0", "t1", "t2", "t3"]
    assert [question.id for question in dataset.questions] == ["q0", "q2"]


def test_adversarial_questions_are_kept_apart_for_abstention(tmp_path: Path) -> None:
    folder = written(tmp_path, [{}, {}], [{"category": "adversarial"}, {}])
    assert [question.id for question in load_dataset(folder).unanswerable] == ["q0"]


def test_a_conversation_ends_with_its_latest_turn_and_may_have_no_time(tmp_path: Path) -> None:
    turns = [{"ts": "2023-05-09"}, {"ts": "2023-05-08T13:56:00"}, {"conv_id": "d"}]
    dataset = load_dataset(written(tmp_path, turns, [{"asked_at": "2023-06-01"}]))
    assert dataset.last_moments == {"c": "2023-05-09T00:00:00Z"}
    assert dataset.questions[0].asked_at == "2023-06-01T00:00:00Z"


def test_a_session_that_stands_twice_in_a_pool_is_read_once(tmp_path):
    said = [("s1", "Where to?"), ("s1", "To Rome."), ("s2", "Where to?"), ("s2", "To Rome.")]
    said += [("s3", "Where to?"), ("s3", "To Oslo.")]
    turns = [{"session_id": session, "text": text} for session, text in said]
    questions = [{"evidence": ["t3", "t5"]}]
    dataset = load_dataset(written(tmp_path, turns, questions))
    assert [turn.id for turn in dataset.turns] == ["t0", "t1", "t4", "t5"]
    assert dataset.questions[0].evidence == {"t1", "t5"}


def test_a_session_that_is_evidence_itself_is_no_copy(tmp_path):
    turns = [{"session_id": session, "text": "hi"} for session in ("s1", "s2")]
    questions = [{"evidence": ["s2"], "evidence_level": "session"}]
    dataset = load_dataset(written(tmp_path, turns, questions))
    assert len(dataset.turns) == 2
    assert dataset.questions[0].evidence == {"s2"}
