"""Does recall find the evidence? Tables by set and category, beside baselines and peers.

make bench-quality                       a part of each set, held to thresholds.toml: minutes
make bench-quality-full                  all of every set, with peers, into RESULTS.md: an hour
make bench-quality-full ARGS=--resume    go on where a run of the same kind was cut
make bench-quality-full ARGS="--limit 5 --results try.md"
                                         the same with few questions, into another file
python -m benchmarks.quality --url https://memory.example --key mn_...
                                         a deployment that runs already; nothing in it is removed
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.arguments import (
    DEFAULT_DATA,
    add_json,
    add_limit,
    add_service,
    parser_of,
    write_json,
)
from benchmarks.client import ServiceFailed
from benchmarks.dataset import Dataset, DatasetError
from benchmarks.peers.kept import KeptPeers
from benchmarks.peers.process import PeerSystem, Running, started_peers
from benchmarks.quality.answers import System
from benchmarks.quality.figures import figures_of, summary_of
from benchmarks.quality.kept import Kept
from benchmarks.quality.report import sections
from benchmarks.quality.results import Results
from benchmarks.quality.run import Outcome, Run
from benchmarks.quality.sets import FULL, SHORT, load_sets
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
    write_json(options.json, figures)
    failures = misses(figures, load_thresholds()) if options.check else []
    for failure in failures:
        print(f"BELOW THRESHOLD  {failure}")
    return 1 if failures else 0


def measure(options: argparse.Namespace) -> list[Outcome]:
    """All sets, one after the other; what is measured is kept and shown at once.

    Raises `DatasetError` or `ServiceFailed`.
    """
    datasets = load_sets(options.data, FULL if options.full else SHORT, limit=options.limit)
    wanted = _named(datasets, options.sets)
    setting = {name: getattr(options, name) for name in ("full", "peers", "limit", "data", "url")}
    kept = Kept.of(options.cache, setting)
    outcomes = []
    with _run(options) as run:
        results = _results(options, run)
        for dataset in wanted:
            outcome = kept.load(dataset.name) if options.resume else None
            if outcome is None:
                outcome = run.play(dataset, datasets)
                kept.save(outcome)
            outcomes.append(outcome)
            print(summary_of(outcome), file=sys.stderr, flush=True)
            if results:
                results.write(outcomes, of=len(FULL))
    return outcomes


@contextmanager
def _run(options: argparse.Namespace) -> Iterator[Run]:
    """The service and, where they are asked for, the peers."""
    vectors, kept = VectorCache(options.cache), KeptPeers(options.cache)
    with ExitStack() as stack:
        client = stack.enter_context(connected(options.url, options.key))
        started: list[Running] = []

        def peers(dataset: Dataset) -> Sequence[System]:
            """As they answered before, if that is wanted; else they are started for the first."""
            if not options.peers:
                return []
            if options.kept_peers and (remembered := kept.load(dataset)):
                return remembered
            if not started:
                started.extend(stack.enter_context(started_peers(vectors)))
            return [PeerSystem(peer, dataset.name, vectors) for peer in started]

        yield Run(
            client=client,
            vectors=vectors,
            peers=peers,
            kept_peers=kept,
            strangers_each=25 if options.full else 10,
            budgets_every=2 if options.full else 4,
        )


def _named(datasets: Sequence[Dataset], names: str | None) -> list[Dataset]:
    """Those of `--sets`, or all. Raises `DatasetError`."""
    known = {dataset.name: dataset for dataset in datasets}
    wanted = names.split(",") if names else list(known)
    if unknown := [name for name in wanted if name not in known]:
        raise DatasetError(f"No set is called {', '.join(unknown)}; there are {', '.join(known)}.")
    return [known[name] for name in wanted]


def _results(options: argparse.Namespace, run: Run) -> Results | None:
    if options.results is None:
        return None
    flags = [
        f"--{name}{'' if value is True else f' {value}'}"
        for name in ("full", "peers", "kept-peers", "limit", "sets")
        if (value := getattr(options, name.replace("-", "_")))
    ]
    command = " ".join(["python -m benchmarks.quality", *flags])
    return Results(
        options.results, command, run.client.version(), options.peers, options.kept_peers
    )


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = parser_of("quality", __doc__ or "")
    parser.add_argument("--full", action="store_true", help="all of every set")
    parser.add_argument(
        "--peers", action="store_true", help="also what `make peers` has installed beside us"
    )
    parser.add_argument(
        "--kept-peers",
        action="store_true",
        help="with --peers: take their answers from an earlier run with the same sets and locks",
    )
    parser.add_argument("--sets", metavar="A,B", help="only these, separated by commas")
    add_limit(parser)
    parser.add_argument(
        "--data",
        type=Path,
        default=DEFAULT_DATA,
        metavar="FOLDER",
        help="where the folders of the sets are (%(default)s)",
    )
    add_service(parser)
    parser.add_argument(
        "--check", action="store_true", help="fail where a figure is below thresholds.toml"
    )
    parser.add_argument(
        "--resume",
        action="store_true",
        help="take the sets that a run with these options and this code has finished from it",
    )
    parser.add_argument(
        "--results", type=Path, metavar="FILE", help="write the tables into this file, set by set"
    )
    add_json(parser)
    parser.add_argument(
        "--cache",
        type=Path,
        default=DEFAULT_FOLDER,
        metavar="FOLDER",
        help="where vectors of the baselines and finished sets are kept (%(default)s)",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
