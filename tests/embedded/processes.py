"""Watching and starting processes, for tests about who lives and who dies."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.embedded.account import Account, shimmed
from app.embedded.environment import Environment

REPOSITORY = Path(__file__).parents[2]
DEADLINE_S = 30.0


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Return when the condition holds; fail with `what` at the deadline."""
    deadline = time.monotonic() + DEADLINE_S
    while not condition():
        assert time.monotonic() < deadline, f"not within {DEADLINE_S:.0f} s: {what}"
        time.sleep(0.005)


def processes_in(folder: Path) -> list[int]:
    """Ids of all processes that work in `folder` or below: servers and all their children."""
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _works_in(entry, folder)]


def _works_in(entry: Path, folder: Path) -> bool:
    try:
        return (entry / "cwd").readlink().is_relative_to(folder)
    except OSError:
        return False


def wait_for_no_process_in(folder: Path) -> None:
    """Return when nothing works in `folder` any more."""
    wait_for(lambda: not processes_in(folder), f"no process in {folder}")


@contextmanager
def holder_process(
    data_dir: Path, account: Account = Account.SAME
) -> Iterator[subprocess.Popen[str]]:
    """Run the holder as `account`, and leave neither it nor its servers behind."""
    command = [sys.executable, "-m", "tests.embedded.holder", str(data_dir)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        shimmed(command, account=account, death_signal=signal.SIGKILL),
        cwd=REPOSITORY,
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            wait_for_no_process_in(data_dir)


def environment_of(process: subprocess.Popen[str]) -> Environment:
    """Wait until the holder is ready and return its environment."""
    assert process.stdout is not None
    assert process.stderr is not None
    line = process.stdout.readline()
    assert line, process.stderr.read()
    return Environment(**{**json.loads(line), "data_dir": Path(json.loads(line)["data_dir"])})
