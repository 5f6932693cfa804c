"""How numbers look is declared: brackets, symbols, marks, units, and a style for each section."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from budgetc.diagnostics import Severity
from budgetc.diagnostics.messages import ENGLISH, Translator
from budgetc.document.figures import exact_value, figures_by_id
from budgetc.files.data import Resources
from budgetc.layout.context import year_label
from budgetc.pipeline import Compilation
from budgetc.render.markdown import render_markdown
from tests.jurisdiction import third
from tests.layout.shanghai import paragraphs, with_options
from tests.support import compile_only, compile_text, with_change

DOLLARS = '{"USD": {"smallest": {"en": "cent", "zh": "美分"}, "units": {"$": 100, "k$": 100000}}}'
PUTUO_OPTIONS = """\
{prose: {separator: ""}, sections: {explanation: {decimals: 0}, other_matters: {zero: "0.00"}}}"""


def _harbour(folder: Path, files: dict[str, str]) -> Compilation:
    third.write_third(folder)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return compile_only(folder)


def _markdown(compiled: Compilation) -> str:
    assert compiled.document is not None, [ENGLISH(f.message) for f in compiled.findings]
    return render_markdown(compiled.document, Resources.of_workspace(None))


def _said(compiled: Compilation) -> list[str]:
    return [
        f"{f.span.line} {f.code} {ENGLISH(f.message)}; {ENGLISH(f.hint) if f.hint else ''}"
        for f in compiled.findings
        if f.severity is Severity.ERROR
    ]


LAYOUT = "templates/harbour/layout.yaml"
TEMPLATE = "templates/harbour/document.j2"
STYLES = """\
  table: {unit: k, decimals: 1, separator: ",", zero: "-"}
  prose: {unit: k, decimals: 0, separator: ","}
  percent: {decimals: 1, from_zero: new}
"""


def _layout(styles: str) -> str:
    return with_change(third.LAYOUT, STYLES, styles)


@pytest.mark.parametrize(
    ("styles", "sentences", "row"),
    [
        (
            (
                '  table: {unit: 元, decimals: 2, separator: ".", point: ","}\n'
                '  prose: {unit: 万元, decimals: 2, point: ","}\n'
                '  percent: {decimals: 1, from_zero: new, point: ",", sign: " %"}\n'
            ),
            ["takes in 130,00万元 and", "That is 30,00万元 more than in 2023, or 30,0 %."],
            "| Own earnings | 65.500,00 |",
        ),
        (
            (
                '  table: {unit: 元, decimals: 0, separator: ",", symbol: ¥}\n'
                "  prose: {unit: 元, decimals: 0, separator: ' ', symbol: ' ¥', symbol_at: after}\n"
                "  percent: {decimals: 1, from_zero: new}\n"
            ),
            ["takes in 1 300 000 ¥ and", "That is 300 000 ¥ more than in 2023, or 30.0%."],
            "| Own earnings | ¥65,500 |",
        ),
        (
            (
                '  table: {unit: 元, decimals: 0, separator: ","}\n'
                "  prose: {unit: k, decimals: 1, separator: ',', word: ' thousand yuan'}\n"
                "  percent: {decimals: 1, from_zero: new}\n"
            ),
            ["takes in 1,300.0 thousand yuan and", "That is 300.0 thousand yuan more than"],
            "| Own earnings | 65,500 |",
        ),
    ],
)
def test_marks_symbols_and_words_are_declared(
    tmp_path: Path, styles: str, sentences: list[str], row: str
) -> None:
    text = _markdown(_harbour(tmp_path, {LAYOUT: _layout(styles)}))
    assert row in text.splitlines()
    assert [one for one in sentences if one not in text] == []


MARKED = """\
  table: {unit: 元, decimals: 0, separator: ",", groups: lakhs, negative: △}
  prose: {unit: 元, decimals: 0, separator: ",", groups: lakhs, negative: ▲}
  percent: {decimals: 1, from_zero: new, negative: △}
"""


def test_a_mark_may_stand_before_what_is_below_zero_and_pairs_above_thousands(
    tmp_path: Path,
) -> None:
    source = with_change(
        third.SOURCE, "amount: 65500.00, prior: 0,", "amount: -65500.00, prior: 0,"
    )
    source = with_change(source, "amount: 1234500.00,", "amount: 1365500.00,")
    files = {LAYOUT: _layout(MARKED), "budgets/harbour-office/2024.yaml": source}
    draft = _harbour(tmp_path, files).draft  # its funds do not balance now
    assert draft is not None
    text = render_markdown(draft.document, Resources.of_workspace(None))
    assert "The office takes in 13,00,000元 and spends 13,00,000元." in text
    assert "| Own earnings | △65,500 |" in text


def test_a_source_may_choose_marks_and_groups(tmp_path: Path) -> None:
    options = "options: {tables: {negative: ▲}, prose: {unit: 元, groups: lakhs}}\n"
    source = third.SOURCE.replace("unit: 元\n", f"unit: 元\n{options}", 1)
    text = _markdown(_harbour(tmp_path, {"budgets/harbour-office/2024.yaml": source}))
    assert "The office takes in 13,00,000元 and spends 13,00,000元." in text


def test_a_source_may_choose_another_look(tmp_path: Path) -> None:
    options = "options: {tables: {point: ',', separator: ''}, prose: {unit: 元, symbol: ¥}}\n"
    source = third.SOURCE.replace("unit: 元\n", f"unit: 元\n{options}", 1)
    text = _markdown(_harbour(tmp_path, {"budgets/harbour-office/2024.yaml": source}))
    assert "The office takes in ¥1,300,000 and spends ¥1,300,000." in text
    assert "| From the general fund | 1234,5 |" in text


def test_a_section_of_the_text_has_a_style_of_its_own(tmp_path: Path) -> None:
    layout = _layout(STYLES + "  sections: {running: {decimals: 2}, classes: {unit: 元}}\n")
    template = with_change(
        third.TEMPLATE,
        "Its running takes {{ share(figures.basic, figures.expenditure) }} of it.\n",
        '{% call in_style("running") %}\n'
        "Its running takes {{ figures.basic }}, {{ figures.basic.bare }} of all.\n"
        "{% endcall %}\n"
        'Once more: {{ figures.basic }}, {% call in_style("classes") %}{{ figures.basic }}'
        "{% endcall %}.\n",
    )
    text = _markdown(_harbour(tmp_path, {LAYOUT: layout, TEMPLATE: template}))
    assert "Its running takes 1,000.00k, 1,000.00 of all.\n" in text
    assert "Once more: 1,000k, 1,000,000元.\n" in text


def test_a_section_that_is_not_declared_is_a_fault_of_the_template(tmp_path: Path) -> None:
    template = '{% call in_style("other") %}\nWords.\n{% endcall %}\n'
    (said,) = _said(_harbour(tmp_path, {TEMPLATE: template}))
    assert said == (
        "1 TPL001 the template fails: the layout declares no section other of its numbers; "
        "delete it: there is none that it could be"
    )


@pytest.mark.parametrize(
    ("within", "reason"),
    [
        ('{% include "templates/nowhere.j2" %}', "there is no template templates/nowhere.j2"),
        ("{{ figures.nowhere }}", "this part of the layout has no nowhere"),
        ("{% set x, y = (1,) %}", "not as many items as names"),
        ('{% if "a" < 3 %}{% endif %}', "a text and a number are not compared with <"),
    ],
)
def test_what_is_wrong_inside_a_style_is_told_as_outside(
    tmp_path: Path, within: str, reason: str
) -> None:
    for line, template in (
        (1, f"{within}\n"),
        (2, f'{{% call in_style("running") %}}\n{within}\n{{% endcall %}}\n'),
    ):
        layout = _layout(STYLES + "  sections: {running: {decimals: 2}}\n")
        (said,) = _said(_harbour(tmp_path / str(line), {LAYOUT: layout, TEMPLATE: template}))
        assert said.startswith(f"{line} TPL001 the template fails: {reason}")


def test_putuo_prints_one_part_in_whole_numbers_and_another_with_decimals() -> None:
    source = with_options(PUTUO_OPTIONS)
    explained, *_ = paragraphs(source, "四、")
    assert explained == (
        "2024年，上海市某某管理所收入预算124万元，其中：财政拨款收入123万元，比2023年预算增加3万元；"
        "事业收入1万元；事业单位经营收入0万元；其他收入0万元。"
    )
    three_public, *_ = paragraphs(source, "六、")
    assert three_public == "2024年“三公”经费预算数为0.00万元，与2023年预算持平。其中："


def test_a_section_that_the_layout_does_not_have_is_found() -> None:
    compiled = compile_text(with_options("{sections: {explained: {decimals: 0}}}"))
    assert _said(compiled) == [
        (
            "4 SCH002 the key explained is not known here; "
            "it may be explanation, other_matters, projects"
        )
    ]


def test_an_amount_is_told_the_smallest_of_its_own_currency(tmp_path: Path) -> None:
    styles = STYLES.replace("unit: k", "unit: k$")
    source = with_change(third.SOURCE, "amount: 65500.00, prior", "amount: 65500.005, prior")
    files = {
        LAYOUT: _layout(styles).replace("unit: 元", "unit: $"),
        "schema/units.json": '{"元": 100, "k$": 100000, "$": 100}',
        "budgets/harbour-office/2024.yaml": source,
    }
    hint = "元 has at most 2 decimals; look at the point, and at the unit at the top of the file"
    assert _said(_harbour(tmp_path, files)) == [
        f"8 AMT001 65500.005 元 is finer than 0.01 元; {hint}"
    ]
    files["schema/units.json"] = DOLLARS.replace('"$"', '"元"')
    assert _said(_harbour(tmp_path, files)) == [
        f"8 AMT001 65500.005 元 is finer than one cent; {hint}"
    ]


def test_a_source_in_another_currency_than_its_documents_print_is_refused(tmp_path: Path) -> None:
    layout = _layout(STYLES.replace("unit: k", "unit: k$")).replace("unit: 元", "unit: $")
    units = f'{{"元": 100, {DOLLARS[1:]}'
    compiled = _harbour(tmp_path, {LAYOUT: layout, "schema/units.json": units})
    assert _said(compiled) == ["3 SCH004 Unit of amounts may not be 元; it may be $, k$"]


def test_no_choice_of_a_source_prints_another_currency(tmp_path: Path) -> None:
    source = third.SOURCE.replace("unit: 元\n", "unit: 元\noptions: {prose: {unit: $}}\n", 1)
    files = {
        "schema/units.json": f'{{"元": 100, "k": 100000, {DOLLARS[1:]}',
        "budgets/harbour-office/2024.yaml": source,
    }
    assert _said(_harbour(tmp_path, files)) == [
        "4 SCH004 Options › Sentences › Unit may not be $; it may be 元, k"
    ]


def test_one_mark_is_not_both_of_thousands_and_the_point(tmp_path: Path) -> None:
    layout = _layout(STYLES.replace('1, separator: ","', '1, separator: "."'))
    (said, *_) = _said(_harbour(tmp_path, {LAYOUT: layout}))
    assert said == "7 LAY001 numbers.table: . stands for thousands and for the decimal point; "
    source = third.SOURCE.replace("unit: 元\n", "unit: 元\noptions: {prose: {point: ','}}\n", 1)
    files = {LAYOUT: third.LAYOUT, "budgets/harbour-office/2024.yaml": source}
    assert _said(_harbour(tmp_path, files)) == [
        "4 LAY001 numbers.prose: , stands for thousands and for the decimal point; "
    ]


READER = (
    "a reader would take it for another number: beside digits stands no digit and no sign of "
    "numbers, between them a usual mark, and the text for zero tells no other number"
)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ('prose: {symbol: "-"}', "numbers.prose: 5 would be printed as -5"),
        ('tables: {point: "0"}', "numbers.table: 5.0 would be printed as 500"),
        ('tables: {point: "-", zero: plain}', "numbers.table: 5.0 would be printed as 5-0"),
        ('tables: {zero: "12.00"}', "numbers.table: 0.0 would be printed as 12.00"),
        ('by_table: {"2": {zero: "12.00"}}', "tables.2: 0.0 would be printed as 12.00"),
        ('prose: {word: " 000"}', "numbers.prose: 5 would be printed as 5 000"),
    ],
)
def test_no_choice_of_a_source_prints_another_number(
    tmp_path: Path, options: str, said: str
) -> None:
    source = third.SOURCE.replace("unit: 元\n", f"unit: 元\noptions:\n  {options}\n", 1)
    files = {LAYOUT: third.LAYOUT, "budgets/harbour-office/2024.yaml": source}
    assert _said(_harbour(tmp_path, files)) == [f"5 LAY001 {said}; {READER}"]


ENGLISH_UNITS = third.UNITS.replace(
    "}", ', "$": 100, "$ million": 100000000, "KES": 100, "KES million": 100000000}'
)


@pytest.mark.parametrize(
    ("prose", "printed"),
    [
        ('{unit: "$ million", decimals: 2, symbol: "$", word: " million"}', "$1.30 million"),
        (
            '{unit: "KES million", decimals: 2, symbol: "KES ", word: " million"}',
            "KES 1.30 million",
        ),
        (
            '{unit: "$ million", decimals: 2, symbol: " million", symbol_at: after, word: ""}',
            "1.30 million",
        ),
    ],
)
def test_a_symbol_and_a_word_name_a_unit_together(tmp_path: Path, prose: str, printed: str) -> None:
    layout = with_change(third.LAYOUT, '{unit: k, decimals: 0, separator: ","}', prose)
    compiled = _harbour(tmp_path, {LAYOUT: layout, "schema/units.json": ENGLISH_UNITS})
    assert _said(compiled) == []
    assert printed in _markdown(compiled).replace("\\", "").replace("<wbr>", "")


@pytest.mark.parametrize(
    "prose",
    [
        '{unit: "$ million", decimals: 2, symbol: "$"}',
        '{unit: "$ million", decimals: 2, symbol: "$", word: " in all"}',
        '{unit: "k", decimals: 2, symbol: "$", word: " million"}',
        '{unit: "KES million", decimals: 2, symbol: " million", word: " $"}',
    ],
)
def test_a_word_beside_the_symbol_of_another_unit_does_not_hide_it(
    tmp_path: Path, prose: str
) -> None:
    layout = with_change(third.LAYOUT, '{unit: k, decimals: 0, separator: ","}', prose)
    compiled = _harbour(tmp_path, {LAYOUT: layout, "schema/units.json": ENGLISH_UNITS})
    unit = prose.split('"')[1]
    (said,) = _said(compiled)
    assert said.endswith(
        f"numbers.prose: amounts in {unit} would be called $; to print $, say unit: $"
    )


def _in_chinese(compiled: Compilation) -> list[tuple[str, str | None]]:
    """Return the errors of a compilation, each with its hint."""
    chinese = Translator("zh")
    return [
        (chinese(one.message), chinese(one.hint) if one.hint is not None else None)
        for one in compiled.findings
        if one.severity is Severity.ERROR
    ]


def test_no_choice_of_a_source_calls_a_unit_by_the_name_of_another(tmp_path: Path) -> None:
    source = third.SOURCE.replace(
        "unit: 元\n", "unit: 元\noptions: {prose: {word: ' 元'}, tables: {symbol: 万元}}\n", 1
    )
    compiled = _harbour(tmp_path, {"budgets/harbour-office/2024.yaml": source})
    assert _said(compiled) == [
        "4 LAY001 numbers.prose: amounts in k would be called 元; to print 元, say unit: 元",
        "4 LAY001 numbers.table: amounts in k would be called 万元; to print 万元, say unit: 万元",
    ]
    assert _in_chinese(compiled) == [
        ("numbers.prose：以“k”计的金额会写成“元”", "要以“元”印出，请填 unit: 元"),
        ("numbers.table：以“k”计的金额会写成“万元”", "要以“万元”印出，请填 unit: 万元"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            '1, separator: ",", zero: "-"',
            '1, point: "0"',
            7,
            "numbers.table: 5.0 would be printed as 500",
        ),
        (
            "prose: {unit: k,",
            'prose: {symbol: "(", unit: k,',
            7,
            "numbers.prose: 5 would be printed as (5",
        ),
        (
            "from_zero: new",
            'from_zero: new, point: "1"',
            7,
            "numbers.percent: 5.0 would be printed as 510",
        ),
        (
            "from_zero: new",
            'from_zero: new, sign: "0%"',
            7,
            "numbers.percent: 5.0 would be printed as 5.00%",
        ),
        (
            "from_zero: new}",
            'from_zero: new}\n  sections: {running: {word: "-"}}',
            7,
            "numbers.sections.running: 5 would be printed as 5-",
        ),
    ],
)
def test_no_layout_prints_another_number(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    layout = _layout(with_change(STYLES, old, new))
    (first, *_) = _said(_harbour(tmp_path, {LAYOUT: layout}))
    assert first == f"{line} LAY001 {said}; {READER}"


def test_a_column_does_not_either(tmp_path: Path) -> None:
    layout = with_change(
        third.LAYOUT,
        "          - {head: Projects, id: projects, kind: project}\n",
        "          - head: Projects\n"
        "            over:\n"
        "              - {head: Whole, kind: project, numbers: {zero: '7'}}\n",
    )
    (said,) = _said(_harbour(tmp_path, {LAYOUT: layout}))
    assert said.endswith(f"LAY001 tables.2: 0.0 would be printed as 7; {READER}"), said


def test_what_would_be_read_as_another_number_is_said_in_chinese(tmp_path: Path) -> None:
    options = "options: {prose: {symbol: '-'}}"
    source = third.SOURCE.replace("unit: 元\n", f"unit: 元\n{options}\n", 1)
    compiled = _harbour(tmp_path, {"budgets/harbour-office/2024.yaml": source})
    assert _in_chinese(compiled) == [
        (
            "numbers.prose：5 会印成“-5”",
            (
                "读者会看成另一个数：数字两旁不得有数字或数的符号，"
                "数字之间只用通常的小数点和千分位分隔符，零的印法不得是别的数"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("", "2024 after 2023, 2021"),
        ('year_label: "FY{yy}"\n', "FY24 after FY23, FY21"),
        ("year_label: 民国{roc}年度\n", "民国113年度 after 民国112年度, 民国110年度"),
        ('year_label: "{year}/{yy}"\n', "2024/24 after 2023/23, 2021/21"),
        ('year_label: "{year}/{next_yy}"\n', "2024/25 after 2023/24, 2021/22"),
        (
            'year_label: "{prior_year}-{prior_yy}-{next_year}"\n',
            "2023-23-2025 after 2022-22-2024, 2020-20-2022",
        ),
        (
            """year_label: "{era}年度"
eras: [{name: 乙, since: 2023, first: 元}, {name: 甲, since: 2021}]
""",
            "乙2年度 after 乙元年度, 甲1年度",
        ),
        (
            'year_label: "{era}年度"\neras: [{name: 甲, since: 2024, first: 元}]\n',
            "甲元年度 after 2023年度, 2021年度",
        ),
    ],
)
def test_a_year_is_printed_as_declared(tmp_path: Path, label: str, printed: str) -> None:
    layout = with_change(label + third.LAYOUT, "{head: Together, ", '{head: "{{ HEAD }}", ')
    layout = layout.replace("HEAD", "year_label(first_year)")
    template = third.TEMPLATE.replace(
        "# Overview",
        "{{ year_label(year) }} after {{ year_label(prior_year) }}, {{ year_label(year, back=3) }}",
    )
    text = _markdown(_harbour(tmp_path, {LAYOUT: layout, TEMPLATE: template}))
    assert printed in text.splitlines()
    assert f"| Projects | {printed.split(maxsplit=1)[0]} |" in text


def test_a_year_has_another_form_where_a_template_says_so(tmp_path: Path) -> None:
    asked = """{{ year_label(year) }}, {{ year_label(year, form="'{yy}/{next_yy}") }}"""
    template = third.TEMPLATE.replace("# Overview", asked)
    layout = f'year_label: "FY{{yy}}"\n{third.LAYOUT}'
    text = _markdown(_harbour(tmp_path, {LAYOUT: layout, TEMPLATE: template}))
    assert "FY24, '24/25" in text.splitlines()


@pytest.mark.parametrize("label", ["FY{y}", "FY", "{next_roc}", "{next_next_yy}"])
def test_a_year_label_without_a_year_is_refused(tmp_path: Path, label: str) -> None:
    said = _said(_harbour(tmp_path, {LAYOUT: f'year_label: "{label}"\n{third.LAYOUT}'}))
    assert [one[:10] for one in said] == ["1 SCH004 y"], said


def test_years_of_an_era_need_the_era(tmp_path: Path) -> None:
    layout = f'year_label: "{{era}}年度"\n{third.LAYOUT}'
    (found,) = (
        one
        for one in _harbour(tmp_path, {LAYOUT: layout}).findings
        if one.severity is Severity.ERROR
    )
    assert (found.code, found.span.line, found.span.column) == ("LAY001", 1, 13)
    assert found.hint is not None
    assert [ENGLISH(found.message), ENGLISH(found.hint)] == [
        "year_label has {era}, and the layout has no eras:",
        "add eras: with the name and the first year of each, such as [{name: …, since: 2019}]",
    ]
    chinese = Translator("zh")
    assert [chinese(found.message), chinese(found.hint)] == [
        "year_label 中有 {era}，格式中却没有 eras：",
        "请补 eras：，写明各年号的名称和第一年，例如 [{name: …, since: 2019}]",
    ]


def test_the_year_after_a_century_has_two_digits() -> None:
    assert year_label("{year}/{next_yy}", (), 2099) == "2099/00"
    assert year_label("{prior_yy}/{yy}", (), 2000) == "99/00"


def test_a_column_has_numbers_of_its_own(tmp_path: Path) -> None:
    layout = with_change(
        third.LAYOUT,
        "          - {head: Projects, id: projects, kind: project}\n",
        "          - head: Projects\n"
        "            numbers: {unit: 元, decimals: 2}\n"
        "            over:\n"
        "              - {head: In yuan, id: yuan, kind: project}\n"
        "              - {head: Whole, kind: project, numbers: {decimals: 0, zero: nil}}\n",
    )
    text = _markdown(_harbour(tmp_path, {LAYOUT: layout}))
    assert "| 201 | General services | 900.0 | 300,000.00 | 300,000 | 1,200.0 |" in text
    assert "| 2210201 | Housing fund | 100.0 | - | nil | 100.0 |" in text


@pytest.mark.parametrize(
    ("made_from", "growth", "said"),
    [
        ("exact", "30.0%", "1M to 1M: 30.0% is printed, the printed amounts make 0.0%"),
        ("printed", "0.0%", "1M to 1M: 0.0% is printed, the exact amounts make 30.0%"),
    ],
)
def test_growth_may_be_that_of_the_printed_amounts(
    tmp_path: Path, made_from: str, growth: str, said: str
) -> None:
    styles = STYLES.replace("prose: {unit: k,", "prose: {unit: M,").replace(
        "from_zero: new", f"from_zero: new, made_from: {made_from}"
    )
    files = {
        LAYOUT: _layout(styles + "  sections: {fine: {unit: k}}\n"),
        TEMPLATE: third.TEMPLATE.replace(
            "Its running",
            '{% call in_style("fine") %}In k: {{ change.growth }}.{% endcall %}\n\nIts running',
        ),
        "schema/units.json": third.UNITS.replace("}", ', "M": 100000000}'),
    }
    compiled = _harbour(tmp_path, files)
    text = _markdown(compiled)
    assert f"That is 0M more than in 2023, or {growth}." in text
    assert "In k: 30.0%." in text
    notes = [ENGLISH(one.message) for one in compiled.findings if one.code == "PCT101"]
    assert notes == [f"Overview: {said}"]
    assert compiled.document is not None
    change = figures_by_id(compiled.document)["revenue.change.growth"]
    assert exact_value(change) == Fraction(growth.removesuffix("%"))


def test_what_fell_stands_in_brackets_and_every_figure_knows_its_value(tmp_path: Path) -> None:
    columns = """\
          - {head: This year, id: now, kind: project}
          - {head: Last year, id: then, of: prior}
          - {head: Change, id: change, compute: change, columns: [now, then]}
          - {head: Rate, id: rate, compute: growth, columns: [now, then], made_from: printed}
"""
    start = third.LAYOUT.index("          - {head: Basic, id: basic")
    end = third.LAYOUT.index("        rows: {by: function, levels: [class, item]")
    styles = STYLES.replace('1, separator: ",", zero: "-"', "0, negative: brackets, zero: blank")
    layout = third.LAYOUT[:start] + columns + third.LAYOUT[end:]
    layout = with_change(layout, STYLES, styles.replace("new}", "new, negative: brackets}"))
    source = third.SOURCE.replace(
        "      prior: 100000.00\n", "      prior_by_fund: {general.own: 99600}\n"
    )
    files = {LAYOUT: layout, "budgets/harbour-office/2024.yaml": source}
    compiled = _harbour(tmp_path, files)
    rows = _markdown(compiled).splitlines()
    assert (
        "| 2013801 | Running of the office |  | 800 | (800) | (100.0%) |".replace("|  |", "| |")
        in rows
    )
    assert "| 2013805 | Supervision projects | 300 | 100 | 200 | 200.0% |" in rows
    assert compiled.document is not None
    known = figures_by_id(compiled.document)
    assert exact_value(known["T2!2013805.rate"]) == 200  # 300 − 100 over 100, as printed
    assert exact_value(known["T2!2013801.rate"]) == -100
    assert exact_value(known["T2!2013801.change"]) == -80_000_000
