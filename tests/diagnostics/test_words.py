"""The words of findings about files, which no example in a file can show."""

from __future__ import annotations

from budgetc.budget.consistency import check_consistency
from budgetc.diagnostics import Diagnostic
from budgetc.diagnostics.messages import LANGUAGES, Translator
from budgetc.diagnostics.text import PLAIN, TextReport
from budgetc.files.data import DataFaultError
from budgetc.files.names import taken_for_one, unusable
from budgetc.files.port import no_file, no_folder, too_large, unreadable
from budgetc.source.read import read_bytes
from tests.support import MINIMAL, compile_text


def _findings() -> list[Diagnostic]:
    bad_name = unusable("budgets/aux/2024.yaml")
    assert bad_name is not None
    budget = compile_text(MINIMAL).inputs.budget
    assert budget is not None
    return [
        *read_bytes("b/2024.yaml", "年".encode("gbk"))[1],
        *read_bytes("build/2024.pdf", b"%PDF-1.7")[1],
        too_large("b/2024.yaml", 20_000_000).diagnostic,
        no_file("b/2024.yaml").diagnostic,
        no_folder("b").diagnostic,
        unreadable("b/2024.yaml", "EIO").diagnostic,
        bad_name,
        *taken_for_one("budgets", ["tax", "Tax"]),
        DataFaultError("schema/lint.json", "?").diagnostic,
        *check_consistency(budget, "2023"),
    ]


REPORTED = """\
b/2024.yaml:1:1: error[SYN006]: b/2024.yaml is not UTF-8 text (0xc4)
      = hint: save it with the encoding UTF-8; Excel and old editors often write GBK
build/2024.pdf:1:1: error[SYN006]: build/2024.pdf is a PDF, or a file of Word or Excel, and no source
      = hint: name the source, whose name ends in .yaml; budgetc verify, compare and audit read published documents, and import reads forms
b/2024.yaml:1:1: error[SYN010]: the file has 20000000 bytes; at most 10485760 are read
      = hint: split the department into units, one file each
b/2024.yaml:1:1: error[SYN012]: b/2024.yaml is a link, a folder or a pipe, and no file
      = hint: put the file itself there
b:1:1: error[SYN012]: b is a link, and no folder
      = hint: put the folder itself there
b/2024.yaml:1:1: error[SYN012]: cannot read b/2024.yaml: EIO
      = hint: look at the access rights of the file and of its folder
budgets/aux:1:1: error[SYN016]: budgets/aux is no name for a file: Windows has a device of that name
      = hint: rename it: letters, digits, Chinese characters, - and _ are safe
budgets/tax:1:1: error[SYN017]: budgets/tax and budgets/Tax are one on Windows or macOS: one would overwrite the other
      = budgets/Tax:1:1: the other one
      = hint: rename one of the two
schema/lint.json:1:1: error[DAT001]: schema/lint.json cannot be used: ?
      = hint: mend it, or delete it: the one that ships with budgetc is used then
budgets/bureau/2024.yaml:2:7: error[SCH007]: the file is that of 2023, and its year is 2024
      = hint: correct the year, or rename the file
b/2024.yaml:1:1: 错误[SYN006]: b/2024.yaml不是UTF-8编码（0xc4）
      = 提示：请另存为UTF-8编码；Excel和旧编辑器常存为GBK
build/2024.pdf:1:1: 错误[SYN006]: build/2024.pdf 是 PDF 或 Word、Excel 文件，不是源文件
      = 提示：请给出源文件（以 .yaml 结尾）；已公开的文件用 budgetc verify、compare、audit 读取，填报表用 import 读取
b/2024.yaml:1:1: 错误[SYN010]: 文件过大：20000000字节，上限10485760字节
      = 提示：请按单位拆分，一个单位一个文件
b/2024.yaml:1:1: 错误[SYN012]: b/2024.yaml 是链接、文件夹或管道，不是文件
      = 提示：请放置文件本身
b:1:1: 错误[SYN012]: b 是链接，不是文件夹
      = 提示：请把文件夹本身放在这里，不要用链接
b/2024.yaml:1:1: 错误[SYN012]: 无法读取b/2024.yaml：EIO
      = 提示：请检查该文件及其所在文件夹的访问权限
budgets/aux:1:1: 错误[SYN016]: budgets/aux 不能用作文件名：该名称是 Windows 的设备名
      = 提示：请改名：字母、数字、汉字、- 和 _ 都可以放心使用
budgets/tax:1:1: 错误[SYN017]: budgets/tax 与 budgets/Tax 在 Windows 或 macOS 上会被当作同一个，一个会覆盖另一个
      = budgets/Tax:1:1: 另一个重名的文件或文件夹
      = 提示：将其中一个改名
schema/lint.json:1:1: 错误[DAT001]: schema/lint.json无法使用：?
      = 提示：请改正；或删除该文件，改用随budgetc自带的文件
budgets/bureau/2024.yaml:2:7: 错误[SCH007]: 文件名为2023年，文件内年度却为2024
      = 提示：请改正年度，或重命名文件
"""  # noqa: E501


def test_findings_about_files_are_reported_in_these_words() -> None:
    reports = [TextReport(Translator(language), (), PLAIN) for language in LANGUAGES]
    lines = (line for report in reports for found in _findings() for line in report.lines(found))
    assert "".join(f"{line}\n" for line in lines) == REPORTED
