"""Jinja for templates that a stranger may have written.

A template may look at what it is given and print it. It cannot reach Python: attributes are looked
up only on `Exposed` objects, calls go only to macros and to functions made for templates,
arithmetic is refused (a template that adds is a second place where numbers are made), and loops and
output are bounded, so that no template hangs a build or fills the memory.
"""

from __future__ import annotations

import traceback
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.files.data import Resources
from budgetc.templating.templates import Templates, templates_of

MAX_STEPS = 200_000
"""Turns of all loops of one rendering. A real document takes about a thousand."""

MAX_OUTPUT = 4_000_000
"""Characters that one rendering may print through its expressions."""

OVERRIDES = "overrides"
"""The folder, beside templates and layouts, of the files that replace parts of them."""

Delimiters = tuple[str, str, str, str, str, str]
"""What begins and ends blocks, variables, comments."""

DELIMITERS: Delimiters = ("{%", "%}", "{{", "}}", "{#", "#}")
"""Those of the templates of documents."""

LOOP_ATTRIBUTES = frozenset({"index", "index0", "first", "last", "length"})
_ARITHMETIC = frozenset({"+", "-", "*", "/", "//", "%", "**"})

Function = TypeVar("Function", bound=Callable[..., object])


class Exposed:
    """What a template may look into.

    A plain base class: whether a value is exposed is asked thousands of times a document, and an
    abstract one takes three times as long to answer.

    Attributes:
        knows: the names it may be asked for, and what they are, for the reference of templates.
    """

    __slots__ = ()
    knows: ClassVar[Mapping[str, str]] = MappingProxyType({})

    @abstractmethod
    def lookup(self, name: str) -> object:
        """Return what a name means here.

        Raises:
            LookupError: the name means nothing here.
        """


def exposed(function: Function) -> Function:
    """Let templates call a function."""
    function.template_callable = True  # type: ignore[attr-defined]
    return function


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


class Allowance:
    """What is left of the steps and of the output of one rendering."""

    def __init__(self) -> None:
        self.steps = MAX_STEPS
        self.output = MAX_OUTPUT

    def step(self) -> None:
        """Take one turn of a loop."""
        self.steps -= 1
        if self.steps < 0:
            raise SecurityError(f"more than {MAX_STEPS} turns of loops")

    def print(self, characters: int) -> None:
        """Take some output."""
        self.output -= characters
        if self.output < 0:
            raise SecurityError(f"more than {MAX_OUTPUT} characters of output")


_allowance: ContextVar[Allowance] = ContextVar("allowance")


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """An environment whose templates can only look and print."""

    intercepted_binops = _ARITHMETIC
    intercepted_unops = frozenset({"-", "+"})
    sizes: dict[str, int]
    """The characters of each template that was loaded."""
    exists: Callable[[str], bool]
    """Whether there is a template of a name."""
    texts: dict[tuple[str, str], jinja2.Template]
    """The templates that short texts inside other files were made into."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse, put overrides in place of blocks, and refuse or bound what could do harm."""
        template = super()._parse(source, name, filename)
        for block in template.find_all(nodes.Block):
            override = block_override(name, block.name) if name else ""
            if override and self.exists(override):
                file = nodes.Const(override, lineno=block.lineno)
                block.body = [nodes.Include(file, True, False, lineno=block.lineno)]  # noqa: FBT003
        for node in [*template.find_all((nodes.For, nodes.Concat, nodes.Const))]:
            if isinstance(node, nodes.For):
                _put_turnstile(node)
            elif isinstance(node, nodes.Concat):
                reason = "texts are not joined with ~"
                raise jinja2.TemplateSyntaxError(reason, node.lineno, name, filename)
            elif isinstance(node, nodes.Const) and _misleads(node.value):
                reason = "a control character"
                raise jinja2.TemplateSyntaxError(reason, node.lineno, name, filename)
        return template

    def get_template(self, name: Any, *args: Any, **kwargs: Any) -> jinja2.Template:
        """Load a template; one that another includes counts as a turn of a loop with its text."""
        template = super().get_template(name, *args, **kwargs)
        if (allowance := _allowance.get(None)) is not None:
            allowance.step()
            allowance.print(self.sizes.get(template.name or "", 0))
        return template

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or a function for templates, which counts as a turn of a loop."""
        allowance = _allowance.get()
        allowance.step()
        result = super().call(context, obj, *args, **kwargs)
        if isinstance(result, str):
            allowance.print(len(result))
        return result

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look into an exposed object; anything else has no attributes."""
        if isinstance(obj, jinja2.Undefined):
            return str(obj)  # raises, and names what is undefined
        if isinstance(obj, LoopContext) and attribute in LOOP_ATTRIBUTES:
            return getattr(obj, attribute)
        if isinstance(obj, TemplateModule) and not attribute.startswith("_"):
            return getattr(obj, attribute)
        if isinstance(obj, Exposed):
            try:
                return obj.lookup(attribute)
            except LookupError:
                return self.undefined(obj=obj, name=attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Take one item of a list, or look into an exposed object by a name with signs in it."""
        if isinstance(obj, tuple) and isinstance(argument, int):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(obj=obj, name=str(argument))
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow macros and the functions made for templates."""
        return isinstance(obj, Macro) or bool(getattr(obj, "template_callable", False))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """Refuse arithmetic."""
        raise SecurityError(f"templates do not calculate ({operator})")

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:  # noqa: ARG002
        """Refuse arithmetic."""
        raise SecurityError(f"templates do not calculate ({operator})")


def block_override(template: str, block: str) -> str:
    """Return the name of the file that takes the place of one block of a template."""
    path = PurePosixPath(template)
    return str(path.parent / OVERRIDES / f"{path.stem}.{block}{path.suffix}")


def make_environment(
    templates: Templates,
    *,
    finalize: Callable[..., str],
    filters: Mapping[str, Callable[..., object]],
    delimiters: Delimiters = DELIMITERS,
) -> TemplateEnvironment:
    """Return an environment for some templates.

    Args:
        templates: those that there are.
        finalize: makes the text of each expression; takes the context first.
        filters: the only filters there are, besides the loop's turnstile.
        delimiters: begin and end of blocks, variables, comments.
    """

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        content = templates.get(name)
        if content is None:
            return None
        text = _text_of(content, name)
        environment.sizes[name] = len(text)
        return text, name, lambda: True

    environment = TemplateEnvironment(
        *delimiters,
        loader=jinja2.FunctionLoader(load),
        undefined=jinja2.StrictUndefined,
        finalize=jinja2.pass_context(finalize),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        auto_reload=False,
        cache_size=-1,
    )
    environment.sizes = {}
    environment.exists = templates.__contains__
    environment.texts = {}
    environment.globals.clear()
    environment.filters = {**filters, "counted": _counted}
    return environment


def render(template: jinja2.Template, values: Mapping[str, object]) -> str:
    """Render a template within its bounds.

    Raises:
        TemplateFaultError: the template is wrong.
    """
    token = _allowance.set(Allowance())
    try:
        return template.render(values)
    except Exception as error:
        raise _fault(error, template.name or "?") from error
    finally:
        _allowance.reset(token)


def load_template(environment: jinja2.Environment, name: str) -> jinja2.Template:
    """Return a compiled template.

    Raises:
        TemplateFaultError: there is none of that name, or it does not parse.
    """
    try:
        return environment.get_template(name)
    except Exception as error:
        raise _fault(error, name) from error


def compile_text(environment: TemplateEnvironment, text: str, origin: str) -> jinja2.Template:
    """Return a template made of a short text inside another file.

    Raises:
        TemplateFaultError: it does not parse; its line is 1.
    """
    key = (text, origin)
    if key not in environment.texts:
        try:
            environment.texts[key] = environment.from_string(text)
        except Exception as error:
            raise TemplateFaultError(origin, 1, _fault(error, origin).reason) from error
    return environment.texts[key]


def charge(text: str) -> str:
    """Count the output of one expression against the bounds of the rendering."""
    _allowance.get().print(len(text))
    return text


def _text_of(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TemplateFaultError(name, 1, "it is not UTF-8 text") from error
    if bad := FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise TemplateFaultError(name, line, "a control character")
    return text


def _misleads(value: object) -> bool:
    return isinstance(value, str) and FORBIDDEN.search(value) is not None


def _put_turnstile(loop: nodes.For) -> None:
    """Have each turn of a loop counted, together with the text that stands in the loop."""
    text = sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
    charge_of_turn: list[nodes.Expr] = [nodes.Const(text)]
    loop.iter = nodes.Filter(
        loop.iter, "counted", charge_of_turn, [], None, None, lineno=loop.lineno
    )


def _counted(items: Iterable[object], text: int) -> Iterator[object]:
    """Yield items; each turn takes a step, and prints the text that stands in the loop."""
    allowance = _allowance.get()
    for item in items:
        allowance.step()
        allowance.print(text)
        yield item


def _fault(error: Exception, template: str) -> TemplateFaultError:
    if isinstance(error, TemplateFaultError):
        return error
    if isinstance(error, jinja2.TemplateSyntaxError):
        return TemplateFaultError(error.name or template, error.lineno, error.message or "?")
    reason = str(error) or type(error).__name__
    if isinstance(error, jinja2.TemplateNotFound):
        reason = f"there is no template {error.name}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith("templates/") or frame.filename == "<template>":
            name = template if frame.filename == "<template>" else frame.filename
            return TemplateFaultError(name, frame.lineno or 1, reason)
    return TemplateFaultError(template, 1, reason)


SKELETON_DELIMITERS: Delimiters = ("<%", "%>", "<<", ">>", "<#", "#>")
"""Those of the frames of output formats, for LaTeX means something by braces."""


def _print_text(_: object, value: object) -> str:
    return charge(str(value))


def _skeletons(templates: Templates) -> TemplateEnvironment:
    return make_environment(
        templates, finalize=_print_text, filters={}, delimiters=SKELETON_DELIMITERS
    )


def render_skeleton(resources: Resources, name: str, values: Mapping[str, str]) -> str:
    """Fill in the frame of an output format; values are already in that format.

    Raises:
        TemplateFaultError: the skeleton is wrong.
    """
    frames = templates_of(resources).kept(_skeletons)
    return render(load_template(frames, name), values)
