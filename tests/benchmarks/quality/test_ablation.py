"""A feature is taken out of the score, and nothing else changes."""

from __future__ import annotations

from benchmarks.quality.ablation import Explained, features_of, without
from benchmarks.quality.answers import Hit


def explained(name: str, **contributions: float) -> Explained:
    return Explained(Hit(name, "s"), contributions)


def names(hits: list[Hit]) -> list[str | None]:
    return [hit.id for hit in hits]


RANKING = [
    explained("a", words=0.5, vector=0.1),
    explained("b", words=0.1, vector=0.4),
    explained("c", words=0.1, vector=0.3, speaker=0.1),
]


def test_without_a_feature_the_others_decide() -> None:
    assert names(without(RANKING, "words")) == ["b", "c", "a"]
    assert names(without(RANKING, "speaker")) == ["a", "b", "c"]


def test_with_all_features_the_order_is_the_one_returned() -> None:
    assert names(without(RANKING, None)) == ["a", "b", "c"]


def test_a_feature_that_never_contributed_is_not_listed() -> None:
    assert features_of([RANKING, [explained("d", time=0.0)]]) == ["speaker", "vector", "words"]
