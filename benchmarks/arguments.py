"""What the command lines of the benchmarks have in common, said once."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DEFAULT_DATA = Path("../shared/data")
DEFAULT_SET = DEFAULT_DATA / "locomo"


def parser_of(name: str, description: str) -> argparse.ArgumentParser:
    """For `python -m benchmarks.NAME`; the description is shown as it is written."""
    return argparse.ArgumentParser(
        prog=f"python -m benchmarks.{name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_set(parser: argparse.ArgumentParser) -> None:
    """One set, or the beginning of it."""
    parser.add_argument(
        "--data",
        type=Path,
        default=DEFAULT_SET,
        metavar="FOLDER",
        help="the set: a folder with conversations.jsonl and questions.jsonl (%(default)s)",
    )
    parser.add_argument(
        "--conversations", type=int, metavar="N", help="only its first N conversations"
    )
    add_limit(parser)


def add_limit(parser: argparse.ArgumentParser) -> None:
    """For a try in a minute."""
    parser.add_argument(
        "--limit", type=int, metavar="N", help="only the first N questions of each conversation"
    )


def add_service(parser: argparse.ArgumentParser) -> None:
    """Which service is measured."""
    parser.add_argument(
        "--url", help="a running service; without it one is started from nothing, and removed"
    )
    parser.add_argument("--key", help="API key of that service, with the scopes read and write")


def add_json(parser: argparse.ArgumentParser) -> None:
    """For whoever compares runs."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")


def write_json(path: Path | None, figures: Mapping[str, Any]) -> None:
    """Where `--json` says, if it does."""
    if path:
        path.write_text(json.dumps(figures, indent=2) + "\n")
