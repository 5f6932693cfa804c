"""`budgetc new workspace`, `department` and `project`."""

from __future__ import annotations

import json
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from budgetc.source.nodes import Mapping, Node, Scalar
from budgetc.source.nodes import Path as NodePath
from budgetc.source.read import read_bytes
from tests.beginning.support import PUTUO
from tests.cli.conftest import Workspace
from tests.cli.run import _environment, _read, call, run
from tests.jurisdiction.district import LAYOUT, SECTIONS, write_district
from tests.support import KORLA, MINIMAL, ROOT, with_change

DEPARTMENT = ("new", "department", "bureau", "--name", "某某局", "--year", "2024")
SOURCE = "budgets/bureau/2024.yaml"
FINAL = "budgets/bureau/2024-final.yaml"
PROJECT = ("--name", "培训费", "--function", "2013801", "--economic", "302")
JURISDICTIONS = {"china": "201", "xinjiang": "201", "shanghai": "2013801", "tiny": ""}
"""The code that needs a purpose there; the last has no skeletons of its own."""

VALUES = {
    "by_function.code": "2013801",
    "by_economic.code": "30101",
    "revenue.amount": "20",
    "amount": "10",
    "prior": "5",
    "outturn": "10",
    "revenue.outturn": "20",
    "revenue.function": "2013801",
    "prior_outturn": "5",
    "initial": "10",
    "by_function.initial": "9",
    **{f"three_public.{key}": "0" for key in ("prior_outturn", "initial")},
    "department.type": "administrative",
    "arrangements": "说明",
    "executed": "5",
    "reason": "工作需要",
    "issued": "2024-02-08",
    "as_of": "2023-12-31",
    "phone": '"2119352"',
    "weight": "100",
    "target": "3",
}


def gaps(node: Node, path: NodePath = ()) -> Iterator[tuple[Scalar, NodePath]]:
    """Yield the empty values of a source, with their paths."""
    if isinstance(node, Scalar):
        if node.value is None:
            yield node, path
    elif isinstance(node, Mapping):
        for name, (_, child) in node.entries.items():
            yield from gaps(child, (*path, name))
    else:
        for position, child in enumerate(node.items):
            yield from gaps(child, (*path, position))


def gaps_of(file: Path) -> list[tuple[Scalar, NodePath]]:
    tree, findings = read_bytes(file.name, file.read_bytes())
    assert tree is not None
    assert not findings
    return [*gaps(tree.root)]


def fill_in(file: Path, code: str) -> None:
    """Write something likely into every gap of a source; the code is that of its purpose."""
    values = {**VALUES, "purposes.code": code}
    lines = file.read_text(encoding="utf-8").split("\n")
    for node, path in sorted(gaps_of(file), key=lambda found: -found[0].column):
        steps = [step for step in path if isinstance(step, str)]
        keys = [".".join(steps[-2:]), f"{steps[0]}.{steps[-1]}", steps[-1]]
        numbers = {"staff", "assets", "procurement", "evaluation"} & set(steps)
        value = next((values[key] for key in keys if key in values), "0" if numbers else "说明")
        value = "5" if steps[-1] in ("current", "establishment") else value
        line = lines[node.line]
        lines[node.line] = f"{line[: node.column]} {value}{line[node.column :]}"
    file.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("kind", ["department", "unit"])
@pytest.mark.parametrize(
    ("jurisdiction", "stage", "source"),
    [*((one, "approved", SOURCE) for one in JURISDICTIONS), ("shanghai", "final", FINAL)],
)
def test_check_finds_each_gap_of_a_new_source_and_nothing_else(
    workspace: Workspace, jurisdiction: str, stage: str, source: str, kind: str
) -> None:
    root = workspace({})
    whose = ("--jurisdiction", jurisdiction, "--stage", stage)
    made = call(*DEPARTMENT, *whose, "--kind", kind)
    assert (made.code, made.out.splitlines()[0]) == (0, source), made.err
    assert call("new", "project", source, "training", *PROJECT).code == 0
    found = json.loads(call("check", "--format", "json").out)
    expected = sorted((node.line + 1, node.column + 1) for node, _ in gaps_of(root / source))
    assert len(expected) >= 8
    assert sorted((f["line"], f["column"]) for f in found) == expected
    assert {f["code"] for f in found} == {"SCH001"}
    text = (root / source).read_text(encoding="utf-8")
    marked = [number for number, line in enumerate(text.split("\n"), 1) if "# fill in" in line]
    assert set(marked) == {line for line, _ in expected}
    assert call("fmt", "--diff").out == ""


FUNCTIONS = (
    "2139901 化解其他公益性乡村债务支出",
    "2139999 其他农林水支出",
    "2130153 耕地建设与利用",
)
ECONOMIC = (
    "39907 国家赔偿费用支出",
    "39908 对民间非营利组织和群众性自治组织补贴",
    "39909 经常性赠与",
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            (
                f"the list of 2024 has no code 2139953; the nearest are {', '.join(FUNCTIONS)}\n"
                f"the list of 2024 has no code 39905; the nearest are {', '.join(ECONOMIC)}\n"
            ),
        ),
        (
            "zh",
            (
                f"2024 年科目表中没有 2139953，最接近的有 {'、'.join(FUNCTIONS)}\n"
                f"2024 年科目表中没有 39905，最接近的有 {'、'.join(ECONOMIC)}\n"
            ),
        ),
    ],
)
def test_codes_of_a_new_project_that_are_in_no_list_are_told_at_once(
    workspace: Workspace, language: str, words: str
) -> None:
    workspace({})
    call(*DEPARTMENT, "--jurisdiction", "china")
    typed = ("--name", "费", "--function", "213-99-53", "--economic", "39905")
    ran = call("new", "project", SOURCE, "x", *typed, language=language)
    assert (ran.code, ran.err[: len(words)]) == (0, words)
    assert "the list of" not in call("new", "project", SOURCE, "training", *PROJECT).err


@pytest.mark.parametrize(
    ("jurisdiction", "stage", "source"),
    [*((one, "approved", SOURCE) for one in JURISDICTIONS), ("shanghai", "final", FINAL)],
)
def test_filled_in_it_builds(
    workspace: Workspace, jurisdiction: str, stage: str, source: str
) -> None:
    root = workspace({})
    call(*DEPARTMENT, "--jurisdiction", jurisdiction, "--stage", stage)
    call("new", "project", source, "training", *PROJECT)
    fill_in(root / source, JURISDICTIONS[jurisdiction])
    checked = call("check")
    assert "DOC001" not in checked.out
    assert "errors: 0" in checked.out, checked.out
    assert call("build").code == 0
    told = [line for line in call("check", "--all").out.split("\n") if "[DOC002]" in line]
    # Why an amount is not what was budgeted is one too many where it is.
    unused = [line for line in told if "Reason for the variance" not in line]
    assert not unused or stage != "final", "what is marked is asked for nothing"


def test_accounts_name_the_schema_that_knows_their_keys(workspace: Workspace) -> None:
    """Editors held them against that of budgets, which has no `outturn`: all of it was red."""
    root = workspace({})
    made = call(*DEPARTMENT, "--jurisdiction", "shanghai", "--stage", "final")
    schema = "budgets/shanghai-final.schema.json"
    assert made.out.splitlines() == [FINAL, schema]
    assert "$schema=../shanghai-final.schema.json" in (root / FINAL).read_text(encoding="utf-8")
    known = json.loads((root / schema).read_text(encoding="utf-8"))
    assert "outturn" in json.dumps(known)
    (root / schema).write_text("{}", encoding="utf-8")
    again = [part.replace("bureau", "office") for part in DEPARTMENT]
    assert len(call(*again, "--jurisdiction", "shanghai", "--stage", "final").out.splitlines()) == 1
    assert (root / schema).read_text(encoding="utf-8") == "{}", "what is there stays"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            (
                "Error: the forms of china have no document of the stage final; "
                "the forms of tiny, operating, outturn, reporting, shanghai, sides have\n"
            ),
        ),
        (
            "zh",
            (
                "Error: china 版式没有 final（阶段）的文件；"
                "tiny、operating、outturn、reporting、shanghai、sides 版式有\n"
            ),
        ),
    ],
)
def test_a_stage_that_the_jurisdiction_does_not_print_is_refused(
    workspace: Workspace, language: str, words: str
) -> None:
    root = workspace({})
    ran = call(*DEPARTMENT, "--jurisdiction", "china", "--stage", "final", language=language)
    assert ran.code == 2
    assert ran.err.endswith(words), ran.err
    assert not (root / FINAL).exists()


def test_a_stage_that_is_not_named_is_one_that_the_jurisdiction_prints(tmp_path: Path) -> None:
    layout = with_change(LAYOUT, "name: A district\n", "name: A district\nstages: [proposed]\n")
    write_district(tmp_path, {"templates/district/layout.yaml": layout})
    new = ("new", "department", "dale", "--name", "Dale", "--year", "2024")
    ran = run(*new, "--jurisdiction", "district", cwd=tmp_path)
    made = "budgets/dale/2024-proposed.yaml\nbudgets/district-proposed.schema.json\n"
    assert (ran.code, ran.out) == (0, made), ran.err
    text = (tmp_path / "budgets/dale/2024-proposed.yaml").read_text(encoding="utf-8")
    assert "kind: department\nstage: proposed\n\n" in text
    assert "JUR002" not in run("check", "budgets/dale/2024-proposed.yaml", cwd=tmp_path).out


def test_what_is_given_stands_in_the_source(workspace: Workspace) -> None:
    root = workspace({})
    name = '某某局: #1 "甲"'
    ran = call("new", "department", "a/b", "--name", name, "--year", "2024", "--kind", "unit",
               "--jurisdiction", "xinjiang", "--unit", "元", language="zh")  # fmt: skip
    assert ran.code == 0
    text = (root / "budgets/a/b/2024.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../budget.schema.json\n")
    tree, _ = read_bytes("f", text.encode())
    assert tree is not None
    said = {key: tree.at((key,))[0] for key in ("jurisdiction", "year", "unit", "kind")}
    texts = [node.text for node in said.values() if isinstance(node, Scalar)]
    assert texts == ["xinjiang", "2024", "元", "unit"]
    node, _ = tree.at(("department", "name"))
    assert isinstance(node, Scalar)
    assert node.text == name
    assert "# 待填\n" in text


KNOWN = (
    # Those that others stand on come first.
    *("tiny", "china", "split", "yearly", "accounts", "allocated", "boston", "operating"),
    *("outturn", "printed", "reporting", "shanghai", "shares", "sides", "standards"),
    *("targets", "xinjiang"),
)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", f"'--jurisdiction'. choose one of: {', '.join(KNOWN)}\n"),
        ("zh", f"'--jurisdiction'. 可填：{'、'.join(KNOWN)}\n"),
    ],
)
def test_an_option_that_is_missing_names_its_values(
    workspace: Workspace, language: str, words: str
) -> None:
    workspace({})
    ran = call(*DEPARTMENT, language=language)
    assert ran.code == 2
    assert words in ran.err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("department",), "ID"),
        (("department", "x"), "--name"),
        (("department", "x", "--name", "局"), "--year"),
        (("department", "x", "--name", "局", "--year", "2024"), "--jurisdiction"),
        (("project", SOURCE), "ID"),
        (("project", SOURCE, "x"), "--name"),
        (("project", SOURCE, "x", "--name", "费"), "--function"),
        (("project", SOURCE, "x", "--name", "费", "--function", "2013805"), "--economic"),
        ((), "department"),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_script_is_told_what_is_missing(
    workspace: Workspace, arguments: tuple[str, ...], named: str, language: str
) -> None:
    root = workspace({SOURCE: MINIMAL})
    ran = run("new", *arguments, f"--lang={language}", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert named in ran.err.split("\n\n")[-1]
    assert "Traceback" not in ran.err
    assert (root / SOURCE).read_text(encoding="utf-8") == MINIMAL


@pytest.mark.parametrize(
    "change",
    [
        ("bureau", "Bureau"), ("bureau", "../x"), ("bureau", "a/b/c"), ("bureau", "局 甲"),
        ("某某局", "  "), ("某某局", "某\n局"), ("某某局", "\x1b[31m"),
        ("2024", "24"), ("2024", "1999"), ("xinjiang", "xinjang"), ("万元", "yuan"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_and_nothing_written(
    workspace: Workspace, change: tuple[str, str]
) -> None:
    root = workspace({})
    arguments = (*DEPARTMENT, "--jurisdiction", "xinjiang", "--unit", "万元")
    ran = call(*(change[1] if argument == change[0] else argument for argument in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert "\x1b" not in ran.err
    assert not [*(root / "budgets").rglob("*.yaml")]
    assert not (root / "x").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("Training", *PROJECT),
        ("x", "--name", "费", "--function", "20138", "--economic", "302"),
        ("x", "--name", "费", "--function", "2013805", "--economic", "3022"),
    ],
)
def test_a_wrong_project_is_told(workspace: Workspace, arguments: tuple[str, ...]) -> None:
    root = workspace({SOURCE: MINIMAL})
    assert call("new", "project", SOURCE, *arguments).code == 2
    assert (root / SOURCE).read_text(encoding="utf-8") == MINIMAL


DALE = """\
# yaml-language-server: $schema=../district.schema.json
#
# {head}

jurisdiction: district
year: 2024
unit: "$"
kind: department

department:
  name: Dale

# {schools}
schools:
  - id:  # {mark}
    name:  # {mark}
    head:  # {mark}
    money:
      - account:  # {mark}
        prior:  # {mark}
        amount:  # {mark}
    staff:
      - title:  # {mark}
        posts:  # {mark}{posts}

# {accounts}
accounts:
  - account:  # {mark}
    prior:  # {mark}
    amount:  # {mark}
"""
"""What begins a source of the district, of which other keys are required."""

DALE_IN = {
    "en": {
        "head": "Dale, 2024\n# Only what nothing else tells is typed; every total is derived.\n"
        '# Fill in what is marked "fill in", or delete an entry that there is not; '
        "budgetc check says what is left.",
        "schools": "Schools\n# The schools, in the order of print.",
        "accounts": "Accounts\n# The district by account.",
        "posts": ": Posts",
        "mark": "fill in",
    },
    "zh": {
        "head": "Dale 2024年\n# 只填其他数据推不出的内容，合计自动得出。\n"
        "# 注有“待填”的都要填写，没有的条目可删去；budgetc check 汇总尚未填写的内容。",
        "schools": "学校\n# 学校，按印出顺序。",
        "accounts": "科目\n# 全区按科目。",
        "posts": "：岗位",
        "mark": "待填",
    },
}


def _with_posts(folder: Path) -> None:
    posts = '"required": ["title", "posts"],', '"posts": {"x-name": "Posts\\n岗位", '
    sections = with_change(SECTIONS, '"required": ["title"],', posts[0])
    sections = with_change(sections, '"posts": {', posts[1])
    sections = with_change(
        sections,
        '["id", "name"],\n      "properties"',
        '["id", "name", "head"],\n      "properties"',
    )
    write_district(folder, {"templates/district/source.schema.json": sections})


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sections_of_ones_own_are_asked_for_as_their_schema_says(
    tmp_path: Path, language: str
) -> None:
    _with_posts(tmp_path)
    new = ("new", "department", "dale", "--name", "Dale", "--year", "2024")
    ran = run("--lang", language, *new, "--jurisdiction", "district", cwd=tmp_path)
    assert ran.code == 0, ran.err
    source = tmp_path / "budgets/dale/2024.yaml"
    assert source.read_text(encoding="utf-8") == DALE.format(**DALE_IN[language])
    checked = run("check", "--format", "json", "budgets/dale", cwd=tmp_path)
    found = {(one["code"], one["line"]) for one in json.loads(checked.out)}
    assert found == {("SCH001", node.line + 1) for node, _ in gaps_of(source)}
    assert run("fmt", "--diff", "budgets/dale", cwd=tmp_path).out == ""


def test_an_entry_that_asks_for_one_like_itself_is_begun_once(tmp_path: Path) -> None:
    sections = with_change(
        SECTIONS, '"required": ["id", "name"],', '"required": ["id", "name", "annex"],'
    )
    annex = '"annex": {"type": "array", "items": {"$ref": "#/$defs/school"}}, "head": '
    sections = with_change(sections, '"head": ', annex)
    write_district(tmp_path, {"templates/district/source.schema.json": sections})
    new = ("new", "department", "dale", "--name", "Dale", "--year", "2024")
    ran = run(*new, "--jurisdiction", "district", cwd=tmp_path)
    assert ran.code == 0, ran.err
    source = (tmp_path / "budgets/dale/2024.yaml").read_text(encoding="utf-8")
    assert "    annex:\n      - # fill in\n" in source
    assert source.count("annex:") == 1


def test_sections_of_ones_own_build_when_they_are_filled_in(tmp_path: Path) -> None:
    _with_posts(tmp_path)
    new = ("new", "department", "dale", "--name", "Dale", "--year", "2024")
    run(*new, "--jurisdiction", "district", cwd=tmp_path)
    source = tmp_path / "budgets/dale/2024.yaml"
    values = {"account": "5100", "amount": "10", "prior": "9", "id": "dale", "posts": "1"}
    lines = [
        line.replace("  # fill in", f" {values.get(line.split(':')[0].strip(' -'), 'Text')} # ")
        for line in source.read_text(encoding="utf-8").split("\n")
    ]
    source.write_text("\n".join(lines), encoding="utf-8")
    built = run("build", "budgets/dale", cwd=tmp_path)
    assert built.code == 0, built.err


def test_sections_of_ones_own_are_typed_in_the_unit_of_their_tables(tmp_path: Path) -> None:
    """Sentences round to millions, and nobody types 0.01213450."""
    units = '{"USD": {"smallest": {"en": "cent"}, "units": {"$": 100, "m$": 100000000}}}'
    prose = "prose: {unit: $,"
    layout = with_change(LAYOUT, prose, "prose: {unit: m$,")
    write_district(tmp_path, {"templates/district/layout.yaml": layout})
    (tmp_path / "schema").mkdir(exist_ok=True)
    (tmp_path / "schema/units.json").write_text(units, encoding="utf-8")
    new = ("new", "department", "dale", "--name", "Dale", "--year", "2024")
    ran = run(*new, "--jurisdiction", "district", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert '\nunit: "$"\n' in (tmp_path / "budgets/dale/2024.yaml").read_text(encoding="utf-8")


def test_a_skeleton_of_the_jurisdiction_goes_before_its_schema(tmp_path: Path) -> None:
    write_district(
        tmp_path,
        {
            "templates/district/skeletons/department.yaml": "# $title, $year, $mark\n"
            "jurisdiction: $jurisdiction\nunit: $unit\nname: $name\n# $$schema=$schema_file\n"
        },
    )
    new = ("new", "department", "dale", "--name", "Dale", "--year", "2024")
    run(*new, "--jurisdiction", "district", cwd=tmp_path)
    assert (tmp_path / "budgets/dale/2024.yaml").read_text(encoding="utf-8") == (
        "# Dale, 2024, fill in\njurisdiction: district\nunit: $\nname: Dale\n"
        "# $schema=../district.schema.json\n"
    )


def test_no_file_is_written_over(workspace: Workspace) -> None:
    root = workspace({SOURCE: "mine"})
    ran = call(*DEPARTMENT, "--jurisdiction", "xinjiang")
    assert (ran.code, ran.out) == (1, "")
    assert f"{SOURCE} is there already" in ran.err
    assert (root / SOURCE).read_text() == "mine"


def test_no_link_is_followed(workspace: Workspace) -> None:
    root = workspace({"mine/2024.yaml": MINIMAL})
    (root / "budgets/bureau").symlink_to(root.parent)
    ran = call(*DEPARTMENT, "--jurisdiction", "xinjiang")
    assert (ran.code, ran.out) == (1, "")
    assert not (root.parent / "2024.yaml").exists()
    (root / "budgets/bureau").unlink()
    (root / "budgets/bureau").mkdir()
    (root / SOURCE).symlink_to(root / "mine/2024.yaml")
    assert call("new", "project", SOURCE, "x", *PROJECT).code == 1
    assert (root / SOURCE).is_symlink()
    assert (root / "mine/2024.yaml").read_text(encoding="utf-8") == MINIMAL


@pytest.mark.parametrize("text", [KORLA, PUTUO, MINIMAL], ids=["Korla", "Putuo", "minimal"])
def test_a_project_adds_lines_and_changes_none(workspace: Workspace, text: str) -> None:
    root = workspace({SOURCE: text})
    assert call("new", "project", SOURCE, "new-one", *PROJECT).code == 0
    new = (root / SOURCE).read_text(encoding="utf-8")
    old_lines, new_lines = text.split("\n"), new.split("\n")
    start = next(n for n, (a, b) in enumerate(zip(old_lines, new_lines, strict=False)) if a != b)
    added = len(new_lines) - len(old_lines)
    assert new_lines[:start] + new_lines[start + added :] == old_lines
    assert "    - id: new-one" in new_lines[start : start + 2]
    again = call("new", "project", SOURCE, "new-one", *PROJECT)
    assert again.code == 1
    assert "has a project new-one already" in again.err
    assert (root / SOURCE).read_text(encoding="utf-8") == new


TOP = "jurisdiction: tiny\nyear: 2024\n"
PLACES = {
    "none": (TOP + "revenue: []\n# about the end\nissued: 2024-02-08\n",
             "revenue: []\n\nproject_expenditure:\n  projects:\n    - id: x\n"),
    "empty part": (TOP + "project_expenditure:  # later\nissued: 2024-02-08\n",
                   "project_expenditure:  # later\n  projects:\n    - id: x\n"),
    "braces": (TOP + "project_expenditure: {}\n", "project_expenditure:\n  projects:\n    - id: x"),
    "no list": (TOP + "project_expenditure:\n    reason: 因\n",
                "    reason: 因\n    projects:\n      - id: x\n"),
    "empty list": (TOP + "project_expenditure:\n  projects: []  # none yet\n  reason: 因\n",
                   "  projects:  # none yet\n    - id: x\n"),
    "wide dashes": (TOP + "project_expenditure:\n  projects:\n  - id: a  # first\n    # end\n",
                    "  - id: a  # first\n    # end\n\n  - id: x\n    name: 培训费\n"),
    "no line at the end": (TOP + "project_expenditure:\n  projects:\n    - id: a",
                           "    - id: a\n\n    - id: x\n"),
    "a long text": (TOP + "project_expenditure:\n  projects:\n    - id: a\n      goal: |\n"
                    "        一\n        二\nissued: x\n", "        二\n\n    - id: x\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES.keys())
def test_where_a_project_is_added(workspace: Workspace, text: str, expected: str) -> None:
    root = workspace({SOURCE: text})
    ran = call("new", "project", SOURCE, "x", *PROJECT)
    assert ran.code == 0, ran.err
    new = (root / SOURCE).read_text(encoding="utf-8")
    assert expected in new
    for comment in re.findall("#.*", text):
        assert comment in new


@pytest.mark.parametrize(
    "text",
    [
        TOP + "project_expenditure: {projects: [{id: a}]}\n",
        TOP + "project_expenditure:\n  projects: [{id: a},\n    {id: b}]\n",
        TOP + "project_expenditure: &x\n  projects: &y\n    - id: a\nissued: *y\n",
        TOP + "project_expenditure: 3\n",
        TOP + "project_expenditure:\n  projects: none\n",
        "- a\n",
        "a: [\n",
        "",
    ],
)
def test_a_source_without_room_is_left_alone(workspace: Workspace, text: str) -> None:
    root = workspace({SOURCE: text})
    ran = call("new", "project", SOURCE, "x", *PROJECT)
    assert (ran.code, ran.out) == (1, "")
    assert SOURCE in ran.err
    assert (root / SOURCE).read_text(encoding="utf-8") == text


def test_a_new_workspace_is_ready(tmp_path: Path) -> None:
    made = run("new", "workspace", "mine", cwd=tmp_path)
    assert made.code == 0
    root = tmp_path / "mine"
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    assert files == {
        ".gitattributes", ".gitignore", ".pre-commit-config.yaml", ".vscode/extensions.json",
        ".vscode/settings.json", "README.md", "budgets/budget.schema.json",
    }  # fmt: skip
    assert sorted(made.out.split()) == sorted(f"mine/{name}" for name in files)
    settings = json.loads((root / ".vscode/settings.json").read_text())
    ours = json.loads((ROOT / ".vscode/settings.json").read_text())
    schema = "budgets/budget.schema.json"
    assert settings["yaml.schemas"] == {schema: ours["yaml.schemas"][schema]}
    made = run(*DEPARTMENT, "--jurisdiction", "xinjiang", cwd=root)
    assert (made.code, made.out) == (0, f"{SOURCE}\n")
    first = (root / SOURCE).read_text(encoding="utf-8").split("\n")[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (root / SOURCE).parent.joinpath(named).resolve() == root / schema


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_commands_of_the_readme_run(tmp_path: Path, language: str) -> None:
    run("--lang", language, "new", "workspace", cwd=tmp_path)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "$" not in text
    commands = re.findall(r"^ +budgetc (.*)$", text, re.MULTILINE)
    assert len(commands) == 5
    for command in commands:
        ran = run(*shlex.split(command), cwd=tmp_path)
        assert ran.code == (1 if command in ("check", "build") else 0), ran.err
        if command == "build":
            assert "places are filled in" in ran.err


def test_a_new_workspace_speaks_the_language_of_the_run(tmp_path: Path) -> None:
    written = {}
    for language in ("en", "zh"):
        run("--lang", language, "new", "workspace", language, cwd=tmp_path)
        files = sorted(path for path in (tmp_path / language).rglob("*") if path.is_file())
        del files[-1]  # the schema has both
        written[language] = "".join(path.read_text(encoding="utf-8") for path in files)
        names = [path.relative_to(tmp_path / language) for path in files]
        assert Path("README.md") in names
        assert Path(".gitattributes") in names
        assert Path(".pre-commit-config.yaml") in names
    assert not re.search(r"[\u4e00-\u9fff]", written["en"])
    assert "# Department budgets\n" in written["en"]
    assert "# 部门预算\n" in written["zh"]
    assert "# 每次提交前统一写法并检查" in written["zh"]


def test_a_workspace_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    made = run("new", "workspace", ".", cwd=tmp_path)
    assert made.code == 0
    assert "README.md is there already" in made.err
    assert "README.md" not in made.out
    assert (tmp_path / "README.md").read_text() == "mine"
    (tmp_path / "file").write_text("mine")
    assert run("new", "workspace", "file", cwd=tmp_path).code == 2
    assert run("new", "workspace", "file/below", cwd=tmp_path).code == 1


def test_a_terminal_is_asked(workspace: Workspace) -> None:
    root = workspace({})
    code, out = _answer(
        root, "new", "department", answers="Bureau\nbureau\n某某局\n2024\nxinjiang\n"
    )
    assert code == 0, out
    shown = re.search(r"Jurisdiction \(([^)]*)\): ", out)
    assert shown is not None, out
    assert {"shanghai", "tiny", "xinjiang"} <= set(shown.group(1).split(", "))
    assert "does not do" in out
    assert (root / SOURCE).is_file()
    code, out = _answer(root, "new", "project", SOURCE, answers="x\n培训费\n2013801\n302\n")
    assert code == 0, out
    assert "    - id: x\n" in (root / SOURCE).read_text(encoding="utf-8")


def _answer(root: Path, *arguments: str, answers: str) -> tuple[int, str]:
    """Run budgetc on a terminal at which somebody types."""
    terminal, end = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "budgetc", *arguments],
        cwd=root, env=_environment(None), stdin=end, stdout=end, stderr=end,
    ) as process:  # fmt: skip
        os.close(end)
        os.write(terminal, answers.encode())
        output = b""
        while block := _read(terminal):
            output += block
        code = process.wait(timeout=60)
    os.close(terminal)
    return code, output.decode().replace("\r\n", "\n")


def test_no_skeleton_names_a_year_that_is_asked_about_a_year_later() -> None:
    skeletons = [*ROOT.glob("templates/*/skeletons/*.yaml"), *ROOT.glob("schema/skeletons/*.yaml")]
    assert len(skeletons) > 5
    said = {
        one: re.findall(r"\b20[0-9]{2}\b", one.read_text(encoding="utf-8")) for one in skeletons
    }
    assert {one: years for one, years in said.items() if years} == {}
