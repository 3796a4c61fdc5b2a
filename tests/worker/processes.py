"""Workers in processes of their own, for tests about how they end."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from app.settings import Settings

_REPOSITORY = Path(__file__).parents[2]


@asynccontextmanager
async def worker_process(settings: Settings) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `mnemic worker`; it does not outlive the block."""
    process = await asyncio.create_subprocess_exec(
        *_command(),
        cwd=_REPOSITORY,
        env=os.environ | _environment(settings),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def _command() -> Sequence[str]:
    return (sys.executable, "-m", "app", "worker", "--exit-with-parent", str(os.getpid()))


def _environment(settings: Settings) -> dict[str, str]:
    secrets = {
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "MNEMIC_KEY_PEPPER": settings.key_pepper,
    }
    port = settings.worker_metrics_port
    metrics = {"MNEMIC_WORKER_METRICS_PORT": str(port)} if port else {}
    return {name: value.get_secret_value() for name, value in secrets.items() if value} | {
        **metrics,
        "MNEMIC_WORKER_STALLED_S": str(settings.worker_stalled_s),
        "MNEMIC_WORKER_GRACE_S": str(settings.worker_grace_s),
    }
