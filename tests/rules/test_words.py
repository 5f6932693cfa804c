"""The rules about words, over sentences that people type: what they find, what they let be."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.support import MINIMAL, ROOT, compile_text, find, with_change


def _with_matters(*sentences: str) -> str:
    lines = "".join(f"  - {sentence}\n" for sentence in sentences)
    return with_change(MINIMAL, "issued: 2024-02-08", f"other_matters:\n{lines}issued: 2024-02-08")


RIGHT = (
    "无",
    "由县级以上人民政府（或其派出机构）批准",
    "安排经费 2.00 万元",
    "空白有待填补，人员有待补充",
    "申请填写单位",
    "本表以 万元 为单位",
    "创建AAAA级景区",
    "Repair of the pier",
    "经上级部门审议通过",
    "各单位积极参与",
    "政策全面普及",
    "与其他工作一并",
    "做到上下总和",
    "增加植被",
    "按《关于转发《差旅费管理办法》的通知》执行",
    "包括：1）培训；2）会议",
    "早上9:00集中，按1:2配套",
    "采购A,B两种设备",
    "执行《预算法》（2018年修正）",
    "落实“十四五”规划（2021—2025年）",
    "自2015年起每年开展一次",
    "2016年印发的办法继续执行",
    "建设上世纪1990年代的老旧小区",
    "2030年完成改造",
    "单价50万元以上的设备由财政审核",
    "合同总价300万元，分年支付",
    "执行《其它支出管理办法》",
    "项目全部份额已落实",
    "预算执行数据按月公开",
    "依据财预〔2016〕143号文件执行",
    "特种设备规程TSG 23—2021继续有效",
    "统一社会信用代码为91110000100000000X",
    "由某某局负责",
    "用于1、2、5号楼维修",
    "1、公开预算：（1）部门；（2）单位。2、公开决算：（1）部门；（2）单位",
    "一是公开预算；二是公开决算，一是按时，二是完整",
    "依据财预〔2016〕143、144号文件执行",
    "研究、研究、再研究",
)
"""Sentences with nothing wrong in them."""

WRONG = (
    ("NAR001", "其中培训费3.21万元"),
    ("NAR010", "做好2020年度培训"),
    ("NAR011", "由XX单位负责"),
    ("NAR011", "由××局负责"),
    ("NAR011", "安排经费万元"),
    ("NAR011", "安排经费 万元，用于培训"),
    ("NAR011", "于2024年 月 日前完成"),
    ("NAR011", "待填写"),
    ("NAR011", "比上年增加（减少）两人"),
    ("NAR011", "按《》执行"),
    ("NAR011", "依据文件（）执行"),
    ("NAR012", "测试"),
    ("NAR012", "'11'"),
    ("NAR012", "？？？"),
    ("NAR012", "asdf"),
    ("NAR012", "哈哈哈哈哈"),
    ("NAR012", "详见附件"),
    ("NAR013", "公开预算以及"),
    ("NAR013", "公开预算，"),
    ("NAR013", "公开的"),
    ("NAR013", "公开“三公经费"),
    ("NAR013", "公开三公）经费"),
    ("NAR014", "组织全局业务骨干集中培训，组织全局业务骨干集中培训"),
    ("NAR014", "提高能力，组织培训，组织培训"),
    ("NAR014", "用于工会经费、福利费、福利费"),
    ("NAR015", "财政拔款安排"),
    ("NAR016", "公开预算,接受监督"),
    ("NAR016", "公开预算，，接受监督"),
    ("NAR016", "公开预算(试行)"),
    ("NAR016", "公开预算（试行)"),
    ("NAR101", "1、公开预算。3、公开决算"),
    ("NAR101", "一是公开预算；三是公开决算"),
    ("NAR101", "（一）公开预算；（三）公开决算"),
    ("YOY007", "比上年决算数增加"),
    ("PUB010", "联系电话13912345678"),
    ("PUB010", "身份证11010519491231002X"),
    ("PUB010", "银行卡6222021234567890128"),
    ("PUB010", "账号：0200 0012 0901"),
    ("PUB015", "依据财预（2016）143号文件"),
    ("PUB015", "依据财预〔2016〕第143号文件"),
    ("PUB015", "依据财预〔2026〕143号文件"),
    ("PUB015", "依据财预〔216〕143号文件"),
    ("PUB015", "依据财预〔2016〕143文件"),
)
"""Sentences, and what is found in each: nothing else."""


def test_right_sentences_are_let_be() -> None:
    assert find(_with_matters(*RIGHT)) == []


@pytest.mark.parametrize(("code", "sentence"), WRONG, ids=[sentence for _, sentence in WRONG])
def test_a_wrong_sentence_is_found(code: str, sentence: str) -> None:
    assert [found for _, _, found in find(_with_matters(sentence))] == [code]


def test_a_number_of_a_person_is_not_repeated_in_full() -> None:
    compiled = compile_text(_with_matters("联系电话13912345678"))
    assert "13912345678" not in repr(compiled.findings)


@pytest.mark.parametrize(("last", "expected"), [("X", ["PUB010"]), ("1", [])])
def test_an_identity_number_counts_by_its_check_character(last: str, expected: list[str]) -> None:
    # The check character of 11010519491231002 is X (GB 11643, annex).
    found = find(_with_matters(f"编号11010519491231002{last}"))
    assert [code for _, _, code in found] == expected


@pytest.mark.parametrize(
    ("old", "new"), [("TBD", "(TBD"), ('"title"', '"titel"'), ('"title": [', '"title": [1, ')]
)
def test_a_list_of_patterns_that_is_wrong_is_named(old: str, new: str, tmp_path: Path) -> None:
    folder = tmp_path
    shipped = (ROOT / "schema/lint.json").read_text(encoding="utf-8")
    (folder / "schema").mkdir()
    (folder / "schema/lint.json").write_text(with_change(shipped, old, new), encoding="utf-8")
    source = folder / "budgets/bureau/2024.yaml"
    source.parent.mkdir(parents=True)
    source.write_text(MINIMAL.replace("jurisdiction: tiny", "jurisdiction: xinjiang"), "utf-8")
    workspace = Workspace.find(folder)
    compiled = compile_source(workspace.source(source), workspace.resources())
    assert [(found.code, found.span.file) for found in compiled.findings] == [
        ("DAT001", "schema/lint.json")
    ]
