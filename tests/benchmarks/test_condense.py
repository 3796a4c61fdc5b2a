"""What counts as evidence that survived in a context."""

from __future__ import annotations

from benchmarks.condense import survival


def test_a_turn_survives_where_its_text_stands_whatever_the_white_space() -> None:
    assert survival("We met\n in Oslo.", "2024-01-01 Ann: We met in Oslo.\nBob: Nice.") == 1.0


def test_a_summary_that_quotes_a_sentence_keeps_its_share_of_the_turn() -> None:
    turn = "I moved to Lisbon in the spring of 2021. My sister stayed in the old flat."
    found = survival(turn, "[2024-01-01] Ann: I moved to Lisbon in the spring of 2021.")
    assert 0.5 < found < 0.6


def test_a_phrase_that_anybody_says_proves_nothing() -> None:
    assert survival("Sounds good! I keep bees on the roof.", "Bob: Sounds good! See you.") == 0.0
