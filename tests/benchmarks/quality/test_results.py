"""A run that was cut goes on, and what people wrote beside its tables stays."""

from __future__ import annotations

from benchmarks.dataset import Dataset, Question, Turn
from benchmarks.quality.abstention import Judged
from benchmarks.quality.answers import Answer, Hit
from benchmarks.quality.kept import Kept
from benchmarks.quality.recalling import Probe
from benchmarks.quality.results import BEGIN, END, Results
from benchmarks.quality.run import Outcome

QUESTION = Question("q", "c", "who", "people", frozenset({"a"}), False, None, None)
HIT = Hit("a", "s", 9)
OUTCOME = Outcome(
    dataset=Dataset("small", [Turn("c", "s", None, "a", "Ann", None, "I am a.")], [QUESTION]),
    answers={"Mnemic": [Answer(QUESTION, [HIT])], "a peer": [Answer(QUESTION, [])]},
    probes=[Probe(QUESTION, 5.0, Judged("answerable", False, 0.9), [], {250: 1.0})],
    judged=[Judged("answerable", False, 0.9)],
    turns_per_s=100.0,
)


def test_a_set_is_taken_from_a_run_of_the_same_setting_only(tmp_path):
    Kept(tmp_path, "full").save(OUTCOME)

    assert Kept(tmp_path, "full").load("small") == OUTCOME
    assert Kept(tmp_path, "short").load("small") is None
    assert Kept(tmp_path, "full").load("another") is None


def test_tables_replace_the_former_ones_and_nothing_else(tmp_path):
    file = tmp_path / "RESULTS.md"
    file.write_text(f"# Results\n\nLosses first.\n\n{BEGIN}\nold table\n{END}\n\n## Speed\n")

    Results(file, "make it so", "1.2.3", peers=False).write([OUTCOME], of=2)

    text = file.read_text()
    assert text.startswith(f"# Results\n\nLosses first.\n\n{BEGIN}\n")
    assert text.endswith(f"\n{END}\n\n## Speed\n")
    assert "old table" not in text
    assert "`make it so`" in text
    assert "1 of 2 sets" in text
    assert "small: a peer" in text
