"""Passwords and keys that the embedded servers and the API make for themselves."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from app.errors import SetupError


def _random_hex() -> str:
    return secrets.token_hex(32)


@dataclass(frozen=True, repr=False)
class Credentials:
    """256 random bits each, in hex. Never shown: no repr."""

    superuser_password: str = field(default_factory=_random_hex)
    owner_password: str = field(default_factory=_random_hex)
    app_password: str = field(default_factory=_random_hex)
    key_pepper: str = field(default_factory=_random_hex)


def load_or_create(path: Path, *, database_exists: bool) -> Credentials:
    """Read the file, or make it before anything depends on it.

    Raises SetupError when a database exists without it: new credentials would neither open that
    database nor recognise the API keys in it, and a silent replacement would hide the loss.
    """
    if path.exists():
        return _read(path)
    if database_exists:
        raise SetupError(
            f"{path} is missing, but it opens the database next to it: restore it from a backup."
        )
    credentials = Credentials()
    _write(path, credentials)
    return credentials


def _read(path: Path) -> Credentials:
    try:
        stored = json.loads(path.read_text())
        return Credentials(**{item.name: stored[item.name] for item in fields(Credentials)})
    except (ValueError, KeyError, TypeError) as error:
        raise SetupError(f"{path} is damaged ({error!r}): restore it from a backup.") from error


def _write(path: Path, credentials: Credentials) -> None:
    """Complete and on disk, or not there at all."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with open(unfinished, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        json.dump(asdict(credentials), file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
