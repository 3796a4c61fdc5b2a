"""What each kind of operation does. A new kind is one line in `HANDLERS`.

A handler may be run again after its worker was killed: what it has committed must then be
recognised and not be done twice.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.services import Services
from app.stores.operations import OperationRow

Handler = Callable[[Services, UUID, OperationRow], Awaitable[Mapping[str, Any]]]


async def embed(services: Services, tenant_id: UUID, operation: OperationRow) -> Mapping[str, Any]:
    """Make the vectors that ingest deferred; counts those of earlier attempts too."""
    done = await services.embedding.run(tenant_id, operation.operation_id)
    return {"embedded": operation.total - operation.remaining + done["embedded"]}


async def assign_topics(
    services: Services, tenant_id: UUID, operation: OperationRow
) -> Mapping[str, Any]:
    """File a user's new memories under topics and keywords."""
    assert operation.owner_id is not None
    return await services.topics.assign(tenant_id, operation.owner_id)


HANDLERS: Mapping[str, Handler] = MappingProxyType({"embed": embed, "assign_topics": assign_topics})
