"""Row-level security: the second lock on every table that belongs to tenants."""

from __future__ import annotations

import psycopg

from tests.servers import Servers


def test_every_table_with_a_tenant_forces_row_level_security_and_leads_with_the_tenant(
    database: Servers,
) -> None:
    with psycopg.connect(database.owner_url) as connection:
        tables = connection.execute(
            "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,"
            " (SELECT bool_and(a.attname = 'tenant_id') FROM pg_index i"
            "  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
            "  WHERE i.indrelid = c.oid)"
            " FROM pg_class c WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition"
            " AND EXISTS (SELECT 1 FROM pg_attribute a"
            "  WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')"
        ).fetchall()
    names = {name for name, _, _ in tables}
    assert {"memories", "topics", "topic_memories", "keywords", "periodic_summaries"} <= names
    assert [row for row in tables if row[1:] != (True, True)] == []
