"""The HTTP application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app import __version__
from app.api import memories, recall
from app.api.docs import add_docs
from app.api.problems import add_problem_handlers
from app.services import open_services
from app.settings import Settings

DESCRIPTION = "Memory for AI applications: post what was said, get back what matters."


def create_app(settings: Settings) -> FastAPI:
    """The application; it connects to its stores when it starts, not before."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_services(settings) as services:
            app.state.services = services
            yield

    app = FastAPI(
        title="Mnemic",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    add_problem_handlers(app)
    add_docs(app)
    for module in (memories, recall):
        app.include_router(module.router)
    return app
