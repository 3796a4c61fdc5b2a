"""Deployments in which a story is told: without a model, and with one that is scripted."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from app.services import Services
from app.stores.tenants import TenantRow
from tests.conftest import OPERATOR_KEY, http_client
from tests.jobs import queued, work_off
from tests.scenarios.reader import Reader
from tests.scripted_model import ScriptedModel, serve

Work = Callable[[], Awaitable[None]]
_KINDS = ("fold_session", "update_user", "embed", "assign_topics", "name_topics", "summarise",
          "summarise_periods")  # fmt: skip


@dataclass(frozen=True)
class Scripted:
    """A model that the tenant of this test may be given, as an operator does it."""

    model: ScriptedModel
    base_url: str
    operator: AsyncClient
    path: str

    async def use(self, reader: Reader) -> None:
        self.model.reply = reader
        body = {"base_url": self.base_url, "model": "scripted"}
        answer = await self.operator.put(self.path, json=body)
        assert answer.status_code == 200, answer.text


@pytest.fixture
async def scripted(app: FastAPI, tenant: TenantRow) -> AsyncIterator[Scripted]:
    model = ScriptedModel()
    path = f"/admin/v1/tenants/{tenant.tenant_id}/chat-model"
    with serve(model) as url:
        async with http_client(app, OPERATOR_KEY) as operator:
            yield Scripted(model, url, operator, path)


async def work_all(services: Services, tenant_id: UUID) -> None:
    """Let the worker catch up: everything that is queued, and what comes of it."""
    while [kind for kind in _KINDS if await queued(services, tenant_id, kind)]:
        for kind in _KINDS:
            for row in await work_off(services, tenant_id, kind):
                assert row.status == "succeeded", (kind, row.error)


@pytest.fixture
def work(services: Services, tenant: TenantRow) -> Work:
    return lambda: work_all(services, tenant.tenant_id)
