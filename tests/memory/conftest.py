"""Fixtures of what time does to memories."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.domain.identity import new_id
from app.main import create_app
from app.services import Services, open_services
from app.settings import Settings
from app.tenancy.keys import SCOPES
from tests.conftest import http_client
from tests.memory.travel import Clock, World


@pytest.fixture(scope="session")
async def travelling(settings: Settings) -> AsyncIterator[tuple[Services, Clock]]:
    """One service for all of them: loading its models takes a second."""
    clock = Clock()
    async with open_services(settings, clock=clock) as services:
        yield services, clock


@pytest.fixture
async def world(travelling: tuple[Services, Clock]) -> AsyncIterator[World]:
    """It begins today."""
    services, clock = travelling
    clock.slept *= 0
    app = create_app(services.settings)
    app.state.services = services
    tenant = await services.tenants.create(f"traveller {new_id()}")
    key = await services.keys.issue(tenant.tenant_id, name="test", scopes=SCOPES)
    async with http_client(app, key.secret) as client:
        yield World(clock, services, tenant.tenant_id, client)
