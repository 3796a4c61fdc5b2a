"""Does recall find the evidence? Tables by set and category, beside baselines.

make bench-quality                       the short form, held to thresholds.toml
make bench-quality-full                  all of every set
python -m benchmarks.quality --url https://memory.example --key mn_...
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.client import ServiceFailed
from benchmarks.dataset import DatasetError
from benchmarks.quality.figures import figures_of
from benchmarks.quality.report import sections
from benchmarks.quality.run import Outcome, Run
from benchmarks.quality.sets import DEFAULT_DATA, FULL, SHORT, load_sets
from benchmarks.quality.thresholds import load_thresholds, misses
from benchmarks.quality.vectors import DEFAULT_FOLDER, VectorCache
from benchmarks.service import connected


def main(arguments: Sequence[str] | None = None) -> int:
    """0 if all was measured and, with --check, no figure is below its threshold."""
    options = _parse(arguments)
    try:
        outcomes = measure(options)
    except (DatasetError, ServiceFailed) as error:
        print(f"quality: {error}", file=sys.stderr)
        return 1
    for section in sections(outcomes):
        print(section.text())
    figures = {outcome.dataset.name: figures_of(outcome) for outcome in outcomes}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")
    failures = misses(figures, load_thresholds()) if options.check else []
    for failure in failures:
        print(f"BELOW THRESHOLD  {failure}")
    return 1 if failures else 0


def measure(options: argparse.Namespace) -> list[Outcome]:
    """All sets, one after the other. Raises `DatasetError` or `ServiceFailed`."""
    datasets = load_sets(options.data, FULL if options.full else SHORT)
    named = options.sets.split(",") if options.sets else [dataset.name for dataset in datasets]
    vectors = VectorCache(options.cache)
    with connected(options.url, options.key) as client:
        run = Run(
            client=client,
            vectors=vectors,
            peers=lambda _: (),
            strangers_each=25 if options.full else 10,
            budgets_every=1 if options.full else 4,
        )
        return [run.play(dataset, datasets) for dataset in datasets if dataset.name in named]


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--full", action="store_true", help="all of every set")
    parser.add_argument("--sets", help="only these, separated by commas")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="folder of the sets")
    parser.add_argument("--url", help="a running service, instead of one started from nothing")
    parser.add_argument("--key", help="API key of that service, with the scopes read and write")
    parser.add_argument("--check", action="store_true", help="fail below thresholds.toml")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here, too")
    parser.add_argument(
        "--cache", type=Path, default=DEFAULT_FOLDER, help="where the baselines' vectors are kept"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
