"""Lines of a document cut into sentences, each with its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetc.document.model import Figure, Line, line_text

_END = re.compile(r"(?<=[。！？])(?=[^”’」』）》\s])")


def sentences_of(line: Line) -> Iterator[Line]:
    """Yield the sentences of a line."""
    ends = [match.start() for match in _END.finditer(line_text(line))]
    if not ends:
        yield line
        return
    sentence: list[str | Figure] = []
    at = 0
    for part in line:
        text = str(part)
        inside = [end - at for end in ends if at < end <= at + len(text)]
        if isinstance(part, Figure):
            sentence.append(part)
            if inside:
                yield tuple(sentence)
                sentence = []
        else:
            start = 0
            for end in inside:
                yield (*sentence, text[start:end])
                sentence, start = [], end
            if start < len(text):
                sentence.append(text[start:])
        at += len(text)
    if sentence:
        yield tuple(sentence)
