"""Annotations of a pull request, as GitHub's workflow commands: `::error file=…::message`.

The runner reads commands in whatever a step prints. So a value may hold no line break, which would
begin a command of its own, and a property no comma or colon, which would end it.
"""

from __future__ import annotations

from budgetc.diagnostics import Counts, Diagnostic, Severity, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Translator, msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.text import summary
from budgetc.files.workspace import BASELINE
from budgetc.reports.checked import Checked, words

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(checked: Checked, translator: Translator) -> str:
    """Return a command for each new finding, and the closing line."""
    findings = checked.baselined.new
    lines = [_command(found, checked, translator) for found in sort_findings(findings)]
    lines.append(translator(summary(Counts.of(findings), len(checked.sources))))
    if known := len(checked.baselined.known):
        lines.append(translator(msg("known from {file}: {count}", file=BASELINE, count=known)))
    return "\n".join(lines)


def _command(found: Diagnostic, checked: Checked, translator: Translator) -> str:
    # A waived finding is shown, and alarms nobody.
    name = _COMMANDS[found.severity] if found.waived is None else "notice"
    title = found.code if found.waived is None else translator(msg("waived {code}",
                                                                   code=found.code))  # fmt: skip
    properties = {
        "file": printable(checked.path(found.span.file)),
        "line": str(found.span.line),
        "col": str(found.span.column),
        "endLine": str(_last_line(found.span)),
        "title": title,
    }
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = "\n".join(words(found, translator))
    return f"::{name} {written}::{_data(message)}"


def _last_line(span: Span) -> int:
    """Return the line of the last character: an end at the start of a line is that of the last."""
    ends_before = span.end_column == 1 and span.end_line > span.line
    return span.end_line - 1 if ends_before else span.end_line


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
