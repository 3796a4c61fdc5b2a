"""One process per data folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import DataFolderInUse


@contextmanager
def data_folder_lock(data_dir: Path) -> Iterator[None]:
    """Hold `data_dir/lock` exclusively, or raise DataFolderInUse naming the process that does.

    The lock belongs to the open file, so the kernel drops it when we die, however we die. The
    servers do not keep it: Python opens files close-on-exec. (A bare fork would.) The process id
    inside is for the message only.
    """
    descriptor = os.open(data_dir / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(descriptor, data_dir)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, data_dir: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(descriptor, 20, 0).decode() or "unknown"
        raise DataFolderInUse(
            f"The data folder {data_dir} is in use by process {holder}: "
            "stop that one, or choose another folder.",
            data_dir=str(data_dir),
            pid=holder,
        ) from None
