"""Fixtures for every test: the run's servers, and a database and a Valkey of each worker's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.servers import (
    Servers,
    clone_database,
    drop_database,
    ensure_template,
    servers_for_run,
)


def pytest_configure(config: pytest.Config) -> None:
    """Start the servers in the controller: in its main thread, before any worker exists."""
    is_worker = hasattr(config, "workerinput")
    if is_worker or config.option.collectonly or config.option.help:
        return
    stack = ExitStack()
    config.add_cleanup(stack.close)
    stack.enter_context(servers_for_run())


@pytest.fixture(scope="session")
def servers() -> Servers:
    """Addresses of the servers of this run."""
    return Servers.of_this_run()


@pytest.fixture(scope="session")
def template_database(servers: Servers) -> str:
    """Name of a migrated, empty database that may only be cloned."""
    return ensure_template(servers)


@pytest.fixture(scope="session")
def database(servers: Servers, template_database: str) -> Iterator[Servers]:
    """A database of this worker process alone: `owner_url` and `app_url` lead to it."""
    name = f"mnemic_{worker_name()}"
    yield clone_database(servers, template_database, name)
    drop_database(servers, name)


@pytest.fixture(scope="session")
def redis_url(servers: Servers) -> str:
    """A logical Valkey database of this worker process alone."""
    digits = worker_name().removeprefix("gw")
    number = int(digits) + 1 if digits.isdigit() else 0
    return servers.redis_url.replace("db=0", f"db={number}")


def worker_name() -> str:
    """`gw0`, `gw1`, ... under pytest-xdist, `main` without."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")
