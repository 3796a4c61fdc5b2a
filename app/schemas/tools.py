"""The tools of the cognitive loop on the wire. A docstring here is what a model reads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BeforeValidator, Field, model_validator

from app.domain.memory import Kind, Trust
from app.schemas.blocks import BlockLabel, BlockText
from app.schemas.fields import Content, Flag, Importance, JsonObject, SessionId, Time, UserId, Wire
from app.schemas.recall import QueryText


def _in_utc(value: Any) -> Any:
    """Models leave out the zone, or the hour as well: then it is UTC, and midnight."""
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return value
    return value if time.tzinfo else time.replace(tzinfo=UTC).isoformat()


ToolTime = Annotated[Time, BeforeValidator(_in_utc)]
Before = Annotated[
    ToolTime | None, Field(description="Only what happened before this time: 2025-09-01T00:00:00Z.")
]
After = Annotated[ToolTime | None, Field(description="Only what happened at or after this time.")]
MemoryId = Annotated[UUID, Field(description="The id of a memory, as a search returned it.")]


class _Period(Wire):
    before: Before = None
    after: After = None

    @model_validator(mode="after")
    def _after_precedes_before(self) -> Self:
        if self.after and self.before and self.before <= self.after:
            raise ValueError("before must lie after after")
        return self


class SearchMemory(_Period):
    """Search what is remembered about the user: facts, preferences, plans, summaries and turns of
    this and of earlier conversations. Widens by itself, step by step, if too little is found, and
    says how far it went."""

    query: QueryText = Field(description="What you want to know, in the user's own words.")
    kinds: Annotated[list[Kind], Field(min_length=1, max_length=8)] | None = Field(
        None, description="Only these kinds of memory."
    )
    trust: Annotated[list[Trust], Field(min_length=1, max_length=5)] | None = Field(
        None,
        description="Only what comes from these, such as `user` for what the user said. What was "
        "derived, such as a summary, counts as the least trusted of its sources.",
    )
    limit: int = Field(5, ge=1, le=20, description="Memories at most.")
    deeper: Flag = Field(
        False, description="The same was searched before and not found: begin with older layers."
    )


class SearchLog(_Period):
    """Search the exact words of everything that was ever said, also what has left the window and
    lives on only in summaries. Use it for quotes and details."""

    query: QueryText = Field(description="Words that were said.")
    session_id: SessionId | None = Field(None, description="Only this conversation.")
    limit: int = Field(5, ge=1, le=20, description="Turns at most.")


class Remember(Wire):
    """Keep something for later conversations. One thing at a time, as a sentence that can be
    understood alone. What the user says is remembered anyway: use it for what you conclude."""

    content: Content
    kind: Literal["fact", "preference", "event", "procedure", "note"] = "note"
    data: JsonObject | None = Field(None, description="The same in structured form.")


class UpdateMemory(Wire):
    """Correct the text of a memory. Its earlier text is kept in its history. Turns of a
    conversation cannot be changed."""

    id: MemoryId
    content: Content


class MarkImportant(Wire):
    """Say how important a memory is, so that it is kept longer and found sooner."""

    id: MemoryId
    importance: Importance = 0.9


class Forget(Wire):
    """Stop recalling a memory, because the user asks for it or because it is wrong. It is
    archived, not destroyed."""

    id: MemoryId
    reason: Annotated[str, Field(max_length=500)] = Field("", description="Why.")


class EditBlock(Wire):
    """Change one of the small texts that are always in your context. Either append a line, or
    replace old_text, which must stand there exactly once, by new_text."""

    label: BlockLabel
    append: BlockText | None = Field(None, description="A line to add.")
    old_text: BlockText | None = Field(None, description="What stands there now.")
    new_text: Annotated[str, Field(max_length=8000)] | None = Field(
        None, description="What is to stand there instead; empty removes it."
    )

    @model_validator(mode="after")
    def _is_one_change(self) -> Self:
        replaces = self.old_text is not None and self.new_text is not None
        half = (self.old_text is None) != (self.new_text is None)
        if half or replaces == (self.append is not None):
            raise ValueError("needs either append, or old_text and new_text")
        return self


class PageIn(Wire):
    """Bring back turns of this conversation that have left the window. They stay in it for a
    number of further turns, then they leave again by themselves."""

    session_id: SessionId | None = Field(None, description="This conversation if absent.")
    query: QueryText = Field(description="What the turns were about.")
    turns: int = Field(10, ge=1, le=1000, description="For how many further turns.")
    limit: int = Field(5, ge=1, le=20, description="Turns at most.")


ARGUMENTS: dict[str, type[Wire]] = {
    "search_memory": SearchMemory,
    "search_log": SearchLog,
    "remember": Remember,
    "update_memory": UpdateMemory,
    "mark_important": MarkImportant,
    "forget": Forget,
    "edit_block": EditBlock,
    "page_in": PageIn,
}
READING = frozenset({"search_memory", "search_log"})


class FunctionOut(Wire):
    """A function as models are told of it."""

    name: str
    description: str
    parameters: dict[str, Any] = Field(description="JSON schema of the arguments.")


class ToolOut(Wire):
    """A tool in OpenAI's function-calling form."""

    type: Literal["function"]
    function: FunctionOut


class ToolList(Wire):
    """Hand `tools` to your model as they are."""

    tools: list[ToolOut]


class ToolCallIn(Wire):
    """What your model called, and on whose behalf."""

    user_id: UserId
    session_id: SessionId | None = Field(None, description="The conversation it is called in.")
    arguments: JsonObject = Field({}, description="As your model wrote them, parsed.")


class ToolResultOut(Wire):
    """What the tool found or did."""

    name: str
    result: dict[str, Any]
    content: str = Field(
        description="The same as text for the tool message: recalled text fenced as data."
    )
