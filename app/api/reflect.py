"""`/v1/users/{user_id}/reflect`: look back on what was said, now."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from app.api.access import ServicesDep, Writer
from app.api.problems import problems
from app.schemas.fields import UserId
from app.schemas.reflections import ReflectionDeferred

router = APIRouter(
    prefix="/v1/users", tags=["summaries"], responses=problems(401, 403, 404, 422, 503)
)


# A user_id is any string, so it may hold slashes.
@router.post(
    "/{user_id:path}/reflect",
    status_code=202,
    operation_id="reflect",
    summary="Reflect",
)
async def reflect(
    user_id: Annotated[UserId, Path(examples=["alice"])], caller: Writer, services: ServicesDep
) -> ReflectionDeferred:
    """What the nightly round does: look back on a user's last 30 days, and keep what they show.

    What was asked again, corrected or left open, and what keeps coming up, become memories of kind
    `reflection`, with `data.aspect`, their sources, and `method`: `model` where a chat model is
    configured, `rules` otherwise, `rules_fallback` where the model failed. They are recalled like
    others, replaced when there is more to say, and archived when they hold no longer.
    """
    return ReflectionDeferred(
        operation=await services.reflections.defer_now(caller.tenant_id, user_id)
    )
