"""Why a text is not YAML, in words that help, and never in those of the parser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.spans import Span
from budgetc.source.events import events
from budgetc.source.slips import FORMULA, Edit, in_quotes, mended, slips_at, written_so

_BEGINS = msg("a text may not begin with this character; put the text in quotes")
_OPEN = msg("a quotation mark was opened and never closed")
_CLOSE = msg("type the other one where the text ends that begins here")
_COLON = msg(
    "a colon makes no sense here; either the indentation is off, or a text with a colon "
    "needs quotes"
)
_ESCAPED = msg("a \\ in double quotes says that another sign is meant; use single quotes instead")

_ASKING = msg("between braces, a text with a question mark needs quotes")
"""libyaml takes any ? between braces for the start of a key, and says that a comma is missing."""

_BRACKET = msg("between braces, a text with brackets needs quotes")

_SIGNS: Mapping[str, Message] = {
    "?": _ASKING,
    ":": msg("between braces, a text with a colon needs quotes"),
    "[": _BRACKET,
    "{": _BRACKET,
}
"""What ends a text between braces, where the parser then misses a comma."""

_NO_COLON = "could not find expected ':'"

_IN_QUOTES: Mapping[str, Message] = {
    "block sequence entries are not allowed in this context": _BEGINS,
    "could not find expected directive name": _BEGINS,
    "did not find expected alphabetic or numeric character": _BEGINS,
    "did not find expected comment or line break": _BEGINS,
    "did not find expected node content": _BEGINS,
    "expected chomping or indentation indicators, but found '='": _BEGINS,
    "found character that cannot start any token": _BEGINS,
    "found unexpected ':'": msg("between braces, a text with a colon needs quotes"),
    "mapping keys are not allowed in this context": _BEGINS,
    "mapping values are not allowed in this context": _COLON,
}
"""What the parser says where a text in quotes would do."""

_UNCLOSED = frozenset({"did not find expected ',' or '}'", "did not find expected ',' or ']'"})
"""What the parser says where it takes a part of a text between braces for something else."""

_SYNTAX_PROBLEMS: Mapping[str, Message] = {
    **_IN_QUOTES,
    _NO_COLON: msg(
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
    "did not find expected hexdecimal number": _ESCAPED,
    "found invalid Unicode character escape code": _ESCAPED,
    "found unexpected document indicator": _OPEN,
    "found unexpected end of stream": _OPEN,
    "found unknown escape character": _ESCAPED,
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
    is_escape = _SYNTAX_PROBLEMS.get(error.problem or "") is _ESCAPED
    opened = None if is_escape else _opened_above(lines, line, column)
    if opened is not None:
        above = Span.point(file, opened[0] + 1, opened[1] + 1)
        return finding("SYN001", _OPEN, above, hint=_CLOSE)
    if edits := slips_at(lines, line):
        first = edits[0]
        span = Span(file, first.line + 1, first.column + 1, first.line + 1, first.end + 1)
        return finding("SYN001", first.problem, span, hint=written_so(lines[first.line], edits))
    said = error.problem or ""
    sign = lines[line][column : column + 1] if said in _UNCLOSED else ""
    is_asking = sign in _SIGNS
    known = _SYNTAX_PROBLEMS.get(said, msg("this line cannot be read as YAML"))
    problem = _SIGNS.get(sign, known)
    hint = msg("look at this line and at the one above it")
    if said == _NO_COLON and (above := error.context_mark) and above.line < line:
        text = lines[above.line].strip()
        span = Span.point(file, above.line + 1, above.column + 1)
        hint = msg("give it its colon; or, if it is a note, write: # {text}", text=text)
    if known is _OPEN:
        hint = _CLOSE
    needs_quotes = is_asking or said in _IN_QUOTES
    edit = in_quotes(lines[line], line, column, problem) if needs_quotes else None
    if edit is not None and _can_be_read(lines, edit):
        hint = written_so(lines[line], (edit,))
        if edit.new.startswith('"='):
            problem, hint = msg("a formula stands here"), FORMULA
    return finding("SYN001", problem, span, hint=hint)


_ENTRY = re.compile(r"\s*(?:- )?[{[]?\w+:(?: |$)")


def _opened_above(lines: Sequence[str], line: int, column: int) -> tuple[int, int] | None:
    """Return where a text begins that ends before a place and has entries for its words.

    A quotation mark that is missing above is found in the first one that comes below it.
    """
    before = lines[line][:column]
    at = max(before.rfind(one) for one in "'\"")
    mark = before[at] if at >= 0 else ""
    if not mark or before.count(mark) != 1:
        return None
    above = next((at for at in range(line - 1, -1, -1) if mark in lines[at]), None)
    if above is None or lines[above].count(mark) % 2 == 0:
        return None
    begin = lines[above].rfind(mark)
    if lines[above][begin - 1 : begin].strip(" \t[{,:-"):  # it ends a text there
        return None
    swallowed = lines[above + 1 : line + 1]
    return (above, begin) if any(map(_ENTRY.match, swallowed)) else None


def _can_be_read(lines: Sequence[str], edit: Edit) -> bool:
    """Tell whether a line can be read once it is edited; what follows may be wrong as well."""
    line = mended(lines[edit.line], (edit,))
    try:
        for _ in events("\n".join((*lines[: edit.line], line, *lines[edit.line + 1 :]))):
            pass
    except MarkedYAMLError as error:
        return _place(error)[0] > edit.line
    return True


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
    # Where a quotation mark is missing, the parser only notices at the end of the file.
    is_open = _SYNTAX_PROBLEMS.get(error.problem or "") is _OPEN
    mark = (is_open and error.context_mark) or error.problem_mark or error.context_mark
    return (mark.line, mark.column) if mark else (0, 0)
