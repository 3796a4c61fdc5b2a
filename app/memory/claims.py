"""Claims on slots, and what they make of the validity of the memories that carry them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from app.domain.slots import Claim, Interval, lane, slot_in, timeline
from app.memory.writing import Prepared
from app.stores import facts
from app.stores.database import Connection
from app.stores.facts import ClaimRow, NewClaim

Validity = tuple[datetime | None, datetime | None, UUID | None]


async def claim_typed(
    connection: Connection, item: Prepared, memory_id: UUID, *, now: datetime
) -> None:
    """If an application's memory has `data` with a predicate and an object, it fills a slot.

    The user must be locked and the memory stored.
    """
    place, draft = item.place, item.draft
    slot = slot_in(draft.data)
    if slot is None or draft.kind == "message":
        return
    start = draft.valid_from or item.occurred_at
    new = NewClaim(
        subject=slot.subject,
        lane=lane(slot.predicate, slot.object, slot.purpose),
        claim_id=uuid5(memory_id, f"{start.isoformat()} {slot.holds}"),
        memory_id=memory_id,
        predicate=slot.predicate,
        object=slot.object,
        holds=slot.holds,
        valid_from=start,
        valid_to=draft.valid_to,
        # It speaks of its beginning only: what was said of later times stays.
        said_at=start,
    )
    if await facts.insert_claim(connection, place.tenant_id, place.owner_id, new):
        await settle(connection, place.tenant_id, place.owner_id, (new.subject, new.lane), now=now)


async def settle(
    connection: Connection,
    tenant_id: UUID,
    owner_id: UUID,
    slot: tuple[str, str],
    *,
    now: datetime,
) -> None:
    """Write what the claims of a (subject, lane) make of the validity of their memories.

    Those that are superseded go first: of two memories that say the same, one may be current.
    """
    rows = await facts.list_claims(connection, tenant_id, owner_id, subject=slot[0], lane=slot[1])
    targets = _validities(rows)
    stored = {row.memory_id: (row.memory_from, row.memory_to, row.superseded_by) for row in rows}
    changed = [(m, validity) for m, validity in targets.items() if validity != stored[m]]
    for memory_id, validity in sorted(changed, key=lambda item: item[1][2] is None):
        await facts.set_validity(connection, tenant_id, memory_id, validity=validity, at=now)


def _validities(rows: Sequence[ClaimRow]) -> dict[UUID, Validity]:
    """(valid_from, valid_to, superseded_by) of each memory of a lane, by all its claims."""
    claims = [row.claim() for row in rows]
    intervals = timeline(claims)
    kinds = {row.memory_id: row for row in rows}
    return {
        memory_id: _validity(memory_id, kinds[memory_id], claims, intervals) for memory_id in kinds
    }


def _validity(
    memory_id: UUID, row: ClaimRow, claims: Sequence[Claim], intervals: Sequence[Interval]
) -> Validity:
    own = [claim for claim in claims if claim.memory_id == memory_id]
    held = [
        interval
        for interval in intervals
        if interval.memory_id == memory_id or any(_is_in(claim, interval) for claim in own)
    ]
    if held:
        last = held[-1]
        successor = _successor(last, claims, intervals)
        ends = last.valid_to if successor or row.kind != "event" else row.memory_to
        return held[0].valid_from, ends, successor if successor != memory_id else None
    start = own[0].valid_from
    if own[0].holds:  # refuted: it never held
        return start, start, _holder_at(start, intervals)
    following = next((i for i in intervals if i.valid_from >= start), None)
    return (start, following.valid_from, following.memory_id) if following else (start, None, None)


def _is_in(claim: Claim, interval: Interval) -> bool:
    return claim.holds and claim.value == interval.value and interval.holds_at(claim.valid_from)


def _successor(
    interval: Interval, claims: Iterable[Claim], intervals: Iterable[Interval]
) -> UUID | None:
    """The memory that ended an interval: of the next value, or of the denial."""
    if interval.valid_to is None:
        return None
    for other in intervals:
        if other.valid_from == interval.valid_to:
            return other.memory_id
    for claim in claims:
        if not claim.holds and claim.valid_from == interval.valid_to:
            return claim.memory_id
    return None


def _holder_at(time: datetime, intervals: Iterable[Interval]) -> UUID | None:
    return next((i.memory_id for i in intervals if i.holds_at(time)), None)
