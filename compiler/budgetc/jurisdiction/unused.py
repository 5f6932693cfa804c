"""What a workspace declares in a layout and no template uses: it would print nothing, silently.

Only what the workspace itself declares is looked at. What ships is held by a test, a copy of it in
the workspace declares nothing more, and whoever replaces a template may well leave out what the
shipped layout has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from jinja2 import nodes

from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import msg
from budgetc.diagnostics.spans import Span
from budgetc.diagnostics.suggest import choices
from budgetc.files.data import Resources
from budgetc.jurisdiction.own import is_own
from budgetc.jurisdiction.parts import STAGES, TABLES, parts_of
from budgetc.jurisdiction.spec import Layout
from budgetc.source.nodes import Mapping as MappingNode
from budgetc.source.nodes import Node, Scalar, SourceTree, scalars
from budgetc.source.read import read_bytes
from budgetc.templating.faults import UNREADABLE, TemplateFaultError, fault_of
from budgetc.templating.sandbox import TemplateEnvironment, make_environment, text_of
from budgetc.templating.templates import Templates

_NAMES = ("figures", "breakdowns", "words", "wording")
"""The keys of a layout whose entries templates name."""

_PLACING = ("table", "tables")
"""The functions that place a table."""

FIGURES_OF_RULES = (
    "three_public", "vehicle_purchase", "vehicle_operation", "reception", "operating_cost",
)  # fmt: skip
"""The figures that rules look up by name."""

Name = tuple[str, str]
"""Something declared: the key of the layout, and what it is called there."""


def check_used(
    layout: Layout, jurisdiction: str, templates: Templates, resources: Resources
) -> tuple[Diagnostic, ...]:
    """Return a finding for each declaration of the workspace's own files that nothing uses.

    What a jurisdiction stands on is for documents of its own: a book need not print all of it.
    """
    # What stands below a stage is for documents of the others as well.
    of_stage = [tree for tree in layout.trees if _is_of_stage(tree)]
    folder = f"templates/{jurisdiction}/"
    trees = [tree for tree in of_stage or layout.trees if tree.file.startswith(folder)]
    shipped = [tree for one in trees if (tree := _shipped(one.file, resources)) is not None]
    known = declared_in(shipped).keys()
    own = [tree for tree in trees if is_own(tree.file, resources)]
    names = {name: place for name, place in declared_in(own).items() if name not in known}
    return tuple(unused(layout, templates, names)) if names else ()


def _shipped(file: str, resources: Resources) -> SourceTree | None:
    """Return the shipped file whose place one of the workspace takes."""
    content = resources.original(file)
    return None if content is None else read_bytes(file, content)[0]


def _is_of_stage(tree: SourceTree) -> bool:
    return PurePosixPath(tree.file).parent.name == STAGES


def unused(
    layout: Layout, templates: Templates, names: Mapping[Name, Span]
) -> Iterator[Diagnostic]:
    """Yield a finding for each declaration that nothing uses.

    Args:
        layout: with what it is printed.
        templates: all that there are.
        names: the declarations that are looked at, and where they stand.
    """
    uses = _uses(layout, templates)
    for (key, name), place in names.items():
        if uses is None or key in uses.open or (key, name) in uses.names:
            continue
        what = name if key == TABLES else f"{key}.{name}"
        problem = (
            msg("no template places the table {id}", id=what)
            if key == TABLES
            else msg("no template speaks of {name}", name=what)
        )
        hint = msg("use it in a template, or delete it")
        yield finding("LAY103", problem, place, hint=hint)


def undeclared(layout: Layout, templates: Templates) -> Iterator[Diagnostic]:
    """Yield what the templates of a layout name and the layout does not declare.

    Where a document is laid out this is told of it; here, where none is.
    """
    known = {
        TABLES: layout.table_ids,
        "figures": tuple(layout.figures),
        "breakdowns": tuple(layout.breakdowns),
    }
    environment = make_environment(templates, finalize=lambda _, value: str(value), filters={})
    name = layout.template
    try:
        for name, template in _named_templates(layout.template, templates, environment):
            for fault in _lost(name, template, known):
                yield fault.within(text_of(templates, name)).diagnostic
    except (*UNREADABLE, TemplateFaultError) as error:
        yield fault_of(error, name).diagnostic


def _lost(
    name: str, template: nodes.Template, known: Mapping[str, Sequence[str]]
) -> Iterator[TemplateFaultError]:
    """Yield the tables, figures and breakdowns that a template names and that there are not."""
    asked = {one.attr for test in template.find_all(nodes.Test) for one in _looks_of(test)}
    for one in template.find_all(nodes.Call):
        table = _text(one.args[0]) if one.args else None
        placing = isinstance(one.node, nodes.Name) and one.node.name in _PLACING
        if placing and table is not None and table not in known[TABLES]:
            problem = msg("the layout declares no table {id}", id=table)
            hint = choices(table, known[TABLES])
            yield TemplateFaultError(name, one.lineno, problem, about=table, hint=hint)
    for look in _looks_of(template):
        section = look.node.name if isinstance(look.node, nodes.Name) else ""
        if section in known and look.attr not in (*known[section], *asked):
            problem = msg("{section}: has no {name}", section=section, name=look.attr)
            hint = choices(look.attr, known[section])
            yield TemplateFaultError(name, look.lineno, problem, about=look.attr, hint=hint)


def _looks_of(node: nodes.Node) -> Iterator[nodes.Getattr]:
    return iter(node.find_all(nodes.Getattr))


def declared_in(trees: Iterable[SourceTree]) -> Mapping[Name, Span]:
    """Return what files of a layout declare, and where."""
    found: dict[Name, Span] = {}
    for tree in trees:
        path = PurePosixPath(tree.file)
        whole = path.name == "layout.yaml" or _is_of_stage(tree)
        parts = parts_of(tree.root) if whole else {path.stem: tree.root}
        for part, node in parts.items():
            key, _, member = part.partition(".")
            for name, place in _named(key, member, node):
                found.setdefault((key, name), tree.span(place))
    return found


def _named(key: str, member: str, node: Node) -> Iterator[tuple[str, Node]]:
    """Yield what a part of a layout declares, and where."""
    if key == TABLES and isinstance(node, MappingNode):
        table_id = node.get("id")
        if isinstance(table_id, Scalar):
            yield table_id.text, table_id
    elif key == "words" and isinstance(node, MappingNode):
        yield from ((word, value) for word, (_, value) in node.entries.items())
    elif key in _NAMES:
        yield member, node


@dataclass(slots=True)
class _Uses:
    """What templates name; `open` has the keys of which they may name anything."""

    names: set[Name] = field(default_factory=set)
    open: set[str] = field(default_factory=set)

    def read(self, template: nodes.Template) -> None:
        """Note what one template names."""
        looks = (
            *((one.node, one.attr) for one in template.find_all(nodes.Getattr)),
            *((one.node, _text(one.arg)) for one in template.find_all(nodes.Getitem)),
            *((one.node, _text(one.args[0])) for one in template.find_all(nodes.Call) if one.args),
        )
        told: set[int] = set()
        for base, name in looks:
            if name is not None and isinstance(base, nodes.Name):
                told.add(id(base))
                # `within` and its like name a figure by a text.
                self.names.add((_key(base.name) or "figures", name))
        for one in template.find_all(nodes.Name):
            if id(one) not in told and (key := _key(one.name)):
                self.open.add(key)


def _uses(layout: Layout, templates: Templates) -> _Uses | None:
    """Return what a layout's templates and short texts name; nothing where one is no template."""
    environment = make_environment(templates, finalize=lambda _, value: str(value), filters={})
    uses = _Uses()
    try:
        for _, template in _named_templates(layout.template, templates, environment):
            uses.read(template)
        for tree in layout.trees:
            for scalar in scalars(tree.root):
                if "{" in scalar.text:
                    uses.read(environment.parse(scalar.text))
    except (*UNREADABLE, TemplateFaultError):
        return None  # told where it is laid out
    uses.names |= {("figures", name) for name in FIGURES_OF_RULES}
    panels = (panel for table in layout.tables for panel in table.panels)
    columns = [column for panel in panels for column in panel.all_columns]
    uses.names |= {("figures", column.figure) for column in columns if column.figure}
    for chart in layout.charts.values():
        uses.names |= {("breakdowns", chart.breakdown)} if chart.breakdown else set()
        uses.names |= {("figures", part.figure) for part in chart.parts}
    uses.names |= {(TABLES, layout.index)} if layout.index else set()
    uses.names |= {("wording", choice) for column in columns for choice in column.when}
    for figure, spec in layout.figures.items():
        # What says where last year's amount stands serves the rules about last year, too.
        uses.names |= {("figures", figure)} if spec.prior else set()
        uses.names |= {("figures", path.removeprefix("figures.")) for path in spec.prior}
    return uses


def _named_templates(
    first: str, templates: Templates, environment: TemplateEnvironment
) -> Iterator[tuple[str, nodes.Template]]:
    """Yield a template, and those that it includes or imports, each once and with its name.

    Raises:
        TemplateFaultError: one of them cannot be parsed.
    """
    waiting, seen = [first], {first}
    while waiting:
        name = waiting.pop()
        content = templates.get(name)
        if content is None:
            continue
        try:
            template = environment.parse(content.decode("utf-8"), name)
        except UNREADABLE as error:
            raise fault_of(error, name) from error
        yield name, template
        leads = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
        for lead in template.find_all(leads):
            for text in (one.value for one in lead.find_all(nodes.Const)):
                if isinstance(text, str) and text not in seen:
                    seen.add(text)
                    waiting.append(text)


def _key(name: str) -> str:
    """Return the key of a layout that a name of templates leads to, if it leads to one."""
    return TABLES if name in _PLACING else name if name in _NAMES else ""


def _text(node: nodes.Node) -> str | None:
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None
