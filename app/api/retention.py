"""`/v1/retention`: how long the memories of a tenant are kept."""

from __future__ import annotations

from fastapi import APIRouter

from app.api.access import Admin, Reader, ServicesDep
from app.api.problems import problems
from app.schemas.retention import Retention, RetentionApplied

router = APIRouter(
    prefix="/v1/retention", tags=["retention"], responses=problems(401, 403, 422, 503)
)


@router.get("", operation_id="get_retention", summary="Read the retention rules")
async def get_retention(caller: Reader, services: ServicesDep) -> Retention:
    """Of the tenant, by kind. There are none to begin with: everything is kept."""
    return Retention.of(dict(await services.forgetting.rules(caller.tenant_id)))


@router.put(
    "",
    operation_id="set_retention",
    summary="Set the retention rules",
    responses=problems(400, 413, 415),
)
async def set_retention(body: Retention, caller: Admin, services: ServicesDep) -> Retention:
    """Instead of all that there were. They are applied every night, or at once by
    `POST /v1/retention/apply`. Both take the scope `admin`, for a rule deletes what all other keys
    have written; reading the rules takes `read`.

    What is forgotten is archived first: it is no longer recalled, nor in summaries, but listed with
    `GET /v1/memories?archived=true` and brought back by `PATCH` with `archived_at: null`. A kind
    with `purge_after_days` is then deleted for good. What `expires_at` has passed is archived
    without any rule.
    """
    await services.forgetting.set_rules(caller.tenant_id, body.rules())
    return Retention.of(dict(await services.forgetting.rules(caller.tenant_id)))


@router.post(
    "/apply",
    status_code=202,
    operation_id="apply_retention",
    summary="Forget now what the rules say",
)
async def apply_retention(caller: Admin, services: ServicesDep) -> RetentionApplied:
    """The operation says how far it is, and at the end how many were archived, because they were
    `expired`, `outlived` or `faded`, and how many were `purged`."""
    return RetentionApplied(operation=await services.forgetting.defer_now(caller.tenant_id))
