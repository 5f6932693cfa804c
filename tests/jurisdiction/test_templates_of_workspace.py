"""A workspace may bring templates of its own; what is wrong with them is found, never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.document.model import Heading, line_text
from budgetc.files.data import Resources
from budgetc.pipeline import Compilation
from tests.support import (
    EXAMPLES,
    KORLA,
    MINIMAL,
    ROOT,
    compile_only,
    marked,
    with_change,
    write_files,
)

Finding = tuple[str, int, int, str]


def _compiled(folder: Path, files: dict[str, str | bytes], source: str = KORLA) -> Compilation:
    """Compile a source in a workspace that has some files of its own."""
    write_files(folder, {**files, "budgets/bureau/2024.yaml": source})
    return compile_only(folder)


def _errors(compiled: Compilation) -> list[Finding]:
    assert compiled.failed == (compiled.document is None)
    return [
        (f.span.file, f.span.line, f.span.column, f.code)
        for f in compiled.findings
        if f.severity.label == "error"
    ]


def _shipped(name: str) -> str:
    return (ROOT / "templates/xinjiang" / name).read_text(encoding="utf-8")


def _layout_with(old: str, new: str) -> str:
    return with_change(_shipped("layout.yaml"), old, new)


LAYOUT = "templates/xinjiang/layout.yaml"


def test_a_template_of_the_workspace_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path, {"templates/xinjiang/overview.j2": "# 只有{{ dept }}\n"})
    assert _errors(compiled) == []
    assert compiled.document is not None
    first, second, *_ = compiled.document.blocks
    assert isinstance(first, Heading)
    assert line_text(first.content) == "只有库尔勒经济技术开发区市场监督管理局"
    assert isinstance(second, Heading)
    assert line_text(second.content) == "第二部分 2024年部门预算公开表"


TEMPLATES = sorted(path.name for path in (ROOT / "templates/xinjiang").glob("*.j2"))


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize(
    ("attempt", "column"),
    [("{{ missing }}", 4), ("{{ year + 1 }}", 9), ("{{ year.__class__ }}", 9),
     ("{% include '/etc/passwd' %}", 1), ("{% if %}", 1), ("{{ table('99') }}", 11),
     ("{{ numeral('x') }}", 4), ("{{ date('x') }}", 4), ("{{ source.department.nane }}", 22),
     ("{{ figures.nothing }}", 12), ("{{ breakdowns.nothing }}", 15),
     ("{{ count('department.name') }}", 11), ("{{ share(1, 2) }}", 4)],
)  # fmt: skip
def test_a_template_that_fails_is_named_with_its_place(
    tmp_path: Path, name: str, attempt: str, column: int
) -> None:
    # Two comments first, so that the third line is to be named.
    text = f"{{# 一 #}}\n{{# 二 #}}\n{attempt}\n{_shipped(name)}"
    errors = _errors(_compiled(tmp_path, {f"templates/xinjiang/{name}": text}))
    # Macros that are imported do not know what the document knows, and that is told first.
    columns = (column, 4) if name == "macros.j2" else (column,)
    assert errors in [[(f"templates/xinjiang/{name}", 3, one, "TPL001")] for one in columns]


@pytest.mark.parametrize(
    ("attempt", "english", "chinese"),
    [
        (
            "{{ figures.expenditrue }}",
            ("this part of the layout has no expenditrue", "did you mean expenditure?"),
            ("版式的这一部分没有expenditrue", "是否应为expenditure？"),
        ),
        (
            "{{ figurs.expenditure }}",
            ("figurs is not known here", "did you mean figures?"),
            ("此处没有figurs", "是否应为figures？"),
        ),
        (
            "{{ source.department.nane }}",
            ("this entry of the source has no nane", "did you mean name?"),
            ("源文件的这一项没有nane", "是否应为name？"),
        ),
        (
            "{{ figures.basic + figures.projects }}",
            ("templates do not calculate (+)", ""),
            ("模板中不作计算（+）", ""),
        ),
        ("{{ figures.basic }", ("unexpected “}”", ""), ("多余或误写的“}”", "")),
        (
            "{{ numeral('x') }}",
            ("numeral() is not made for a text", ""),
            ("numeral() 不能用于文字", ""),
        ),
    ],
)
def test_a_template_that_fails_is_told_in_the_words_of_its_reader(
    tmp_path: Path, attempt: str, english: tuple[str, str], chinese: tuple[str, str]
) -> None:
    compiled = _compiled(tmp_path, {"templates/xinjiang/overview.j2": attempt})
    (fault,) = (f for f in compiled.findings if f.code == "TPL001")
    hint = fault.hint
    for language, begin, said in (
        ("en", "the template fails: ", english),
        ("zh", "模板出错：", chinese),
    ):
        say = Translator(language)
        assert (say(fault.message), say(hint) if hint else "") == (begin + said[0], said[1])


def test_a_macro_that_asks_for_what_only_the_document_knows_is_told_so(tmp_path: Path) -> None:
    macros = f"{_shipped('macros.j2')}{{{{ figures.basic }}}}"
    compiled = _compiled(tmp_path, {"templates/xinjiang/macros.j2": macros})
    (fault,) = (f for f in compiled.findings if f.code == "TPL001")
    assert fault.hint is not None
    assert [Translator(one)(fault.hint) for one in ("en", "zh")] == [
        "an imported template knows nothing of the document: give figures to its macro",
        "被导入的模板不了解文档内容：请把 figures 传给其中的宏",
    ]


def test_a_function_that_a_template_hides_is_told_in_words(tmp_path: Path) -> None:
    hiding = "{% set change = figures.basic.change %}{{ change(figures.basic, figures.basic) }}"
    compiled = _compiled(tmp_path, {"templates/xinjiang/overview.j2": hiding})
    (fault,) = (f for f in compiled.findings if f.code == "TPL001")
    words = "the template fails: change is a change, and no function of templates"
    assert fault.span.column == hiding.index("change(") + 1
    assert fault.message.in_words(Translator("en")) == words


def test_a_document_that_includes_itself_is_stopped_at_once(tmp_path: Path) -> None:
    itself = f"{_shipped('document.j2')}\n{{% include 'templates/xinjiang/document.j2' %}}\n"
    compiled = _compiled(tmp_path, {"templates/xinjiang/document.j2": itself})
    (fault,) = (f for f in compiled.findings if f.code == "TPL001")
    words = "the template fails: templates/xinjiang/document.j2 is in itself"
    assert fault.message.in_words(Translator("en")) == words


def test_the_templates_were_found() -> None:
    assert len(TEMPLATES) >= 5


def test_a_template_in_another_encoding_is_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"templates/xinjiang/document.j2": "某局".encode("gbk")}
    errors = _errors(_compiled(tmp_path, files))
    assert errors == [("templates/xinjiang/document.j2", 1, 1, "TPL001")]


@pytest.mark.parametrize(
    "attempt",
    ["\x02999\x03", "{{ '\\x02999\\x03' }}", "{{ '\\x020\\x03' }}",
     "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
     "{% for x in glossary %}" * 25 + "{% endfor %}" * 25],
    ids=["mark", "mark in quotes", "mark of another value", "brackets", "loops"],
)  # fmt: skip
def test_a_template_made_to_crash_is_only_a_fault(tmp_path: Path, attempt: str) -> None:
    text = f"{{{{ year }}}}{attempt}\n"
    errors = _errors(_compiled(tmp_path, {"templates/xinjiang/document.j2": text}))
    assert [(file, code) for file, _, _, code in errors] == [
        ("templates/xinjiang/document.j2", "TPL001")
    ]


def test_a_table_stands_alone_on_its_line(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"templates/xinjiang/document.j2": '见{{ table("1") }}\n'}
    errors = _errors(_compiled(tmp_path, files))
    assert errors == [("templates/xinjiang/document.j2", 1, 1, "TPL001")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title: "{{ source.department.name }}{{ year }}年{{ words.kind }}预算公开"',
         'title: ▶"{{ source.department.nane }}{{ year }}年{{ words.kind }}预算公开"'),
        ('title: "{{ words.kind }}整体绩效目标表（{{ year }}年）"',
         'title: ▶"{{ words.kind }}整体绩效目标表（{{ year + 1 }}年）"'),
        ('{text: "{{ source.performance.contact }}", width: 3}',
         '{text: ▶"{{ source.performance.contakt }}", width: 3}'),
    ],
)  # fmt: skip
def test_a_short_text_that_fails_is_named_in_the_layout(tmp_path: Path, old: str, new: str) -> None:
    layout, places = marked(_layout_with(old, new))
    errors = _errors(_compiled(tmp_path, {LAYOUT: layout}))
    assert [(file, line, code) for file, line, _, code in errors] == [
        (LAYOUT, places[0][0], "TPL001")
    ]


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("SCH002", "name: 新疆维吾尔自治区\n", "▶nane: 1\nname: 新疆维吾尔自治区\n"),
        ("SCH004", "prose: {unit: 万元, ", "prose: {unit: ▶兆元, "),
        ("SCH001", "  overall:\n    weights: [90, 100]", "  overall:\n    weights: [▶x, 100]"),
        ("SYN002", "\ntables:", "\n▶name: 1\ntables:"),
        ("LAY001", "general_own: {margin: revenue, fund: general.own}",
         "general_own: {margin: revenue, fund: ▶general.owm}"),
        ("LAY001", "{id: abroad, label: 因公出国（境）费, economic: 30212}",
         "{id: abroad, label: 因公出国（境）费, economic: ▶30298}"),
        ("LAY001", "revenue_by_fund: {margin: revenue, by: fund, level: 资金}",
         "revenue_by_fund: {margin: revenue, by: fund, level: ▶资}"),
        ("LAY001", "rows: {by: indicators, framework: overall}",
         "rows: {by: indicators, framework: ▶overal}"),
        ("LAY001", "figures:\n",
         "figures:\n  x: {margin: revenue, prior: ▶operating_costs.prior}\n"),
        ("LAY001", "{head: 项目, show: item}", "{head: 项目, show: ▶itme}"),
        ("LAY001", "{head: 科目名称, show: function}", "{head: 科目名称, show: ▶prior}"),
    ],
)  # fmt: skip
def test_a_layout_that_is_wrong_is_named_where_it_is(
    tmp_path: Path, code: str, old: str, new: str
) -> None:
    layout, places = marked(_layout_with(old, new))
    errors = _errors(_compiled(tmp_path, {LAYOUT: layout}))
    assert errors == [(LAYOUT, *places[0], code)]


def test_a_jurisdiction_of_the_workspace_alone(tmp_path: Path) -> None:
    tiny = EXAMPLES / "templates/tiny"
    files: dict[str, str | bytes] = {
        f"templates/atlantis/{name}": (tiny / name)
        .read_text(encoding="utf-8")
        .replace("templates/tiny/", "templates/atlantis/")
        for name in ("layout.yaml", "document.j2")
    }
    everything = "templates/everything.j2"
    files[everything] = (EXAMPLES / everything).read_text(encoding="utf-8")
    compiled = _compiled(tmp_path, files, MINIMAL.replace("tiny", "atlantis"))
    assert _errors(compiled) == []
    assert compiled.document is not None
    assert compiled.document.jurisdiction == "atlantis"


def test_a_workspace_changes_nothing_for_another(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    changed = _compiled(one, {"templates/xinjiang/overview.j2": "# 只有{{ dept }}\n"})
    unchanged = _compiled(other, {})
    assert changed.document is not None
    assert unchanged.document is not None
    assert len(unchanged.document.blocks) > len(changed.document.blocks)
    assert Resources.of_workspace(one) != Resources.of_workspace(other)
