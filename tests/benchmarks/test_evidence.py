"""A fact or a summary counts for the turns whose words it has, and for no others."""

from __future__ import annotations

import pytest

from benchmarks.dataset import Dataset, Question, Turn
from benchmarks.evidence import Evidence, found_in
from benchmarks.quality.answers import Answer, Hit

SAID = {
    "a": "My sister moved to Lisbon in the spring of 2021.",
    "b": "Sounds good!",
    "c": "The old flat is let to a student of music now.",
}
TURNS = [Turn("x", f"session {id_}", None, id_, "Ann", None, text) for id_, text in SAID.items()]
EVIDENCE = Evidence(Dataset("small", TURNS, []))


def question(*evidence: str, by_session: bool = False) -> Question:
    return Question("q", "x", "where", "", frozenset(evidence), by_session, None, None)


def item(content: str, kind: str = "summary", **fields: str) -> dict[str, str]:
    return {"kind": kind, "content": content, "external_id": "", "session_id": "", **fields}


@pytest.mark.parametrize(
    ("content", "carried"),
    [
        ("Ann's sister moved to Lisbon in spring 2021; the flat is let.", {"a"}),
        ("Ann talked about her sister and a flat.", set()),  # names the matter, says nothing
        ("Sounds good! Lisbon.", set()),  # what anybody says proves nothing
        (" ".join(SAID.values()), {"a", "c"}),
    ],
)
def test_a_summary_carries_the_turns_whose_words_it_has(content, carried):
    assert EVIDENCE.carried(question("a", "b", "c"), item(content)) == carried


def test_what_is_no_evidence_is_not_carried():
    assert EVIDENCE.carried(question("b"), item(SAID["a"])) == set()


def test_of_a_session_one_turn_is_enough():
    asked = question("session a", by_session=True)
    assert EVIDENCE.carried(asked, item(SAID["a"], "fact")) == {"session a"}


def test_a_message_is_itself_whatever_it_quotes():
    asked = question("a", "c")
    assert EVIDENCE.carried(asked, item(SAID["a"], "message", external_id="c")) == {"c"}


def test_places_count_for_turns_alone_unless_words_are_asked_for():
    asked = question("a", "c")
    answer = Answer(asked, [Hit(None, "session a", 9, frozenset({"a"})), Hit("c", "session c", 9)])

    assert answer.recall(2) == 0.5
    assert answer.recall_in_words(1) == 0.5
    assert answer.recall_in_words(2) == 1.0
    assert answer.derived(2) == 1
    assert found_in([], asked.evidence, cutoff=5) == 0.0


def test_a_summary_of_a_session_is_not_a_turn_of_it():
    answer = Answer(question("session a", by_session=True), [Hit(None, "session a", 9)])
    assert answer.recall(10) == 0.0
