"""The role Mnemic runs as must not be able to look past row-level security."""

from __future__ import annotations

from app.errors import SetupError
from app.stores.database import Connection


async def refuse_bypass(connection: Connection) -> None:
    """Raise `SetupError` for superusers, BYPASSRLS, the tables' owner, and members of these."""
    cursor = await connection.execute(
        "SELECT current_user, EXISTS (SELECT 1 FROM pg_roles r"
        "  WHERE (r.rolsuper OR r.rolbypassrls) AND pg_has_role(current_user, r.oid, 'MEMBER')),"
        " EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = to_regclass('memories')"
        "  AND pg_has_role(current_user, c.relowner, 'MEMBER'))"
    )
    row = await cursor.fetchone()
    assert row is not None
    role, bypasses, owns = row
    if bypasses or owns:
        reason = "owns the tables" if owns else "is, or can become, a superuser or BYPASSRLS"
        raise SetupError(
            f"The database role {role!r} {reason} and could bypass row-level security. Let "
            "DATABASE_URL name a plain login role such as mnemic_app; the owner belongs into "
            "MNEMIC_OWNER_DATABASE_URL."
        )
