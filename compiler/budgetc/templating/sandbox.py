"""Jinja for templates that a stranger may have written.

A template may look at what it is given and print it. It cannot reach Python: attributes are looked
up only on `Exposed` objects, calls go only to macros and to functions made for templates,
arithmetic is refused (a template that adds is a second place where numbers are made), and loops and
output are bounded, so that no template hangs a build or fills the memory.
"""

from __future__ import annotations

import inspect
import marshal
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextvars import Token
from functools import partial
from itertools import islice
from pathlib import PurePosixPath
from types import FrameType
from typing import Any, TypeVar, cast

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from budgetc.diagnostics.characters import FORBIDDEN
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.suggest import choices
from budgetc.templating.bounds import ALLOWANCE, Allowance
from budgetc.templating.compiled import Text, shipped_code
from budgetc.templating.exposed import Exposed, kind_of
from budgetc.templating.faults import (
    TOO_MUCH,
    MisuseError,
    TemplateFaultError,
    UnknownNameError,
    fault_of,
    is_within_template,
    misuse_of,
)
from budgetc.templating.templates import Templates

OVERRIDES = "overrides"
"""The folder, beside templates and layouts, of the files that replace parts of them."""

T = TypeVar("T")
Delimiters = tuple[str, str, str, str, str, str]
"""What begins and ends blocks, variables, comments."""

DELIMITERS: Delimiters = ("{%", "%}", "{{", "}}", "{#", "#}")
"""Those of the templates of documents."""

LOOP_ATTRIBUTES = frozenset({"index", "index0", "first", "last", "length"})
_TURNSTILE = "turn of a loop"
"""The filter that counts turns; no template can write its name."""

_SCALES = "weight of a value"
"""The filter that counts the parts of a value; no template can write its name."""
_IN = frozenset({"in", "notin"})
_HEAVY = (str, tuple, list, Mapping)
_CONTAINERS = (nodes.Tuple, nodes.List, nodes.Dict)
_TESTS = frozenset(
    [
        *("defined", "undefined", "none", "true", "false", "string", "number", "integer"),
        *("odd", "even", "divisibleby"),
    ]
)
"""Those that only look at a value; others compare what nobody has weighed."""

_ARITHMETIC = frozenset({"+", "-", "*", "/", "//", "%", "**"})


def _itself(error: MisuseError) -> MisuseError:
    return error


class _Unknown(jinja2.StrictUndefined):
    """What a name means that nothing is known of: a fault, as soon as it is used."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, *_: Any
    ) -> None:
        """Take what Jinja says of it; what is raised knows the words for it."""
        super().__init__(hint, obj, name, _itself)  # type: ignore[arg-type]

    @property
    def _undefined_message(self) -> MisuseError:  # type: ignore[override]
        name, obj = str(self._undefined_name), self._undefined_obj
        if self._undefined_hint:
            return MisuseError(msg("the template language says: {text}", text=self._undefined_hint))
        if obj is missing:
            return UnknownNameError(msg("{name} is not known here", name=name), name)
        known = tuple(obj.names()) if isinstance(obj, Exposed) else ()
        hint = choices(name, known) if known else None
        return MisuseError(msg("{kind} has no {name}", kind=kind_of(obj), name=name), name, hint)


_TOGETHER = 1_000
"""How many pieces of output a template hands on at once, be it to the one that includes it."""


class _Template(jinja2.Template):
    """A template that is never inside itself."""

    @classmethod
    def _from_namespace(cls, environment: Any, namespace: Any, globals: Any) -> _Template:  # noqa: A002
        template = super()._from_namespace(environment, namespace, globals)
        root, name = namespace["root"], template.name or ""

        def render_root(context: Context) -> Iterator[str]:
            allowance = ALLOWANCE.get()
            allowance.step()
            allowance.print(environment.sizes.get(name, 0))
            allowance.begin_template(name)
            pieces = root(context)
            while some := [*islice(pieces, _TOGETHER)]:
                yield "".join(some)
            allowance.end_template()

        template.root_render_func = render_root
        return template  # type: ignore[return-value]

    def new_context(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002  # its name in Jinja
        shared: bool = False,  # noqa: FBT001, FBT002  # as above
        locals: Mapping[str, Any] | None = None,  # noqa: A002
    ) -> Context:
        """Return a context for one rendering, which ends with it.

        Without values, it is that of the macros which other templates import: it stays with them.
        """
        context = super().new_context(vars, shared, locals)
        if vars is not None:
            ALLOWANCE.get().names.append(context.vars)
        return context


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """An environment whose templates can only look and print."""

    template_class = _Template
    intercepted_binops = _ARITHMETIC
    intercepted_unops = frozenset({"-", "+"})
    sizes: dict[str, int]
    """The characters of each template that was loaded."""
    exists: Callable[[str], bool]
    """Whether there is a template of a name."""
    overriding: Callable[[str], tuple[str, ...]]
    """Returns the names of those that may take the place of blocks of one."""
    texts: dict[tuple[str, str], jinja2.Template]
    """The templates that short texts inside other files were made into."""
    lines: re.Pattern[str]
    """Finds the tags that end a line which holds more than tags."""
    dialect: tuple[str, ...]
    """What code depends on besides the text: the delimiters, and the names of the filters."""

    def compile(self, source: Any, name: str | None = None, *rest: Any, **more: Any) -> Any:
        """Compile a template, unless its code ships."""
        code = shipped_code().get(self.text_of(source, name))
        return marshal.loads(code) if code else super().compile(source, name, *rest, **more)  # noqa: S302

    def text_of(self, source: str, name: str | None = None) -> Text:
        """Return all that the code of a template depends on."""
        overrides = self.overriding(name) if name else ()
        return self.dialect, name or "", source, overrides

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse, put overrides in place of blocks, and refuse or bound what could do harm."""
        template = super()._parse(_with_line_ends(source, self.lines), name, filename)
        for block in template.find_all(nodes.Block):
            override = block_override(name, block.name) if name else ""
            if override and self.exists(override):
                file = nodes.Const(override, lineno=block.lineno)
                block.body = [nodes.Include(file, True, False, lineno=block.lineno)]  # noqa: FBT003
        _put_scales(template)
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
            raise MisuseError(msg("{kind} is no name of a template", kind=kind_of(name)))
        try:
            return super().get_template(name, *args, **kwargs)
        except TOO_MUCH as error:
            raise fault_of(error, name) from error  # of this one, and not of what includes it

    def call(self, _: Any, function: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or a function for templates, which counts as a turn of a loop."""
        if isinstance(function, jinja2.Undefined):
            return str(function)  # raises, and names what is undefined
        if not self.is_safe_callable(function):
            raise _no_function(function, _called(function, inspect.currentframe()))
        # What a loop and a block name is for functions that take the context, and none does.
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        allowance = ALLOWANCE.get()
        allowance.step()
        if isinstance(function, Macro):
            allowance.begin_macro()
            result = function(*args, **kwargs)
            allowance.end_macro()
        else:
            try:
                result = function(*args, **kwargs)
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
                if is_within_template(error):  # in the body of a call
                    raise
                raise misuse_of(function, args, kwargs) from error
        if isinstance(result, str):
            allowance.print(len(result))
        return result

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look into an exposed object; anything else has no attributes."""
        if isinstance(obj, Exposed):  # as mostly
            try:
                return obj.lookup(attribute)
            except LookupError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, jinja2.Undefined):
            return str(obj)  # raises, and names what is undefined
        if isinstance(obj, LoopContext) and attribute in LOOP_ATTRIBUTES:
            return getattr(obj, attribute)
        if isinstance(obj, TemplateModule) and not attribute.startswith("_"):
            return getattr(obj, attribute, self.undefined(obj=obj, name=attribute))
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
        raise MisuseError(msg("templates do not calculate ({sign})", sign=operator), operator)

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:  # noqa: ARG002
        """Refuse arithmetic."""
        raise MisuseError(msg("templates do not calculate ({sign})", sign=operator), operator)


def block_override(template: str, block: str) -> str:
    """Return the name of the file that takes the place of one block of a template."""
    path = PurePosixPath(template)
    return str(path.parent / OVERRIDES / f"{path.stem}.{block}{path.suffix}")


def _overriding(templates: Templates, template: str) -> tuple[str, ...]:
    """Return the names of the templates that may take the place of blocks of one."""
    path = PurePosixPath(template)
    return templates.beginning(str(path.parent / OVERRIDES / f"{path.stem}."))


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
        if name not in templates:
            return None
        text = text_of(templates, name)
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
    environment.lines = _lines(delimiters)
    environment.dialect = (*delimiters, *filters)
    environment.overriding = partial(_overriding, templates)
    environment.globals.clear()
    environment.filters = {**filters, _TURNSTILE: _counted, _SCALES: _weighed}
    environment.tests = {name: environment.tests[name] for name in _TESTS}
    return environment


Lines = Generator[str, None, None]


def render(template: jinja2.Template, values: Mapping[str, object]) -> str:
    """Render a template within its bounds.

    Raises:
        TemplateFaultError: the template is wrong.
    """
    return "".join(_pieces(template, values))


def render_lines(template: jinja2.Template, values: Mapping[str, object]) -> Lines:
    """Yield the same line by line, while it is rendered: that of a region is never one text.

    Raises:
        TemplateFaultError: the template is wrong.
    """
    rest = ""
    for text in _pieces(template, values):
        *lines, rest = (rest + text).split("\n")
        yield from lines
    yield rest


def _pieces(template: jinja2.Template, values: Mapping[str, object]) -> Lines:
    """Yield what `Template.render` puts together."""
    token = ALLOWANCE.set(Allowance())
    try:
        yield from _rendered(template, values)
    except Exception as error:
        raise _fault(template, values) from error
    finally:
        _end(token)


def _rendered(template: jinja2.Template, values: Mapping[str, object]) -> Iterator[str]:
    """Begin to render a template, without a copy of the values: none changes them."""
    given = cast("dict[str, object]", values)
    context = Context(template.environment, given, template.name, template.blocks)
    ALLOWANCE.get().names.append(context.vars)
    return template.root_render_func(context)


def _fault(template: jinja2.Template, values: Mapping[str, object]) -> TemplateFaultError:
    """Return what is wrong with a template, of the exception that is at work."""
    try:
        template.environment.handle_exception()  # it raises again, with the lines of the template
    except Exception as error:
        if isinstance(error, UnknownNameError):
            error.hint = _instead_of(error.about, values)
        return _located(fault_of(error, template.name or "?"), template.environment)


def _instead_of(name: str, values: Mapping[str, object]) -> Message:
    """Return the way out of a name that is not known, given what the document knows."""
    if name in values:
        return msg(
            "an imported template knows nothing of the document: give {name} to its macro",
            name=name,
        )
    return choices(name, [*values])


def _located(fault: TemplateFaultError, environment: jinja2.Environment) -> TemplateFaultError:
    """Return a fault at its column."""
    texts = environment.loader
    if texts is None or not fault.about:
        return fault
    try:
        text, *_ = texts.get_source(environment, fault.template)
    except (jinja2.TemplateNotFound, TemplateFaultError):  # a text inside another file
        return fault
    return fault.within(text)


def _end(token: Token[Allowance]) -> None:
    """End a rendering, and let go of what its templates named.

    A macro knows the names set around it, and is one of them: this opens the circle.
    """
    for names in ALLOWANCE.get().names:
        names.clear()
    ALLOWANCE.reset(token)


def load_template(environment: jinja2.Environment, name: str) -> jinja2.Template:
    """Return a compiled template.

    Raises:
        TemplateFaultError: there is none of that name, or it does not parse.
    """
    try:
        return environment.get_template(name)
    except Exception as error:
        raise _located(fault_of(error, name), environment) from error


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
            fault = fault_of(error, origin)
            raise TemplateFaultError(origin, 1, fault.reason, hint=fault.hint) from error
    return environment.texts[key]


def _lines(delimiters: Delimiters) -> re.Pattern[str]:
    """Return a pattern that takes a text apart: tags and comments, line ends, blanks, words."""
    begin, end, print_, end_of_print, comment, end_of_comment = map(re.escape, delimiters)
    quoted = "|".join(rf"{q}[^{q}\\]*+(?:\\.[^{q}\\]*+)*+(?:{q}|\\?\Z)" for q in "\"'")
    opening = "".join({re.escape(one[0]) for one in delimiters})
    # What has no end goes on to that of the text, a quote too, and a quote has one reading:
    # a template of another format, or of a stranger, would be taken apart in ever more ways
    # otherwise.
    return re.compile(
        rf"(?P<tag>{comment}.*?(?:{end_of_comment}|\Z)|{begin}(?>{quoted}|.)*?(?:{end}|\Z))"
        rf"|{print_}(?>{quoted}|.)*?(?:{end_of_print}|\Z)"
        rf"|(?P<end>\n)|(?P<blank>[^\S\n]+)|[^\s{opening}]+|.",
        re.DOTALL,
    )


_SILENT_END = re.compile(r"\W*end(?:macro|set)\b|.*[-+]..\Z", re.DOTALL)
"""A tag behind which a line goes on or vanishes: it ends what is not printed here, or says so."""


def _with_line_ends(text: str, lines: re.Pattern[str]) -> str:
    """Keep the end of a line that holds more than tags, which Jinja drops behind any tag.

    A line of nothing but tags leaves nothing behind; one that has words and ends with a tag is a
    line all the same, and the next one is not joined to it.
    """
    kept: list[str] = []
    has_words = ends_with_tag = False
    for piece in lines.finditer(text):
        if piece["end"]:
            if has_words and ends_with_tag and not _SILENT_END.match(kept[-1]):
                kept[-1] = f"{kept[-1][:-2]}+{kept[-1][-2:]}"
            has_words = ends_with_tag = False
        else:
            ends_with_tag = bool(piece["tag"])
            has_words = has_words or not (piece["tag"] or piece["blank"])
        kept.append(piece[0])
    return "".join(kept)


def text_of(templates: Templates, name: str) -> str:
    """Return the text of a template that there is.

    Raises:
        TemplateFaultError: it is no text.
    """
    try:
        text = (templates.get(name) or b"").decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TemplateFaultError(name, 1, msg("it is not UTF-8 text")) from error
    if bad := FORBIDDEN.search(text):
        line = text.count("\n", 0, bad.start()) + 1
        raise TemplateFaultError(name, line, msg("a control character"))
    return text


def _misleads(value: object) -> bool:
    return isinstance(value, str) and FORBIDDEN.search(value) is not None


def _put_scales(node: nodes.Node) -> None:
    """Have the parts of each value counted that is made of others, or compared with such a one."""
    for child in node.iter_child_nodes():
        _put_scales(child)
    if isinstance(node, nodes.Compare) and not _is_quick(node):
        node.expr = _weighing(node.expr)
        for operand in node.ops:
            operand.expr = _weighing(operand.expr)
    for name, value in node.iter_fields():
        if isinstance(value, list):
            setattr(node, name, [_made(one) for one in value])
        elif isinstance(value, nodes.Node):
            setattr(node, name, _made(value))


def _made(value: Any) -> Any:
    is_made = isinstance(value, _CONTAINERS) and getattr(value, "ctx", "load") == "load"
    return _weighing(value) if is_made and not _is_short(value) else value


def _weighing(value: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(value, _SCALES, [], [], None, None, lineno=value.lineno)


def _is_quick(node: nodes.Compare) -> bool:
    """Tell whether a comparison ends where a value does that is written there."""
    first, *others = node.ops
    one_is_short = _is_short(first.expr) or (first.op not in _IN and _is_short(node.expr))
    return one_is_short and not others


def _is_short(value: Any) -> bool:
    """Tell whether a value has no more parts than are written."""
    if isinstance(value, (*_CONTAINERS, nodes.Pair)):
        return all(map(_is_short, value.iter_child_nodes()))
    return isinstance(value, nodes.Const)


def _no_function(value: object, name: str) -> MisuseError:
    """Return what is wrong where a template calls what is no function, by its name if it has one.

    A template that sets a name hides the function of that name.
    """
    if not name:
        return MisuseError(msg("{kind} is no function of templates", kind=kind_of(value)))
    reason = msg("{name} is {kind}, and no function of templates", name=name, kind=kind_of(value))
    return MisuseError(reason, f"{name}(")


def _called(value: object, inner: FrameType | None) -> str:
    """Return the one name that a value has in the template that calls it; empty without one."""
    outer = inner.f_back if inner is not None else None
    there = outer.f_locals.items() if outer is not None else ()
    names = {found[1] for name, it in there if it is value and (found := _LOCAL.fullmatch(name))}
    return names.pop() if len(names) == 1 else ""


_LOCAL = re.compile(r"l_[0-9]+_(\w+)")
"""How a compiled template calls what the template has by a name."""


def _put_turnstile(loop: nodes.For) -> None:
    """Have each turn of a loop counted, together with the text that stands in the loop."""
    text = sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
    charge_of_turn: list[nodes.Expr] = [nodes.Const(text)]
    loop.iter = nodes.Filter(
        loop.iter, _TURNSTILE, charge_of_turn, [], None, None, lineno=loop.lineno
    )


def _counted(items: Iterable[object], text: int) -> Iterator[object]:
    """Yield items; each turn takes a step, and prints the text that stands in the loop."""
    allowance = ALLOWANCE.get()
    for item in items:
        allowance.step()
        allowance.print(text)
        yield item


def _weighed(value: T) -> T:
    """Return a value; its parts take steps."""
    if isinstance(value, _HEAVY):
        ALLOWANCE.get().weigh(value)
    return value
