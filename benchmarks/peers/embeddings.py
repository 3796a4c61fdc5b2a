"""The bundled embedder behind an endpoint as OpenAI's, on the loopback, for the peers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from benchmarks.peers.dialogue import QUERY_MODEL
from benchmarks.quality.vectors import VectorCache


@contextmanager
def embeddings_endpoint(vectors: VectorCache) -> Iterator[str]:
    """Its base URL, for as long as the context is open."""

    class Handler(_Handler):
        def answer(self, request: dict[str, Any]) -> dict[str, Any]:
            return answer(vectors, request)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def answer(vectors: VectorCache, request: dict[str, Any]) -> dict[str, Any]:
    """What OpenAI's endpoint answers to such a request.

    The model `query` gives the vectors of queries; any other name those of passages.
    """
    given = request["input"]
    texts = [given] if isinstance(given, str) else given
    rows = vectors.embed(texts, is_query=request["model"] == QUERY_MODEL)
    return {
        "object": "list",
        "model": request["model"],
        "data": [
            {"object": "embedding", "index": i, "embedding": [float(x) for x in row]}
            for i, row in enumerate(rows)
        ],
        "usage": {"prompt_tokens": 0, "total_tokens": 0},
    }


class _Handler(BaseHTTPRequestHandler):
    """JSON in, JSON out, whatever the path."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # the body would wait 40 ms for the acknowledgement of the head

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        content = json.dumps(self.answer(json.loads(self.rfile.read(size)))).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: a line a request helps nobody."""
