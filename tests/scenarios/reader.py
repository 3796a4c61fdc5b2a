"""A scripted model that reads: statements about the turns it knows, one summary, one title."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.scripted_model import Says

_TURN = re.compile(r"^\[(\d+)\] \[[^\]]*\] \w+(?: \w+)?: (.*)$", re.MULTILINE)
_GROUP = re.compile(r"^\[(\d+)\] keywords: ", re.MULTILINE)
_NOTHING_MORE: dict[str, Any] = {
    "subject": "user",
    "holds": True,
    **dict.fromkeys(("valid_from", "valid_to", "date", "amount", "currency", "place", "purpose")),
}


@dataclass(frozen=True)
class Reader:
    """`statements` by the text of the turn: kind, predicate, object and sentence, then the rest.
    `title` is what every topic is called."""

    statements: Mapping[str, Mapping[str, Any]]
    summary: str
    title: str = "Everything"

    def __call__(self, request: dict[str, Any]) -> Says:
        """What a good model would answer: it points to the turn that says so."""
        if "response_format" not in request:
            return Says(self.summary)
        material = request["messages"][-1]["content"]
        if "topics" in request["response_format"]["json_schema"]["schema"]["properties"]:
            names = [
                {"number": int(n), "title": self.title, "slug": "all"}
                for n in _GROUP.findall(material)
            ]
            return Says(json.dumps({"topics": names}, ensure_ascii=False))
        turns = _TURN.findall(material)
        found = [
            {**_NOTHING_MORE, **self.statements[text], "evidence": [int(number)]}
            for number, text in turns
            if text in self.statements
        ]
        return Says(json.dumps({"statements": found}, ensure_ascii=False))
