"""A data file of the workspace that is wrong is a finding; one left out is inherited."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import ENGLISH, Bilingual, Translator
from budgetc.files.data import DataFaultError
from budgetc.numbers.money import load_units
from budgetc.pipeline import Compilation
from tests.cli.run import run
from tests.support import KORLA, ROOT, compile_only, found, with_change, write_files


def _compiled(folder: Path, files: dict[str, bytes], year: int = 2024) -> Compilation:
    source = with_change(KORLA, "year: 2024\n", f"year: {year}\n").encode()
    write_files(folder, {**files, f"budgets/bureau/{year}.yaml": source})
    return compile_only(folder)


FUNCTIONAL = (ROOT / "schema/classification/2024/functional.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("schema/units.json", b"{"),
        ("schema/budget.schema.json", b"{"),
        ("schema/classification/2024/functional.csv", FUNCTIONAL.encode("gbk")),
        ("schema/classification/2024/functional.csv", b""),
        ("schema/classification/2024/functional.csv", FUNCTIONAL.replace("code", "kode").encode()),
        ("schema/classification/2024/functional.csv", f"{FUNCTIONAL}{'x' * 140_000}\n".encode()),
        ("schema/classification/2024/functional.csv", FUNCTIONAL.encode() + b"\n" * (10 << 20)),
        ("schema/classification/2024/item_pairs.json", b"{}"),
        ("schema/targets.json", b"{}"),
    ],
    ids=["units", "schema", "gbk", "empty", "head", "field", "size", "pairs", "targets"],
)
def test_a_data_file_that_is_wrong_is_named(tmp_path: Path, name: str, content: bytes) -> None:
    compiled = _compiled(tmp_path, {name: content})
    assert [(f.code, f.span.file) for f in compiled.findings] == [("DAT001", name)]


COMMAS = (
    "separate the columns by commas; spreadsheets of many countries save CSV with semicolons or "
    "tabs"
)
COMMAS_ZH = "各列请以逗号分隔；有些地区的电子表格另存CSV时用的是分号或制表符"
LOOK = (
    "look here, and at what stands before: a comma too many or missing, a quote or a bracket that "
    "is not closed"
)


@pytest.mark.parametrize(
    ("name", "content", "place", "english", "chinese"),
    [
        (
            "schema/classification/2024/functional.csv",
            b"code,name\n201,\xe4\n",
            (2, 1),
            (
                "it is not UTF-8 text (0xe4)",
                "save it with the encoding UTF-8; a list in Excel as “CSV UTF-8”",
            ),
            ("不是UTF-8文本（0xe4）", "请以UTF-8编码保存；在Excel中另存为“CSV UTF-8”"),
        ),
        (
            "schema/classification/2024/functional.csv",
            b"code;name;level;parent\n",
            (1, 1),
            ("its first line names no column code", COMMAS),
            ("首行没有列名 code", COMMAS_ZH),
        ),
        (
            "schema/classification/2024/functional_successors.csv",
            b"code\tsuccessor\n",
            (1, 1),
            ("its first line names no column code", COMMAS),
            ("首行没有列名 code", COMMAS_ZH),
        ),
        (
            "schema/classification/2024/functional.csv",
            b"",
            (1, 1),
            (
                "its first line names no column code",
                "name the columns in the first line as here: code,name,parent",
            ),
            ("首行没有列名 code", "请按此式写首行列名：code,name,parent"),
        ),
        (
            "schema/units.json",
            b'{\n "a": {,}\n}',
            (2, 8),
            (
                "it is no JSON from here on",
                LOOK,
            ),
            (
                "从此处起不合JSON格式",
                "请检查此处和紧接其前的内容：是否多了或少了逗号，引号或括号是否没有成对",
            ),
        ),
    ],
    ids=["latin", "semicolons", "tabs", "empty", "json"],
)
def test_how_a_data_file_was_saved_is_told_in_plain_words(
    tmp_path: Path,
    name: str,
    content: bytes,
    place: tuple[int, int],
    english: tuple[str, str],
    chinese: tuple[str, str],
) -> None:
    (told,) = _compiled(tmp_path, {name: content}).findings
    assert (told.span.file, told.span.line, told.span.column) == (name, *place)
    assert told.hint is not None
    assert (ENGLISH(told.message), ENGLISH(told.hint)) == (
        f"{name} cannot be used: {english[0]}",
        english[1],
    )
    say = Translator("zh")
    assert (say(told.message), say(told.hint)) == (f"{name}无法使用：{chinese[0]}", chinese[1])


def test_a_list_of_a_new_year_may_come_alone_and_from_a_spreadsheet(tmp_path: Path) -> None:
    name = "schema/classification/2025/functional.csv"
    compiled = _compiled(tmp_path, {name: FUNCTIONAL.encode("utf-8-sig")}, 2025)
    assert "CLS101" not in {f.code for f in compiled.findings}
    assert compiled.document is not None, found(compiled.findings)


def test_a_folder_that_is_no_year_is_no_edition(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path, {"schema/classification/²/functional.csv": b""})
    assert compiled.document is not None


RUPEES = """\
{"INR": {
 "smallest": {"en": "paisa", "zh": "派萨"},
 "units": {
  "₹": 100,
  "₹ lakh": 10000000
}}}
"""
OWN_UNITS = "mend it: a workspace with units of its own needs the file"
OWN_UNITS_ZH = "请修改；使用自定单位的工作区离不开此文件"

PATTERNS = ("lint", "targets", "code_rules", "procurement", "fund_types", "kind_funds")


@pytest.mark.parametrize("name", PATTERNS)
def test_a_list_with_patterns_cannot_be_replaced(tmp_path: Path, name: str) -> None:
    file = f"schema/{name}.json"
    shipped = (ROOT / file).read_bytes()
    copy = _compiled(tmp_path / "copy", {file: shipped})
    assert "DAT001" not in {f.code for f in copy.findings}
    other = _compiled(tmp_path / "other", {file: shipped.replace(b"{", b"{ ", 1)})
    assert [(f.code, f.span.file) for f in other.findings] == [("DAT001", file)]


@pytest.mark.parametrize("content", [b"[]", b"[" * 100_000, b'{"\xe5\x85\x83": null}', b"{}"])
def test_units_that_are_none_are_named(tmp_path: Path, content: bytes) -> None:
    compiled = _compiled(tmp_path, {"schema/units.json": content})
    assert [(f.code, f.span.file) for f in compiled.findings] == [("DAT001", "schema/units.json")]


@pytest.mark.parametrize(
    ("right", "wrong", "place", "english", "chinese"),
    [
        (
            '"smallest"', '"smalest"', (2, 2),
            ("the key smalest is not known here", "did you mean smallest?"),
            ("此处没有填报项“smalest”", "是否应为smallest？"),
        ),
        (
            '"smallest": {"en": "paisa", "zh": "派萨"},', "", (1, 2),
            ("INR has no key smallest", OWN_UNITS), ("INR 下没有 smallest 这一项", OWN_UNITS_ZH),
        ),
        (
            '{"en": "paisa", "zh": "派萨"}', "{}", (2, 2),
            ('smallest names the smallest unit in each language: "en", "zh" or both', OWN_UNITS),
            ("smallest 填最小单位在各语言中的名称：en、zh 或两者都填", OWN_UNITS_ZH),
        ),
        (
            '"units": {', '"signs": [1], "units": {', (3, 2),
            ('signs are a list of texts, such as ["$"]', OWN_UNITS),
            ('signs 应为文字列表，例如 ["$"]', OWN_UNITS_ZH),
        ),
        (
            '"₹ lakh": 10000000', '"₹ lakh": 10000001', (5, 3),
            ("each unit is worth 1, 10, 100 … of the smallest", OWN_UNITS),
            ("每个单位应为最小单位的1倍、10倍、100倍……", OWN_UNITS_ZH),
        ),
        (
            "}}}", '}}, "USD": {"smallest": {"en": "cent"}, "units": {"₹": 100}}}', (6, 51),
            ("₹ is a unit of INR already", OWN_UNITS), ("₹ 已是 INR 的单位", OWN_UNITS_ZH),
        ),
    ],
    ids=["key", "smallest", "unnamed", "signs", "worth", "twice"],
)  # fmt: skip
def test_what_is_wrong_with_units_is_told_where_it_stands(
    tmp_path: Path,
    right: str,
    wrong: str,
    place: tuple[int, int],
    english: tuple[str, str],
    chinese: tuple[str, str],
) -> None:
    name = "schema/units.json"
    (told,) = _compiled(tmp_path, {name: RUPEES.replace(right, wrong).encode()}).findings
    assert (told.span.file, told.span.line, told.span.column) == (name, *place)
    assert told.hint is not None
    say = Translator("zh")
    assert (ENGLISH(told.message), ENGLISH(told.hint)) == (
        f"{name} cannot be used: {english[0]}",
        english[1],
    )
    assert (say(told.message), say(told.hint)) == (f"{name}无法使用：{chinese[0]}", chinese[1])


def test_a_remark_in_units_says_nothing(tmp_path: Path) -> None:
    text = RUPEES.replace('"units"', '"$comment": "since 1957",\n "units"')
    found = _compiled(tmp_path, {"schema/units.json": text.encode()}).findings
    assert "DAT001" not in {one.code for one in found}


@pytest.mark.parametrize("one", ['"en": "paisa"', '"zh": "派萨"'])
def test_the_smallest_unit_may_be_named_in_one_language(one: str) -> None:
    units = load_units(RUPEES.replace('"en": "paisa", "zh": "派萨"', one))
    name = one.split('"')[3]
    assert units["₹"].smallest == Bilingual(name, name)


def test_a_source_has_one_of_the_units_that_there_are(tmp_path: Path) -> None:
    compiled = _compiled(tmp_path, {"schema/units.json": '{"千元": 100000}'.encode()})
    (told,) = compiled.findings
    assert (told.code, told.hint and ENGLISH(told.hint)) == ("SCH004", "it may be 千元")


@pytest.mark.parametrize(
    "command",
    [["build", "--region"], ["jurisdictions"], ["schema"],
     ["new", "--from", "budgets/bureau/2024.yaml", "--year", "2025"]],
)  # fmt: skip
def test_so_does_every_command_in_plain_words(tmp_path: Path, command: list[str]) -> None:
    _compiled(tmp_path, {"schema/units.json": b"1"})
    ran = run(*command, cwd=tmp_path)
    assert ran.code in (1, 2)
    assert "schema/units.json cannot be used: it is not built as such a file has to be" in ran.err


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        (
            "schema/lint.json",
            "mend it, or delete it: the one that ships with budgetc is used then",
            "请改正；或删除该文件，改用随budgetc自带的文件",
        ),
        (
            "templates/nowhere/layout.yaml",
            "mend it; none of this name ships with budgetc",
            "请改正；budgetc没有自带同名文件",
        ),
    ],
)
def test_the_way_out_of_a_fault_is_one_that_there_is(name: str, english: str, chinese: str) -> None:
    hint = DataFaultError(name, "?").diagnostic.hint
    assert hint is not None
    assert (Translator("en")(hint), Translator("zh")(hint)) == (english, chinese)
