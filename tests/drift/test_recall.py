"""docs/recall.md names the times that a query is read for."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from app.domain.times import time_spans

PAGE = Path(__file__).parents[2] / "docs" / "recall.md"


def test_every_time_that_the_page_names_is_understood() -> None:
    rows = [row for row in PAGE.read_text().splitlines() if row.startswith("| ")]
    examples = [example for row in rows for example in re.findall(r"`([^`]+)`", row)]
    assert len(examples) > 60
    asked_at = datetime(2023, 11, 24, tzinfo=UTC)
    assert [text for text in examples if len(time_spans(text, asked_at=asked_at)) != 1] == []
