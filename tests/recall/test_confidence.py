"""When recall is sure, when it abstains, and when it cannot know."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from app.domain.analyser import term_ids
from app.recall.candidates import pool
from app.recall.confidence import UNSURE, Thresholds, confidence_of
from app.recall.query import analyse_query
from app.recall.ranker import load_ranker
from app.stores.candidates import CandidateRow

NOW = datetime(2026, 11, 24, tzinfo=UTC)
MEASURED = Thresholds(similarity_han=0.9, similarity_other=0.85, coverage=0.4)


def confidence(query, *, similarity, content="I like lakes", thresholds=MEASURED, others=60):
    terms = sorted(set(term_ids(query)) & set(term_ids(content)))
    row = CandidateRow(
        memory_id=UUID(int=1),
        similarity=similarity,
        bm25=float(len(terms)),
        terms=terms,
        rarities=[2.0] * len(terms),
        session_id=None,
        seq=None,
        name=None,
        occurred_at=NOW,
        importance=0.5,
        token_count=5,
    )
    far = [
        replace(row, memory_id=UUID(int=2 + i), similarity=0.1, bm25=None, terms=[], rarities=[])
        for i in range(others)
    ]
    candidates = pool([row, *far] if similarity else [], [row] if terms else [])
    order = list(range(len(candidates.rows)))
    query_ = analyse_query(query, asked_at=NOW)
    return confidence_of(query_, candidates, order, {row.memory_id: content}, thresholds)


def test_neither_near_nor_worded_alike_is_unsure():
    assert confidence("What does the train cost?", similarity=0.80) < 0.1


def test_near_in_meaning_is_enough():
    assert confidence("Favourite bodies of water?", similarity=0.9) > 0.95


def test_the_same_words_are_enough():
    assert confidence("lakes?", similarity=0.80) > 0.95


def test_nothing_found_is_no_confidence():
    assert confidence("train", similarity=None) == 0.0


@pytest.mark.parametrize(
    ("content", "thresholds"),
    [("我喜欢湖泊", MEASURED), ("I like lakes", Thresholds())],
    ids=["another language", "a model nobody measured"],
)
def test_what_nobody_measured_is_no_reason_to_abstain(content, thresholds):
    sure = confidence("What does it cost?", similarity=0.5, content=content, thresholds=thresholds)
    assert sure >= UNSURE


def test_a_handful_of_memories_is_too_few_to_abstain():
    assert confidence("What does the train cost?", similarity=0.80, others=3) >= UNSURE


def test_thresholds_hold_for_the_model_they_were_measured_with():
    ranker = load_ranker()
    assert ranker.thresholds_for(ranker.model) == ranker.thresholds
    assert ranker.thresholds_for("another") == Thresholds()


def test_shipped_thresholds_are_those_of_the_bundled_model(services):
    ranker = load_ranker()
    assert ranker.model == services.embedding.embedder.model
    assert ranker.thresholds.similarity_other is not None
