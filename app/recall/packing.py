"""From a ranking to what fits into a prompt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.fence import fence
from app.domain.memory import Memory
from app.domain.trust import least_trust

# What the frame around a memory costs in the rendered context: the date, the speaker, a line end.
LINE_OVERHEAD_TOKENS = 12
# And the markers around them all.
FENCE_TOKENS = 32


@dataclass(frozen=True, slots=True)
class Packed:
    """Memories in the order of their rank, and the tokens their rendering takes at most."""

    memories: Sequence[Memory]
    tokens: int


def pack(selected: Sequence[Memory], *, limit: int, budget_tokens: int | None) -> Packed:
    """The first memories within both bounds, without repetition.

    A text that was already taken is not taken again; one that does not fit is passed over for a
    shorter one.
    """
    taken: list[Memory] = []
    texts: set[str] = set()
    tokens = FENCE_TOKENS
    for memory in selected:
        if len(taken) == limit:
            break
        text = " ".join(memory.content.split()).casefold()
        cost = memory.token_count + LINE_OVERHEAD_TOKENS
        if text in texts or (budget_tokens is not None and tokens + cost > budget_tokens):
            continue
        taken.append(memory)
        texts.add(text)
        tokens += cost
    return Packed(taken, tokens)


def render(memories: Sequence[Memory]) -> str:
    """The memories as fenced lines for a prompt, in the order in which they happened."""
    if not memories:
        return ""
    lines = "\n".join(line_of(memory) for memory in sorted(memories, key=_in_time))
    return fence(lines, "memory", least_trust(memory.trust for memory in memories))


def line_of(memory: Memory) -> str:
    """One memory for a prompt: when, who, what."""
    text = " ".join(memory.content.split())
    return f"[{memory.occurred_at:%Y-%m-%d}] {_source(memory)}: {text}"


def _source(memory: Memory) -> str:
    """Who said it; of what nobody said, its kind, and whose word it is if not the user's."""
    if memory.name or memory.role:
        return str(memory.name or memory.role)
    return memory.kind if memory.trust == "user" else f"{memory.kind} ({memory.trust})"


def _in_time(memory: Memory) -> tuple[float, str, int]:
    return (memory.occurred_at.timestamp(), memory.session_id or "", memory.seq or 0)
