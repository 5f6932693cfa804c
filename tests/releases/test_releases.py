"""Workspaces of earlier versions: upgraded, they compile to the documents that they made then."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.run import call
from tests.golden.documents import FOLDER as GOLDEN

from .kept import EXAMPLES, RELEASES, differing, documents, keep

FIRST = "2026-11-24"


@pytest.fixture(scope="module", params=RELEASES, ids=lambda path: path.name)
def upgraded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str, Mapping[str, str]]:
    """A release, what upgrading its workspace told, and what that compiles to."""
    root = tmp_path_factory.mktemp("release") / "workspace"
    shutil.copytree(request.param / "workspace", root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        told = call("upgrade").out
        assert (call("upgrade").code, call("upgrade").out) == (0, "")
    return request.param, told, dict(documents(root))


def test_the_documents_are_those_that_it_made(
    upgraded: tuple[Path, str, Mapping[str, str]],
) -> None:
    release, _, now = upgraded
    assert differing(release, now) == []


def test_another_document_is_told(upgraded: tuple[Path, str, Mapping[str, str]]) -> None:
    release, _, now = upgraded
    name = next(iter(now))
    assert differing(release, {**now, name: now[name] + "x"}) == [name]
    assert differing(release, {}) == sorted(now)


def test_the_first_workspace_has_keys_of_its_time(
    upgraded: tuple[Path, str, Mapping[str, str]],
) -> None:
    release, told, now = upgraded
    if release.name != FIRST:
        return
    assert told.splitlines() == [
        *(f"templates/shanghai/layout.yaml:{line}: types → type" for line in (245, 273)),
        *(
            f"templates/xinjiang/{place}: this_year(breakdowns.{name}) → breakdowns.{name}"
            for place, name in (
                ("explanation.j2:146", "general_project_list"),
                ("other_matters.j2:55", "fiscal_project_list"),
                ("other_matters.j2:55", "other_project_list"),
            )
        ),
    ]
    korla, putuo = now.values()
    assert putuo == (GOLDEN / "putuo-finance-bureau-2025.md").read_text(encoding="utf-8")
    golden = (GOLDEN / "korla.md").read_text(encoding="utf-8")
    # All that differs from today's document was typed since: two tails of published sentences.
    pairs = zip(korla.split("\n"), golden.split("\n"), strict=True)
    unlike = [(old, new) for old, new in pairs if old != new]
    tails = ("等法律法规", "，预算较上年增长")
    assert [new.replace(tail, "") for (_, new), tail in zip(unlike, tails, strict=True)] == [
        old for old, _ in unlike
    ]


def test_a_release_is_kept_once(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    for name in EXAMPLES:
        shutil.copytree(RELEASES[0] / "workspace" / "budgets" / name, root / "budgets" / name)
    release = keep(root, "0.9.0", tmp_path)
    assert release == tmp_path / "0.9.0"
    assert differing(release, dict(documents(release / "workspace"))) == []
    with pytest.raises(FileExistsError):
        keep(root, "0.9.0", tmp_path)
