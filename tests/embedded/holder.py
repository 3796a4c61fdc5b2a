"""A program that holds the embedded environment open until its standard input ends.

Run as `python -m tests.embedded.holder DATA_DIR`; prints the environment as one line of JSON.
"""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import asdict
from pathlib import Path

from app.embedded.environment import embedded_environment

if __name__ == "__main__":
    # A shell has what it starts in the background ignore Ctrl-C, and children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with embedded_environment(Path(sys.argv[1])) as environment:
        sys.stdout.write(json.dumps(asdict(environment), default=str) + "\n")
        sys.stdout.flush()
        sys.stdin.read()
