"""Days of the calendar, as people write them."""

from __future__ import annotations

import datetime
import re
import unicodedata

_LONGEST = 40
_DAY = re.compile(
    r"([0-9]{4})\D{1,3}([0-9]{1,2})\D{1,3}([0-9]{1,2})\D?|([0-9]{4})([0-9]{2})([0-9]{2})"
)


def day_meant(text: str) -> str | None:
    """Return the day that a text means, as YYYY-MM-DD; nothing where it means none.

    2025年2月10日, 2025/2/10, 2025.2.10 and 20250210 are one day.
    """
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text[:_LONGEST]).strip())
    if found is None:
        return None
    try:
        return datetime.date(*map(int, filter(None, found.groups()))).isoformat()
    except ValueError:
        return None
