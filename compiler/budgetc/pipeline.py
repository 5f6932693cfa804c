"""The way of the data, top to bottom: text, tree, budget, ledger, document, and its findings.

Each step is a pure function that returns its value and its findings; nothing flows back.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetc.binding import Binding
from budgetc.budget import Budget
from budgetc.budget.codes import check_codes
from budgetc.classification import load_catalogue
from budgetc.diagnostics import Diagnostic, Severity, finding, sort_findings
from budgetc.document import Document
from budgetc.layout import Layout, lay_out, load_layout
from budgetc.layout.check import check_layout
from budgetc.layout.load import jurisdictions, units
from budgetc.ledger import Cube, post
from budgetc.messages import msg
from budgetc.resources import Resources
from budgetc.rules import Case, check_rules
from budgetc.schema import load_schema
from budgetc.source.nodes import SourceTree
from budgetc.source.read import read_file
from budgetc.suggest import choices
from budgetc.workspace import Source


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """What became of one source.

    Attributes:
        tree: the source as read, if it could be.
        document: there is none where an error stands among the findings.
        findings: sorted.
    """

    source: Source
    tree: SourceTree | None
    document: Document | None
    findings: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(found.severity is Severity.ERROR for found in self.findings)


def compile_source(source: Source, resources: Resources) -> Compiled:
    """Compile one source: everything that can be found wrong with it, or its document."""
    tree, findings = read_file(source.path, source.name)
    if tree is None or findings:
        return Compiled(source, tree, None, sort_findings(findings))
    findings = load_schema(resources, "budget.schema.json").check(tree)
    if findings:
        return Compiled(source, tree, None, sort_findings(findings))
    document, findings = _compile_tree(tree, resources)
    return Compiled(source, tree, document, sort_findings(findings))


def _compile_tree(
    tree: SourceTree, resources: Resources
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    budget, bind_findings = bind(tree, resources)
    catalogue = load_catalogue(resources, budget.year)
    ledger = post(budget, catalogue)
    code_findings = check_codes(budget, catalogue)
    layout, layout_findings = _layout_of(budget, resources)
    if layout is not None:
        layout_findings = check_layout(layout, catalogue)
    findings = (*bind_findings, *code_findings, *layout_findings)
    if layout is None or bind_findings or layout_findings:
        # With an amount that could not be read, every sum over it would be reported as well.
        return None, findings
    unit = units(resources)[budget.unit]
    cube = Cube(ledger, catalogue)
    findings += check_rules(Case(budget, catalogue, layout, cube, unit))
    document, gaps = lay_out(budget, cube, catalogue, layout, resources)
    findings += gaps
    failed = any(found.severity is Severity.ERROR for found in findings)
    return (None if failed else document), findings


def bind(tree: SourceTree, resources: Resources) -> tuple[Budget, tuple[Diagnostic, ...]]:
    """Return a tree that fits the schema as a budget."""
    unit_node, _ = tree.at(("unit",))
    unit = units(resources)[str(getattr(unit_node, "text", ""))]
    binding = Binding(tree, unit)
    budget = binding.bind(Budget, tree.root)
    return budget, tuple(binding.findings)


def _layout_of(
    budget: Budget, resources: Resources
) -> tuple[Layout | None, tuple[Diagnostic, ...]]:
    layout, findings = load_layout(resources, budget.jurisdiction)
    if layout is None and not findings:
        unknown = finding(
            "JUR001",
            msg("there is no jurisdiction {name}", name=budget.jurisdiction),
            budget.origin.span("jurisdiction"),
            hint=choices(budget.jurisdiction, jurisdictions(resources)),
        )
        return None, (unknown,)
    return layout, findings
