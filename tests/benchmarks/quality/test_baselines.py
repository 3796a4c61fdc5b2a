"""The baselines do what their names say, so that beating them means something."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.dataset import Question, Stage, Turn
from benchmarks.quality.answers import Answer, Hit, System
from benchmarks.quality.baselines import Bm25, Bm25Index, Exact, ReciprocalRanks, fuse, terms_of
from benchmarks.quality.vectors import VectorCache


def turn(name: str, text: str, speaker: str = "Ann") -> Turn:
    return Turn("c", "s1", None, name, speaker, None, text)


def question(text: str, evidence: frozenset[str] = frozenset({"t0"})) -> Question:
    return Question("q", "c", text, "who", evidence, by_session=False, asked_in=None, asked_at=None)


TURNS = [
    turn("t0", "I adopted a puppy from the shelter."),
    turn("t1", "The quarterly figures are due on Monday."),
    turn("t2", "My sister plays the violin in an orchestra."),
]


def test_terms_are_stems_without_stop_words_and_chinese_is_cut_into_words() -> None:
    assert terms_of("When did she adopt the puppies?") == ["adopt", "puppi"]
    assert terms_of("她什么时候领养了小狗") == ["领养", "小狗"]


def test_bm25_prefers_rare_words_and_short_turns_and_gives_nothing_for_none() -> None:
    index = Bm25Index()
    for terms in (["dog", "park"], ["dog", "dog", "park", "tree"], ["park", "cello"], ["rain"]):
        index.add(terms)
    once, often, other, none = index.scores(["dog"])
    assert often > once > other == none == 0
    assert index.scores(["cello"])[2] > index.scores(["park"])[2] > 0
    # Two of four hold it: idf = ln(1 + 2.5/2.5); one term in two, the mean length is 2.25.
    assert once == pytest.approx(0.6931 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / 2.25)), rel=1e-3)


def test_reciprocal_ranks_add_up_over_the_lists() -> None:
    a, b, c = (Hit(name, "s") for name in "abc")
    assert fuse([[a, b, c], [c, b]]) == [c, b, a]


def test_each_baseline_finds_the_turn_that_answers(tmp_path: Path) -> None:
    vectors = VectorCache(tmp_path)
    exact, bm25 = Exact(vectors), Bm25(vectors)
    systems: list[System] = [exact, bm25, ReciprocalRanks(exact, bm25)]
    for system in systems:
        system.load(Stage(TURNS, []))
    for system in systems:
        assert system.find(question("Who has adopted a puppy?"), 1)[0].id == "t0"
    assert [hit.id for hit in bm25.find(question("Which violin?"), 10)] == ["t2"]


def test_vectors_are_computed_once_and_queries_are_not_passages(tmp_path: Path) -> None:
    first = VectorCache(tmp_path).embed(["A puppy."], is_query=False)
    cache = VectorCache(tmp_path)
    cache._encode = None  # type: ignore[assignment,method-assign]
    assert (cache.embed(["A puppy."], is_query=False) == first).all()
    assert (VectorCache(tmp_path).embed(["A puppy."], is_query=True) != first).any()


def test_a_prompt_is_filled_in_order_and_what_does_not_fit_is_passed_over() -> None:
    hits = [Hit("t1", "s", 60), Hit("t2", "s", 60), Hit("t0", "s", 30)]
    answer = Answer(question("?"), hits)
    assert answer.recall_within(100) == 1
    assert answer.recall_within(80) == 0
    assert answer.recall(2) == 0
