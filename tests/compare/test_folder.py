"""`budgetc compare` of many sources with a folder of what was published of them."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

import pytest

from budgetc.compare.belonging import Candidate, belonging
from budgetc.compare.many import Compared, without_document
from budgetc.diagnostics.messages import ENGLISH
from budgetc.files.memory import Memory
from budgetc.files.workspace import Source
from tests.audit.support import LISTS, document_of
from tests.cli.run import call, run
from tests.support import KORLA

KORLA_NAME = "库尔勒经济技术开发区市场监督管理局"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of three departments, and a folder of what was published."""
    root = tmp_path_factory.mktemp("house")
    for folder, name in (("archives", "某某县档案馆"), ("finance", "某某县财政局"),
                         ("health", "某某县卫健委")):  # fmt: skip
        (root / "budgets" / folder).mkdir(parents=True)
        (root / "budgets" / folder / "2024.yaml").write_text(
            KORLA.replace(KORLA_NAME, name), encoding="utf-8"
        )
    published = root / "已公开 2024"
    (published / "二").mkdir(parents=True)
    assert run("build", "-o", "made", cwd=root).code == 0
    made = {name: (root / "made" / name / "2024.md").read_text("utf-8")
            for name in ("archives", "finance")}  # fmt: skip
    files = {
        "a.md": made["archives"],
        "二/b.md": made["finance"].replace("| 办公费 | 4.25 |", "| 办公费 | 5.25 |"),
        "c.md": made["archives"].replace("某某县档案馆", "某某县教育局"),
        "d.md": made["archives"].replace("2024", "2023"),
        "e.pdf": "%PDF-1.7 broken",
        "f.jpg": "no document",
    }
    for file, text in files.items():
        (published / file).write_text(text, encoding="utf-8")
    return root


TOLD = {
    "en": """\
已公开 2024/a.md: compared with budgets/archives/2024.yaml
figures compared: 291; equal: 291; not found in print: 0
findings: 0

已公开 2024/c.md: it is of 某某县教育局, of which there is no source here

已公开 2024/d.md: it is the budget of 2023 of 某某县档案馆, which has no source here

已公开 2024/e.pdf: this PDF cannot be read: it is broken or locked

已公开 2024/二/b.md: compared with budgets/finance/2024.yaml
line 214 [contradiction: other amount] 表 6 一般公共预算基本支出情况表 · 办公费 · 合计
    in print: 5.25; compiled: 4.25 (elsewhere in print it is as in the source)
    “…办公费 5.25…”
    against it, line 214: “…办公费 4.25…”
    T6!30201.total = 4.25 万元
        30201 办公费 = 4.25 万元  budgets/finance/2024.yaml:129:29 “4.25” 万元

figures compared: 291; equal: 290; not found in print: 0
findings: 1; contradiction: 1; other amount: 1
budgetc trace shows the whole way of a figure, by its name

document             source                          compared  differences
已公开 2024/a.md     budgets/archives/2024.yaml           291            0
已公开 2024/c.md                                 not compared
已公开 2024/d.md                                 not compared
已公开 2024/e.pdf                                not compared
已公开 2024/二/b.md  budgets/finance/2024.yaml            291            1
budgets/health/2024.yaml: no document of it was found
not looked at, as they are links or not called as documents are: 1 (已公开 2024/f.jpg)
""",
    "zh": """\
已公开 2024/c.md：这是某某县教育局的文件，这里没有它的源文件

已公开 2024/d.md：这是某某县档案馆2023年预算，这里没有它的源文件

已公开 2024/e.pdf：这个 PDF 无法读取：文件损坏或已加密

已公开 2024/二/b.md：与 budgets/finance/2024.yaml 比对
第 214 行 [自相矛盾：金额不同] 表 6 一般公共预算基本支出情况表 · 办公费 · 合计
    公开文件：5.25；应为：4.25（公开文件其他地方印的与源文件一致）
    “…办公费 5.25…”
    与此不符，第 214 行：“…办公费 4.25…”
    T6!30201.total = 4.25 万元
        30201 办公费 = 4.25 万元  budgets/finance/2024.yaml:129:29 “4.25” 万元

比对数字：291 个；一致：290 个；公开文件中未找到：0 个
问题：1 处；自相矛盾：1；金额不同：1
用 budgetc trace 加上数字的编号，可查看其完整来源

文件                 源文件                        核对  不一致
已公开 2024/a.md     budgets/archives/2024.yaml     291       0
已公开 2024/c.md                                 未比对
已公开 2024/d.md                                 未比对
已公开 2024/e.pdf                                未比对
已公开 2024/二/b.md  budgets/finance/2024.yaml      291       1
budgets/health/2024.yaml：没有找到它的公开文件
因是链接或扩展名不是文档而没有读取的文件：1 个（已公开 2024/f.jpg）
""",
}


@pytest.mark.parametrize("language", TOLD)
def test_each_is_compared_with_its_source_and_the_rest_is_told(
    house: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.chdir(house)
    ran = call("compare", "budgets", "已公开 2024", "-j", "1", language=language)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.endswith(TOLD[language])


def test_several_processes_say_the_same_to_programs(house: Path) -> None:
    told = [run("compare", "budgets", "已公开 2024", "--format", "json", "-j", jobs, cwd=house)
            for jobs in ("1", "3")]  # fmt: skip
    assert told[0] == told[1]
    assert (told[0].code, told[0].err) == (1, "")
    read = json.loads(told[0].out)
    assert read["summary"] == {
        "documents": 5,
        "not_compared": 3,
        "differences": 1,
        "without_document": ["budgets/health/2024.yaml"],
        "with_errors": [],
        "not_looked_at": ["已公开 2024/f.jpg"],
    }
    last = read["documents"][-1]
    assert (last["source"], last["not_compared"]) == ("budgets/finance/2024.yaml", None)
    (found,) = last["comparison"]["differences"]
    assert (found["published"], found["compiled"]) == ("5.25", "4.25")


def test_one_source_finds_its_document(house: Path) -> None:
    ran = run("compare", "budgets/finance/2024.yaml", "已公开 2024/二", cwd=house)
    assert ran.code == 1
    assert "已公开 2024/二/b.md: compared with budgets/finance/2024.yaml" in ran.out
    alone = run("compare", "budgets/archives", "已公开 2024/二", cwd=house)
    assert (
        "已公开 2024/二/b.md: it is of 某某县财政局, of which there is no source here" in alone.out
    )


def test_all_agree(house: Path, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes((house / "made/finance/2024.md").read_bytes())
    ran = run("compare", "budgets/finance", str(tmp_path), cwd=house)
    assert (ran.code, ran.err) == (0, "")


ERRORS = {
    "en": "budgets/health/2024.yaml has errors; budgetc check tells them",
    "zh": "budgets/health/2024.yaml 有错误，用 budgetc check 查看",
}


@pytest.mark.parametrize("language", ERRORS)
def test_a_source_that_cannot_be_read_is_told(house: Path, tmp_path: Path, language: str) -> None:
    """It was dropped, and all was well."""
    copytree(house / "budgets", tmp_path / "budgets")
    (tmp_path / "budgets/health/2024.yaml").write_text("department: [", encoding="utf-8")
    sent = tmp_path / "sent"
    sent.mkdir()
    for name in ("archives", "finance"):
        (sent / f"{name}.md").write_bytes((house / "made" / name / "2024.md").read_bytes())
    ran = run("--lang", language, "compare", "budgets", "sent", cwd=tmp_path)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.endswith(f"{ERRORS[language]}\n")
    told = run("compare", "budgets", "sent", "--format", "json", cwd=tmp_path)
    assert json.loads(told.out)["summary"]["with_errors"] == ["budgets/health/2024.yaml"]


def _found_for(source: str, year: int) -> Compared:
    return Compared("x.md", source, volume=(year, False))


def test_a_document_without_a_year_tells_of_the_year_of_its_source() -> None:
    known = [_known("甲局", "a/2024"), _known("乙局", "b/2024")]
    assert without_document([_found_for("a/2024", 0)], known) == ["b/2024"]


def test_of_several_stages_of_a_year_one_is_published() -> None:
    known = [_known("甲局", "a/2024"), _known("甲局", "a/2024-adjusted"),
             _known("乙局", "b/2024"), _known("乙局", "b/2024-adjusted")]  # fmt: skip
    assert without_document([_found_for("a/2024", 2024)], known) == ["b/2024"]


def _read(tmp_path: Path, text: str, *known: Candidate) -> str:
    """Return the source that a text is of, or why none is known."""
    path = tmp_path / "x.md"
    path.write_text(text, encoding="utf-8")
    found = belonging(document_of(path), known, LISTS)
    if found.source is not None:
        return found.source.name
    assert found.reason is not None
    return ENGLISH(found.reason)


def _known(name: str, file: str) -> Candidate:
    folder, stem = file.split("/")
    year, _, stage = stem.partition("-")
    source = Source(Memory({}), Path(), f"{file}.yaml", file, folder, stem)
    return Candidate(source, name, int(year), stage or "approved")


FINANCE = _known("某某县财政局", "finance/2024")
LAST = _known("某某县财政局", "finance/2023")
FINAL = _known("某某县财政局", "finance/2024-final")
ADJUSTED = _known("某某县财政局", "finance/2024-adjusted")
SCHOOL = _known("某某县财政局干部学校", "school/2024")
AUDIT = _known("某某县审计局", "audit/2024")
TABLE = "### 收入决算表\n\n| 名称 | 金额 |\n|---|---|\n| 合计 | 1.00 |\n"
FOUND = {
    "# 某某县财政局2024年部门预算": ((FINANCE, LAST, FINAL, SCHOOL), "finance/2024"),
    f"# 某某县财政局\n\n# 2024年度部门决算\n\n{TABLE}": ((FINANCE, FINAL), "finance/2024-final"),
    "# 某某县财政局干部学校2024年预算": ((FINANCE, SCHOOL), "school/2024"),
    "某某县2024年预算公开\n\n某某县财政局干部学校": ((FINANCE, SCHOOL), "school/2024"),
    "# 县财政局2024年预算": ((FINANCE, ADJUSTED), "finance/2024"),
    "# 某某县财政局 2024年预算": ((LAST, ADJUSTED), "finance/2024-adjusted"),
    "# 某某县财政局预算": (
        (FINANCE, LAST),
        "it names no year; 某某县财政局 has sources of 2023, 2024",
    ),
    "# 某某县财政局 预算": ((FINANCE,), "finance/2024"),
    "# 某某县审计局2024年预算\n\n根据某某县财政局批复，某某县财政局安排。": (
        (FINANCE,),
        "it is of 某某县审计局, of which there is no source here",
    ),
    "支出预算。": ((FINANCE,), "it names no department that has a source here"),
    "2024年某某县财政局、某某县审计局支出。": (
        (FINANCE, AUDIT),
        "it may be of several departments: 某某县审计局, 某某县财政局",
    ),
    "# 某某县财政局2022年预算": (
        (FINANCE, LAST),
        "it is the budget of 2022 of 某某县财政局, which has no source here",
    ),
    "# 某某县财政局 2024 年预算": (
        (FINANCE, _known("某某县财政局", "other/2024")),
        "it may be of several sources: finance/2024, other/2024",
    ),
    f"# 某某县财政局\n\n# 2023年度部门决算\n\n{TABLE}": (
        (FINANCE, LAST, FINAL),
        "it is the accounts of 2023 of 某某县财政局, which have no source here",
    ),
}


@pytest.mark.parametrize("text", FOUND)
def test_whose_a_document_is(tmp_path: Path, text: str) -> None:
    known, told = FOUND[text]
    assert _read(tmp_path, text, *known) == told
