"""When: date expressions of English and Chinese as periods of UTC, relative to when it was said.

Own rules and not dateparser: its search takes words such as `may` and `sun` for dates, and it does
not say how exact a date is, which is what tells "in May" from "on 1 May".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.periods import (
    MONTHS,
    WEEKDAYS,
    Resolve,
    absolute,
    bare_weekday,
    counted,
    days_away,
    han_weekday,
    relative,
    years_away,
)

_MONTH = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november"
    r"|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)(?![a-z])"
)
_COUNT = r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|couple of|few)"
_HAN = r"(?:\d{1,4}|[零一二两三四五六七八九十]{1,3})"


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` up to, not including, `end`; `span` is where the text says so."""

    start: datetime
    end: datetime
    span: tuple[int, int]

    def __str__(self) -> str:
        """2025-10-05, 2025-10-06/2025-10-12, 2025-10 or 2025: as exact as what was said."""
        days = (self.end - self.start).days
        if days == 1:
            return f"{self.start:%Y-%m-%d}"
        if days < 28:
            return f"{self.start:%Y-%m-%d}/{self.end - timedelta(days=1):%Y-%m-%d}"
        return f"{self.start:%Y-%m}" if days < 365 else f"{self.start:%Y}"


_DAYS = "|".join(WEEKDAYS)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})"
_PREPOSITION = "in|since|from|until|till|by|of|early|mid|late|this|around"
_ENGLISH: tuple[tuple[str, Resolve], ...] = (
    (rf"\b{_MONTH} (?:the )?{_DAY}(?:st|nd|rd|th)?\b(?:,? {_YEAR})?(?!\d)", absolute),
    (rf"\b(?:the )?{_DAY}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? {_YEAR})?", absolute),
    (rf"\b(?:{_PREPOSITION})[ -]{_MONTH}(?:,? {_YEAR})?", absolute),
    (rf"\b{_MONTH},? {_YEAR}\b", absolute),
    (
        (
            r"\b(?P<month>1[0-2]|[1-9])/(?P<day>[12]\d|3[01]|[1-9])"
            r"(?:/(?P<year>(?:20)?\d\d))?(?![\d/])"
        ),
        absolute,
    ),
    (rf"\b(?:in|since|from|until|till|of|by|to) {_YEAR}\b", absolute),
    (r"\b(?:the )?day after tomorrow\b", days_away(2)),
    (r"\b(?:the )?day before yesterday\b", days_away(-2)),
    (r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", days_away(0)),
    (r"\b(?:yesterday|last night)\b", days_away(-1)),
    (r"\btomorrow\b", days_away(1)),
    (rf"\b{_COUNT} (?P<unit>day|week|month|year)s? (?P<way>ago|earlier|from now)\b", counted),
    (rf"\b(?P<way>in) {_COUNT} (?P<unit>day|week|month|year)s?\b", counted),
    (
        (
            r"\b(?P<which>last|past|this|next|coming)"
            rf" (?P<unit>weekend|week|month|year|{_DAYS}|{'|'.join(MONTHS)})\b"
        ),
        relative,
    ),
    (rf"\b(?:on|by|until|since) (?P<unit>{_DAYS})\b", bare_weekday),
)
_WEEK = "周|星期|礼拜"
_CHINESE: tuple[tuple[str, Resolve], ...] = (
    (rf"(?<!\d){_YEAR}[-/.年]\s?(?P<month>\d{{1,2}})[-/.月]\s?{_DAY}[日号]?(?!\d)", absolute),
    (
        (
            r"(?P<which>前年|去年|今年|明年|后年)"
            rf"(?:的?(?P<month>{_HAN})月(?:份|(?P<day>{_HAN})[日号])?)?"
        ),
        years_away,
    ),
    (rf"(?<!\d){_YEAR}年(?:(?P<month>\d{{1,2}})月)?", absolute),
    (rf"(?P<month>{_HAN})月(?P<day>{_HAN})[日号]?", absolute),
    (
        (
            r"(?<![个\d])(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月"
            r"(?:份|底|初|中旬)?(?![饼球亮\d])"
        ),
        absolute,
    ),
    (r"大后天", days_away(3)),
    (r"(?<!大)后天", days_away(2)),
    (r"(?<!大)前天", days_away(-2)),
    (r"今天|今早|今晚", days_away(0)),
    (r"昨天|昨晚", days_away(-1)),
    (r"明天|明早|明晚", days_away(1)),
    (
        (
            rf"(?P<count>{_HAN}) ?(?P<unit>天|周|个星期|星期|个月|年)"
            r"(?P<way>之前|以前|前|之后|以后|后)"
        ),
        counted,
    ),
    (rf"(?P<which>上个?|这个?|下个?|本)?(?:{_WEEK})(?P<day>[一二三四五六日天])", han_weekday),
    (rf"(?P<which>上个?|这个?|下个?|本)(?P<unit>{_WEEK}|月)(?!末)", relative),
)
_EXPRESSIONS = tuple(
    (re.compile(pattern, re.IGNORECASE), resolve) for pattern, resolve in (*_ENGLISH, *_CHINESE)
)


def find_period(text: str, said_at: datetime, *, lean: int = 0) -> Period | None:
    """The first date in `text`. `lean` is -1 for the past, 1 for what is to come: it decides
    the year of a date that has none, 0 taking the nearest."""
    found: list[tuple[int, int, Period]] = []
    for order, (pattern, resolve) in enumerate(_EXPRESSIONS):
        match = pattern.search(text)
        if match is None:
            continue
        try:
            start, end = resolve(match, said_at.astimezone(UTC), lean)
        except (ValueError, OverflowError):
            continue  # 30 February, or a year nobody lives in
        if (lean < 0 and start > said_at) or (lean > 0 and end <= said_at):
            continue  # what happened is not to come: "in a week" here is how long it took
        found.append((match.start(), order, Period(start, end, match.span())))
    return min(found, key=lambda item: item[:2])[2] if found else None
