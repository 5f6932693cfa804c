"""`budgetc audit FOLDER`: all documents of a folder, whatever one of them is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from budgetc.published.folder import look_into
from tests.cli.run import call, run, run_on_terminal

WRONG = """# {office}2024年部门预算

### 表1 支出总表

编制部门：{office} 单位：万元

| 名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|
| 行政运行 | 110.00 | 100.00 | 10.00 |
| 信息化 | 20.00 | | 20.00 |
| 合计 | {total} | 100.00 | 30.00 |
"""


def text(office: str, total: str = "130.00") -> str:
    return WRONG.format(office=office, total=total)


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Return a folder as departments send one."""
    root = tmp_path / "各部门 2024"
    files = {
        "b 教育局/预算 公开.md": text("某某县教育局", "131.00"),
        "a 财政局/预算.md": text("某某县财政局"),
        "a 财政局/坏.pdf": "%PDF-1.7 broken",
        "a 财政局/旧.doc": "not read",
        "b 教育局/照片.jpg": "no document",
        "b 教育局/~$预算 公开.docx": "kept by Word",
        ".git/x.md": text("某某县", "140.00"),
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    (root / "a 财政局/旧.doc").write_bytes(b"\xd0\xcf\x11\xe0 old")
    (root / "link.md").symlink_to(root / "a 财政局/预算.md")
    return root


TOLD = {
    "en": """\
a 财政局/坏.pdf
a 财政局/坏.pdf: this PDF cannot be read: it is broken or locked
hint: print it into a new PDF, or save it as text

a 财政局/旧.doc
a 财政局/旧.doc: this is a document of an old Word or Excel
hint: save it as PDF, .docx or .xlsx, and name that file

a 财政局/预算.md
compared: 6; contradictions: 0

b 教育局/预算 公开.md
line 11 [arithmetic] 131.00 (表1 支出总表, 合计, 合计)
    its parts add up to 130.00, 1.00 away
    line 11: 100.00 (表1 支出总表, 合计, 基本支出)
    line 11: 30.00 (表1 支出总表, 合计, 项目支出)
    of the same cause:
        line 11 [arithmetic] 131.00 (表1 支出总表, 合计, 合计)
            its parts add up to 130.00, 1.00 away
            line 9: 110.00 (表1 支出总表, 行政运行, 合计)
            line 10: 20.00 (表1 支出总表, 信息化, 合计)

compared: 6; contradictions: 1; arithmetic: 1

document                   compared  contradictions  arithmetic
a 财政局/坏.pdf        not readable
a 财政局/旧.doc        not readable
a 财政局/预算.md                  6               0           0
b 教育局/预算 公开.md             6               1           1
not looked at, as they are links or not called as documents are: 3 (\
.git, b 教育局/照片.jpg, link.md)
""",
    "zh": """\
文件                       核对  矛盾  计算错误
a 财政局/坏.pdf        无法读取
a 财政局/旧.doc        无法读取
a 财政局/预算.md              6     0         0
b 教育局/预算 公开.md         6     1         1
因是链接或扩展名不是文档而没有读取的文件：3 个（.git、b 教育局/照片.jpg、link.md）
""",
}


@pytest.mark.parametrize("language", TOLD)
def test_one_that_cannot_be_read_stops_no_other(
    sent: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.chdir(sent)
    ran = call("audit", ".", "-j", "1", language=language)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.endswith(TOLD[language])


def test_several_processes_say_the_same(sent: Path) -> None:
    ran = [run("audit", ".", "--format", "json", "-j", jobs, cwd=sent) for jobs in ("1", "3")]
    assert ran[0] == ran[1]
    assert (ran[0].code, ran[0].err) == (1, "")
    told = json.loads(ran[0].out)
    assert told["summary"] == {
        "documents": 4,
        "unreadable": 2,
        "contradictions": 1,
        "kinds": {"arithmetic": 1},
        "not_looked_at": [".git", "b 教育局/照片.jpg", "link.md"],
    }
    last = told["documents"][-1]
    assert (last["department"], last["year"]) == ("某某县教育局", 2024)
    (found,) = last["contradictions"]
    assert (found["expected"], found["difference"]) == ("130.00", "1.00")


def test_a_report_is_written_into_a_file(sent: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.json"
    ran = call("audit", str(sent), "--format", "json", "-o", str(output))
    assert (ran.code, ran.out, ran.err) == (1, "", f"{output}\n")
    assert json.loads(output.read_text(encoding="utf-8"))["summary"]["documents"] == 4
    refused = call("audit", str(sent), "-o", str(output))
    assert refused.code == 2
    assert "-o is for --format" in refused.err


AMONG = {
    "en": "{file} stands among the documents, and would be taken for one: write it elsewhere",
    "zh": "{file} 在要核对的文件当中，会被当作其中一份：请存到别处",
}


@pytest.mark.parametrize("language", AMONG)
@pytest.mark.parametrize("name", ["b 教育局/letter.html", "../received.html"])
def test_a_letter_is_written_over_no_document_nor_beside_one(
    sent: Path, language: str, name: str
) -> None:
    received, output = sent.parent / "received.html", sent / name
    received.write_text("<p>received</p>", encoding="utf-8")
    ran = call("audit", str(sent), str(received), "--format", "html", "-o", str(output),
               language=language)  # fmt: skip
    assert (ran.code, ran.out) == (2, "")
    assert AMONG[language].format(file=output) in ran.err
    assert received.read_text(encoding="utf-8") == "<p>received</p>"
    assert not (sent / "b 教育局/letter.html").exists()


def test_a_terminal_gets_no_word_file_and_is_told_before_anything_is_read(sent: Path) -> None:
    ran = run_on_terminal("audit", ".", "--format", "docx", cwd=sent)
    assert "a Word file is no text to look at: name a file with -o FILE" in ran.out
    assert "reading documents" not in ran.out


def test_hidden_documents_are_told_and_hidden_files_of_systems_are_not(tmp_path: Path) -> None:
    for name in (".DS_Store", ".x.docx", "~$x.docx", "x.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = look_into((tmp_path,))
    assert found.documents == (tmp_path / "x.md",)
    assert found.others == (tmp_path / ".x.docx",)


def test_people_see_how_far_it_is(sent: Path) -> None:
    ran = run_on_terminal("audit", ".", "-j", "2", cwd=sent)
    assert "reading documents" in ran.out
    assert "100%" in ran.out


NOTHING = {
    "en": "there is no document in {folder}: no PDF, Word, Excel, HTML, Markdown or text file",
    "zh": "{folder} 中没有文件可以核对：没有 PDF、Word、Excel、HTML、Markdown 或文本文件",
}


@pytest.mark.parametrize("language", NOTHING)
def test_a_folder_of_no_document_is_no_clean_bill(tmp_path: Path, language: str) -> None:
    ran = call("audit", str(tmp_path), language=language)
    assert (ran.code, ran.out) == (2, "")
    assert NOTHING[language].format(folder=tmp_path) in ran.err


def test_a_folder_of_one_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7 broken")
    ran = call("audit", str(tmp_path))
    assert (ran.code, ran.err) == (1, "")
    assert "not readable" in ran.out


def test_a_name_of_another_encoding_is_told(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/" + "某局.md".encode("gbk")
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123  # a name of bytes
        file.write(text("某某县财政局", "131.00"))
    for form in ("text", "json"):
        ran = run("audit", ".", "--format", form, cwd=tmp_path)
        assert (ran.code, ran.err) == (1, "")
        assert "�" in ran.out


def test_a_folder_that_is_closed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "x.md").write_text(text("某某县财政局"), encoding="utf-8")
    original = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("/b"):
            raise PermissionError(13, "Permission denied", path)
        return original(path)

    monkeypatch.setattr(os, "scandir", closed)
    ran = call("audit", str(tmp_path))
    assert ran.code == 1
    assert f"{tmp_path}/b: cannot be read: Permission denied" in ran.out


def test_files_are_in_one_order_and_each_once(sent: Path) -> None:
    found = look_into((sent, sent / "a 财政局/预算.md"))
    names = [one.relative_to(sent).as_posix() for one in found.documents]
    assert names == ["a 财政局/坏.pdf", "a 财政局/旧.doc", "a 财政局/预算.md",
                     "b 教育局/预算 公开.md"]  # fmt: skip
