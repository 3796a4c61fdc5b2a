"""The question, analysed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.analyser import term_ids


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: the text, its terms with their frequencies, and when it is asked."""

    text: str
    terms: Mapping[int, int]
    asked_at: datetime


def analyse_query(text: str, *, asked_at: datetime) -> Query:
    """Terms come from the same analyser as those of the documents."""
    return Query(text=text, terms=term_ids(text), asked_at=asked_at)
