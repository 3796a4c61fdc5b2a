"""The fixtures every other test stands on."""

from __future__ import annotations

import psycopg
import redis

from tests.servers import Servers


def test_the_database_is_migrated_and_belongs_to_the_owner_role(database: Servers) -> None:
    with psycopg.connect(database.owner_url) as connection:
        row = connection.execute(
            "SELECT current_database(), count(*) > 0 FROM pg_tables WHERE tableowner = current_user"
            " AND schemaname = 'public' HAVING current_user = 'mnemic_owner'"
        ).fetchone()
    assert row is not None
    assert row[0].startswith("mnemic_")
    assert row[1]


def test_the_application_role_reaches_the_same_database(database: Servers) -> None:
    with psycopg.connect(database.app_url) as app, psycopg.connect(database.owner_url) as owner:
        assert app.info.dbname == owner.info.dbname
        assert app.info.user == "mnemic_app"


def test_valkey_answers(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.ping()
