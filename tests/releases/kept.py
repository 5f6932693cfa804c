"""What earlier versions were given, and the digests of the documents that they made of it.

A folder a release: `workspace/` as it was, and `documents.json`. The workspace is upgraded by the
present compiler, and compiled: the same bytes, but for what `documents.json` says is printed
otherwise since.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from budgetc.files.workspace import Workspace
from budgetc.pipeline import compile_source
from budgetc.publish.rendered import render_source

FOLDER = Path(__file__).parent
RELEASES = tuple(sorted(path.parent for path in FOLDER.glob("*/documents.json")))
EXAMPLES = ("korla-etdz-market-supervision", "putuo-finance-bureau")
"""The budgets that a release keeps: one with targets and projects, one with choices of wording."""


def documents(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the sources of a workspace, each with its document in Markdown.

    Raises:
        ValueError: a source has errors.
    """
    workspace = Workspace.on_disk(root)
    resources = workspace.resources()
    for source in workspace.sources():
        compiled = compile_source(source, resources)
        if compiled.document is None:
            raise ValueError(f"{source.name} does not compile: {compiled.findings}")
        files, problems = render_source(source, compiled.document, ("markdown",), Path(), resources)
        if problems:
            raise ValueError(f"{source.name} cannot be rendered: {problems}")
        yield source.name, b"".join(files["markdown"]).decode()


def differing(release: Path, now: Mapping[str, str]) -> list[str]:
    """Return the sources of a release whose documents are other ones than it made."""
    told = json.loads((release / "documents.json").read_text(encoding="utf-8"))
    then: dict[str, str] = told["documents"]
    for one in told["printed_otherwise_since"]:
        now = {name: text.replace(one["now"], one["then"]) for name, text in now.items()}
    return sorted(name for name in {*then, *now} if then.get(name) != digest(now.get(name, "")))


def digest(text: str) -> str:
    """Return the SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()


def keep(root: Path, version: str, folder: Path = FOLDER) -> Path:
    """Keep the examples of a repository for a release, and the digests of their documents.

    Raises:
        FileExistsError: the release is kept already; what was published does not change.
    """
    release = folder / version
    release.mkdir()
    for name in EXAMPLES:
        shutil.copytree(root / "budgets" / name, release / "workspace" / "budgets" / name)
    made = {name: digest(text) for name, text in documents(release / "workspace")}
    told = {"made_by": version, "printed_otherwise_since": [], "documents": made}
    text = json.dumps(told, ensure_ascii=False, indent=2)
    (release / "documents.json").write_text(f"{text}\n", encoding="utf-8")
    return release
