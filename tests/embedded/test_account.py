"""Root, a mapped user, nobody or anyone else: the servers never run as root."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from app.embedded.account import Account, server_folder, shimmed
from app.embedded.postgres import EmbeddedPostgres
from app.embedded.shim import NOBODY
from app.embedded.valkey import EmbeddedValkey
from tests.embedded.processes import environment_of, holder_process

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become others")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder below no private one: pytest's own is closed to other users."""
    with tempfile.TemporaryDirectory(prefix="mnemic-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name).resolve()


def start_and_stop(folder: Path, account: Account) -> set[int]:
    """Return the owners of the data files, having read and written some."""
    postgres = EmbeddedPostgres(folder / "postgres", password="p", durable=False, account=account)
    try:
        postgres.start()
        with psycopg.connect(postgres.superuser_url()) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS starts (number int)")
            connection.execute("INSERT INTO starts VALUES (1)")
    finally:
        postgres.stop()
    return {
        path.stat().st_uid for path in (folder / "postgres").rglob("*") if path.suffix != ".log"
    }


def test_files_stay_owned_by_root_under_a_mapped_user(open_folder: Path) -> None:
    assert start_and_stop(open_folder, Account.MAPPED) == {0}


def test_nobody_runs_the_servers_where_namespaces_are_forbidden(open_folder: Path) -> None:
    assert start_and_stop(open_folder, Account.NOBODY) == {NOBODY}


def test_a_folder_moves_between_accounts(open_folder: Path) -> None:
    start_and_stop(open_folder, Account.NOBODY)
    start_and_stop(open_folder, Account.MAPPED)
    start_and_stop(open_folder, Account.NOBODY)


@pytest.mark.parametrize("account", [Account.MAPPED, Account.NOBODY])
def test_valkey_gives_up_root_too(open_folder: Path, account: Account) -> None:
    valkey = EmbeddedValkey(open_folder / "valkey", account=account)
    try:
        valkey.spawn()
        valkey.wait_ready()
        status = Path(f"/proc/{valkey.pid}/status").read_text()
    finally:
        valkey.stop()
    assert "CapEff:\t0000000000000000" in status


@pytest.mark.parametrize("account", [Account.MAPPED, Account.NOBODY])
def test_an_ordinary_user_runs_everything_directly(open_folder: Path, account: Account) -> None:
    """Mapped, the holder sees itself as nobody too, and can always read this installation."""
    probe = shimmed([sys.executable, "-V"], account=account, death_signal=signal.SIGKILL)
    if subprocess.run(probe, check=False, capture_output=True).returncode != 0:
        pytest.skip("the user nobody may not read this installation")
    data_dir = server_folder(open_folder / "data", account)
    with holder_process(data_dir, account) as holder:
        with psycopg.connect(environment_of(holder).database_url) as connection:
            assert connection.info.user == "mnemic_app"
        assert (data_dir / "lock").stat().st_uid == data_dir.stat().st_uid
