"""The tutorial works as it stands: every step checks, and the last one builds what it shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import run
from tests.jurisdiction.tutorial import PERIODS, SECTIONS, apply, snippets


def test_every_step_of_the_tutorial(tmp_path: Path) -> None:
    steps = 0
    built = ""
    for snippet in snippets():
        if snippet.language == "markdown":
            assert run("build", cwd=tmp_path).code == 0
            built = (tmp_path / snippet.file).read_text(encoding="utf-8")
            assert built == snippet.text
            continue
        apply(snippet, tmp_path)
        if (tmp_path / "templates/xiaohe/document.j2").exists() and snippet.language == "jinja":
            done = run("check", "--strict", cwd=tmp_path)
            assert done.code == 0, (snippet, done)
            steps += 1
    assert steps == 4
    assert "项目支出比上年增加10万元，增长64.5%，原因是新增数字化项目。" in built


def test_the_commands_of_the_tutorial(tmp_path: Path) -> None:
    for snippet in snippets():
        if snippet.language != "markdown":
            apply(snippet, tmp_path)
    assert "xiaohe" in run("jurisdictions", cwd=tmp_path).out
    for part in ("layout.yaml#tables.2", "document.j2#tables"):
        name = f"templates/xiaohe/{part}"
        shown = run("jurisdictions", "show", "xiaohe", cwd=tmp_path).out.split("\n")
        assert name in shown
        assert run("jurisdictions", "override", name, cwd=tmp_path).code == 0
        assert run("jurisdictions", "override", "--renew", name, cwd=tmp_path).code == 0
    done = run("check", "--strict", cwd=tmp_path)
    assert done.code == 0
    assert "LAY" not in done.out


@pytest.mark.parametrize(
    ("part", "built", "words"),
    [
        (SECTIONS, "build/mediatheque/2024.md", "Bibliothèque centrale : 102,50 \\$."),
        (PERIODS, "build/archives/2024-final.md", "完成年初预算的96.40%。"),
    ],
)
def test_a_part_is_built_from_the_page_alone(
    tmp_path: Path, part: str, built: str, words: str
) -> None:
    shown = ""
    for snippet in snippets(part):
        if snippet.language == "markdown":
            shown = snippet.text
        else:
            apply(snippet, tmp_path)
    done = run("check", "--strict", cwd=tmp_path)
    assert done.code == 0, done
    assert "DOC002" not in done.out
    assert run("build", cwd=tmp_path).code == 0
    assert (tmp_path / built).read_text(encoding="utf-8") == shown
    assert words in shown
