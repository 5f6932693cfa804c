"""Jinja for templates that a stranger may have written.

A template may look at what it is given and print it. It cannot reach Python: attributes are looked
up only on `Exposed` objects, calls go only to macros and to functions made for templates,
arithmetic is refused (a template that adds is a second place where numbers are made), and loops and
output are bounded, so that no template hangs a build or fills the memory.
"""

from __future__ import annotations

import inspect
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.files.data import Resources
from budgetc.templating.templates import Templates, templates_of

MAX_STEPS = 200_000
"""Turns of all loops of one rendering. A real document takes about a thousand."""

MAX_OUTPUT = 4_000_000
"""Characters that one rendering may print through its expressions."""

MAX_DEPTH = 50
"""How many macros may be at work inside one another."""

MAX_REASON = 200
"""Characters of a reason that are said."""

OVERRIDES = "overrides"
"""The folder, beside templates and layouts, of the files that replace parts of them."""

Delimiters = tuple[str, str, str, str, str, str]
"""What begins and ends blocks, variables, comments."""

DELIMITERS: Delimiters = ("{%", "%}", "{{", "}}", "{#", "#}")
"""Those of the templates of documents."""

LOOP_ATTRIBUTES = frozenset({"index", "index0", "first", "last", "length"})
_TURNSTILE = "turn of a loop"
"""The filter that counts turns; no template can write its name."""

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

    def lookup(self, name: str) -> object:
        """Return what a name means here.

        Raises:
            LookupError: the name means nothing here.
        """
        if name in self.knows:
            return getattr(self, name)
        raise LookupError(name)


def exposed(function: Function) -> Function:
    """Let templates call a function."""
    function.template_callable = True  # type: ignore[attr-defined]
    return function


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


class Allowance:
    """What is left of the steps and of the output of one rendering, and what is at work in it."""

    def __init__(self) -> None:
        self.steps = MAX_STEPS
        self.output = MAX_OUTPUT
        self._macros = 0
        self._templates: list[str] = []

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

    def begin_macro(self) -> None:
        """Have one more macro at work."""
        if self._macros == MAX_DEPTH:
            raise SecurityError(f"macros call one another more than {MAX_DEPTH} deep")
        self._macros += 1

    def end_macro(self) -> None:
        """Have one macro less at work."""
        self._macros -= 1

    @contextmanager
    def template(self, name: str) -> Iterator[None]:
        """Have one more template at work, for as long as it is entered."""
        if name in self._templates:
            raise SecurityError(f"{name} is in itself")
        self._templates.append(name)
        yield
        self._templates.pop()


_allowance: ContextVar[Allowance] = ContextVar("allowance")


class _Unknown(jinja2.StrictUndefined):
    """What a name means that nothing is known of: a fault, as soon as it is used."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"{self._undefined_name} is not known here"
        return f"{kind_of(self._undefined_obj)} has no {self._undefined_name}"


class _Template(jinja2.Template):
    """A template that is never inside itself."""

    @classmethod
    def _from_namespace(cls, environment: Any, namespace: Any, globals: Any) -> _Template:  # noqa: A002
        template = super()._from_namespace(environment, namespace, globals)
        root, name = namespace["root"], template.name or ""

        def render_root(context: Context) -> Iterator[str]:
            allowance = _allowance.get()
            allowance.step()
            allowance.print(environment.sizes.get(name, 0))
            with allowance.template(name):
                yield from root(context)

        template.root_render_func = render_root
        return template  # type: ignore[return-value]


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """An environment whose templates can only look and print."""

    template_class = _Template
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
        """Load a template by its name."""
        if not isinstance(name, str):
            raise MisuseError(f"{kind_of(name)} is no name of a template")
        return super().get_template(name, *args, **kwargs)

    def call(self, context: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or a function for templates, which counts as a turn of a loop."""
        if isinstance(function, jinja2.Undefined):
            return str(function)  # raises, and names what is undefined
        if not self.is_safe_callable(function):
            raise MisuseError(f"{kind_of(function)} is no function of templates")
        allowance = _allowance.get()
        allowance.step()
        if isinstance(function, Macro):
            allowance.begin_macro()
            result = context.call(function, *args, **kwargs)
            allowance.end_macro()
        else:
            try:
                result = context.call(function, *args, **kwargs)
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
                raise MisuseError(_misuse(function, args, kwargs)) from error
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
        undefined=_Unknown,
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
    environment.filters = {**filters, _TURNSTILE: _counted}
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
        loop.iter, _TURNSTILE, charge_of_turn, [], None, None, lineno=loop.lineno
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
        reason = _bounded(error.message or "?")
        return TemplateFaultError(error.name or template, error.lineno, reason)
    reason = _bounded(_reason(error))
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.startswith("templates/") or frame.filename == "<template>":
            name = template if frame.filename == "<template>" else frame.filename
            return TemplateFaultError(name, frame.lineno or 1, reason)
    return TemplateFaultError(template, 1, reason)


def _bounded(reason: str) -> str:
    return reason if len(reason) <= MAX_REASON else f"{reason[: MAX_REASON - 1]}…"


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
            return words.format(*(_kind_named(name) for name in match.groups()))
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

_KINDS = {
    "str": "a text",
    "int": "a number",
    "float": "a number with a point",
    "bool": "yes or no",
    "NoneType": "nothing",
    "tuple": "a list",
    "list": "a list",
    "dict": "a mapping",
    "Macro": "a macro",
}


def kind_of(value: object) -> str:
    """Return what a value is to a template."""
    return _kind_named(type(value).__name__)


def _kind_named(name: str) -> str:
    if not name.isidentifier():
        return name  # a sign between two values
    if name not in {cls.__name__ for cls in _all_exposed(Exposed)}:
        return _KINDS.get(name, "something")
    word = name.lower().strip("_")
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _all_exposed(cls: type[Exposed]) -> Iterator[type[Exposed]]:
    for child in cls.__subclasses__():
        yield child
        yield from _all_exposed(child)


def _misuse(function: Any, args: tuple[object, ...], kwargs: Mapping[str, object]) -> str:
    """Return what is wrong with a call of a function for templates."""
    name, signature = function.__name__, inspect.signature(function)
    try:
        signature.bind(*args, **kwargs)
    except TypeError:
        return f"{name}() is used like this: {name}({', '.join(signature.parameters)})"
    kinds = " and ".join(map(kind_of, (*args, *kwargs.values())))
    return f"{name}() is not made for {kinds}"


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
