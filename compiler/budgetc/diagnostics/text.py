"""Findings for people: the place, what is wrong, the line with a caret, the way out."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping

from budgetc.diagnostics.characters import FORBIDDEN, beginning, printable, shortened, text_width
from budgetc.diagnostics.counted import Counts
from budgetc.diagnostics.diagnostic import Diagnostic, Severity
from budgetc.diagnostics.messages import Message, Translator, msg
from budgetc.diagnostics.spans import Span
from budgetc.frozen import frozen

_MAX_LINE = 200
"""Signs of a line that is shown whole."""
_BEFORE, _PART = 40, 100
"""Of a longer one, what is shown before the place, and in all."""
_LONGEST = 200
"""Signs of a value that a message quotes whole, and of the beginning of a longer one."""
_MAX_WORDS = 2000
"""How long a message may be; a stranger's text in it may be a megabyte."""
_UNREADABLE = frozenset({"SYN006", "SYN010"})
"""Findings about files whose lines are better not shown."""

Lines = Mapping[tuple[str, int], str]
"""Lines that findings stand on, by the name of the file and their number from 1."""


@frozen()
class Palette:
    """How the parts of a report are marked; each function returns its text, marked or not."""

    error: Callable[[str], str]
    warning: Callable[[str], str]
    note: Callable[[str], str]
    place: Callable[[str], str]
    faint: Callable[[str], str]

    def severity(self, severity: Severity) -> Callable[[str], str]:
        """Return the mark of a severity."""
        return (self.error, self.warning, self.note)[severity]


PLAIN = Palette(str, str, str, str, str)
"""No marks at all."""


class TextReport:
    """Puts findings into lines of text."""

    def __init__(self, translator: Translator, lines: Iterable[Lines], palette: Palette) -> None:
        self._say = translator
        self._lines = ChainMap(*map(dict, lines))
        self._palette = palette

    def lines(self, finding: Diagnostic) -> Iterator[str]:
        """Yield the lines that report one finding."""
        mark = self._palette.severity(finding.severity)
        severity = self._say.text(finding.severity.label)
        head = mark(f"{severity}[{finding.code}]")
        if finding.waived is not None:
            head = self._palette.faint(self._words(msg("waived {code}", code=finding.code)))
        place = self._palette.place(place_of(finding.span))
        yield f"{place}: {head}: {self._words(finding.message)}"
        if finding.code not in _UNREADABLE:
            yield from self._excerpt(finding.span, mark)
        if finding.address is not None:
            yield self._aside(self._words(finding.address.words))
        for other in finding.related:
            yield self._aside(f"{place_of(other.span)}: {self._words(other.message)}")
        if finding.hint is not None:
            yield self._aside(self._words(msg("hint: {hint}", hint=finding.hint)))
        if finding.waived is not None:
            yield self._aside(self._words(finding.waived))

    def _words(self, message: Message) -> str:
        return beginning(printable(self._say(_cut(message))), _MAX_WORDS)

    def _aside(self, text: str) -> str:
        return f"{self._palette.faint('      =')} {text}"

    def _excerpt(self, span: Span, mark: Callable[[str], str]) -> Iterator[str]:
        line = self._lines.get((span.file, span.line))
        if line is None or not line.strip():
            return
        shown, cut = _around(FORBIDDEN.sub("�", line.replace("\t", " ")), span.column - 1)
        start = span.column - 1 - cut
        end = span.end_column - 1 - cut if span.end_line == span.line else len(shown)
        caret = "^" * max(1, text_width(shown[start:end]))
        yield f"{self._palette.faint(f'{span.line:5} |')} {shown}"
        yield f"{self._palette.faint('      |')} {' ' * text_width(shown[:start])}{mark(caret)}"


def _cut(message: Message) -> Message:
    """Return a message of whose values no more stands than is read."""
    if not any(
        isinstance(one, Message) or (isinstance(one, str) and len(one) > _LONGEST)
        for _, one in message.values
    ):  # as mostly
        return message
    values = (
        (
            name,
            _cut(one)
            if isinstance(one, Message)
            else shortened(one, _LONGEST)
            if isinstance(one, str)
            else one,
        )
        for name, one in message.values
    )
    return Message(message.template, tuple(values))


def _around(line: str, place: int) -> tuple[str, int]:
    """Return a line, or of a longer one the part around a place, and how many signs went before."""
    if len(line) <= _MAX_LINE:
        return line, 0
    first = max(0, min(place, len(line)) - _BEFORE)
    end = first + _PART
    shown = line[first:end] + ("…" if end < len(line) else "")
    return (f"…{shown}", first - 1) if first else (shown, 0)


def summary(found: Counts, sources: int) -> Message:
    """Return the closing line: how many findings in how many sources."""
    told = msg(
        "sources checked: {sources}; errors: {errors}; warnings: {warnings}; notes: {notes}",
        sources=sources,
        errors=found.errors,
        warnings=found.warnings,
        notes=found.notes,
    )
    if found.gaps:
        told = msg("{told}; to be filled in: {gaps}", told=told, gaps=found.gaps)
    if found.waived:
        told = msg("{told}; waived: {waived}", told=told, waived=found.waived)
    return told


def place_of(span: Span) -> str:
    """Return where a stretch begins, as terminals and editors know it: `2024.yaml:73:15`."""
    return f"{printable(span.file)}:{span.line}:{span.column}"
