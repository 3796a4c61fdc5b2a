"""Peers are asked once: their answers stay good until something that they depend on changes."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.dataset import Dataset, Question, Turn
from benchmarks.peers.kept import KeptPeers
from benchmarks.peers.process import PEERS
from benchmarks.quality.answers import Answer, Hit

QUESTION = Question("q", "c", "who", "people", frozenset({"a"}), False, None, None)
SET = Dataset("small", [Turn("c", "s", None, "a", "Ann", None, "I am a.")], [QUESTION])
HITS = [Hit("a", "s", 9), Hit("b", "s", 9)]
ANSWERS = {peer.name: [Answer(QUESTION, HITS)] for peer in PEERS}


def test_what_peers_found_is_found_again(tmp_path):
    KeptPeers(tmp_path).save(SET, ANSWERS)

    remembered = KeptPeers(tmp_path).load(SET)

    assert [peer.name for peer in remembered] == [peer.name for peer in PEERS]
    assert remembered[0].find(QUESTION, 1) == HITS[:1]


def test_another_text_is_another_set(tmp_path):
    KeptPeers(tmp_path).save(SET, ANSWERS)

    changed = replace(SET, turns=[replace(SET.turns[0], text="I am b.")])

    assert KeptPeers(tmp_path).load(changed) == []


def test_some_of_the_peers_are_not_enough(tmp_path):
    KeptPeers(tmp_path).save(SET, dict(list(ANSWERS.items())[1:]))
    assert KeptPeers(tmp_path).load(SET) == []
