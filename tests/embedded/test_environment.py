"""A data folder in, running servers out; nothing left afterwards."""

from __future__ import annotations

import threading
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from app.embedded.environment import Environment, embedded_environment
from app.errors import DataFolderInUse, SetupError
from tests.embedded.processes import environment_of, holder_process, processes_in


def keep_note(environment: Environment, note: str) -> None:
    with psycopg.connect(environment.owner_database_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS notes (note text)")
        connection.execute("INSERT INTO notes VALUES (%s)", (note,))


def notes(environment: Environment) -> list[str]:
    with psycopg.connect(environment.owner_database_url) as connection:
        return [row[0] for row in connection.execute("SELECT note FROM notes ORDER BY note")]


def test_servers_answer_and_the_application_role_cannot_bypass_row_security(tmp_path: Path) -> None:
    with embedded_environment(tmp_path, durable=False) as environment:
        with psycopg.connect(environment.database_url) as connection:
            role = connection.execute(
                "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,"
                " pg_catalog.pg_has_role('mnemic_owner', 'MEMBER')"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            distance = connection.execute("SELECT '[1,2]'::vector <-> '[1,3]'").fetchone()
        with redis.Redis.from_url(environment.redis_url) as client:
            assert client.set("key", "value")
    assert role == ("mnemic_app", False, False, False, False, False)
    assert distance == (1.0,)


def test_database_is_utf8_with_code_point_order(tmp_path: Path) -> None:
    with (
        embedded_environment(tmp_path, durable=False) as environment,
        psycopg.connect(environment.database_url) as connection,
    ):
        row = connection.execute(
            "SELECT pg_encoding_to_char(encoding), datlocprovider, datlocale, datcollate"
            " FROM pg_database WHERE datname = current_database()"
        ).fetchone()
    assert row == ("UTF8", "b", "C.UTF-8", "C")


def test_nothing_listens_on_the_network(tmp_path: Path) -> None:
    with (
        embedded_environment(tmp_path, durable=False) as environment,
        psycopg.connect(environment.database_url) as connection,
        redis.Redis.from_url(environment.redis_url) as client,
    ):
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert client.config_get("port") == {"port": "0"}


def test_a_wrong_password_is_refused(tmp_path: Path) -> None:
    with embedded_environment(tmp_path, durable=False) as environment:
        url = environment.database_url.replace("mnemic_app:", "mnemic_app:x")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(url)


def test_commits_reach_the_disk_unless_told_otherwise(tmp_path: Path) -> None:
    with (
        embedded_environment(tmp_path) as environment,
        psycopg.connect(environment.database_url) as connection,
    ):
        settings = connection.execute(
            "SELECT current_setting('fsync'), current_setting('synchronous_commit'),"
            " current_setting('full_page_writes')"
        ).fetchone()
    assert settings == ("on", "on", "on")


def test_no_process_is_left_after_leaving(tmp_path: Path) -> None:
    with embedded_environment(tmp_path, durable=False):
        assert processes_in(tmp_path)
    assert not processes_in(tmp_path)


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_no_process_is_left_after_an_exception(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), embedded_environment(tmp_path, durable=False):
        raise error
    assert not processes_in(tmp_path)


def test_a_second_start_finds_data_and_secrets_of_the_first(tmp_path: Path) -> None:
    with embedded_environment(tmp_path) as first:
        keep_note(first, "kept")
    with embedded_environment(tmp_path) as second:
        assert notes(second) == ["kept"]
    assert second == first


def test_folder_and_secrets_are_closed_to_other_users(tmp_path: Path) -> None:
    data_dir = tmp_path / "new"
    with embedded_environment(data_dir, durable=False) as environment:
        modes = {name: (data_dir / name).stat().st_mode & 0o777 for name in ("", "secrets.json")}
        shown = repr(environment)
    assert modes == {"": 0o700, "secrets.json": 0o600}
    assert environment.key_pepper not in shown
    assert len(bytes.fromhex(environment.key_pepper)) == 32
    assert not list(data_dir.rglob("password"))


def test_a_folder_path_longer_than_a_socket_address_works(tmp_path: Path) -> None:
    data_dir = tmp_path / ("long-" * 30)
    with embedded_environment(data_dir, durable=False) as environment:
        with redis.Redis.from_url(environment.redis_url) as client:
            assert client.ping()
        with psycopg.connect(environment.database_url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        sockets = Path(urlsplit(environment.redis_url).path).parent
        assert sockets.exists()
    assert not sockets.exists()


def test_a_folder_with_spaces_and_chinese_in_its_name_works(tmp_path: Path) -> None:
    with embedded_environment(tmp_path / "记忆 of 50%", durable=False) as environment:
        with redis.Redis.from_url(environment.redis_url) as client:
            assert client.ping()
        with psycopg.connect(environment.database_url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_second_process_is_told_who_has_the_folder(tmp_path: Path) -> None:
    with holder_process(tmp_path) as holder:
        environment_of(holder)
        with pytest.raises(DataFolderInUse) as caught, embedded_environment(tmp_path):
            pass
        assert str(tmp_path) in str(caught.value)
        assert str(holder.pid) in str(caught.value)


def test_lost_secrets_are_reported_and_not_replaced(tmp_path: Path) -> None:
    with embedded_environment(tmp_path, durable=False):
        pass
    (tmp_path / "secrets.json").unlink()
    with (
        pytest.raises(SetupError, match=r"secrets\.json is missing"),
        embedded_environment(tmp_path),
    ):
        pass
    assert not (tmp_path / "secrets.json").exists()


def test_a_failed_start_shows_the_last_log_lines_and_leaves_nothing(tmp_path: Path) -> None:
    with embedded_environment(tmp_path, durable=False):
        pass
    (tmp_path / "postgres" / "data" / "PG_VERSION").write_text("9.6\n")
    with pytest.raises(SetupError, match="incompatible") as caught, embedded_environment(tmp_path):
        pass
    assert "postgres.log" in str(caught.value)
    assert not processes_in(tmp_path)


def test_a_failed_first_start_can_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir(parents=True)
    blocker = tmp_path / "postgres" / "data.unfinished"
    blocker.write_text("not a folder")
    with pytest.raises(SetupError), embedded_environment(tmp_path, durable=False):
        pass
    blocker.unlink()
    with embedded_environment(tmp_path, durable=False) as environment:
        keep_note(environment, "works")


def test_starting_from_a_thread_that_may_end_is_refused(tmp_path: Path) -> None:
    errors: list[SetupError] = []

    def start() -> None:
        try:
            with embedded_environment(tmp_path, durable=False):
                pass
        except SetupError as error:
            errors.append(error)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert "main thread" in str(errors)
