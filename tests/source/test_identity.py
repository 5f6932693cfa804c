"""What names an entry: one path for all reports, taken by waivers, and one name for people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import ENGLISH
from budgetc.files.workspace import Workspace
from budgetc.pipeline import Compilation, compile_source
from budgetc.rules import RULES
from budgetc.source.identity import Names, plain_code
from budgetc.source.nodes import Mapping, Node, Scalar, Sequence, SourceTree
from budgetc.source.nodes import Path as NodePath
from budgetc.source.read import read_bytes
from tests.rules.examples import FAILING, PASSING, PASSING_ALL, compiled
from tests.support import KORLA, ROOT, SHAPE, TODAY, compile_text

BUDGETS = sorted((ROOT / "budgets").glob("*/20*.yaml"))
FAULTED = [path for path in BUDGETS if not path.parent.name.startswith("boston-")]
"""Those in which rules find something: of a city's sections they know nothing to find."""

EXAMPLE_FILES = [*FAILING, *PASSING, *PASSING_ALL]
WAIVABLE = {rule.code for rule in RULES} - {"SRC002", "SRC003"}
NO_ENTRY = "the source has no entry"


def tree_of(text: str) -> SourceTree:
    tree, findings = read_bytes("budgets/bureau/2024.yaml", text.encode())
    assert tree is not None, findings
    return replace(tree, shape=SHAPE)


def paths(node: Node, path: NodePath = ()) -> list[NodePath]:
    """Return the paths of a node and of all under it."""
    if isinstance(node, Mapping):
        below = [paths(child, (*path, key)) for key, (_, child) in node.entries.items()]
    elif isinstance(node, Sequence):
        below = [paths(child, (*path, i)) for i, child in enumerate(node.items)]
    else:
        below = []
    return [path, *(one for each in below for one in each)]


def budget_of(path: Path) -> Compilation:
    workspace = Workspace.find(path)
    return compile_source(workspace.source(path), workspace.resources(), TODAY)


def addressed_in(done: Compilation) -> list[Diagnostic]:
    assert done.tree is not None
    return [f for f in done.named().findings if f.address and f.span.file == done.tree.file]


def hold(done: Compilation) -> int:
    """Hold that each path that a report prints leads to the place it was printed for."""
    for found in addressed_in(done):
        assert done.tree is not None
        assert found.address is not None
        names = Names(done.tree)
        assert names.find(found.address.path) == names.at(found.span)
        pasted, problems = read_bytes("", f"a: [{{b: {found.address.path}, c: 1}}]".encode())
        assert pasted is not None, problems
        value, _ = pasted.at(("a", 0, "b"))
        assert isinstance(value, Scalar)
        assert value.value == found.address.path
    return len(addressed_in(done))


def test_printed_paths_of_all_examples_and_budgets_lead_back() -> None:
    examples = [compiled(path) for path in EXAMPLE_FILES]
    assert sum(hold(done) for done in examples if done.tree is not None) > 200
    assert sum(hold(budget_of(path)) for path in BUDGETS) > 10


@pytest.mark.parametrize("path", FAULTED, ids=lambda path: path.parent.name)
def test_every_printed_path_of_a_budget_is_taken_as_a_waiver(path: Path, tmp_path: Path) -> None:
    found = [f for f in addressed_in(budget_of(path)) if f.code in WAIVABLE]
    assert found
    department = tmp_path / "budgets" / path.parent.name
    department.mkdir(parents=True)
    waivers = "".join(
        f"  - {{rule: {f.code}, scope: {f.address.path}, reason: 待核, until: 2099-12-31}}\n"
        for f in found
        if f.address
    )
    text = path.read_text(encoding="utf-8")
    (department / path.name).write_text(f"{text}\nwaive:\n{waivers}", encoding="utf-8")
    done = budget_of(department / path.name)
    open_ = {(f.code, f.span.line) for f in done.findings if f.waived is None}
    assert not open_ & {(f.code, f.span.line) for f in found}
    assert not [f for f in done.findings if NO_ENTRY in ENGLISH(f.message)]


@pytest.mark.parametrize("path", EXAMPLE_FILES, ids=lambda path: path.stem)
def test_every_place_of_a_source_is_found_by_its_path(path: Path) -> None:
    tree, _ = read_bytes("", path.read_bytes())
    if tree is None:
        return
    names = Names(replace(tree, shape=SHAPE))
    for place in paths(tree.root)[1:]:
        assert names.find(names.text(place)) == place


LISTS = """\
revenue:
  - {fund: general.own, amount: 1}
  - {fund: unit_funds.other, amount: 1}
basic_expenditure:
  by_function:
    - {code: 208-05-05, amount: 1}
    - {code: 2013801, amount: 1}
    - {code: 2013801, fund: general.transfer, amount: 1}
    - {code: 2010301, group: 人员经费, amount: 1}
    - {code: 2010301, group: 人员经费, amount: 1}
    - {amount: 1}
  matrix:
    - {code: 2080505, economic: {301-01: 1}}
department:
  offices: [办公室, 综合科]
  functions:
    - {text: 负责市场综合监督管理、知识产权保护和价格监督管理，以及法律法规规定的其他职责事项}
other_matters: [电话 13912345678]
project_expenditure:
  projects:
    - {id: training, name: 培训费, allocation: [{item: "教材, 讲义: 印刷 #1", amount: 1}]}
"""


@pytest.mark.parametrize(
    ("path", "text", "english"),
    [
        (("revenue", 0, "amount"), "revenue.general-own.amount",
         "Revenue › general.own › Amount"),
        (("basic_expenditure", "by_function", 0, "amount"),
         "basic_expenditure.by_function.2080505.amount",
         "Basic expenditure › By function › 2080505 › Amount"),
        (("basic_expenditure", "by_function", 1), "basic_expenditure.by_function.2013801",
         "Basic expenditure › By function › 2013801"),
        (("basic_expenditure", "by_function", 2),
         "basic_expenditure.by_function.2013801/general-transfer",
         "Basic expenditure › By function › 2013801/general.transfer"),
        (("basic_expenditure", "by_function", 4),
         "basic_expenditure.by_function.2010301/人员经费#2",
         "Basic expenditure › By function › 2010301/人员经费#2"),
        (("basic_expenditure", "by_function", 5, "amount"),
         "basic_expenditure.by_function.#6.amount",
         "Basic expenditure › By function › #6 › Amount"),
        (("basic_expenditure", "matrix", 0, "economic", "301-01"),
         "basic_expenditure.matrix.2080505.economic.30101",
         "Basic expenditure › Matrix › 2080505 › Economic item › 301-01"),
        (("department", "offices", 1), "department.offices.综合科",
         "Department › Offices › 综合科"),
        (("department", "functions", 0, "text"), "department.functions.#1.text",
         "Department › Functions › #1 › Text"),
        (("other_matters", 0), "other_matters.#1", "Other matters › #1"),
        (("project_expenditure", "projects", 0, "allocation", 0),
         "project_expenditure.projects.training.allocation.教材-讲义-印刷-1",
         "Project expenditure › Projects › training 培训费 › Allocation › 教材, 讲义: 印刷 #1"),
    ],
)  # fmt: skip
def test_paths_and_names(path: NodePath, text: str, english: str) -> None:
    names = Names(tree_of(LISTS))
    address = names.address(path)
    assert (address.path, address.name.en) == (text, english)
    assert names.find(text) == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("basic_expenditure.by_function.208-05-05", ("basic_expenditure", "by_function", 0)),
        ("basic_expenditure.by_function[2].amount",
         ("basic_expenditure", "by_function", 1, "amount")),
        ("project_expenditure.projects.培训费", ("project_expenditure", "projects", 0)),
        ("basic_expenditure.by_function.#7", None),
        ("basic_expenditure.by_function.2299999", None),
        ("revenue.general-own.amount.x", None),
        ("", None),
    ],
)  # fmt: skip
def test_what_else_a_waiver_may_say(text: str, path: NodePath | None) -> None:
    assert Names(tree_of(LISTS)).find(text) == path


def test_places_are_named_in_both_languages_with_the_names_of_codes() -> None:
    done = compile_text(KORLA)
    assert done.tree is not None
    assert done.inputs.catalogue is not None
    names = Names(done.tree, done.inputs.catalogue.name_of)
    path = ("basic_expenditure", "by_function", 0, "amount")
    name = names.address(path).name
    assert name.en == "Basic expenditure › By function › 2013801 行政运行 › Amount"
    assert name.zh == "基本支出 › 按功能分类 › 2013801 行政运行 › 金额"


def test_every_key_has_a_name_in_both_languages() -> None:
    parts = [SHAPE.schema, *SHAPE.schema["$defs"].values()]
    keys = [key for part in parts for key in part.get("properties", {}).items()]
    assert len(keys) > 150
    for key, part in keys:
        english, _, chinese = part["x-name"].partition("\n")
        assert english.isascii() or "“" in english, key
        assert chinese, key


@pytest.mark.parametrize(
    ("text", "code"),
    [("201-38-01", "2013801"), ("2013801", "2013801"), ("a-1", "a-1"), ("-", "-"), ("", "")],
)
def test_codes_with_and_without_hyphens(text: str, code: str) -> None:
    assert plain_code(text) == code


def test_a_place_is_found_by_what_people_call_it() -> None:
    """A waiver's scope may be pasted from a report, in either language."""
    done = compile_text(KORLA)
    assert done.tree is not None
    names = Names(done.tree)
    for found in addressed_in(done):
        assert found.address is not None
        place = names.at(found.span)
        assert names.find(found.address.name.zh) == place
        assert names.find(found.address.name.en) == place
    assert names.find("基本支出") == ("basic_expenditure",)
    assert names.find("基本支出 › 没有") is None


def test_a_place_is_found_by_what_reports_call_it_with_hyphens_in_its_code() -> None:
    tree = tree_of("basic_expenditure: {by_function: [{code: 2080505, amount: 1}]}\n")
    plain = Names(tree)
    wanted = ("basic_expenditure", "by_function", 0)
    assert plain.find("基本支出 › 按功能分类 › 208-05-05") == wanted
    assert plain.find("基本支出 › 按功能分类 › 208-05-05 养老") == wanted
    assert plain.find("Basic expenditure › By function › 208-05-05") == wanted
    assert plain.find("基本支出 › 按功能分类 › 208-05-06") is None
