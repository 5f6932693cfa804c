"""Marks behind what is to be filled in, taken away where nothing waits for a person any more."""

from __future__ import annotations

import re
from collections.abc import Collection

from budgetc.source.nodes import SourceTree, scalars


def without_marks(tree: SourceTree, marks: Collection[str], kept: Collection[str] = ()) -> str:
    """Return the text of a source without the marks on lines where every value is typed.

    Args:
        tree: of the source.
        marks: what such comments say.
        kept: lines that stay as they are, whatever stands on them.
    """
    waiting: set[int] = set()
    for one in scalars(tree.root):
        if one.value is None:
            waiting.add(one.line)
        elif one.end_line > one.line:  # a sign of a comment is a part of such a text
            waiting.update(range(one.line, one.end_line + bool(one.end_column)))
    words = "|".join(map(re.escape, marks))
    mark = re.compile(rf"(?:(?<=\S) {{1,80}}|^ {{0,80}})# (?:{words})$")
    lines = []
    for number, line in enumerate(tree.text.split("\n")):
        rest = line if number in waiting or line in kept else mark.sub("", line)
        if rest or not line:
            lines.append(rest)
    return "\n".join(lines)
