"""The real yaml-language-server on a workspace as it is: modeline, settings, committed schema."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editor.server import VERSION, Data, OpenFile, Server, install, running
from tests.support import KORLA, ROOT, marked, with_change

pytestmark = pytest.mark.needs("npm")

SETTINGS: Data = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))

WITHOUT_MODELINE = KORLA.partition("\n")[2]
LINE = "    - code: 2013801\n      amount: 203.53\n"


def test_the_source_of_these_tests_begins_with_the_modeline() -> None:
    assert KORLA.startswith("# yaml-language-server: $schema=../budget.schema.json\n")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what this repository has for editors, and a department."""
    root = tmp_path_factory.mktemp("office")
    shutil.copytree(ROOT / "schema", root / "schema")
    (root / "budgets" / "bureau" / "team").mkdir(parents=True)
    shutil.copy(ROOT / "budgets/budget.schema.json", root / "budgets")
    return root


@pytest.fixture(scope="module")
def program(request: pytest.FixtureRequest) -> Path:
    assert request.config.cache is not None
    return install(request.config.cache.mkdir(f"yaml-language-server-{VERSION}"))


@pytest.fixture(scope="module")
def vscode(program: Path, workspace: Path) -> Iterator[Server]:
    """Return the server as VS Code starts it, with the settings of the repository."""
    with running(program, workspace, SETTINGS) as server:
        yield _ready(server, workspace, WITHOUT_MODELINE)


@pytest.fixture(scope="module")
def vim(program: Path, workspace: Path) -> Iterator[Server]:
    """Return the server as an editor without settings starts it: the modeline has to do."""
    with running(program, workspace, {}) as server:
        yield _ready(server, workspace, KORLA)


def _ready(server: Server, workspace: Path, text: str) -> Server:
    """Return a server that has read the schema; until then it answers, and knows nothing."""
    OpenFile(server, workspace / "budgets/bureau/2023.yaml", text).problems()
    return server


def _opened(server: Server, workspace: Path, name: str, text: str) -> tuple[OpenFile, int, int]:
    """Open a text of which one place is marked."""
    clean, places = marked(text)
    (place,) = places
    return OpenFile(server, workspace / "budgets" / name, clean), *place


def test_a_real_budget_has_nothing_marked(vim: Server, vscode: Server, workspace: Path) -> None:
    for server, text in ((vim, KORLA), (vscode, WITHOUT_MODELINE)):
        assert OpenFile(server, workspace / "budgets/bureau/2024.yaml", text).problems() == []


@pytest.mark.parametrize("name", ["bureau/2030.yaml", "bureau/team/2030.yaml"])
def test_completing_a_code_offers_its_name(vscode: Server, workspace: Path, name: str) -> None:
    text = with_change(WITHOUT_MODELINE, LINE, "    - code: 20138▶\n      amount: 203.53\n")
    file, line, column = _opened(vscode, workspace, name, text)
    offered = file.complete(line, column)
    item = offered["2013801 行政运行 (市场监督管理事务)"]
    assert item["textEdit"]["newText"] == "2013801"
    replaced = item["textEdit"]["range"]
    assert replaced["start"] == {"line": line - 1, "character": column - 6}
    assert replaced["end"] == {"line": line - 1, "character": column - 1}
    assert "201-38-01" not in offered
    assert all(label.split()[0].isdecimal() and len(label.split()) > 1 for label in offered)


def test_completing_works_by_the_modeline_alone(vim: Server, workspace: Path) -> None:
    text = with_change(KORLA, "{code: 30101, amount", "{code: ▶, amount")
    file, line, column = _opened(vim, workspace, "bureau/2031.yaml", text)
    offered = file.complete(line, column)
    assert "30101 基本工资" in offered
    assert not any("行政运行" in label for label in offered)


def test_hovering_a_code_says_what_it_is(vim: Server, workspace: Path) -> None:
    for written in ("2013▶801", "201-38▶-01", '"2013▶801"'):
        text = with_change(KORLA, LINE, f"    - code: {written}\n      amount: 203.53\n")
        file, line, column = _opened(vim, workspace, "bureau/2032.yaml", text)
        shown = file.hover(line, column)
        assert shown.startswith("#### 2013801 行政运行\n\n"), written
        assert "一般公共服务支出 › 市场监督管理事务 › 行政运行" in shown
        assert "2013802" not in shown
        assert len(shown) < 300


def test_hovering_a_key_says_what_belongs_there(vim: Server, workspace: Path) -> None:
    text = with_change(KORLA, "basic_expenditure:\n", "basic_exp▶enditure:\n")
    shown = OpenFileAt(vim, workspace, "bureau/2033.yaml", text).hover()
    assert "Basic expenditure: either by" in shown
    assert "基本支出" in shown


def test_keys_may_be_typed_in_chinese(vim: Server, workspace: Path) -> None:
    text = with_change(KORLA, "    amount: 314.66\n", "    金▶额: 314.66\n")
    file, line, column = _opened(vim, workspace, "bureau/2038.yaml", text)
    assert file.problems() == []
    assert "金额" in file.hover(line, column)
    twice = with_change(KORLA, "    amount: 314.66\n", "    金额: 314.66\n    amount: 1\n")
    assert OpenFile(vim, workspace / "budgets/bureau/2039.yaml", twice).problems()


def test_hovering_a_fund_says_its_name(vim: Server, workspace: Path) -> None:
    text = with_change(
        KORLA, "revenue:\n  - fund: general.own\n", "revenue:\n  - fund: gen▶eral.own\n"
    )
    shown = OpenFileAt(vim, workspace, "bureau/2034.yaml", text).hover()
    assert "`general.own`: 一般财力" in shown


class OpenFileAt:
    """A file open at its mark."""

    def __init__(self, server: Server, workspace: Path, name: str, text: str) -> None:
        self._file, self._line, self._column = _opened(server, workspace, name, text)

    def hover(self) -> str:
        return self._file.hover(self._line, self._column)

    def complete(self) -> dict[str, Data]:
        return self._file.complete(self._line, self._column)


def test_a_rule_is_offered_with_what_it_says(vim: Server, workspace: Path) -> None:
    text = f"{KORLA}waive:\n  - rule: ▶\n    reason: 已报\n    until: 2024-12-31\n"
    offered = OpenFileAt(vim, workspace, "bureau/2035.yaml", text).complete()
    (item,) = (item for label, item in offered.items() if label.startswith("XTB010 "))
    assert item["textEdit"]["newText"] == "XTB010"


def test_a_mistake_is_marked_where_it_stands(vim: Server, workspace: Path) -> None:
    file = OpenFile(vim, workspace / "budgets/bureau/2036.yaml", KORLA)
    assert file.problems() == []
    file.change(with_change(KORLA, LINE, "    - code: 20138\n      amount: 203.53\n"))
    (problem,) = file.problems()
    line = KORLA[: KORLA.index(LINE)].count("\n")
    assert problem["range"]["start"] == {"line": line, "character": 12}
    assert problem["severity"] == 1
    file.change(with_change(KORLA, LINE, "    - kode: 2013801\n      amount: 203.53\n"))
    assert {'Missing property "code".', "Property kode is not allowed."} == {
        problem["message"] for problem in file.problems()
    }


def test_a_code_that_is_not_listed_is_no_mistake_of_form(vim: Server, workspace: Path) -> None:
    text = with_change(KORLA, LINE, "    - code: 2013877\n      amount: 203.53\n")
    assert OpenFile(vim, workspace / "budgets/bureau/2037.yaml", text).problems() == []


def test_the_other_files_of_budgets_have_schemas_of_their_own(
    vscode: Server, workspace: Path
) -> None:
    file = OpenFile(vscode, workspace / "budgets/control-totals.yaml", "unit: 万元\ntotals: []\n")
    assert file.problems() == []
    file.change("unit: 万元\ntotal: []\n")
    assert any("total" in problem["message"] for problem in file.problems())
