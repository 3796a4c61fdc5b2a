"""How the queue reaches PostgreSQL."""

from __future__ import annotations

from typing import Any, LiteralString

import psycopg
from procrastinate import PsycopgConnector
from procrastinate.exceptions import ConnectorException


class PatientConnector(PsycopgConnector):
    """Repeats a statement that lost its connection, once.

    Otherwise a job whose end could not be written would seem to be running for as long as its
    worker lives: nobody rescues the jobs of the living.
    """

    async def execute_query_async(self, query: LiteralString, **arguments: Any) -> None:
        try:
            await super().execute_query_async(query, **arguments)
        except ConnectorException as error:
            if not isinstance(error.__cause__, psycopg.OperationalError):
                raise
            await super().execute_query_async(query, **arguments)
