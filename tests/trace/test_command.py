"""`budgetc trace` as people and programs call it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.run import call, run, run_on_terminal
from tests.support import KORLA as KORLA_TEXT
from tests.support import ROOT, korla_with
from tests.trace.support import KORLA, PUTUO, REFERENCES, document, reference, write


def _trace(*arguments: str, source: str = KORLA, language: str = "en") -> str:
    ran = call("trace", str(ROOT / source), *arguments, language=language)
    assert ran.code == 0, ran
    return ran.out


def test_a_cell_is_traced_to_its_lines() -> None:
    assert _trace("T3!2013801.basic").splitlines() == [
        "T3!2013801.basic = 203.53 万元",
        f"└─ 2013801 行政运行 = 203.53 万元  {KORLA}:{_line_of('203.53')} “203.53” 万元",
        "place: 表 3 部门支出总体情况表, row 2013801 行政运行, column 支出预算 / 基本支出",
    ]


def _line_of(text: str) -> str:
    lines = (ROOT / KORLA).read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines) if line.endswith(text))
    return f"{number + 1}:{lines[number].index(text) + 1}"


def test_blanks_around_an_id_do_not_count() -> None:
    assert _trace("  T3!2013801.basic\t") == _trace("T3!2013801.basic")


@pytest.mark.parametrize("wrong", ["t3!2013801.basic", "T3!2013801.basc", "T3!2013802.basic"])
def test_an_unknown_id_has_suggestions(wrong: str) -> None:
    ran = call("trace", str(ROOT / KORLA), wrong)
    assert ran.code == 2
    assert wrong in ran.err
    assert "T3!2013801.basic" in ran.err


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "there is no figure or cell T6!302; it may be T6!302.total, T6!302.public\n"),
        ("zh", "没有 T6!302 这个数字或单元格；可填：T6!302.total、T6!302.public\n"),
    ],
)
def test_the_id_of_a_row_suggests_its_figures_and_no_texts(language: str, words: str) -> None:
    ran = call("trace", str(ROOT / KORLA), "T6!302", language=language)
    assert ran.code == 2
    assert words in ran.err


def test_an_id_like_no_other_is_sent_to_the_list() -> None:
    ran = call("trace", str(ROOT / KORLA), "qqqqqqqqqqqq")
    assert ran.code == 2
    assert "--list shows all figures" in ran.err
    assert len(ran.err) < 400


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "no figure or cell 1,314.66万元; --grep 1314.66 shows where a number is printed\n"),
        ("zh", "没有 1,314.66万元 这个数字或单元格；用 --grep 1314.66 查找印出该数的各处\n"),
    ],
)
def test_a_number_is_sent_to_where_it_is_printed(language: str, words: str) -> None:
    ran = call("trace", str(ROOT / KORLA), "1,314.66万元", language=language)
    assert ran.code == 2
    assert words in ran.err


@pytest.mark.parametrize(
    "arguments", [[], ["a", "--list"], ["--list", "--grep", "1"], ["a", "--grep", "1"]]
)
def test_one_question_at_a_time(arguments: list[str]) -> None:
    ran = call("trace", str(ROOT / KORLA), *arguments)
    assert ran.code == 2
    assert "name one figure, or use --list or --grep" in ran.err


@pytest.mark.parametrize("arguments", [["--list"], ["--grep", "1"]])
def test_a_graph_is_of_one_figure(arguments: list[str]) -> None:
    ran = call("trace", str(ROOT / KORLA), *arguments, "--format", "dot")
    assert ran.code == 2
    assert "a graph shows one figure" in ran.err


def test_an_error_that_a_rule_finds_can_be_traced(tmp_path: Path) -> None:
    write(tmp_path, {"2024.yaml": korla_with("    amount: 314.66", "    amount: 314.67")})
    traced = run("trace", "budgets/bureau/2024.yaml", "revenue", "--lang", "en", cwd=tmp_path)
    assert traced.code == 0
    assert traced.out.startswith("revenue = 314.67 万元")


def test_a_source_without_a_document_is_reported_as_build_does(tmp_path: Path) -> None:
    write(tmp_path, {"2024.yaml": korla_with("    amount: 314.66", "    amount: '314.66'")})
    source = "budgets/bureau/2024.yaml"
    traced = run("trace", source, "T3!2013801.basic", "--lang", "en", cwd=tmp_path)
    built = run("build", source, "--lang", "en", cwd=tmp_path)
    assert (traced.code, traced.out) == (1, "")
    assert "SCH001" in traced.err
    assert built.err == f"{traced.err}nothing was written\n"


@pytest.mark.parametrize("name", REFERENCES)
def test_the_list_has_every_figure_of_the_document(name: str) -> None:
    listed = json.loads(_trace("--list", "--format", "json", source=name))
    ids = [one["id"] for one in listed]
    assert len(set(ids)) == len(ids)
    figures = {figure.id for figure in document(reference(name)).figures()}
    assert figures < set(ids)
    assert all(one["places"] and one["formula"] and one["value"] for one in listed)
    text = _trace("--list", source=name).splitlines()
    assert [line.partition(" = ")[0] for line in text] == ids


def test_the_list_says_value_and_place() -> None:
    lines = _trace("--list").splitlines()
    cell = next(line for line in lines if line.startswith("T6!301.total"))
    assert cell.startswith("T6!301.total = 260.41 万元  表 6 一般公共预算基本支出情况表, row 301 ")
    growth = next(line for line in lines if line.startswith("general_own.change.growth"))
    assert growth.startswith("general_own.change.growth = 91.87%  二、")
    assert "增长91.87%，" in growth


def test_a_number_is_searched_for_and_traced() -> None:
    text = _trace("--grep", "91.87")
    assert text.startswith("general_own.change.growth = 91.87%  (growth: (314.66 − 164) ÷ 164")
    assert text.count("place: ") == 1
    assert _trace("--grep", "91.87%") == text


def test_places_that_print_the_same_sum_have_one_tree() -> None:
    text = _trace("--grep", "203.53")
    assert text.count(f"{KORLA}:{_line_of('203.53')}") == 1
    assert text.count("place: ") >= 5


def test_numbers_are_found_however_they_are_written() -> None:
    assert _trace("--grep", "3121.42", source=PUTUO) == _trace("--grep", "3,121.42", source=PUTUO)
    found = json.loads(_trace("--grep", "40.00", "--format", "json"))
    ids = {one["figure"] for one in found["figures"]}
    assert "procurement.total" in ids


def test_numbers_in_texts_are_found_too_with_the_line_that_has_them() -> None:
    text = _trace("--grep", "5000")
    assert "in a text that is no figure: 部门整体绩效目标表（2024年）, row 办理发放营业执照" in text
    assert f"  {KORLA}:" in text
    assert "“5000”" in text


def test_a_number_that_is_not_printed_is_said_to_be_so() -> None:
    ran = call("trace", str(ROOT / KORLA), "--grep", "91.88")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "nothing in the document prints 91.88\n"


@pytest.mark.parametrize("wrong", ["", "x", "1.2.3 4", "九十一"])
def test_what_is_no_number_is_refused(wrong: str) -> None:
    ran = call("trace", str(ROOT / KORLA), "--grep", wrong)
    assert ran.code == 2
    assert "is no number" in ran.err


def test_a_graph_has_a_line_for_each_node_and_each_edge() -> None:
    lines = _trace("basic.change.growth", "--format", "dot").splitlines()
    assert lines[0] == "digraph trace {"
    assert lines[-1] == "}"
    nodes = [line for line in lines if line.startswith("  n") and "label=" in line]
    edges = [line for line in lines if "->" in line]
    assert len(nodes) == len(edges) + 1 > 10


@pytest.mark.needs("dot")
def test_a_graph_is_one_that_graphviz_can_read() -> None:
    text = _trace("basic.change.growth", "--format", "dot")
    subprocess.run(["dot", "-Tsvg"], input=text.encode(), check=True, capture_output=True)


def test_a_graph_escapes_what_was_typed(tmp_path: Path) -> None:
    text = korla_with("{item: 购置执法装备, amount: 2}", '{item: "a\\"b\\\\c", amount: 2}')
    write(tmp_path, {"2024.yaml": text})
    source = "budgets/bureau/2024.yaml"
    ran = run("trace", source, "T3!2013805.project", "--format", "dot", cwd=tmp_path)
    assert 'a\\"b\\\\c = 2' in ran.out


def test_on_a_terminal_places_are_coloured_unless_unwanted(tmp_path: Path) -> None:
    write(tmp_path, {"2024.yaml": KORLA_TEXT})
    arguments = ("trace", "budgets/bureau/2024.yaml", "T3!2013801.basic")
    assert "\x1b[36m" in run_on_terminal(*arguments, cwd=tmp_path).out
    plain = run_on_terminal(*arguments, cwd=tmp_path, env={"NO_COLOR": "1"}).out
    assert "\x1b" not in plain
    assert plain == run(*arguments, cwd=tmp_path).out


def test_a_unit_below_is_named_by_its_path_from_anywhere(tmp_path: Path) -> None:
    write(tmp_path / "w", {"2024.yaml": KORLA_TEXT})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    ran = run("trace", "../w/budgets/bureau/2024.yaml", "T3!2013801.basic", cwd=elsewhere)
    assert ran.code == 0, ran.err
    assert "budgets/bureau/2024.yaml:" in ran.out
