"""Chat completions on the wire: OpenAI's form, and what Mnemic adds."""

from __future__ import annotations

import json
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from app.domain.memory import Role
from app.schemas.fields import (
    MAX_CONTENT_CHARACTERS,
    MAX_ITEMS,
    Flag,
    JsonObject,
    Text,
    UserId,
    Wire,
)

_MAX_MEMBERS = 64
# The form before `tools`, which no model needs any more.
_OUTDATED = frozenset({"functions", "function_call"})


class _Passed(Wire):
    """What Mnemic does not know is passed on to the model's provider as it is."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"maxProperties": _MAX_MEMBERS})

    @model_validator(mode="after")
    def _can_be_passed_on(self) -> Self:
        extra = self.model_extra or {}
        if len(extra) > _MAX_MEMBERS:
            raise ValueError(f"must not have more than {_MAX_MEMBERS} members")
        if outdated := sorted(_OUTDATED & extra.keys()):
            raise ValueError(f"{outdated[0]} is not supported: use tools")
        # A lone surrogate cannot be sent on: UnicodeEncodeError is a ValueError.
        json.dumps(extra, ensure_ascii=False, allow_nan=False).encode()
        return self


class ContentPart(_Passed):
    """A part of a message. Text is remembered; of the rest only that it was there."""

    type: Annotated[str, Field(max_length=64)]
    text: Annotated[Text, Field(max_length=MAX_CONTENT_CHARACTERS)] | None = None


class CalledFunction(_Passed):
    name: Annotated[Text, Field(max_length=256)]
    arguments: Annotated[Text, Field(max_length=MAX_CONTENT_CHARACTERS)] = ""


class CalledTool(_Passed):
    """A call that the model made in an earlier answer."""

    id: Annotated[Text, Field(max_length=256)]
    type: Literal["function"] = "function"
    function: CalledFunction


class ChatMessageIn(_Passed):
    """A message in OpenAI's form."""

    role: Role
    content: (
        Annotated[Text, Field(max_length=MAX_CONTENT_CHARACTERS)]
        | Annotated[list[ContentPart], Field(max_length=256)]
        | None
    ) = None
    name: Annotated[Text, Field(min_length=1, max_length=256)] | None = None
    tool_calls: Annotated[list[CalledTool], Field(max_length=128)] | None = None
    tool_call_id: Annotated[Text, Field(max_length=256)] | None = None


class ChatIn(_Passed):
    """A request in OpenAI's form. Members that are not listed go to the provider as they are."""

    model: Annotated[str, Field(max_length=256)] = Field(
        "mnemic", description="Taken for compatibility: the configured model answers."
    )
    messages: Annotated[list[ChatMessageIn], Field(min_length=1, max_length=MAX_ITEMS)] = Field(
        description="Either what is new, and Mnemic adds the window of the session; or the whole "
        "conversation, which is then passed on as it is."
    )
    user: UserId
    stream: Flag = False
    stream_options: JsonObject | None = None
    tools: Annotated[list[JsonObject], Field(max_length=128)] | None = Field(
        None, description="Your own tools: calls of them are returned to you."
    )
    tool_choice: Literal["none", "auto", "required"] | JsonObject | None = None
    metadata: JsonObject | None = Field(
        None, description="`session_id` selects the session, if the header does not."
    )
    n: Annotated[int, Field(ge=1, le=1)] | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        roles = [message.role for message in self.messages]
        if "user" not in roles:
            raise ValueError("messages need at least one of the user")
        if roles[-1] == "assistant":
            raise ValueError("the last message must not be the assistant's")
        return self


class FunctionCallOut(Wire):
    name: str
    arguments: str


class ToolCallOut(Wire):
    """A call of one of your tools."""

    id: str
    type: Literal["function"]
    function: FunctionCallOut


class ChatMessageOut(Wire):
    role: Literal["assistant"]
    content: str | None
    tool_calls: list[ToolCallOut] | None
    refusal: None = None


class ChoiceOut(Wire):
    index: Literal[0]
    message: ChatMessageOut
    finish_reason: str
    logprobs: None = None


class UsageOut(Wire):
    """Tokens of all rounds together, as the provider counts them."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class ToolUseOut(Wire):
    """A tool of Mnemic that the model called; `status` is `ok` or the code of an error."""

    name: str
    status: str


class TierUseOut(Wire):
    name: str
    tokens: int
    items: int
    left_out: int


class MnemicOut(Wire):
    """What memory did for this answer."""

    user_id: str
    session_id: str
    rounds: int = Field(description="How often the model was asked.")
    tools: list[ToolUseOut]
    reached: Literal["session", "sessions", "earlier", "log"] | None = Field(
        description="How far the search in memory went."
    )
    context_tokens: int = Field(description="Of the memory that was put in front of the model.")
    tiers: list[TierUseOut]
    stored: list[UUID] = Field(description="The new turns and the answer, as memories.")
    replayed: bool = Field(description="The answer to a request that was sent before.")
    degraded: list[str] = Field(description="Stages that failed and were done without.")


class ChatOut(Wire):
    """A completion in OpenAI's form, and what memory did for it."""

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChoiceOut]
    usage: UsageOut
    mnemic: MnemicOut
