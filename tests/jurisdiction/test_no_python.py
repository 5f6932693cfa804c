"""No Python for a jurisdiction: the compiler knows neither their names nor what they print."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.yaml_files import load

COMPILER = ROOT / "compiler"

NAMES = ("china", "xinjiang", "shanghai", "boston", "新疆", "上海", "库尔勒", "普陀")

LAYOUTS = sorted(ROOT.glob("templates/*/layout.yaml"))

HAN = re.compile("[\u3400-\u9fff]{2,}")

SENTENCE = 8
"""Chinese characters in a row that are no term any more, but a sentence of a document."""


def _sources() -> list[Path]:
    """Return the files of the compiler but its catalogues of messages."""
    return [path for path in sorted(COMPILER.rglob("*.py")) if "locale" not in path.parts]


def _titles() -> Iterator[str]:
    for layout in LAYOUTS:
        declared = load(layout.read_text(encoding="utf-8"))
        yield from (table["title"] for table in declared["tables"])


def test_the_search_would_find_something() -> None:
    assert len(_sources()) > 80
    assert len(LAYOUTS) >= 2
    assert {path.parent.name for path in LAYOUTS} <= set(NAMES)
    assert len(set(_titles())) > 15
    assert any(HAN.search(path.read_text(encoding="utf-8")) for path in _sources())


@pytest.mark.parametrize("name", NAMES)
def test_the_compiler_names_no_jurisdiction(name: str) -> None:
    named = [path.name for path in _sources() if name in path.read_text(encoding="utf-8").lower()]
    assert named == []


def test_git_finds_none_either() -> None:
    done = subprocess.run(
        ["git", "grep", "-ilE", "--untracked", "|".join(NAMES), "--", "compiler",
         ":!compiler/budgetc/locale"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr  # 1 is how git says that nothing matches
    assert done.stdout == ""


def _strings(path: Path) -> list[str]:
    """Return the strings of a module but its docstrings, which may name the forms of the law."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart
    ]


def test_the_compiler_has_no_title_of_a_table() -> None:
    strings = {path.name: _strings(path) for path in _sources()}
    assert sum(map(len, strings.values())) > 1000
    titles = set(_titles())
    found = [(n, s) for n, texts in strings.items() for s in texts for t in titles if t in s]
    assert found == []


def test_comments_hold_no_sentence_of_a_template() -> None:
    sentences = {
        match
        for template in ROOT.glob("templates/*/*.j2")
        for match in HAN.findall(template.read_text(encoding="utf-8"))
        if len(match) > SENTENCE
    }
    assert len(sentences) > 20
    for path in _sources():
        tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        words = " ".join(token.string for token in tokens)
        assert not [s for s in sentences if s in words], path
