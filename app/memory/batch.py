"""One transaction's worth of drafts: recognised, merged, numbered, written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from app.domain.window import Turn, WindowLimits
from app.errors import ExternalIdConflict
from app.memory.claims import claim_typed
from app.memory.folding import defer_fold
from app.memory.update import defer_updates
from app.memory.writing import Place, Prepared, write
from app.stores import memories, sessions, users
from app.stores.database import Connection

Status = Literal["created", "existing", "merged"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one draft. `existing`: its external_id was known; `merged`: the fact was."""

    id: UUID
    kind: str
    external_id: str | None
    seq: int | None
    status: Status


class Batch:
    """Stores prepared drafts of one tenant inside the caller's transaction.

    Afterwards `created` are the drafts that became rows, and `turns` the new messages of each
    session, in order.
    """

    def __init__(
        self,
        connection: Connection,
        tenant_id: UUID,
        prepared: Sequence[Prepared],
        *,
        limits: WindowLimits,
        now: datetime,
    ) -> None:
        self.created: list[Prepared] = []
        self.turns: dict[Place, list[Turn]] = {}
        self._connection = connection
        self._tenant_id = tenant_id
        self._prepared = prepared
        self._limits = limits
        self._now = now
        self._receipts: dict[UUID, Receipt] = {}

    def receipts(self) -> list[Receipt]:
        """In the order of the drafts."""
        return [self._receipts[item.id] for item in self._prepared]

    async def store(self) -> None:
        owners = {(item.place.owner_id, item.place.user_id) for item in self._prepared}
        await users.lock_users(
            self._connection, self._tenant_id, list(owners), created_at=self._now
        )
        await self._recognise_external_ids()
        await self._merge_known_facts()
        rest = [item for item in self._prepared if item.id not in self._receipts]
        numbered = await self._number(rest)
        await write(self._connection, numbered, recorded_at=self._now)
        for item, seq in numbered:
            self._receipts[item.id] = _receipt(item, item.id, seq, "created")
        self.created = rest
        await self._claim_slots()
        for place, turns in self.turns.items():
            await self._fold_on_overflow(place, turns)
        await defer_updates(self._connection, rest, at=self._now)

    async def _claim_slots(self) -> None:
        """What typed memories say in `data` fills slots; a repetition confirms one."""
        for item in self._prepared:
            receipt = self._receipts[item.id]
            if receipt.status != "existing":
                await claim_typed(self._connection, item, receipt.id, now=self._now)

    async def _recognise_external_ids(self) -> None:
        by_owner: dict[UUID, dict[str, Prepared]] = {}
        for item in self._prepared:
            external_id = item.draft.external_id
            if external_id is None:
                continue
            first = by_owner.setdefault(item.place.owner_id, {}).setdefault(external_id, item)
            if first is not item:
                raise ExternalIdConflict(
                    f"external_id {external_id!r} occurs twice in this request.",
                    external_id=external_id,
                )
        for owner_id, items in by_owner.items():
            known = await memories.find_external_ids(
                self._connection, self._tenant_id, owner_id, list(items)
            )
            for external_id, memory_id, content, seq, kind in known:
                item = items[external_id]
                if (content, kind) != (item.draft.content, item.draft.kind):
                    raise ExternalIdConflict(external_id=external_id, memory_id=str(memory_id))
                self._receipts[item.id] = _receipt(item, memory_id, seq, "existing")

    async def _merge_known_facts(self) -> None:
        """Count another mention of a fact that is known, also from earlier in this batch."""
        first_of: dict[tuple[UUID, bytes], Prepared] = {}
        for item in self._prepared:
            if item.id in self._receipts or item.content_hash is None:
                continue
            twin = first_of.setdefault((item.place.owner_id, item.content_hash), item)
            if twin is not item:
                self._receipts[item.id] = _receipt(item, twin.id, None, "merged")
                continue
            known = await memories.count_mention(
                self._connection,
                self._tenant_id,
                item.place.owner_id,
                item.draft.kind,
                item.content_hash,
                at=self._now,
            )
            if known:
                self._receipts[item.id] = _receipt(item, known, None, "merged")

    async def _number(self, items: Sequence[Prepared]) -> list[tuple[Prepared, int | None]]:
        """Give each message of a session its place."""
        by_place: dict[Place, list[Prepared]] = {}
        for item in items:
            if item.draft.kind == "message" and item.place.session_id is not None:
                by_place.setdefault(replace(item.place, agent_id=None), []).append(item)
        numbers: dict[UUID, int] = {}
        for place, group in by_place.items():
            first = await sessions.take_sequence_numbers(
                self._connection,
                place.session,
                count=len(group),
                at=self._now,
            )
            numbers |= {item.id: seq for seq, item in enumerate(group, start=first)}
            self.turns[place] = [_turn(item, numbers[item.id]) for item in group]
        return [(item, numbers.get(item.id)) for item in items]

    async def _fold_on_overflow(self, place: Place, new: Sequence[Turn]) -> None:
        """Defer paging out whenever another window's worth of turns or tokens is full."""
        turns, tokens = await sessions.count_in_window(self._connection, place.session)
        new_tokens = sum(turn.token_count for turn in new)
        before = (max(turns - len(new), 1), max(tokens - new_tokens, 1))
        if (turns - 1) // self._limits.turns <= (before[0] - 1) // self._limits.turns and (
            (tokens - 1) // self._limits.tokens <= (before[1] - 1) // self._limits.tokens
        ):
            return
        await defer_fold(self._connection, place.session, place.user_id, at=self._now)


def _receipt(item: Prepared, memory_id: UUID, seq: int | None, status: Status) -> Receipt:
    return Receipt(memory_id, item.draft.kind, item.draft.external_id, seq, status)


def _turn(item: Prepared, seq: int) -> Turn:
    draft = item.draft
    return Turn(
        id=item.id,
        seq=seq,
        role=draft.role or "user",
        name=draft.name,
        content=draft.content,
        occurred_at=item.occurred_at,
        token_count=item.token_count,
    )
