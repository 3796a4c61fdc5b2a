"""Long texts in pieces that an embedding can carry."""

from __future__ import annotations

CHUNK_CHARACTERS = 1200
MAX_CHUNKS = 64


def split(text: str) -> list[str]:
    """Pieces of at most `CHUNK_CHARACTERS`, cut at the ends of sentences where there are some.

    At most `MAX_CHUNKS` pieces: of a text beyond that (about 75 kB) the rest is found by its
    words only, for a vector of page 100 of a paste helps nobody and costs minutes of CPU.
    """
    chunks: list[str] = []
    start = 0
    while start < len(text) and len(chunks) < MAX_CHUNKS:
        end = min(len(text), start + CHUNK_CHARACTERS)
        if end < len(text):
            end = _sentence_end(text, start, end)
        chunks.append(text[start:end])
        start = end
    return chunks


def _sentence_end(text: str, start: int, end: int) -> int:
    """The last boundary in the second half of text[start:end], or `end`."""
    middle = start + (end - start) // 2
    for marks in (".!?。！？\n", " ,;，；、"):
        cut = max(text.rfind(mark, middle, end) for mark in marks)
        if cut >= 0:
            return cut + 1
    return end
