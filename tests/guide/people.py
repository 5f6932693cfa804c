"""What a person types in a hurry, and the whole answer, in both languages.

Each case is one row of what officers and their engineers typed into a budget that was right but for
what it is known for; its answer is what is found besides. `answers.txt` holds them all:
`python -m tests.guide.people update` accepts the answers of today, and prints what that changes.
"""

from __future__ import annotations

import difflib
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import ENGLISH, LANGUAGES, Translator
from budgetc.diagnostics.text import PLAIN, TextReport
from budgetc.pipeline import Compilation
from tests.support import KORLA, compile_text, with_change

ANSWERS = Path(__file__).with_name("answers.txt")

_BREAK = "=" * 80


class Case(NamedTuple):
    """A slip in the source of Korla.

    Attributes:
        row: what is typed, as its id.
        old: what stands there, once.
        new: what is typed instead.
    """

    row: str
    old: str
    new: str


_FLOW = "{code: 30207, amount: 0.13}"
_BLOCK = "    - code: 2080501\n      amount: 3.92\n      prior: 2.00\n"
_TARGET = '            name: 完成特种设备隐患排查的企业数量\n            operator: ">="\n'
_WEIGHT = "            target: 15\n            unit: 家\n            weight: 8\n"
_OPERATING = "operating_cost:\n  prior: 5.90\n  reason: 人员增加，相应支出增加，预算较上年增长\n"


def _flow(new: str) -> Case:
    return Case(new, _FLOW, new)


def _amount(typed: str) -> Case:
    return Case(f"amount: {typed}", _BLOCK, _BLOCK.replace("3.92", typed))


def _code(typed: str) -> Case:
    return Case(f"code: {typed}", _BLOCK, _BLOCK.replace("2080501", typed))


def _issued(typed: str) -> Case:
    return Case(f"issued: {typed}", "issued: 2024-02-08\n", f"issued: {typed}\n")


def _reason(typed: str) -> Case:
    return Case(f"reason: {typed}", "reason: 退休人员年底绩效增加\n", f"reason: {typed}\n")


def _expected(figure: str, amount: str) -> Case:
    typed = f"expect:\n  - {{figure: {figure}, amount: {amount}}}\n\n# 项目支出\n"
    return Case(f"expect: {figure} {amount}", "# 项目支出\n", typed)


CASES = (
    _expected("支出总计", "314.66"),
    _expected("支出总计", "314.65"),
    _expected("支出总计", "316.46"),
    _expected("支出总计", "3146.6"),
    _expected("支出总计", "323.66"),
    _expected("支出总计", "311.66"),
    _expected("支出合计", "314.66"),
    _expected("表6!302.合计", "10.11"),
    _expected("合计", "314.66"),
    _flow("{code: 30207, amount: 1,278.50}"),
    _flow("{code: 30207, amount: 1,234,567.80}"),
    _flow("{code: 30207, amount: 1,278}"),
    _flow("{code: 30207, amount: 12,78}"),
    _flow("{code: 30207, 12.00}"),
    _flow("{编码: 30207, 1278}"),
    _flow("{code: 30207, amount：3.00}"),
    _flow("{code：30207，amount：3.00}"),
    _flow("{code: 30207, amount:3.00}"),
    _flow("{code: 30207, amount＝3.00}"),
    _flow("{code: 30207，amount: 3.00}"),
    _flow("｛code: 30207, amount: 3.00｝"),
    _flow("{code: 30207, ａｍｏｕｎｔ: 3.00}"),
    _flow("{code: 30207, “amount”: 3.00}"),
    _flow("{code: 30207, amount: 3.00"),
    Case("amount: 78.50，prior: 3", _BLOCK, _BLOCK.replace("3.92\n      ", "78.50，")),
    Case("－fund", "  - fund: general.own", "  －fund: general.own"),
    Case("—fund", "  - fund: general.own", "  —fund: general.own"),
    Case("-fund", "  - fund: general.own", "  -fund: general.own"),
    Case("-{", f"    - {_FLOW}", f"    -{_FLOW}"),
    Case("operator: >=", _TARGET, _TARGET.replace('">="', ">=")),
    Case("unit: %", _WEIGHT, _WEIGHT.replace("家", "%  # 百分比")),
    Case("amount: =SUM(A1:A2)", _BLOCK, _BLOCK.replace("3.92", "=SUM(A1:A2)")),
    _flow("{code: 30207, amount: =SUM(A1:A2)}"),
    _flow("{code: 30207, amount: 3.00, label: 时间8:30}"),
    _flow("%TAG x"),
    _flow("{@code: 30207}"),
    _flow("code: 30207, amount: 12.00"),
    _flow("code: 30207 amount: 12.00"),
    _reason("@退休"),
    _reason("- 退休"),
    _reason("? 退休"),
    _reason("] 退休"),
    _reason("“退休”: 5人"),
    _reason("时间: 8点  # 备注"),
    _reason('"退\\休"'),
    _reason('"退休" 增加'),
    Case("＃备注", "# 本年收入\n", "＃备注\n"),
    Case(
        "＃备注 in a text",
        "reason: 退休人员年底绩效增加\n",
        "reason: 退休人员年底绩效增加\n        ＃备注\n",
    ),
    Case("U+3000 before a value", "    establishment: 14\n", "　　establishment: 14\n"),
    Case("U+3000 before a mapping", "  staff:\n", "　staff:\n"),
    Case(
        "U+00A0 before a value", "    establishment: 14\n", "\u00a0\u00a0\u00a0 establishment: 14\n"
    ),
    Case("amount:125.50", _BLOCK, _BLOCK.replace("amount: 3.92", "amount:125.50")),
    Case(
        "{item: 新录用1人,工资增加}",
        "{item: 监督抽检专项经费, amount: 13}",
        "{amount: 13, item: 新录用1人,工资增加}",
    ),
    _amount("3。92"),
    _amount("(3.92)"),
    _amount("（3.92）"),
    _amount("203,53"),
    _amount("1,400,00.00"),
    _amount("1,278.50"),
    _amount("1 278.50"),
    _amount("1 2.00"),
    _amount("1 278"),
    _amount("３.９２"),
    _amount("¥3.92"),
    _amount("3.92元"),
    _amount("3.92\u200b"),
    _amount("\u200b3.92"),
    _amount('"3.92\u200b"'),
    _code("2080501\u200b"),
    _code("２080501"),
    _code("2080501 行政单位离退休"),
    _code("208 05 01"),
    _code("208 0501 行政单位离退休"),
    _code("208 05"),
    _code("9992601"),
    Case("code: 71102", "{code: 30102, amount: 78.48}", "{code: 71102, amount: 78.48}"),
    Case("jurisdiction: 新疆", "jurisdiction: xinjiang", "jurisdiction: 新疆"),
    Case("fund: 一般公共预算", "fund: general.own", "fund: 一般公共预算"),
    Case("fund: 财政的钱", "fund: general.own", "fund: 财政的钱"),
    Case("operator: ≥", _TARGET, _TARGET.replace('">="', "≥")),
    Case("operator: ＞=", _TARGET, _TARGET.replace('">="', "＞=")),
    Case("phone: “7001234”", 'phone: "2119352"', "phone: “7001234”"),
    Case("by_functon:", "  by_function:", "  by_functon:"),
    Case("amuont:", _BLOCK, _BLOCK.replace("amount", "amuont")),
    Case("Amount:", _BLOCK, _BLOCK.replace("amount", "Amount")),
    Case("year: 2024年", "year: 2024\n", "year: 2024年\n"),
    *map(
        _issued,
        (
            "20250210",
            "2025年2月10日",
            "2025/2/10",
            "2025-2-10",
            "2025-02-30",
            "2025-13-01",
            "二月十日",
            "２０２５．２．１０",
        ),
    ),
    Case("weight: 8%", _WEIGHT, _WEIGHT.replace("8", "8%")),
    Case("weight: 8.5分", _WEIGHT, _WEIGHT.replace("8", "8.5分")),
    Case("establishment: 14人", "establishment: 14\n", "establishment: 14人\n"),
    Case(
        "reason: 主要原因是新录用1人",
        "reason: 退休人员年底绩效增加",
        "reason: 主要原因是新录用1人",
    ),
    Case("78.48 as 87.48", "30102, amount: 78.48", "30102, amount: 87.48"),
    Case("78.48 as 784.8", "30102, amount: 78.48", "30102, amount: 784.8"),
    Case("78.48 as 7.848", "30102, amount: 78.48", "30102, amount: 7.848"),
    Case("78.48 in 元", "30102, amount: 78.48", "30102, amount: 784800"),
    Case("78.48 left out", "    - {code: 30102, amount: 78.48}\n", ""),
    Case("314.66 as 341.66", "    amount: 314.66\n", "    amount: 341.66\n"),
    Case("no operating_cost", _OPERATING, ""),
    Case("no issued", "issued: 2024-02-08\n", ""),
)


@cache
def _usual() -> frozenset[tuple[str, str]]:
    return frozenset((one.code, ENGLISH(one.message)) for one in compile_text(KORLA).findings)


def _besides(compiled: Compilation) -> tuple[Diagnostic, ...]:
    found = compiled.named().findings
    return tuple(one for one in found if (one.code, ENGLISH(one.message)) not in _usual())


def answer(case: Case) -> str:
    """Return what is answered to a slip, in each language."""
    text = with_change(KORLA, case.old, case.new)
    compiled = compile_text(text)
    name = compiled.source.name
    lines = {(name, number): line for number, line in enumerate(text.splitlines(), 1)}
    return "".join(
        f"{line}\n"
        for language in LANGUAGES
        for found in _besides(compiled)
        for line in (*TextReport(Translator(language), (lines,), PLAIN).lines(found), "")
    )


def held() -> dict[str, str]:
    """Return the answers that are held, by their rows."""
    parts = ANSWERS.read_text(encoding="utf-8").split(f"{_BREAK}\n")[1:]
    return dict(part.split("\n\n", 1) for part in parts)


def _update() -> None:
    before = ANSWERS.read_text(encoding="utf-8") if ANSWERS.exists() else ""
    after = "".join(f"{_BREAK}\n{case.row}\n\n{answer(case)}" for case in CASES)
    ANSWERS.write_text(after, encoding="utf-8", newline="\n")
    old, new = (text.splitlines(keepends=True) for text in (before, after))
    sys.stdout.writelines(difflib.unified_diff(old, new, "held", "now"))


if __name__ == "__main__":
    _update()
