"""`budgetc form` and `budgetc import`, as they are typed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Workspace
from tests.cli.run import call, run
from tests.form.workbooks import opened, write
from tests.support import KORLA, MINIMAL, write_files

SOURCE, FORM = "budgets/bureau/2024.yaml", "bureau-2024.form.xlsx"
HOUSING = ("基本支出·按功能分类", "2210201 住房公积金", "金额")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the form that the command makes of a source."""
    folder = tmp_path_factory.mktemp("made")
    write_files(folder, {SOURCE: KORLA})
    assert run("form", SOURCE, cwd=folder).code == 0
    return (folder / FORM).read_bytes()


@pytest.fixture
def form(workspace: Workspace, made: bytes) -> Path:
    """Return the form of a source, in its workspace."""
    path = workspace({SOURCE: KORLA}) / FORM
    path.write_bytes(made)
    return path


def fill(form: Path, value: object) -> None:
    """Change one amount of a form, as a person would."""
    book = opened(form.read_bytes())
    write(*HOUSING, value)(book)
    book.save(form)


def test_out_filled_in_and_back(form: Path) -> None:
    fill(form, "18.4万元")
    done = call("import", str(form))
    assert done.code == 0
    assert done.out == (
        "Basic expenditure › By function › 2210201 住房公积金 › Amount: 17.37 → 18.4\n"
    )
    assert done.err == f"{SOURCE}: changed 1\n"
    assert Path(SOURCE).read_text(encoding="utf-8") == KORLA.replace(
        "amount: 17.37", "amount: 18.40"
    )


def test_in_chinese(form: Path) -> None:
    fill(form, 18.4)
    done = call("import", str(form), language="zh")
    assert done.out == "基本支出 › 按功能分类 › 2210201 住房公积金 › 金额：17.37 → 18.4\n"
    assert done.err == f"{SOURCE}：改动 1 处\n"


def test_a_look_before(form: Path) -> None:
    fill(form, 18.4)
    done = call("import", str(form), "--check")
    assert done.code == 1
    assert done.out.splitlines()[-2:] != []
    assert "-      amount: 17.37\n+      amount: 18.40\n" in done.out
    assert Path(SOURCE).read_text(encoding="utf-8") == KORLA


def test_nothing_changed(form: Path) -> None:
    done = call("import", str(form), "--check")
    assert (done.code, done.out, done.err) == (0, "", f"{SOURCE}: changed 0\n")


def test_what_cannot_be_taken_writes_nothing(form: Path) -> None:
    fill(form, "约18万")
    done = call("import", str(form))
    assert done.code == 1
    assert "error[FRM001]: 基本支出·按功能分类!D12: 约18万 is no amount" in done.err
    assert done.err.endswith("nothing was written\n")
    assert Path(SOURCE).read_text(encoding="utf-8") == KORLA


def test_a_form_is_not_written_over(form: Path) -> None:
    before = form.read_bytes()
    done = call("form", SOURCE)
    assert done.code == 1
    assert f"{form.name} is there already; look at it, and replace it with --force" in done.err
    assert form.read_bytes() == before
    assert call("form", SOURCE, "--force").code == 0


def test_a_source_that_cannot_be_read_has_no_form(workspace: Workspace) -> None:
    workspace({SOURCE: "department: [\n"})
    done = call("form", SOURCE)
    assert done.code == 1
    assert "error[SYN001]" in done.err
    assert "nothing was written" in done.err
    assert not list(Path().glob("*.xlsx"))


def test_the_source_may_be_named(form: Path) -> None:
    Path("budgets/other").mkdir()
    moved = Path(SOURCE).rename("budgets/other/2024.yaml")
    fill(form, 18.4)
    lost = call("import", str(form))
    assert lost.code == 2
    assert "name the source: budgetc import FORM SOURCE" in lost.err.replace("\n", " ")
    assert call("import", str(form), str(moved)).code == 0
    assert "amount: 18.40" in moved.read_text(encoding="utf-8")


def _zipped(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return content.getvalue()


def _of_another_edition(form: bytes) -> bytes:
    book = opened(form)
    book["_budgetc"]["A1"].value = '{"form": 99, "source": "a"}'
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _bomb() -> bytes:
    return _zipped({"a": b"\0" * 300_000_000})


def _empty_book() -> bytes:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    return content.getvalue()


def test_a_form_is_written_over_no_source(workspace: Workspace) -> None:
    workspace({SOURCE: MINIMAL})
    done = call("form", SOURCE, "-o", SOURCE, "--force")
    assert done.code == 2
    assert f"{SOURCE} is no name for xlsx: let it end with .xlsx" in done.err
    assert Path(SOURCE).read_text(encoding="utf-8") == MINIMAL


BROKEN = (
    "this office file cannot be read: it is broken or locked\n"
    "hint: open it, take its password off if it has one, and save it again"
)
OUT_OF_MUCH = "hint: save the part that is the budget as a file of its own, and name that"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (bytes, BROKEN),
        (lambda: b"no workbook", BROKEN),
        (lambda: _zipped({"a.txt": b"x"}), BROKEN),
        (_bomb, f"this file unpacks to more than a budget\n{OUT_OF_MUCH}"),
        (_empty_book, "this workbook is no form that budgetc form made"),
    ],
    ids=["empty", "text", "zip", "bomb", "another"],
)
def test_what_is_no_form(workspace: Workspace, content: Callable[[], bytes], reason: str) -> None:
    workspace({SOURCE: MINIMAL})
    Path("form.xlsx").write_bytes(content())
    done = call("import", "form.xlsx")
    assert done.code == 1
    assert f"form.xlsx: {reason}" in done.err
    assert Path(SOURCE).read_text(encoding="utf-8") == MINIMAL


def _with_cell(form: bytes, sheet: str, name: str, value: object) -> bytes:
    book = opened(form)
    book[sheet][name].value = value
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("sheet", "cell", "value"),
    [
        ("_budgetc", "A1", None),
        ("_budgetc", "A1", "[]"),
        ("_budgetc", "A1", "[" * 30_000),
        ("_budgetc", "A2", "no base64 at all"),
        ("收入", "A3", "[" * 30_000),
        ("收入", "A3", '{"grid": [[]]}'),
        ("收入", "B3", "5"),
        ("收入", "B3", "{}"),
        ("收入", "A6", "[[1]]"),
        ("收入", "A6", '["revenue", 99]'),
        ("收入", "A100001", "x"),
    ],
)
def test_what_a_stranger_hides_in_a_form_is_an_answer(
    form: Path, sheet: str, cell: str, value: object
) -> None:
    form.write_bytes(_with_cell(form.read_bytes(), sheet, cell, value))
    done = call("import", str(form))
    assert done.code in {0, 1}
    assert "Traceback" not in done.err
    if sheet == "_budgetc" or cell == "A100001":
        assert done.code == 1
        assert Path(SOURCE).read_text(encoding="utf-8") == KORLA


def test_a_form_of_another_edition(form: Path) -> None:
    form.write_bytes(_of_another_edition(form.read_bytes()))
    done = call("import", str(form))
    assert done.code == 1
    assert "this form is of another version of budgetc, which makes them otherwise" in done.err


def test_a_shared_value_is_left_to_people(workspace: Workspace) -> None:
    text = MINIMAL.replace("amount: 12.00", "amount: &a 12.00", 1)
    assert text != MINIMAL
    workspace({SOURCE: text})
    assert call("form", SOURCE).code == 0
    book = opened(Path(FORM).read_bytes())
    page = book["收入"]
    (cell,) = (
        cell for line in page.iter_rows() for cell in line if cell.value == 12 and cell.row > 5
    )
    cell.value = 13
    book.save(FORM)
    done = call("import", FORM)
    assert done.code == 1
    assert (
        "error[FRM003]: a value that was changed is shared by an anchor or alias of the source"
        in done.err
    )
    assert Path(SOURCE).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".ET"])
@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "cannot be brought back as it is: open it, save it as .xlsx, and import that"),
        ("zh", "不能直接导入：请打开后另存为 .xlsx 格式，再导入"),
    ],
)
def test_a_form_saved_in_another_format(
    workspace: Workspace, suffix: str, language: str, answer: str
) -> None:
    workspace({SOURCE: MINIMAL})
    Path(f"form{suffix}").write_bytes(b"x")
    done = call("import", f"form{suffix}", language=language)
    assert done.code == 2
    assert f"form{suffix} {answer}".replace(" 不", "不") in " ".join(done.err.split())
