"""README.md says what the code does.

To write its table of settings anew: `python -m tests.drift.test_readme`.
"""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import AliasChoices, SecretStr

from app.settings import Settings

README = Path(__file__).parents[2] / "README.md"
_TABLE = re.compile(
    r"(?<=\| variable \| default \| meaning \|\n\|---\|---\|---\|\n).*?(?=\n\n)", re.DOTALL
)


def table_of_settings() -> str:
    rows = []
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        variable = alias.choices[0] if isinstance(alias, AliasChoices) else f"MNEMIC_{name.upper()}"
        default = "" if field.default is None else f"`{field.default}`"
        assert not isinstance(field.default, SecretStr)
        rows.append(f"| `{variable}` | {default} | {field.description} |")
    return "\n".join(rows)


def test_the_table_of_settings_is_that_of_the_code() -> None:
    found = _TABLE.search(README.read_text())
    assert found is not None
    assert found.group() == table_of_settings()


def test_every_folder_that_the_readme_names_exists() -> None:
    root = README.parent
    table = README.read_text().split("## The folders")[1]
    folders = re.findall(r"`([a-z/]+)`", table.split("Imports point")[0])
    assert folders
    assert [folder for folder in folders if not (root / folder).is_dir()] == []


if __name__ == "__main__":
    README.write_text(_TABLE.sub(lambda _: table_of_settings(), README.read_text()))
