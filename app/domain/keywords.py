"""The words a reader would file a text under: surface forms, not stems."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

import rjieba

from app.domain.analyser import analyse

_WORD = re.compile(r"[^\W\d_]{2,}(?:[-'][^\W\d_]+)*|\d[\d,.:/-]*\d|\d")
_HAN = re.compile(r"[\u3400-\u9fff]")


def words(text: str) -> list[str]:
    """The words of `text` as written, Chinese cut by dictionary, without one-character Chinese."""
    found: list[str] = []
    for word in _WORD.findall(text):
        if _HAN.search(word):
            found += [part for part in rjieba.cut(word) if len(part) > 1]
        else:
            found.append(word)
    return found


def keywords(texts: Iterable[str], *, limit: int = 12) -> list[str]:
    """The words that occur in the most texts and are long or capitalised, best first."""
    stem_counts: Counter[str] = Counter()
    surfaces: dict[str, Counter[str]] = {}
    for text in texts:
        for stem, surface in _stems(text).items():
            stem_counts[stem] += 1
            surfaces.setdefault(stem, Counter())[surface] += 1
    ranked = sorted(stem_counts, key=lambda stem: (-_weight(stem, stem_counts, surfaces), stem))
    return [_best_surface(surfaces[stem]) for stem in ranked[:limit]]


def _stems(text: str) -> dict[str, str]:
    """First surface form of each stem in `text`; words the analyser drops are not keywords."""
    stems: dict[str, str] = {}
    for word in words(text):
        terms = analyse(word)
        if terms and not word.isdigit():
            stems.setdefault(terms[0], word)
    return stems


def _weight(stem: str, counts: Mapping[str, int], surfaces: Mapping[str, Counter[str]]) -> float:
    surface = _best_surface(surfaces[stem])
    specific = 1.5 if surface[:1].isupper() or _HAN.search(surface) else 1.0
    return (
        (1 + log(counts[stem]))
        * specific
        * min(len(surface) * (3 if _HAN.search(surface) else 1), 9)
    )


def _best_surface(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], form))
