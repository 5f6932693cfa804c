"""What is wrong with a template, in the words of its author, who need not know Python."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from types import MappingProxyType, TracebackType
from typing import Any

import jinja2

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.characters import shortened
from budgetc.diagnostics.messages import Message, Value, msg
from budgetc.diagnostics.spans import Span
from budgetc.templating.exposed import kind_named, kind_of

_MOST = 120
"""Characters of a text in a reason that are said."""

_NAMELESS = "<template>"
"""What Jinja calls a template that was made of a text."""


class MisuseError(Exception):
    """A template uses what it is given for what it is not made for.

    Attributes:
        reason: what it does.
        about: the word of the template that it does it with; empty where it is no single one.
        hint: the way out, where it is known.
    """

    def __init__(self, reason: Message, about: str = "", hint: Message | None = None) -> None:
        super().__init__(reason, about, hint)
        self.reason = reason
        self.about = about
        self.hint = hint


class UnknownNameError(MisuseError):
    """A template speaks of what there is not, by a name that stands alone."""


TOO_MUCH = (MemoryError, RecursionError, SyntaxError, ValueError)
"""What Python raises of a template that it cannot hold: too deep, too long a number, no UTF-8."""

UNREADABLE = (jinja2.TemplateError, *TOO_MUCH)
"""What may be raised where a template is parsed, and where its parts are gone through."""


class TemplateFaultError(Exception):
    """A template is wrong; says which, where and why.

    Attributes:
        template: name of the template file.
        line: in it, from 1.
        reason: what is wrong.
        column: in the line, from 1.
        about: the word there that is meant; empty where it is no single one.
        hint: the way out, where it is known.
    """

    def __init__(
        self,
        template: str,
        line: int,
        reason: Message,
        column: int = 1,
        *,
        about: str = "",
        hint: Message | None = None,
    ) -> None:
        super().__init__(template, line, reason, column)
        self.template = template
        self.line = line
        self.reason = reason
        self.column = column
        self.about = about
        self.hint = hint

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding that tells of it."""
        return finding(
            "TPL001",
            msg("the template fails: {reason}", reason=self.reason),
            Span.point(self.template, self.line, self.column),
            hint=self.hint,
        )

    def at(self, template: str, line: int, column: int) -> TemplateFaultError:
        """Return the same fault at another place."""
        return TemplateFaultError(template, line, self.reason, column, hint=self.hint)

    def within(self, text: str) -> TemplateFaultError:
        """Return the same fault at its column, given the template: where its word stands, once."""
        lines = text.split("\n")
        if not self.about or len(lines) < self.line:
            return self
        edge = r"(?<!\w){}(?!\w)" if self.about.isidentifier() else "{}"
        found = [*re.finditer(edge.format(re.escape(self.about)), lines[self.line - 1])]
        if len(found) != 1:
            return self
        return self.at(self.template, self.line, found[0].start() + 1)


def fault_of(error: Exception, template: str) -> TemplateFaultError:
    """Return what is wrong with a template, given what its rendering raised."""
    if isinstance(error, TemplateFaultError):
        return error
    if isinstance(error, jinja2.TemplateSyntaxError):
        reason = _said(error.message or "?", _SAID_BY_JINJA) or _in_its_words(error.message or "?")
        return TemplateFaultError(error.name or template, error.lineno, reason)
    misuse = error if isinstance(error, MisuseError) else MisuseError(_reason(error))
    file, line = next(reversed([*_steps(error.__traceback__)]), (_NAMELESS, 1))
    place = template if file == _NAMELESS else file
    reason = _short(misuse.reason)
    return TemplateFaultError(place, line, reason, about=misuse.about, hint=misuse.hint)


def _short(reason: Message) -> Message:
    """Return a reason in which no text is long: the names of a stranger's template may be."""
    values = (
        (name, shortened(value, _MOST) if isinstance(value, str) else value)
        for name, value in reason.values
    )
    return Message(reason.template, tuple(values))


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


def _reason(error: Exception) -> Message:
    """Return what is wrong in the words of a template's author, who need not know Python."""
    if isinstance(error, jinja2.TemplateNotFound):
        return msg("there is no template {name}", name=str(error.name))
    if isinstance(error, jinja2.TemplateError):
        return _in_its_words(str(error))
    if isinstance(error, RecursionError | SyntaxError | MemoryError):
        return msg("it is nested too deep")
    said = _said(str(error), _SAID_BY_PYTHON)
    return said or msg("this cannot be done with these values")


def _in_its_words(text: str) -> Message:
    return msg("the template language says: {text}", text=shortened(text, _MOST))


def _said(text: str, patterns: Mapping[str, Message]) -> Message | None:
    """Return in our words what a program says, if it is one of the things that it says."""
    for pattern, message in patterns.items():
        if match := re.fullmatch(pattern, text, re.DOTALL):
            values = {name: _value(name, said) for name, said in match.groupdict().items()}
            return Message(message.template, tuple(values.items()))
    return None


def _value(name: str, said: str) -> Value:
    """Return what a program speaks of; of a class, what its values are to a template."""
    return kind_named(said) if name in ("kind", "other") else shortened(said, _MOST)


_SAID_BY_PYTHON: Mapping[str, Message] = MappingProxyType(
    {
        r"'(?P<sign>\W+)' not supported between instances of '(?P<kind>\w+)' and '(?P<other>\w+)'":
            msg("{kind} and {other} are not compared with {sign}"),
        r"(?:argument of type )?'(?P<kind>\w+)' (?:object )?is not (?:an? )?"
        r"(?:iterable|container).*": msg("{kind} is no list"),
        r"Value after \* must be an iterable, not (?P<kind>\w+)": msg("{kind} is no list"),
        r"cannot unpack non-iterable (?P<kind>\w+) object": msg("{kind} is no list"),
        r".*argument after \*\* must be a mapping, not (?P<kind>\w+)": msg("{kind} is no mapping"),
        r"(?:too many|not enough) values to unpack.*": msg("not as many items as names"),
    }
)  # fmt: skip
"""What Python says of mistakes that no function sees, and what a report says of them."""


_SAID_BY_JINJA: Mapping[str, Message] = MappingProxyType(
    {
        r"unexpected (?:char )?'(?P<text>.{1,9})'(?: at \d+)?": msg("unexpected “{text}”"),
        r"expected token 'end of (?:print )?statement(?: block)?', got '(?P<text>.+)'":
            msg("unexpected “{text}”: what began should end before it"),
        r"expected token '(?P<wanted>[^']+)', got '(?P<text>.+)'":
            msg("unexpected “{text}”; “{wanted}” is expected"),
        r"Unexpected end of template.*": msg("the template ends before all that began in it"),
        r"unexpected end of template.*": msg("the template ends before all that began in it"),
        r"Missing end of comment tag": msg("a comment does not end"),
        r"Encountered unknown tag '(?P<name>[^']+)'.*": msg("there is no tag {name}, or not here"),
        r"No filter named '(?P<name>[^']+)'.*": msg("there is no filter {name}"),
        r"No test named '(?P<name>[^']+)'.*": msg("there is no test {name}"),
        r"block '(?P<name>[^']+)' defined twice": msg("there are two blocks {name}"),
        r"texts are not joined with ~": msg("texts are not joined with ~"),
        r"a control character": msg("a control character"),
    }
)  # fmt: skip
"""What the template language says of mistakes in its signs, and what a report says of them."""


def together(values: Iterable[Value]) -> Value:
    """Return several things that a reason speaks of."""
    return reduce(lambda one, other: msg("{one} and {other}", one=one, other=other), values)


def misuse_of(function: Any, args: tuple[object, ...], kwargs: Mapping[str, object]) -> MisuseError:
    """Return what is wrong with a call of a function for templates."""
    name, signature = function.__name__, inspect.signature(function)
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        return MisuseError(
            msg(
                "{name}() is used like this: {name}({arguments})",
                name=name,
                arguments=", ".join(signature.parameters),
            ),
            name,
        )
    kinds = together(map(kind_of, (*args, *kwargs.values())))
    return MisuseError(msg("{name}() is not made for {kinds}", name=name, kinds=kinds), name)
