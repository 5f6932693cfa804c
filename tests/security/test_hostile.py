"""A source from a stranger: its words are printed and never run, and it reaches nothing outside."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

import pytest

from budgetc.diagnostics.messages import ENGLISH
from budgetc.document.model import Document, Heading, Paragraph, Table, line_text
from budgetc.files.data import DataFaultError, Resources
from budgetc.files.disk import Disk
from budgetc.files.workspace import Workspace
from budgetc.jurisdiction.load import load_layout
from budgetc.pipeline import compile_source
from tests.support import (
    KORLA,
    RESOURCES,
    ROOT,
    Found,
    compile_text,
    document_of,
    find,
    find_errors,
    found,
    korla_with,
    minimal_with,
)

NAME = "  name: 库尔勒经济技术开发区市场监督管理局\n"


def _named(name: str) -> str:
    """Return the Korla budget of a department with another name."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return korla_with(NAME, f'  name: "{escaped}"\n')


def _lines(document: Document) -> Iterator[str]:
    """Yield every line of a document, those of its tables included."""
    yield document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            yield line_text(block.content)
        elif isinstance(block, Paragraph):
            yield from map(line_text, block.sentences)
        else:
            yield from block.above
            yield from map(line_text, block.notes)
            yield from (line_text(cell.content) for row in block.form for cell in row)
            yield from (
                line_text(cell)
                for panel in block.panels
                for row in panel.rows
                for cell in row.cells
            )


def _structure(document: Document) -> list[tuple[object, ...]]:
    """Return a document without its words."""
    return [
        (Heading, block.level)
        if isinstance(block, Heading)
        else (Table, block.id, len(block.form), [len(panel.rows) for panel in block.panels])
        if isinstance(block, Table)
        else (Paragraph, block.align, len(block.sentences))
        for block in document.blocks
    ]


@pytest.mark.parametrize(
    "number",
    ["1e999999999999999", "1e300000000", "-1e-999999999", "0e999999999", '"1e99999999"',
     "１e９９９９９９９９９"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["amount: 12.00", "year: 2024", "weight: 90"])
def test_a_number_that_would_fill_the_memory_is_judged_before_it_is_written_out(
    number: str, place: str
) -> None:
    key = place.partition(":")[0]
    text = minimal_with(place, f"{key}: {number}")
    tracemalloc.start()
    try:
        findings = compile_text(text).findings
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 50_000_000
    (wrong,) = (one for one in findings if one.code in ("SCH001", "SCH004"))
    assert wrong.hint is not None
    assert "at most 24 digits" in ENGLISH(wrong.hint)


HOSTILE = [
    "{{ 7*7 }}",
    "{{ 7*7 }}{% for x in range(999999999) %}{% endfor %}",
    "{% include 'templates/xinjiang/macros.j2' %}",
    "{% include '../../etc/passwd' %}",
    "{# 局 #}局",
    "{% raw %}局",
    "<< body >>局<% if %>",
    "# 局",
    "## 局",
    ">> 局",
    "局\n# 第五部分",
    "局\n\n>> 局",
    "\n\n局\n\n",
    "局 \\input{/etc/passwd} $x$ & _ ^ ~ %",
    "<script>alert(1)</script>",
    "=1+1|cmd",
    "0",
    "table",
    "x02 0 x03",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_words_of_a_source_are_printed_as_they_are(name: str) -> None:
    document, plain = document_of(_named(name)), document_of(KORLA)
    expected = [line.replace("库尔勒经济技术开发区市场监督管理局", name) for line in _lines(plain)]
    assert list(_lines(document)) == expected
    assert _structure(document) == _structure(plain)


JUNK_IS_WANTED = "waive:\n  - {rule: NAR012, reason: 测试用的文字, until: 2099-12-31}\n"
"""Some hostile texts say nothing, which stops a build; here they are to be printed."""


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "old",
    [
        "      reason: 退休人员年底绩效增加\n",
        "    - text: 负责产品质量安全监督管理\n",
        "    - 综合监管科\n",
        "      responsible: 卢威龙\n",
        "            name: 培训场次\n",
        "    text: 单位干部职工住房公积金保障\n",
        "      name: 知识产权培训费\n",
        "  contact: 楼卫军\n",
    ],
)
def test_words_anywhere_in_a_source_are_never_structure(old: str, text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    head, _, typed = old.rstrip("\n").rpartition(" ")
    source = korla_with(old, f'{head} "{escaped}"\n')
    says_nothing = any(code == "NAR012" for _, _, code in find(source))
    document = document_of(source + JUNK_IS_WANTED if says_nothing else source)
    assert _structure(document) == _structure(document_of(KORLA))
    assert any(text in line for line in _lines(document))
    assert not any(typed == line for line in _lines(document))


def test_a_mark_of_a_printed_value_cannot_be_typed() -> None:
    assert find_errors(minimal_with("某某局", '"\\x020\\x03"')) == [(5, 9, "SYN011")]
    raw = find_errors(minimal_with("某某局", "\x020\x03"))
    assert raw == [(5, 9, "SYN011")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../../etc", "JUR001"),
        ("/etc", "JUR001"),
        ("..", "JUR001"),
        ("xinjiang/../xinjiang", "JUR001"),
        ("XINJIANG", "JUR001"),
        ("latex", "JUR001"),
        ("etc", "JUR001"),
    ],
)
def test_a_jurisdiction_is_a_plain_name_that_is_there(name: str, code: str) -> None:
    text = minimal_with("jurisdiction: tiny", f"jurisdiction: {name}")
    assert find_errors(text) == [(1, 15, code)]


@pytest.mark.parametrize("name", ["../../etc", "/etc", "..", "xinjiang/../xinjiang", "", "."])
def test_no_layout_is_loaded_from_outside(name: str) -> None:
    assert load_layout(RESOURCES, name, "approved") == (None, ())


# Files


@pytest.mark.parametrize(
    "name",
    ["../outside.txt", "templates/../../outside.txt", "/etc/passwd", "templates", "budgets/a.yaml",
     "templates//../x", "", ".", "templates/\x00", "README.md"],
)  # fmt: skip
def test_no_data_file_is_found_outside_its_folders(tmp_path: Path, name: str) -> None:
    (tmp_path / "outside.txt").write_text("x", encoding="utf-8")
    root = tmp_path / "root"
    for file in ("templates/x", "budgets/a.yaml", "README.md", "x"):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text("x", encoding="utf-8")
    resources = Resources((Disk(root),))
    assert resources.read("templates/x") == b"x"
    with suppress(DataFaultError):  # a folder is refused
        assert resources.read(name) is None


def _workspace(folder: Path) -> Workspace:
    path = folder / "work/budgets/bureau/2024.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(KORLA, encoding="utf-8")
    return Workspace.find(folder / "work")


def _outside(folder: Path, text: str) -> Path:
    path = folder / "outside/2024.yaml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


def test_a_link_to_a_source_outside_is_no_source(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    secret = _outside(tmp_path, KORLA)
    budgets = workspace.root / "budgets"
    (budgets / "bureau/2023.yaml").symlink_to(secret)
    (budgets / "linked").symlink_to(secret.parent)
    assert (budgets / "linked/2024.yaml").is_file()
    listing = workspace.listing()
    assert [source.name for source in listing.sources] == ["budgets/bureau/2024.yaml"]
    assert [(one.code, one.span.file) for one in listing.findings] == [
        ("SYN012", "budgets/bureau/2023.yaml"),
        ("SYN012", "budgets/linked"),
    ]


def _compile(workspace: Workspace) -> tuple[Document | None, list[Found]]:
    (source,) = workspace.sources()
    compiled = compile_source(source, workspace.resources())
    return compiled.document, found(compiled.findings)


@pytest.mark.parametrize(
    "name",
    [
        "templates/xinjiang/overview.j2",
        "templates/xinjiang",
        "templates/xinjiang/overrides/explanation.revenue.j2",
        "templates/xinjiang/overrides/numbers.table.yaml",
        "templates/xinjiang/more.j2",
    ],
)
def test_a_link_to_a_template_outside_is_no_template(tmp_path: Path, name: str) -> None:
    workspace = _workspace(tmp_path)
    outside = tmp_path / "outside/xinjiang"
    outside.mkdir(parents=True)
    (outside / "overview.j2").write_text("# 秘密\n", encoding="utf-8")
    link = workspace.root / name
    link.parent.mkdir(parents=True)
    link.symlink_to(outside / "overview.j2" if PurePosixPath(name).suffix else outside)
    assert link.exists()
    document, findings = _compile(workspace)
    assert document is None
    assert findings == [(1, 1, "DAT001")]


def test_a_link_outside_cannot_be_included(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    secret = _outside(tmp_path, "秘密")
    folder = workspace.root / "templates/xinjiang"
    folder.mkdir(parents=True)
    (folder / "leak.j2").symlink_to(secret)
    (folder / "document.j2").write_text(
        "一\n{% include 'templates/xinjiang/leak.j2' %}\n", encoding="utf-8"
    )
    document, findings = _compile(workspace)
    assert document is None
    assert findings == [(1, 1, "DAT001")]


def test_a_pipe_in_the_place_of_an_override_is_told(tmp_path: Path) -> None:
    """It was passed over in silence, and the shipped words were printed."""
    workspace = _workspace(tmp_path)
    pipe = workspace.root / "templates/xinjiang/overrides/explanation.revenue.j2"
    pipe.parent.mkdir(parents=True)
    os.mkfifo(pipe)
    (source,) = workspace.sources()
    (found,) = compile_source(source, workspace.resources()).findings
    assert ENGLISH(found.message) == (
        "templates/xinjiang/overrides/explanation.revenue.j2 cannot be used: "
        "templates/xinjiang/overrides/explanation.revenue.j2 is a link, a folder or a pipe, and "
        "no file"
    )


def test_a_link_to_data_outside_is_not_followed(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    secret = _outside(tmp_path, '{"万元": 1}')
    folder = workspace.root / "schema"
    folder.mkdir()
    (folder / "units.json").symlink_to(secret)
    assert (folder / "units.json").read_text("utf-8") == '{"万元": 1}'
    with pytest.raises(DataFaultError, match=r"schema/units\.json"):
        workspace.resources().text("schema/units.json")


def test_a_folder_in_the_place_of_a_source_is_told(tmp_path: Path) -> None:
    """It was passed over, and nobody missed the year."""
    workspace = _workspace(tmp_path)
    (workspace.root / "budgets/bureau/2025.yaml").mkdir()
    listing = workspace.listing()
    assert [source.stem for source in listing.sources] == ["2024"]
    (found,) = listing.findings
    assert (found.code, found.span.file) == ("SYN012", "budgets/bureau/2025.yaml")
    assert (
        ENGLISH(found.message)
        == "budgets/bureau/2025.yaml is a link, a folder or a pipe, and no file"
    )


def test_a_link_inside_the_workspace_is_not_followed_either(tmp_path: Path) -> None:
    workspace = _workspace(tmp_path)
    link = workspace.root / "budgets/bureau/2025.yml"
    link.symlink_to(workspace.root / "budgets/bureau/2024.yaml")
    listing = workspace.listing()
    assert [source.stem for source in listing.sources] == ["2024"]
    (found,) = listing.findings
    assert (found.code, found.span.file) == ("SYN012", "budgets/bureau/2025.yml")
    assert (
        ENGLISH(found.message)
        == "budgets/bureau/2025.yml is a link, a folder or a pipe, and no file"
    )


# Sizes


def test_aliases_that_would_fill_the_memory_are_stopped() -> None:
    levels = "".join(f"  - &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    text = minimal_with("issued:", f"other_matters:\n  - &a0 [x, x]\n{levels}issued:")
    assert [code for _, _, code in find_errors(text)] == ["SYN004"]


def test_a_long_text_is_printed_and_a_long_message_is_cut() -> None:
    long = "局" * 100_000
    assert find_errors(minimal_with("某某局", long)) == []
    compiled = compile_text(minimal_with("amount: 12.00", f"amount: {long}"))
    (error,) = compiled.findings
    assert error.code == "SCH001"
    assert sum(len(str(value)) for _, value in error.message.values) < 200


def test_many_mistakes_are_all_found() -> None:
    lines = "".join(f"  - {{fund: x{n}, amount: 1}}\n" for n in range(300))
    codes = [code for _, _, code in find_errors(minimal_with("revenue:\n", f"revenue:\n{lines}"))]
    assert codes == ["SCH004"] * 300


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
from budgetc.classification.codes import read_code_list
try:
    codes = read_code_list("code,name,level,parent\\n201,甲,类,20101\\n20101,乙,款,201\\n")
    print(len(codes.lineage("20101")))
except ValueError:
    print("refused")
"""


def test_a_list_whose_parents_go_in_a_circle_ends() -> None:
    """In a process with little memory, for the mistake this is about takes all there is."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "compiler"), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr[-300:]
    assert done.stdout.strip() in ("1", "2", "refused")
