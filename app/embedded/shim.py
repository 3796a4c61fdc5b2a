"""A program between us and a server: takes the account, ties its life to ours, becomes the server.

Run as `python -I -S shim.py ACCOUNT SIGNAL PARENT_PID VARIABLES COMMAND...`, where VARIABLES is the
server's whole environment, one NAME=VALUE a line; standard library only.
It exists because the order matters: changing credentials clears the parent-death signal,
so that signal is armed after the account is taken and before the server's exec, which keeps it.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

NOBODY = 65534
CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1


def _call(function: str, *arguments: int) -> None:
    """Call libc, which os.unshare (Python 3.12) and prctl (never) would need."""
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, function)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{function}: {os.strerror(number)}")


def _become_mapped() -> None:
    """Look like nobody from inside, while files stay owned by root outside."""
    _call("unshare", CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} 0 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} 0 1")


def _become_nobody() -> None:
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def die_with(parent_pid: int, death_signal: int) -> None:
    """Arm the signal, then look whether the parent was gone before it was armed."""
    _call("prctl", PR_SET_PDEATHSIG, death_signal)
    if os.getppid() != parent_pid:
        sys.exit("the parent process ended before the server started")


def main(account: str, death_signal: str, parent_pid: str, variables: str, *command: str) -> None:
    """Become `command`, as `account`, for as long as the parent lives."""
    if account == "mapped":
        _become_mapped()
    elif account == "nobody":
        _become_nobody()
    os.umask(0o077)
    die_with(int(parent_pid), int(death_signal))
    environment = dict(line.split("=", 1) for line in variables.splitlines())
    os.execve(command[0], command, environment)  # noqa: S606 - becoming the server is what this is for


if __name__ == "__main__":
    main(*sys.argv[1:])
