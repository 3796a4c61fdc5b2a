"""The image and compose file set only what Mnemic reads, and ask only for what is documented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import AliasChoices

from app.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE_TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(COMPOSE_TEXT)
OURS = ("api", "worker", "migrate")


def settings_variables() -> set[str]:
    """Names of the environment variables that `Settings` reads."""
    return {name for field in Settings.model_fields for name in variables_of(field)}


def variables_of(field: str) -> Iterator[str]:
    alias = Settings.model_fields[field].validation_alias
    if isinstance(alias, AliasChoices):
        yield from (str(choice) for choice in alias.choices)
    else:
        yield f"MNEMIC_{field.upper()}"


def example_variables() -> set[str]:
    text = (ROOT / ".env.example").read_text()
    return set(re.findall(r"^#?([A-Z_]+)=", text, re.MULTILINE))


def test_compose_sets_only_what_mnemic_reads():
    for service in OURS:
        assert set(COMPOSE["services"][service]["environment"]) <= settings_variables()


def test_the_image_sets_only_what_mnemic_reads():
    names = set(re.findall(r"\b(MNEMIC_[A-Z_]+)=", (ROOT / "Dockerfile").read_text()))

    assert names
    assert names <= settings_variables()


def test_every_variable_of_compose_is_in_the_example_and_the_other_way_round():
    interpolated = set(re.findall(r"\$\{([A-Z_]+)", COMPOSE_TEXT))
    passed_on = {
        name
        for service in OURS
        for name, value in COMPOSE["services"][service]["environment"].items()
        if value is None
    }

    assert interpolated | passed_on == example_variables()


def test_the_example_holds_no_secret():
    text = (ROOT / ".env.example").read_text()

    for name in re.findall(r"^#?([A-Z_]*(?:PASSWORD|KEY|PEPPER))=", text, re.MULTILINE):
        assert f"{name}=\n" in text, name


def test_only_the_roles_that_need_it_get_the_owner_of_the_schema():
    with_owner = {
        service
        for service in OURS
        if "MNEMIC_OWNER_DATABASE_URL" in COMPOSE["services"][service]["environment"]
    }

    assert with_owner == {"worker", "migrate"}


def test_what_a_service_depends_on_exists():
    services = COMPOSE["services"]

    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= set(services), name
