"""Why a text is not YAML, in words that help; the parser's own words only where there are none."""

from __future__ import annotations

from collections.abc import Mapping

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.source.events import events
from budgetc.source.slips import Edit, slips_at, written_so

_SYNTAX_PROBLEMS: Mapping[str, Message] = {
    "mapping values are not allowed in this context": msg(
        "a colon makes no sense here; either the indentation is off, or a text with a colon "
        "needs quotes"
    ),
    "could not find expected ':'": msg(
        "a key without a colon and a space (: and not ：), or a line that is indented too far"
    ),
    "did not find expected key": msg(
        "the indentation differs from that of the lines around it, or a quotation mark above was "
        "never closed"
    ),
    "did not find expected '-' indicator": msg(
        "the line lacks its - , or its indentation differs from that of the list around it"
    ),
    "did not find expected ',' or ']'": msg(
        "a list in [ ] lacks its comma or its ]; both are half-width"
    ),
    "did not find expected ',' or '}'": msg(
        "a mapping in {{ }} lacks its comma or its }}; both are half-width"
    ),
    "expected chomping or indentation indicators, but found '='": msg(
        "a text may not begin with this character; put the text in quotes"
    ),
    "did not find expected comment or line break": msg(
        "a text may not begin with this character; put the text in quotes"
    ),
    "found unexpected end of stream": msg("a quotation mark was opened and never closed"),
    "found character that cannot start any token": msg(
        "a text may not begin with this character; put the text in quotes"
    ),
}


def syntax_error(file: str, text: str, error: MarkedYAMLError) -> Diagnostic:
    """Return the finding for a text that the parser gave up on."""
    lines = text.split("\n")
    line, column = _place(error)
    if line >= len(lines):  # the end of the text, after a last line without a line break
        line, column = len(lines) - 1, len(lines[-1])
    span = Span.point(file, line + 1, column + 1)
    if line < len(lines) and lines[line][column : column + 1] == "\t":
        hint = msg("indent with spaces; set the editor to insert spaces for the Tab key")
        return finding("SYN007", msg("a tab stands where only spaces may"), span, hint=hint)
    if edits := slips_at(lines, line):
        first = edits[0]
        span = Span(file, first.line + 1, first.column + 1, first.line + 1, first.end + 1)
        return finding("SYN001", first.problem, span, hint=written_so(lines[first.line], edits))
    known = _SYNTAX_PROBLEMS.get(error.problem or "")
    problem = known or msg("this is not YAML: {problem}", problem=error.problem or "?")
    return finding("SYN001", problem, span, hint=msg("look at this line and at the one above it"))


def syntax_edits(text: str) -> tuple[Edit, ...]:
    """Return what mends the line for which a text is no YAML; nothing where nobody knows."""
    try:
        for _ in events(text):
            pass
    except MarkedYAMLError as error:
        return slips_at(text.split("\n"), _place(error)[0])
    except YAMLError:
        return ()
    return ()


def _place(error: MarkedYAMLError) -> tuple[int, int]:
    mark = error.problem_mark or error.context_mark
    return (mark.line, mark.column) if mark else (0, 0)
