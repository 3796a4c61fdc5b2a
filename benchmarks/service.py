"""The service under measurement, as processes that end with the benchmark."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.client import Client, ServiceFailed

PROGRAM = (sys.executable, "-m", "app")
START_TIMEOUT_S = 120.0
_STOP_TIMEOUT_S = 60.0


@dataclass(frozen=True)
class Process:
    """A `mnemic` process and where its output goes."""

    popen: subprocess.Popen[bytes]
    log: Path

    def wait_for(self, condition: Callable[[], bool], *, what: str) -> None:
        """Raises `ServiceFailed` when the process ends before the condition holds, or is slow."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while not condition():
            if self.popen.poll() is not None:
                end = self.log.read_text(errors="replace")[-2000:]
                raise ServiceFailed(f"Mnemic ended with {self.popen.returncode}:\n{end}")
            if time.monotonic() > deadline:
                raise ServiceFailed(f"Mnemic has no {what} after {START_TIMEOUT_S:.0f} s.")
            time.sleep(0.1)

    def wait_until_ready(self, url: str, key: str) -> None:
        with closing(Client(url, key)) as client:
            self.wait_for(client.is_ready, what="answer to /readyz")


@contextmanager
def started_service() -> Iterator[tuple[str, str]]:
    """`mnemic serve` from nothing in a temporary folder; its URL and first key."""
    with tempfile.TemporaryDirectory(prefix="mnemic-bench-", ignore_cleanup_errors=True) as name:
        folder, port = Path(name) / "data", free_port()
        command = ["serve", "--data-dir", str(folder), "--port", str(port)]
        with running(command, log=Path(name) / "serve.log") as process:
            key_file = folder / "first-key"
            process.wait_for(key_file.exists, what="first key")
            url, key = f"http://127.0.0.1:{port}", key_file.read_text().strip()
            process.wait_until_ready(url, key)
            yield url, key


@contextmanager
def connected(url: str | None, key: str | None) -> Iterator[Client]:
    """A client of the service at `url`, or of one that is started for the occasion."""
    if url is None:
        with started_service() as (own_url, own_key), connected(own_url, own_key) as client:
            yield client
        return
    if key is None:
        raise ServiceFailed("--url needs --key.")
    client = Client(url, key)
    try:
        yield client
    finally:
        client.close()


@contextmanager
def running(
    arguments: Sequence[str], *, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[Process]:
    """One `mnemic` process; SIGTERM at the end, so that it stops its own children."""
    signal.signal(signal.SIGTERM, _leave)
    with log.open("wb") as output:
        popen = subprocess.Popen(
            [*PROGRAM, *arguments],
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
        try:
            yield Process(popen, log)
        finally:
            _stop(popen)


def _leave(_signal: int, _frame: object) -> None:
    """A benchmark that is told to end takes its servers with it."""
    sys.exit(128 + signal.SIGTERM)


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _stop(popen: subprocess.Popen[bytes]) -> None:
    """Politely, then not."""
    popen.send_signal(signal.SIGTERM)
    try:
        popen.wait(_STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        popen.kill()
        popen.wait()
