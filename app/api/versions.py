"""ETags: a resource's version, and the header that asks for one."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header

from app.errors import Invalid

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=32,
        description="The ETag that was read: the change is refused if it is no longer that one.",
        examples=['"3"'],
    ),
]


def etag(version: int) -> str:
    return f'"{version}"'


def expected_version(if_match: str | None) -> int | None:
    """The version that the header asks for; None if any will do. Raises `Invalid`."""
    if if_match is None or if_match.strip() == "*":
        return None
    number = if_match.strip().removeprefix("W/").strip('"')
    if not (number.isascii() and number.isdecimal()):
        raise Invalid('If-Match must be the ETag that was read, such as "3".')
    return int(number)
