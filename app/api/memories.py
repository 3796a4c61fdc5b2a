"""`/v1/memories`: ingest, and single memories."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header

from app.api.access import ServicesDep, Writer
from app.memory.ingest import IngestRequest
from app.schemas.memories import IngestIn, IngestOut, ReceiptOut

router = APIRouter(prefix="/v1/memories", tags=["memories"])

IdempotencyKey = Annotated[
    str | None,
    Header(
        min_length=1,
        max_length=255,
        description="Sending the same request with the same key again returns the same answer.",
    ),
]


@router.post("", status_code=201, operation_id="ingest", summary="Remember")
async def ingest(
    body: IngestIn, caller: Writer, services: ServicesDep, idempotency_key: IdempotencyKey = None
) -> IngestOut:
    """Store what one user's application says: durable, and found by its words, on return."""
    request = IngestRequest(body.user_id, body.session_id, body.agent_id, body.drafts())
    result = await services.ingest.ingest(
        caller.tenant_id, request, idempotency_key=idempotency_key
    )
    receipts = [ReceiptOut.model_validate(r, from_attributes=True) for r in result.receipts]
    return IngestOut(memories=receipts, operation=result.operation_id)
