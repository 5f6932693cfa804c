"""A parcel holds all that its sources are made of: nothing is read where it is opened."""

from __future__ import annotations

import pickle
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from budgetc.files.workspace import Workspace
from budgetc.publish.checked_source import unpacked_source
from budgetc.publish.cluster import make_parcel, own_data, packed_parcel
from budgetc.publish.making import Made, make_each
from budgetc.publish.work import Work
from tests.region.book import write
from tests.region.generate import region
from tests.support import EXAMPLES, ROOT

WORK = Work(("markdown", "json"), Path("build"), "region/book", date(2024, 6, 1))


def _told(made: Made) -> tuple[object, ...]:
    """Return what stays of a source; what was found is packed in no order of its lines."""
    seen = unpacked_source(made.result.name, made.result.found, made.result.rules)
    plain = replace(made.result, found=b"")
    return plain, made.documents, made.problems, seen.findings, seen.lines, seen.results


def test_sources_are_made_where_their_workspace_is_not(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "templates", tmp_path / "templates")
    (tmp_path / "templates/linked").symlink_to(tmp_path / "templates/tiny")
    write(tmp_path, region())
    (tmp_path / "budgets/made-up-01/large.pdf").write_bytes(b"%" * 3_000_000)
    workspace = Workspace.on_disk(tmp_path)
    sources = workspace.sources()
    here = list(map(_told, make_each(sources, WORK, workspace.resources())))
    parcel = packed_parcel(sources, WORK, own_data(workspace))
    assert parcel is not None
    sent = pickle.dumps(parcel)
    shutil.rmtree(tmp_path)
    there = list(map(_told, make_parcel(pickle.loads(sent))))  # noqa: S301
    assert there == here
    assert len(sent) < 1_000_000


@pytest.mark.parametrize("name", ["approval.pdf", "budgets/shared/approval.pdf"])
def test_what_proves_an_amount_travels_with_it(tmp_path: Path, name: str) -> None:
    shutil.copytree(EXAMPLES / "templates", tmp_path / "templates")
    text = (EXAMPLES / "passing/evidence.yaml").read_text(encoding="utf-8")
    text = text.replace("budgets/bureau/approval.pdf", name).replace("approval.pdf", "other.pdf")
    home = tmp_path / "budgets/bureau"
    for path in (home, home.parent / "shared"):
        path.mkdir(parents=True)
        shutil.copy(EXAMPLES / "passing/evidence.evidence.pdf", path / "other.pdf")
    (home / "2024.yaml").write_text(text, encoding="utf-8")
    workspace = Workspace.on_disk(tmp_path)
    sources = workspace.sources()
    here = list(map(_told, make_each(sources, WORK, workspace.resources())))
    parcel = packed_parcel(sources, WORK, own_data(workspace))
    shutil.rmtree(tmp_path)
    assert parcel is not None
    assert list(map(_told, make_parcel(parcel))) == here
    assert here[0][3] == ()  # no finding


def test_the_shipped_data_does_not_travel() -> None:
    workspace = Workspace.on_disk(ROOT)
    assert len(own_data(workspace)) < 100
    sources = workspace.sources()
    parcel = packed_parcel(sources, WORK, own_data(workspace))
    assert parcel is not None
    here = list(map(_told, make_each(sources, WORK, workspace.resources())))
    assert list(map(_told, make_parcel(parcel))) == here


def test_what_stands_in_no_folder_of_budgets_stays_here(tmp_path: Path) -> None:
    """Nobody knows what else lies beside it."""
    (tmp_path / "2024.yaml").write_text("year: 2024\n", encoding="utf-8")
    source = Workspace.on_disk(ROOT).source(tmp_path / "2024.yaml")
    assert packed_parcel([source], WORK, b"") is None
