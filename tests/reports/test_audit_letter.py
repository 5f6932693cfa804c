"""`audit --format html` and `docx`: what departments are sent of their published documents."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from tests.audit.test_folder import text
from tests.cli.run import call, run, run_in_shell

from .test_letter import _Seen

HEADS = {
    "en": "No. | Place | Printed | By the rest of the document | Difference | What is wrong | ",
    "zh": "序号 | 位置 | 文件所印 | 按其他内容应为 | 相差 | 问题所在 | ",
}
_TABLE = "表1 支出总表"
FIRST = {
    "en": f"1 | line 11: {_TABLE}, 合计, 合计 | 131.00 | 130.00 | 1.00 | arithmetic: its parts add "
    f"up to 130.00, 1.00 away; line 11: 100.00 ({_TABLE}, 合计, 基本支出); line 11: 30.00 "
    f"({_TABLE}, 合计, 项目支出) | 1.1 | ",
    "zh": f"1 | 第 11 行：{_TABLE}, 合计, 合计 | 131.00 | 130.00 | 1.00 | 计算错误："
    f"各分项之和是 130.00，相差 1.00；第 11 行：100.00 ({_TABLE}, 合计, 基本支出)；"
    f"第 11 行：30.00 ({_TABLE}, 合计, 项目支出) | 1.1 | ",
}
SUMMARY = {
    "en": "documents: 3; not readable: 1; contradictions: 1; arithmetic: 1",
    "zh": "文件：3 份；无法读取：1 份；矛盾：1 处；计算错误：1",
}
OVERVIEW = {
    "en": "Document | Compared | Contradictions | arithmetic | "
    "某某县财政局, 2024 (a.md) | 6 | 0 | 0 | "
    "某某县教育局, 2024 (b 二/预算<b>.md) | 6 | 1 | 1 | c.pdf | not readable |  |  | ",
    "zh": "文件 | 已核对 | 矛盾 | 计算错误 | "
    "某某县财政局 2024年（a.md） | 6 | 0 | 0 | "
    "某某县教育局 2024年（b 二/预算<b>.md） | 6 | 1 | 1 | c.pdf | 无法读取 |  |  | ",
}


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Return a folder of three documents: one that is right, one that is not, one broken."""
    (tmp_path / "x" / "b 二").mkdir(parents=True)
    (tmp_path / "x" / "a.md").write_text(text("某某县财政局"), encoding="utf-8")
    wrong = text("某某县教育局", "131.00")
    (tmp_path / "x" / "b 二" / "预算<b>.md").write_text(wrong, encoding="utf-8")
    (tmp_path / "x" / "c.pdf").write_bytes(b"%PDF-1.7 broken")
    return tmp_path / "x"


@pytest.mark.parametrize("language", HEADS)
def test_all_documents_stand_before_what_was_found_in_each(sent: Path, language: str) -> None:
    ran = call("audit", str(sent), "--format", "html", language=language)
    assert ran.code == 1
    seen = _Seen(ran.out)
    said = " ".join(seen.text.split())
    places = [said.find(" ".join(one[language].split()))
              for one in (SUMMARY, OVERVIEW, HEADS, FIRST)]  # fmt: skip
    assert -1 not in places, said
    assert places == sorted(places)
    assert "b" not in seen.tags


def test_one_document_has_no_table_of_all(sent: Path) -> None:
    ran = call("audit", str(sent / "a.md"), "--format", "html")
    assert ran.code == 0
    assert "All documents" not in ran.out
    assert "compared: 6; contradictions: 0" in ran.out


def test_what_may_be_meant_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(f"{text('某某县财政局')}\n编制数14名，在职人员17人。\n", "utf-8")
    assert "may be meant as they are, and are not told: 1" in (
        call("audit", str(path), "--format", "html").out
    )


def test_a_word_file_is_one(sent: Path, tmp_path: Path) -> None:
    ran = run("audit", ".", "--format", "docx", "-o", "../out.docx", cwd=sent)
    assert (ran.code, ran.out) == (1, "")
    file = docx.Document(io.BytesIO((tmp_path / "out.docx").read_bytes()))
    overview, found = file.tables
    assert [cell.text for cell in overview.rows[2].cells][1:] == ["6", "1", "1"]
    assert [cell.text for cell in found.rows[1].cells][2:5] == ["131.00", "130.00", "1.00"]
    assert any("某某县教育局, 2024 (b 二/预算<b>.md)" in one.text for one in file.paragraphs)
    piped = run_in_shell("$budgetc audit . --format docx -j 2 > ../two.docx; true", cwd=sent)
    assert piped.err == ""
    assert (tmp_path / "two.docx").read_bytes() == (tmp_path / "out.docx").read_bytes()
