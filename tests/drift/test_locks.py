"""The lock files say what pyproject.toml asks for, and can be installed anywhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["build"]
DEVELOPMENT = RUNTIME + PROJECT["dependency-groups"]["dev"]


def entries(lock: str) -> dict[str, list[str]]:
    """The lines of each pinned requirement, by canonical name."""
    found: dict[str, list[str]] = {}
    for block in re.split(r"\n(?=\S)", (ROOT / lock).read_text()):
        if not block.startswith("#"):
            first, *rest = block.splitlines()
            found[canonicalize_name(Requirement(first.rstrip(" \\")).name)] = [first, *rest]
    return found


def pins(lock: str) -> dict[str, str]:
    """Name and version of everything in the lock."""
    return {
        name: next(iter(Requirement(lines[0].rstrip(" \\")).specifier)).version
        for name, lines in entries(lock).items()
    }


@pytest.mark.parametrize(
    ("lock", "asked"),
    [("requirements.lock", RUNTIME), ("requirements-dev.lock", DEVELOPMENT)],
)
def test_every_dependency_is_locked_at_a_version_it_allows(lock, asked):
    locked = pins(lock)

    for requirement in map(Requirement, asked):
        version = locked.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is not in {lock}: run make lock"
        assert requirement.specifier.contains(version), f"{requirement}, {version} in {lock}"


def test_both_locks_agree():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize(
    "lock",
    [
        "requirements.lock",
        "requirements-dev.lock",
        "tests_llm/requirements.lock",
        *(str(peer.relative_to(ROOT)) for peer in ROOT.glob("benchmarks/peers/*/*.lock")),
    ],
)
def test_every_entry_has_a_hash_and_none_names_where_it_comes_from(lock):
    for name, lines in entries(lock).items():
        assert any("--hash=sha256:" in line for line in lines), name
    assert "://" not in (ROOT / lock).read_text()
    assert not re.search(r"^\s*--(?!hash)", (ROOT / lock).read_text(), re.MULTILINE)
