"""The blocks of a template as text: `{% block name %} … {% endblock %}`.

Jinja knows blocks only after it has thrown away how they were written; what is compared and copied
is the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from budgetc.templating.sandbox import Delimiters


def blocks_of(text: str, delimiters: Delimiters) -> Mapping[str, str]:
    """Return what stands in each block of a template, from the first to the last."""
    found: dict[str, str] = {}
    opened: list[tuple[str, int]] = []
    for tag in _tags(text, delimiters):
        if tag["name"]:
            opened.append((tag["name"], tag.end()))
            found[tag["name"]] = ""
        elif tag["end"] and opened:
            name, begin = opened.pop()
            found[name] = text[begin : tag.start()].removeprefix("\n")
    return found


def _tags(text: str, delimiters: Delimiters) -> list[re.Match[str]]:
    """Return the tags that begin and end blocks, and the comments."""
    begin, end, _, _, comment, end_of_comment = map(re.escape, delimiters)
    pattern = (
        rf"{comment}.*?{end_of_comment}"
        rf"|[^\S\n]*{begin}[-+]?\s*(?:block\s+(?P<name>\w+)|(?P<end>endblock))\b.*?{end}"
    )
    return list(re.finditer(pattern, text, re.DOTALL))
