"""From the output of a template to blocks.

While a template runs, each printed value leaves a mark in the output and waits on the `Marks`. What
the template itself writes is structure; what a value brings is content. So a name that begins with
`# ` is never a heading, and a figure stays a figure until an output format prints it.

The structure is lines: `# ` begins a heading (`## ` one below it), `>> ` a paragraph on the right,
a blank line ends a paragraph, a table stands alone on its line, any other line is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from sys import intern
from types import MappingProxyType
from typing import Self

from jinja2 import Undefined, pass_context

from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.suggest import choices
from budgetc.document.model import Align, Block, Figure, Heading, Line, Paragraph, Table, line_text
from budgetc.frozen import NamedTuple, frozen
from budgetc.layout.absent import Absent, NoItems
from budgetc.layout.quantities import Quantity
from budgetc.layout.style import Style
from budgetc.source.nodes import SourceTree, scalars
from budgetc.templating.bounds import ALLOWANCE, charge
from budgetc.templating.exposed import exposed, kind_of
from budgetc.templating.faults import MisuseError, TemplateFaultError
from budgetc.templating.sandbox import TemplateEnvironment, compile_text, render

_OPEN, _CLOSE = "\x02", "\x03"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_HEADING = re.compile(r"(#{1,4}) ")
_RIGHT = ">> "

Value = str | Figure | Table | Absent


class Omission(NamedTuple):
    """A place in the document where something is missing.

    Attributes:
        absent: what is missing.
        heading: the heading or table it belongs to.
        sentence: the text around it, with … in its place.
    """

    absent: Absent
    heading: str
    sentence: str


class Marks:
    """What one rendering prints, and the marks that stand for it.

    Templates print on those that were entered last, for as long as they are.
    """

    def __init__(self) -> None:
        self._printed: list[Value] = []
        self.style: Style | None = None
        """Prints amounts, in a section of the text that has a style of its own."""

    def __enter__(self) -> Self:
        self._outside = _marks.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        _marks.reset(self._outside)

    def mark(self, value: Value) -> str:
        """Keep a value and return the mark that stands for it."""
        printed = self._printed
        mark = f"{_OPEN}{len(printed)}{_CLOSE}"
        printed.append(value)
        return mark

    def table(self, text: str) -> Table | None:
        """Return the table that stands alone on a line of output, if one does."""
        alone = _MARK.fullmatch(text) if text.startswith(_OPEN) else None
        value = self._printed[int(alone[1])] if alone else None
        return value if isinstance(value, Table) else None

    def line(self, text: str, heading: str, template: str) -> tuple[Line, Sequence[Omission]]:
        """Return a line of output with the values in place of its marks, and what is missing.

        A blank keeps an amount out of the number that stands before it: a project “采购2024” of
        13 would be published as one of 202413.

        Raises:
            TemplateFaultError: a table stands in it.
        """
        run, *rest = _MARK.split(text)
        before: str | None = None  # what was printed right before a value; not the template's own
        parts: list[str | Figure] = []
        missing: list[Absent] = []
        pairs = iter(rest)
        for mark, after in zip(pairs, pairs, strict=True):
            value = self._printed[int(mark)]
            if isinstance(value, str):
                if value:
                    if parts and not run and _goes_on(parts[-1], value):
                        run = " "
                    run += value
                    before = value
            elif isinstance(value, Figure):
                if _is_joined(run, before, value.text):
                    run += " "
                if run:
                    parts.append(intern(run))  # a sentence of each department has the same words
                    run = ""
                parts.append(value)
                before = value.text
            elif isinstance(value, Absent):
                missing += (value, *value.others)
                run += "…"
                before = ""
            else:
                reason = msg("the table {id} does not stand alone on its line", id=value.id)
                raise TemplateFaultError(template, 1, reason)
            if after:
                run += after
                before = None
        if run:
            parts.append(run)
        line = tuple(parts)
        if not missing:
            return line, ()
        sentence = line_text(line)
        return line, [Omission(absent, heading, sentence) for absent in missing]


_OPEN_NUMBER = re.compile(r"[\d.,+%％−–-]\Z")
"""What a figure behind it would be read together with, or as its sign."""
_NUMBER = re.compile(r"[.,]?\d")


def _is_joined(run: str, before: str | None, figure: str) -> bool:
    """Tell whether a figure would be read together with the number that stands before it.

    Of a template's own words only digits make one number with it; its signs are meant for it:
    `-{{ figure }}`.
    """
    is_open = run[-1:].isdecimal() if before is None else _OPEN_NUMBER.search(before)
    return bool(is_open) and not figure[:1].isalpha()


def _goes_on(before: str | Figure, value: str) -> bool:
    """Tell whether a text would be read together with the figure that it stands behind."""
    return str(before)[-1:].isdecimal() and _NUMBER.match(value) is not None


_KEPT = (Figure, Table, Absent)
"""What stays on the page as it is, and is no text yet."""

_marks: ContextVar[Marks] = ContextVar("marks")


def finalize(_: object, value: object) -> str:
    """Print one expression of a template: keep its value on the page, leave a mark."""
    marks = _marks.get()
    if isinstance(value, str):
        # Marks in a text come from a macro: what it printed is on the page already.
        ALLOWANCE.get().print(len(value))
        return value if _OPEN in value else marks.mark(value)
    if isinstance(value, Quantity):
        value = value.current
    if isinstance(value, Figure) and marks.style is not None:
        value = marks.style.again(value)
    if isinstance(value, _KEPT):
        return charge(marks.mark(value))
    if isinstance(value, int):
        return charge(marks.mark(str(value)))
    if isinstance(value, Undefined):
        return str(value)  # raises, and names what is undefined
    raise MisuseError(msg("{kind} cannot be printed", kind=kind_of(value)))


@frozen(eq=False)
class Sections:
    """The sections of the text that have number styles of their own.

    Attributes:
        _styles: of each section, by its name.
    """

    _styles: Mapping[str, Style]

    @exposed
    def in_style(self, section: str, caller: Callable[[], str]) -> str:
        """Print the amounts of a part of the text as `numbers.sections` says of that section.

        `{% call in_style("other_matters") %} … {% endcall %}`
        """
        if section not in self._styles:
            problem = msg("the layout declares no section {name} of its numbers", name=section)
            raise MisuseError(problem, section, choices(section, tuple(self._styles)))
        marks = _marks.get()
        outside, marks.style = marks.style, self._styles[section]
        try:
            return caller()
        finally:
            marks.style = outside


@pass_context
def join_printed(
    _: object, values: tuple[object, ...], separator: object = "", last: object = None
) -> str:
    """Return values with a separator between them, each of them printed on the page.

    `join(", ", last=" and ")` has another one before the last value.

    It takes the context first, so that Jinja never works it out once for all pages.
    """
    last = separator if last is None else last
    if not isinstance(separator, str) or not isinstance(last, str):
        raise MisuseError(msg("join is used like this: join(separator)"), "join")
    if isinstance(values, NoItems):
        values = (values.absent,)
    if values == ():
        raise MisuseError(
            msg("join has nothing to join; ask first whether there is anything"), "join"
        )
    *before, end = (finalize(None, value) for value in values)
    return last.join([separator.join(before), end] if before else [end])


def read_blocks(
    marks: Marks, lines: Iterable[str], template: str
) -> tuple[tuple[Block, ...], tuple[Omission, ...]]:
    """Return the blocks of the lines that a template prints, and what is missing in them.

    Raises:
        TemplateFaultError: a table does not stand alone on its line.
    """
    reader = _BlockReader(marks, template)
    for text in lines:
        reader.take(text.strip())
    reader.end_paragraph()
    return tuple(reader.blocks), tuple(reader.omissions)


class _BlockReader:
    def __init__(self, marks: Marks, template: str) -> None:
        self.blocks: list[Block] = []
        self.omissions: list[Omission] = []
        self._marks = marks
        self._template = template
        self._sentences: list[Line] = []
        self._heading = ""

    def take(self, text: str) -> None:
        """Read one line of output."""
        if not text:
            self.end_paragraph()
        elif table := self._marks.table(text):
            self.end_paragraph()
            self.blocks.append(table)
        elif match := _HEADING.match(text):
            self.end_paragraph()
            content = self._read(text[match.end() :])
            self._heading = line_text(content)
            self.blocks.append(Heading(len(match.group(1)), content))
        elif text.startswith(_RIGHT):
            self.end_paragraph()
            self.blocks.append(Paragraph((self._read(text[len(_RIGHT) :]),), Align.RIGHT))
        elif sentence := self._read(text):
            self._sentences.append(sentence)

    def end_paragraph(self) -> None:
        """Close the paragraph that is being read, if any."""
        if self._sentences:
            self.blocks.append(Paragraph(tuple(self._sentences)))
            self._sentences = []

    def _read(self, text: str) -> Line:
        line, omissions = self._marks.line(text, self._heading, self._template)
        self.omissions.extend(omissions)
        return line


PROJECT = "project"
"""What a short text calls the project that it is about."""


def _may_speak_of(name: str, text: str) -> bool:
    """Tell whether a short text could use a name, by itself or in a template that it includes."""
    return name in text or "include" in text or "import" in text or "extends" in text


class Wording:
    """Prints the short texts of one layout for one budget, and collects what is missing in them."""

    def __init__(
        self,
        environment: TemplateEnvironment,
        values: Mapping[str, object],
        wrap: Callable[[object], object],
        trees: tuple[SourceTree, ...],
    ) -> None:
        """Prepare for one budget.

        Args:
            environment: of the jurisdiction.
            values: what the texts may speak of.
            wrap: makes a typed value of the source fit for templates.
            trees: the files of the layout that the texts come from.
        """
        self._environment = environment
        self._values = values
        self._wrap = wrap
        self._trees = trees
        self._lines: dict[tuple[object, ...], Line] = {}
        self._of_projects: dict[int, Mapping[str, object]] = {}
        self.omissions: list[Omission] = []

    def line(
        self,
        text: str,
        heading: str,
        project: object | None = None,
        values: Mapping[str, object] = MappingProxyType({}),
    ) -> Line:
        """Return a text with its values in place.

        Args:
            text: as the layout has it.
            heading: what it belongs to, for the report of an omission.
            project: the project it may speak of.
            values: further names that it may use.

        Raises:
            TemplateFaultError: the text is no good template.
        """
        if "{" not in text:
            return (text,) if text else ()
        if not _may_speak_of(PROJECT, text):
            project = None
        # Every table says again whose it is, and in what unit.
        key = (text, id(project), *values.items())
        if key in self._lines:
            return self._lines[key]
        known = self._known(project)
        try:
            template = compile_text(self._environment, text, self._trees[-1].file)
            with Marks() as marks:
                output = " ".join(
                    render(template, {**known, **values} if values else known).split()
                )
            line, omissions = marks.line(output, heading, heading)
        except TemplateFaultError as fault:
            raise fault.at(*self._place_of(text)) from fault
        self.omissions.extend(omissions)
        if not omissions:  # what is missing is told under each heading
            self._lines[key] = line
        return line

    def _known(self, project: object | None) -> Mapping[str, object]:
        """Return the names that a text may use, with the project that it may speak of."""
        if project is None:
            return self._values
        if id(project) not in self._of_projects:
            self._of_projects[id(project)] = {**self._values, PROJECT: self._wrap(project)}
        return self._of_projects[id(project)]

    def lack(self, absent: Absent, heading: str, sentence: str) -> None:
        """Report what is missing for a cell of a table."""
        for each in (absent, *absent.others):
            self.omissions.append(Omission(each, heading, sentence))

    def _place_of(self, text: str) -> tuple[str, int, int]:
        """Return in which file of the layout a text stands, on which line and in which column."""
        found = (
            (tree.file, node.line + 1, node.column + 1)
            for tree in self._trees
            for node in scalars(tree.root)
            if node.text == text
        )
        return next(found, (self._trees[-1].file, 1, 1))
