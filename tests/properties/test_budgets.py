"""Whatever the amounts are, the document is what they add up to, and nothing else changes it."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from budgetc.document.model import Document, Figure, Formula, Paragraph, Role, Table, line_text
from budgetc.files.data import Resources
from budgetc.pipeline import Compilation
from budgetc.publish.rendered import render_source
from tests.support import ROOT, compile_text

from .budgets import (
    WAN,
    Plan,
    growth,
    in_fund,
    percent,
    plans,
    shown,
    shuffled,
    source,
    to_yaml,
    total,
    with_amount,
)
from .expected import expected_cells, function, fund, is_basic, is_project

RESOURCES = Resources.of_workspace(ROOT)
TEXTS = ("markdown", "latex", "json")
# Each example is one or two whole documents, so a part of what the profile asks for will do, and
# making a failing one smaller would take minutes.
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
FEW = settings(max_examples=settings().max_examples // 8, phases=_PHASES)
MORE = settings(max_examples=settings().max_examples // 3, phases=_PHASES)


def _compile(data: bytes) -> Compilation:
    note(data.decode())
    compiled = compile_text(data, RESOURCES)
    assert compiled.document is not None, [(f.code, f.message) for f in compiled.findings]
    return compiled


def _document(data: bytes) -> Document:
    document = _compile(data).document
    assert document is not None
    return document


def _bytes(data: bytes) -> dict[str, bytes]:
    compiled = _compile(data)
    assert compiled.document is not None
    files, problems = render_source(compiled.source, compiled.document, TEXTS, ROOT, RESOURCES)
    assert not problems
    assert len(files) == len(TEXTS)
    return {name: b"".join(parts) for name, parts in files.items()}


def _cells(document: Document) -> dict[tuple[str, int, str, str], str]:
    """Return the text of every amount cell."""
    return {
        (table.id, position, row.id, column.id): line_text(cell)
        for table in document.tables()
        for position, panel in enumerate(table.panels)
        for row in panel.rows
        for column, cell in zip(panel.columns, row.cells, strict=True)
        if column.role is Role.AMOUNT
    }


def _ratios(document: Document) -> dict[str, str]:
    """Return the shares and growths of the text by id."""
    return {
        part.id: part.text
        for block in document.blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
        for part in sentence
        if isinstance(part, Figure) and part.formula in (Formula.SHARE, Formula.GROWTH)
    }


@MORE
@given(plans())
def test_every_cell_is_the_sum_of_its_amounts(plan: Plan) -> None:
    expected = expected_cells(plan)
    document = _document(to_yaml(source(plan, matrix=True)))
    found = _cells(document)
    assert found.keys() == expected.keys()
    assert found == expected
    assert len(found) > 300
    for name in ("2", "3", "5", "6", "8", "9"):
        *rows, last = [row.id for row in _table(document, name).panels[0].rows]
        assert rows == sorted(rows)
        assert last == "total"


@MORE
@given(plans())
def test_tables_that_say_they_are_empty_are_empty(plan: Plan) -> None:
    tables = {table.id: table for table in _document(to_yaml(source(plan))).tables()}
    for table, name in (("8", "government_fund"), ("9", "state_capital"), ("11", "carry_over")):
        empty = not any(in_fund(paid, name) for paid in plan.by_fund())
        assert bool(tables[table].notes) == empty


@MORE
@given(plans())
def test_shares_and_growths_are_exact_ratios_rounded_once(plan: Plan) -> None:
    expected = dict(_expected_ratios(plan))
    found = _ratios(_document(to_yaml(source(plan))))
    assert found == {name: expected[name] for name in found}
    assert {"basic.share", "projects.share", "general_own.share"} & found.keys()
    assert len(found) >= 5


def _expected_ratios(plan: Plan) -> list[tuple[str, str]]:
    """Return what every share and growth must be, by the id of its figure."""
    now, before = plan.entries(), plan.priors()
    everything = total(now, lambda _: True)
    ratios: list[tuple[str, str]] = []

    def share(name: str, part: int, whole: int) -> None:
        ratios.append((f"{name}.share", percent(Fraction(part, whole))))

    def change(name: str, current: int, prior: int) -> None:
        ratios.append((f"{name}.change.growth", growth(current, prior)))

    for kind, name in ((is_basic, "basic"), (is_project, "projects")):
        share(name, total(now, kind), everything)
        change(name, total(now, kind), total(before, kind))
        general = [[e for e in side if in_fund(e.fund, "general")] for side in (now, before)]
        change(f"general_{name}", total(general[0], kind), total(general[1], kind))
    for source_name in ("own", "transfer"):
        for family in ("general", "government_fund", "state_capital"):
            name, holds = f"{family}_{source_name}", fund(f"{family}.{source_name}")
            share(name, total(now, holds), everything)
            change(name, total(now, holds), plan.revenue_prior.get(f"{family}.{source_name}", 0))
    for name in ("special_account", "unit_funds"):
        share(f"{name}_revenue", total(now, fund(name)), everything)
        priors = (fen for paid, fen in plan.revenue_prior.items() if in_fund(paid, name))
        change(f"{name}_revenue", total(now, fund(name)), sum(priors))
    share("carry_over", total(now, fund("carry_over")), everything)
    current, prior = ([e for e in side if in_fund(e.fund, "general")] for side in (now, before))
    for code in {entry.function[:3] for entry in (*current, *prior)}:
        part = total(current, function(code))
        share(f"general_by_class.{code}", part, total(current, lambda _: True))
    for code in {entry.function for entry in (*current, *prior)}:
        item = function(code)
        change(f"general_by_item.{code}", total(current, item), total(prior, item))
    return ratios + _three_public_ratios(plan)


def _three_public_ratios(plan: Plan) -> list[tuple[str, str]]:
    paid = [entry for entry in plan.entries() if in_fund(entry.fund, "fiscal")]
    spent = {
        "abroad": sum(e.fen for e in paid if e.economic == "30212"),
        "vehicle_purchase": sum(e.fen for e in paid if e.economic in ("30913", "31013")),
        "vehicle_operation": sum(e.fen for e in paid if e.economic == "30231"),
        "reception": sum(e.fen for e in paid if e.economic == "30217"),
    }
    prior = {
        "abroad": 0,
        "vehicle_purchase": 3_000_001,
        "vehicle_operation": 700_000,
        "reception": 1_000_000,
    }
    spent["three_public"], prior["three_public"] = sum(spent.values()), sum(prior.values())
    general = [e for e in paid if is_basic(e) and in_fund(e.fund, "general")]
    spent["operating_cost"] = sum(e.fen for e in general if e.economic[:3] == "302")
    prior["operating_cost"] = 5_900_000
    return [(f"{name}.change.growth", growth(fen, prior[name])) for name, fen in spent.items()]


@MORE
@given(plans(), st.integers(min_value=5_000, max_value=WAN))
def test_a_shown_total_is_the_rounded_exact_total(plan: Plan, fen: int) -> None:
    """A total of many equal amounts that are each rounded would show the sum of their roundings."""
    same = with_amount(plan, fen)
    cells = _cells(_document(to_yaml(source(same))))
    count = len(same.entries())
    assert cells["3", 0, "total", "total"] == shown(fen * count, zero="")
    assert cells["1", 0, "total", "amount"] == cells["1", 1, "total", "amount"]
    assert cells["2", 0, "total", "total"] == cells["3", 0, "total", "total"]


@FEW
@given(plans(), st.data())
def test_the_order_of_lines_does_not_matter(plan: Plan, data: st.DataObject) -> None:
    written = source(plan)
    mixed = shuffled(written, lambda lines: data.draw(st.permutations(lines)))
    assert _bytes(to_yaml(mixed)) == _bytes(to_yaml(written))


@FEW
@given(plans())
def test_the_unit_of_the_source_does_not_matter(plan: Plan) -> None:
    assert _bytes(to_yaml(source(plan, unit="元"))) == _bytes(to_yaml(source(plan)))


@FEW
@given(plans())
def test_a_matrix_is_its_two_margins(plan: Plan) -> None:
    assert _bytes(to_yaml(source(plan, matrix=True))) == _bytes(to_yaml(source(plan)))


@FEW
@given(plans())
def test_compiling_twice_gives_the_same_bytes(plan: Plan) -> None:
    data = to_yaml(source(plan))
    assert _bytes(data) == _bytes(data)


@FEW
@given(plans())
def test_projects_stand_in_the_order_of_the_source(plan: Plan) -> None:
    document = _document(to_yaml(source(plan)))
    names = [project.name for project in plan.projects]
    targets = [table for table in document.tables() if table.id.startswith("project_targets.")]
    assert [table.title.split("：")[-1] for table in targets] == names
    general = [
        project.name
        for project in plan.projects
        if any(in_fund(part.fund, "general") for part in project.parts)
    ]
    assert [row.label for row in _table(document, "7").panels[0].rows] == [*general, "合计"]


def _table(document: Document, name: str) -> Table:
    return next(table for table in document.tables() if table.id == name)
