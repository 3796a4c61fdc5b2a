"""Jobs of workers that died are put back into the queue."""

from __future__ import annotations

import asyncio

import structlog
from procrastinate import App

from app.services import Services
from app.stores.operations import try_rescue_lock

log = structlog.get_logger()


async def rescue_now_and_then(services: Services, queue: App) -> None:
    """Look three times as often as a worker may be silent; until cancelled."""
    while True:
        try:
            await rescue(services, queue)
        except Exception:  # the border of a scheduler tick
            log.exception("rescue_failed")
        await asyncio.sleep(services.settings.worker_stalled_s / 3)


async def rescue(services: Services, queue: App) -> None:
    """Put back every job whose worker has been silent for too long or is gone."""
    manager, stalled_s = queue.job_manager, services.settings.worker_stalled_s
    async with services.database.operator() as connection:
        if not await try_rescue_lock(connection):
            return
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=stalled_s):
            await manager.retry_job(job)
            log.warning("job_rescued", kind=job.task_name, job=job.id, **job.task_kwargs)
        await manager.prune_stalled_workers(stalled_s)
