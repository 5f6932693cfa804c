"""Regions, funds and figures may be called by Chinese names, as their people call them."""

from __future__ import annotations

import re
from pathlib import Path

from budgetc.diagnostics.messages import Translator
from budgetc.render.markdown import render_markdown
from tests.cli.run import run
from tests.support import KORLA, RESOURCES, compile_text, document_of, with_change, write_files

FUNDS = {
    "general.own": "一般财力",
    "general.transfer": "上级一般公共预算安排的转移支付",
    "government_fund.own": "政府性基金收入",
    "unit_funds.other": "其他收入",
}

LAYOUT = """\
name: 大河县
base: china
template: templates/大河县/正文.j2
figures:
  支出合计: {margin: function, fund: 财政拨款}
wording:
  口径: {values: [全口径, 本级]}
tables:
  - id: 附表一
    title: 支出表
    panels:
      - margin: function
        columns: [{head: 名称, show: name}, {head: 预算数, id: 金额}]
        rows: {by: function, levels: [项], total: {label: 合计}}
"""

TEMPLATE = """\
# 支出

支出{{ figures.支出合计 }}{% if wording.口径 == "本级" %}（本级）{% endif %}。

{{ table("附表一") }}
"""

SOURCE = """\
jurisdiction: 大河县
year: 2024
unit: 万元
options: {wording: {口径: 本级}}
department: {name: 大河县档案馆}
revenue:
  - {fund: 一般财力, amount: 10, prior: 10}
basic_expenditure:
  by_function: [{code: 2012601, fund: 一般财力, amount: 10, prior: 10}]
  by_economic: [{code: 30101, amount: 10}]
"""

PRINTED = """\
# 大河县档案馆2024年部门预算

## 支出

支出10.00万元（本级）。

### 支出表

部门名称：大河县档案馆　单位：万元

| 名称 | 预算数 |
| --- | ---: |
| 行政运行 | 10.00 |
| **合计** | **10.00** |
"""


def _workspace(folder: Path, source: str = SOURCE) -> Path:
    write_files(
        folder,
        {
            "templates/大河县/layout.yaml": LAYOUT,
            "templates/大河县/正文.j2": TEMPLATE,
            "budgets/档案馆/2024.yaml": source,
        },
    )
    return folder


def test_all_may_have_chinese_names(tmp_path: Path) -> None:
    root = _workspace(tmp_path)
    done = run("build", cwd=root)
    assert done.code == 0, done
    assert (root / "build/档案馆/2024.md").read_text(encoding="utf-8").startswith(PRINTED)
    assert run("jurisdictions", "override", "templates/大河县/layout.yaml#figures.支出合计",
               cwd=root).code == 0  # fmt: skip
    assert run("check", "--strict", cwd=root).code == 0


def test_funds_typed_by_name_are_the_same_funds() -> None:
    named = KORLA
    for code, name in FUNDS.items():
        named = re.sub(rf"(fund: ){re.escape(code)}\b", rf"\g<1>{name}", named)
    assert named != KORLA
    before, after = (render_markdown(document_of(one), RESOURCES) for one in (KORLA, named))
    assert after == before


def test_what_no_fund_is_called_is_told_with_those_that_there_are() -> None:
    source = with_change(KORLA, "fund: general.own", "fund: 一般财政")
    compiled = compile_text(source)
    wrong = next(found for found in compiled.findings if found.code == "SCH004")
    assert wrong.message.in_words(Translator("zh")) == "收入 › 一般财政 › 资金来源不能填“一般财政”"
    assert wrong.hint is not None
    assert "一般财力" in wrong.hint.in_words(Translator("zh"))


def test_new_folders_may_have_chinese_names(tmp_path: Path) -> None:
    root = _workspace(tmp_path)
    assert run("jurisdictions", "copy", "大河县", "--as", "小河县", cwd=root).code == 0
    new = ("new", "department", "林业局", "--name", "小河县林业局", "--year", "2024")
    made = run(*new, "--jurisdiction", "小河县", cwd=root)
    assert made.code == 0, made
    assert (root / "budgets/林业局/2024.yaml").exists()


def test_a_name_in_quotes_or_in_escapes_is_the_same_fund() -> None:
    escaped = '"' + "".join(f"\\u{ord(one):04x}" for one in "一般财力") + '"'
    for written in ('"一般财力"', "'一般财力'", escaped):
        source = with_change(KORLA, "fund: general.own", f"fund: {written}")
        assert render_markdown(document_of(source), RESOURCES) == render_markdown(
            document_of(KORLA), RESOURCES
        )


def test_a_layout_says_what_people_call_its_figures(tmp_path: Path) -> None:
    root = _workspace(tmp_path)
    layout = root / "templates/大河县/layout.yaml"
    layout.write_text(f"{LAYOUT}names: {{全部支出: 支出合计}}\n", encoding="utf-8")
    done = run("trace", "budgets/档案馆/2024.yaml", "全部支出", cwd=root)
    assert done.out.startswith("支出合计 = 10 万元"), done
    layout.write_text(f"{LAYOUT}names: {{全部支出: 支出合记}}\n", encoding="utf-8")
    done = run("check", cwd=root)
    assert done.out.startswith(
        "templates/大河县/layout.yaml:15:15: error[LAY001]: there is no 支出合记 here\n"
    )
    assert "did you mean 支出合计?" in done.out


def test_a_word_may_be_explained_only_where_there_is_an_amount(tmp_path: Path) -> None:
    root = _workspace(tmp_path)
    layout = root / "templates/大河县/layout.yaml"
    entry = "glossary: [{term: 支出, meaning: 指花费, figure: 支出合记}]\n"
    layout.write_text(f"{LAYOUT}{entry}", encoding="utf-8")
    done = run("check", cwd=root)
    assert (
        "templates/大河县/layout.yaml:15:45: error[LAY001]: there is no 支出合记 here\n" in done.out
    )
    assert "did you mean 支出合计?" in done.out
