"""One leaf of a real budget is changed: the leaf, what follows from it in print, nothing else."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.render.markdown import render_markdown
from budgetc.source.nodes import Mapping, Node, Scalar
from budgetc.source.read import read_bytes
from tests.diff.printed import Difference, differences
from tests.diff.repository import BUREAU, changes, data, diff, repository
from tests.support import KORLA, with_change, write_files

_EVERY = 11
"""Of the leaves of the source, one in so many is changed."""

_MEANS_ANOTHER = {"code", "function", "economic", "fund", "id", "category", "dimension", "measure",
                  "per", "jurisdiction", "year", "unit", "operator", "reports_targets"}  # fmt: skip
"""Keys whose values are no free numbers or texts."""

_STEP = re.compile(r"^(.*[0-9])?([0-9])$")


def _leaves(node: Node, key: str = "") -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Scalar):
        yield key, node
    elif isinstance(node, Mapping):
        for name, (_, child) in node.entries.items():
            yield from _leaves(child, name)
    else:
        for child in node.items:
            yield from _leaves(child, key)


def _changed_leaves() -> Iterator[tuple[str, str, str, str]]:
    """Yield a name, the source with one leaf changed, and how it reads before and after."""
    tree, _ = read_bytes("2024.yaml", KORLA.encode())
    assert tree is not None
    lines = KORLA.split("\n")
    free = [
        (key, leaf)
        for key, leaf in _leaves(tree.root)
        if key not in _MEANS_ANOTHER and leaf.line == leaf.end_line
    ]
    for key, leaf in free[::_EVERY]:
        line = lines[leaf.line]
        written = line[leaf.column : leaf.end_column]
        if re.fullmatch(r"[0-9.]+", written):
            other = written[:-1] + str((int(written[-1]) + 1) % 10)
        else:
            end = len(written) - written.endswith('"')
            other = f"{written[:end]}改{written[end:]}"
        new = [*lines]
        new[leaf.line] = line[: leaf.column] + other + line[leaf.end_column :]
        yield f"{leaf.line + 1}-{key}", "\n".join(new), leaf.text, other.strip('"')


LEAVES = list(_changed_leaves())


def _markdown(folder: Path) -> str | None:
    """Return the document of a source as it is built, though rules find errors in it."""
    workspace = Workspace.find(folder)
    resources = workspace.resources()
    compiled = compile_source(workspace.source(folder / BUREAU), resources)
    draft = compiled.draft
    return None if draft is None else render_markdown(draft.document, resources)


def _said(found: dict[str, Any]) -> Counter[Difference]:
    return Counter(
        Difference(group["title"], one["before"] or "", one["after"] or "")
        for source in found["sources"]
        for group in source["groups"]
        for one in group["consequences"]
    )


@pytest.fixture(scope="module", name="home")
def _home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repository(tmp_path_factory.mktemp("korla"), {BUREAU: KORLA})


@pytest.fixture(scope="module", name="original")
def _original(home: Path) -> str:
    write_files(home, {BUREAU: KORLA})
    markdown = _markdown(home)
    assert markdown is not None
    return markdown


def test_leaves_of_every_kind_are_changed() -> None:
    kinds = {name.partition("-")[2] for name, *_ in LEAVES}
    assert len(LEAVES) > 30
    assert {"amount", "prior", "reason", "target", "name", "text", "weight"} <= kinds


@pytest.mark.parametrize(
    ("source", "before", "after"), [leaf[1:] for leaf in LEAVES], ids=[leaf[0] for leaf in LEAVES]
)
def test_one_leaf(
    home: Path, original: str, monkeypatch: pytest.MonkeyPatch, source: str, before: str, after: str
) -> None:
    monkeypatch.chdir(home)
    write_files(home, {BUREAU: source})
    found = data()
    ((act, _, old, new),) = changes(found)
    assert act in ("changed", "renamed")
    assert (old, new) == (before, after)
    markdown = _markdown(home)
    if markdown is None:
        (state,) = (one["states"] for one in found["sources"])
        assert state == ["compiled", "broken"]
        return
    assert _said(found) == differences(original, markdown)
    causes = [
        one["causes"]
        for one_source in found["sources"]
        for group in one_source["groups"]
        for one in group["consequences"]
    ]
    assert all(cause == [1] for cause in causes)


def test_an_amount_is_no_cause_of_another_of_its_size(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    both = with_change(KORLA, "amount: 314.66", "amount: 315.66")
    write_files(home, {BUREAU: with_change(both, "劳务费, amount: 10}", "劳务费, amount: 11}")})
    found = data()
    paths = [change[1] for change in changes(found)]
    assert len(paths) == 2
    revenue = 1 + next(i for i, path in enumerate(paths) if "fund" in path or "revenue" in path)
    causes = {
        (group["title"], one["after"]): one["causes"]
        for source in found["sources"]
        for group in source["groups"]
        for one in group["consequences"]
    }
    told = [cause for (title, after), cause in causes.items()
            if "支出总体情况表" in title and "315.66" in (after or "")]  # fmt: skip
    assert told
    assert all(revenue not in cause for cause in told)


def test_the_comment_names_all_of_it_and_nothing_else(
    home: Path, original: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    write_files(home, {BUREAU: with_change(KORLA, "amount: 203.53", "amount: 204.53")})
    comment = diff("--format", "markdown").out
    markdown = _markdown(home)
    assert markdown is not None
    expected = differences(original, markdown)
    assert sum(expected.values()) > 30
    rows = [line.split(" | ") for line in comment.splitlines() if line.startswith("| ")]
    causes = [row for row in rows if row[0] == "| 1"]
    assert len(causes) == 1
    assert causes[0][1] == "changed"
    assert "2013801 行政运行 › Amount" in causes[0][2]
    assert causes[0][3:] == ["203.53", "204.53", "+1 |"]
    cells = [row for row in rows if row[-1].rstrip(" |").isdigit() and row not in causes]
    blocks = "\n".join(re.findall("^```diff$(.*?)^```$", comment, re.MULTILINE | re.DOTALL))
    gone = [line[2:] for line in blocks.splitlines() if line.startswith("- ")]
    come = [line[2:] for line in blocks.splitlines() if line.startswith("+ ")]
    pairs = [*((row[2], row[3]) for row in cells), *zip(gone, come, strict=True)]
    assert Counter(pairs) == Counter((one.before, one.after) for one in expected.elements())


def test_amounts_have_their_difference(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    text = with_change(KORLA, "amount: 314.66", "amount: 315.66")
    text = with_change(text, "amount: 203.53", "amount: 204.53")
    write_files(home, {BUREAU: with_change(text, "{code: 30101, amount: 62.24}",
                                     "{code: 30101, amount: 63.24}")})  # fmt: skip
    found = data()
    assert [change["difference"] for change in found["changes"]] == ["1", "1", "1"]
    (source,) = found["sources"]
    assert [total["amount"] for total in source["totals"]] == ["314.66", "315.66"]
    cells = {one["id"]: one for group in source["groups"] for one in group["consequences"]}
    assert cells["T6!301.total"]["causes"] == [3]
    assert cells["T3!2013801.basic"]["causes"] == [2]
    assert cells["T3!total.total"]["figures"][0]["difference"] == "1"
    text_report = diff().out
    assert "expenditure 314.66 → 315.66 万元 (+1.00, +0.32%)" in text_report
    assert "30101 基本工资 › Amount: 62.24 → 63.24 (+1)" in text_report


def test_in_chinese(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    write_files(home, {BUREAU: with_change(KORLA, "prior: 113.00", "prior: 114.00")})
    assert "2013801 行政运行" in diff(language="zh").out
    assert json.loads(diff("--format", "json", language="zh").out)["changes"]
