"""`budgetc audit`: what it says, in which form and language, and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.run import call
from tests.support import ROOT

GOLDEN = ROOT / "tests/golden/korla.md"
WRONG = """### 表1 支出总表

单位：万元

| 名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|
| 行政运行 | 110.00 | 100.00 | 10.00 |
| 信息化 | 20.00 | | 20.00 |
| 合计 | 131.00 | 100.00 | 30.00 |
"""


def _wrong(tmp_path: Path) -> str:
    path = tmp_path / "wrong.md"
    path.write_text(WRONG, encoding="utf-8")
    return str(path)


def test_nothing_is_found() -> None:
    ran = call("audit", str(GOLDEN))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("compared: ")
    assert "contradictions: 0" in ran.out


def test_a_contradiction_is_told_in_full(tmp_path: Path) -> None:
    ran = call("audit", _wrong(tmp_path))
    assert ran.code == 1
    assert (
        ran.out
        == """line 9 [arithmetic] 131.00 (表1 支出总表, 合计, 合计)
    its parts add up to 130.00, 1.00 away
    line 9: 100.00 (表1 支出总表, 合计, 基本支出)
    line 9: 30.00 (表1 支出总表, 合计, 项目支出)
    of the same cause:
        line 9 [arithmetic] 131.00 (表1 支出总表, 合计, 合计)
            its parts add up to 130.00, 1.00 away
            line 7: 110.00 (表1 支出总表, 行政运行, 合计)
            line 8: 20.00 (表1 支出总表, 信息化, 合计)

compared: 6; contradictions: 1; arithmetic: 1
"""
    )


def test_a_digit_of_a_cell_is_told_though_its_place_has_it(tmp_path: Path) -> None:
    path = tmp_path / "wrong.md"
    path.write_text(WRONG.replace("131.00", "121.00").replace("| 20.00 | | 20", "| 1 | | 1"))
    assert "    line 8: 1 (表1 支出总表, 信息化, 合计)\n" in call("audit", str(path)).out


def test_words_of_prose_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "said.md"
    path.write_text("# 某局\n\n支出预算100.00万元，比上年增加20.00万元，增长5%。\n", "utf-8")
    assert call("audit", str(path)).out.splitlines()[:2] == [
        "line 3 [arithmetic] …100.00万元，比上年增加20.00万元，增长5%",
        "    it comes to 25.00%",
    ]


def test_how_many_suspects_are_held_back_is_told(tmp_path: Path) -> None:
    path = tmp_path / "suspect.md"
    path.write_text(f"{WRONG}\n编制数14名，在职人员17人。\n".replace("131.00", "130.00"), "utf-8")
    ran = call("audit", str(path))
    assert ran.code == 0
    assert ran.out == (
        "compared: 6; contradictions: 0\nnot sure enough: 1; --min-confidence 30 tells them too\n"
    )
    assert call("audit", str(path), language="zh").out.splitlines()[1:] == [
        "另有 1 处存疑，加 --min-confidence 30 查看"
    ]
    (document,) = json.loads(call("audit", str(path), "--format", "json").out)["documents"]
    assert document["suspects"] == 1
    asked = call("audit", str(path), "--min-confidence", "30")
    assert asked.code == 1
    assert "not sure enough" not in asked.out


def test_it_speaks_chinese(tmp_path: Path) -> None:
    ran = call("audit", _wrong(tmp_path), language="zh")
    assert "各分项之和是 130.00，相差 1.00" in ran.out
    assert "由同一错误引起：" in ran.out


def test_for_programs(tmp_path: Path) -> None:
    ran = call("audit", _wrong(tmp_path), "--format", "json")
    (document,) = json.loads(ran.out)["documents"]
    assert document["kinds"] == {"arithmetic": 1}
    (found,) = document["contradictions"]
    assert found["quotes"][0] == {
        "printed": "131.00",
        "where": "表1 支出总表, 合计, 合计",
        "page": None,
        "line": 9,
        "sheet": None,
        "cell": None,
    }
    assert len(found["consequences"]) == 1


def test_several_documents_give_a_table(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    ran = call("audit", str(GOLDEN), _wrong(tmp_path), str(broken))
    assert ran.code == 1
    table = ran.out.rstrip().split("\n")[-4:]
    assert [line.split()[1:] for line in table] == [
        ["compared", "contradictions", "arithmetic"],
        [table[1].split()[1], "0", "0"],
        ["6", "1", "1"],
        ["not", "readable"],
    ]
    assert table[2].startswith(str(tmp_path / "wrong.md"))


def test_what_is_less_sure_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("本局编制数14，实有人数21人，其中：在职17人。\n", encoding="utf-8")
    assert call("audit", str(path)).code == 0
    ran = call("audit", "--min-confidence", "30", str(path))
    assert ran.code == 1
    assert "there are more people at work than posts" in ran.out
    assert "not read: no table was found" in ran.out


def test_effects_of_rounding_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(WRONG.replace("131.00", "130.01"), encoding="utf-8")
    assert call("audit", str(path)).code == 0
    assert "[effect of rounding]" in call("audit", "--rounding", str(path)).out


def test_one_document_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7 broken")
    ran = call("audit", str(path))
    assert ran.code == 2
    assert "broken or locked" in ran.err
    assert "hint: print it into a new PDF" in ran.err


def test_a_source_is_no_published_document(tmp_path: Path) -> None:
    path = tmp_path / "2024.yaml"
    path.write_text("year: 2024\n", encoding="utf-8")
    ran = call("audit", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-2:] == [
        f"Error: {path}: this is a source, and no published document",
        "hint: budgetc check says what is wrong in a source",
    ]
    lines = call("audit", str(path), language="zh").err.splitlines()
    assert lines[-2].endswith("这是源文件，不是公开的文件")
    assert lines[-1].endswith("检查源文件请用 budgetc check")


def test_a_report_has_no_control_characters(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(WRONG.replace("信息化", "信\x1b[2J息化"), encoding="utf-8")
    ran = call("audit", str(path))
    assert "息化" in ran.out
    assert "\x1b" not in ran.out
