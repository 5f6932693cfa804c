"""What is wrong with a template, in the words of its author, who need not know Python."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

import jinja2

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.characters import shortened
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.templating.exposed import kind_named, kind_of

MAX_REASON = 200
"""Characters of a reason that are said."""


_NAMELESS = "<template>"
"""What Jinja calls a template that was made of a text."""


class MisuseError(Exception):
    """A template uses what it is given for what it is not made for; says so in its own words."""


class TemplateFaultError(Exception):
    """A template is wrong; says which, where and why.

    Attributes:
        template: name of the template file.
        line: in it, from 1.
        reason: in the template language's own words.
    """

    def __init__(self, template: str, line: int, reason: str) -> None:
        super().__init__(template, line, reason)
        self.template = template
        self.line = line
        self.reason = reason

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding that tells of it."""
        return finding(
            "TPL001",
            msg("the template fails: {reason}", reason=self.reason),
            Span.point(self.template, self.line),
        )


def fault_of(error: Exception, template: str) -> TemplateFaultError:
    """Return what is wrong with a template, given what its rendering raised."""
    if isinstance(error, TemplateFaultError):
        return error
    if isinstance(error, jinja2.TemplateSyntaxError):
        reason = shortened(error.message or "?", MAX_REASON)
        return TemplateFaultError(error.name or template, error.lineno, reason)
    reason = shortened(_reason(error), MAX_REASON)
    for file, line in reversed([*_steps(error.__traceback__)]):
        return TemplateFaultError(template if file == _NAMELESS else file, line, reason)
    return TemplateFaultError(template, 1, reason)


def is_within_template(error: Exception) -> bool:
    """Tell whether what was called has called a template again, and that is what went wrong."""
    return any(_steps(error.__traceback__))


def _steps(at: TracebackType | None) -> Iterator[tuple[str, int]]:
    """Yield the templates and their lines on the way to where something went wrong."""
    while at is not None:
        file = at.tb_frame.f_code.co_filename
        if file.startswith("templates/") or file == _NAMELESS:
            yield file, at.tb_lineno or 1
        at = at.tb_next


def _reason(error: Exception) -> str:
    """Return what is wrong in the words of a template's author, who need not know Python."""
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template {error.name}"
    if isinstance(error, MisuseError | jinja2.TemplateError):
        return str(error)
    if isinstance(error, RecursionError | SyntaxError | MemoryError):
        return "it is nested too deep"
    for pattern, words in _SAID_BY_PYTHON.items():
        if match := re.fullmatch(pattern, str(error)):
            return words.format(*(kind_named(name) for name in match.groups()))
    return "this cannot be done with these values"


_SAID_BY_PYTHON = {
    r"'(\W+)' not supported between instances of '(\w+)' and '(\w+)'":
        "{1} and {2} are not compared with {0}",
    r"(?:argument of type )?'(\w+)' (?:object )?is not (?:an? )?(?:iterable|container).*":
        "{0} is no list",
    r"Value after \* must be an iterable, not (\w+)": "{0} is no list",
    r"cannot unpack non-iterable (\w+) object": "{0} is no list",
    r".*argument after \*\* must be a mapping, not (\w+)": "{0} is no mapping",
    r"(?:too many|not enough) values to unpack.*": "not as many items as names",
}  # fmt: skip
"""What Python says of mistakes that no function sees, and what a report says of them."""


def misuse_of(function: Any, args: tuple[object, ...], kwargs: Mapping[str, object]) -> str:
    """Return what is wrong with a call of a function for templates."""
    name, signature = function.__name__, inspect.signature(function)
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        return f"{name}() is used like this: {name}({', '.join(signature.parameters)})"
    kinds = " and ".join(map(kind_of, (*args, *kwargs.values())))
    return f"{name}() is not made for {kinds}"
