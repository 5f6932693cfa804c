"""One department, one year, one stage: one source, whatever its copies are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetc.diagnostics.messages import Translator
from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from tests.support import MINIMAL, RESOURCES, TODAY, with_change

from .conftest import Workspace as MakeWorkspace
from .run import call

COPIES = ("2024 - 副本.yaml", "2024-旧.yaml", "2024.yml", "2024年.yaml")


def _of(stage: str) -> str:
    return with_change(MINIMAL, "year: 2024\n", f"year: 2024\nstage: {stage}\n")


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_is_an_error_where_it_stands_and_names_the_other(
    workspace: MakeWorkspace, name: str
) -> None:
    workspace({"budgets/d/2024.yaml": MINIMAL, f"budgets/d/{name}": MINIMAL})
    for command in (("check",), ("build",), ("build", "--region")):
        ran = call(*command)
        assert ran.code == 1
        assert f"budgets/d/{name}:2:7: error[SCH008]" in ran.out + ran.err
        assert (ran.out + ran.err).count("error[SCH008]") == 1
    assert call("build", f"budgets/d/{name}").code == 1
    assert call("build", "budgets/d/2024.yaml").code == 0


def test_of_copies_alone_the_first_by_name_is_the_years(workspace: MakeWorkspace) -> None:
    workspace({f"budgets/d/{name}": MINIMAL for name in ("a.yaml", "b.yaml", "c.yaml")})
    out = call("check").out
    assert out.count("error[SCH008]") == 2
    assert "a.yaml:2:7" not in out
    assert out.count("budgets/d/a.yaml is there already") == 2


def test_what_is_no_copy_is_free(workspace: MakeWorkspace) -> None:
    home = workspace(
        {
            "budgets/d/2024.yaml": MINIMAL,
            "budgets/d/2024-adjusted.yaml": _of("adjusted"),
            "budgets/d/2023.yaml": with_change(MINIMAL, "year: 2024", "year: 2023"),
            "budgets/e/2024.yaml": MINIMAL,
            "budgets/d/broken.yaml": "year: [2024\n",
        }
    )
    assert "SCH008" not in call("check").out
    outside = home / "elsewhere"
    outside.mkdir()
    for name in ("2024.yaml", "b.yaml"):
        (outside / name).write_text(MINIMAL, encoding="utf-8")
    assert call("check", str(outside / "b.yaml")).code == 0


def test_a_copy_outside_is_compared_as_it_is(workspace: MakeWorkspace) -> None:
    home = workspace({"budgets/d/2024.yaml": MINIMAL})
    copy = home / "2024-旧.yaml"
    copy.write_text(MINIMAL, encoding="utf-8")
    ran = call("diff", "budgets/d/2024.yaml", str(copy))
    assert (ran.code, "SCH008" in ran.out) == (0, False)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "this is a second budget of d for 2024: budgets/d/2024.yaml is there already"),
        ("zh", "d 的 2024 年预算已有 budgets/d/2024.yaml，这是第二份"),
    ],
)
def test_it_is_said_in_words(tmp_path: Path, language: str, words: str) -> None:
    folder = tmp_path / "budgets/d"
    folder.mkdir(parents=True)
    for name in ("2024.yaml", "b.yaml"):
        (folder / name).write_text(MINIMAL, encoding="utf-8")
    source = Workspace.find(tmp_path).source(folder / "b.yaml")
    (told,) = compile_source(source, RESOURCES, TODAY).findings
    assert told.message.in_words(Translator(language)) == words
