"""A release, made of a commit: its documents as the public gets them, and its manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256

from budgetc import __version__
from budgetc.diagnostics import Diagnostic, sort_findings
from budgetc.diff import Snapshot
from budgetc.facts.post import Digested
from budgetc.files.data import DataFaultError, Resources
from budgetc.frozen import frozen
from budgetc.inputs.exhibits import check_exhibits, name_of
from budgetc.pipeline import Compilation, compile_source
from budgetc.publish.documents import documents_of
from budgetc.release.makers import made_with
from budgetc.release.manifest import MANIFEST, Manifest, Published
from budgetc.release.state import Version
from budgetc.render.look import Look
from budgetc.render.suffixes import FORMATS
from budgetc.source.exhibits import exhibits_in

MADE_BY = f"budgetc {__version__}"


@frozen(eq=False)
class Read:
    """A source of a commit, compiled, and what was read for it.

    Attributes:
        digests: the SHA-256 of each file of the budgets that was read, by its name.
        evidence: the same of each file that proves an amount, of the units' sources as well.
    """

    snapshot: Snapshot
    compilation: Compilation
    digests: Mapping[str, str]
    evidence: Mapping[str, str]

    @property
    def resources(self) -> Resources:
        """The data files."""
        return self.snapshot.resources


@frozen(eq=False)
class Release:
    """What is published.

    Attributes:
        files: each with its content, the manifest last.
    """

    manifest: Manifest
    files: Mapping[str, bytes]


def read(snapshot: Snapshot, source: str, today: date) -> Read:
    """Compile a source as a commit has it.

    Args:
        snapshot: of the commit.
        source: its name.
        today: the day on which waivers must hold.
    """
    named = snapshot.workspace.named(source)
    digested = Digested(named.files)
    recorded = replace(named, files=digested)
    compilation = compile_source(recorded, snapshot.resources, today)
    trees = tuple(compilation.inputs.trees())
    # A unit's mistakes stand in its own check; what is published has them in it.
    of_units = (found for tree in trees[1:] for found in check_exhibits(recorded, tree))
    whole = replace(compilation, findings=sort_findings((*compilation.findings, *of_units)))
    named_there = {name_of(one, recorded, tree) for tree in trees for one in exhibits_in(tree)}
    digests = digested.digests
    return Read(
        snapshot,
        whole,
        {name: digest for name, digest in digests.items() if name not in named_there},
        {name: digest for name, digest in digests.items() if name in named_there},
    )


def release(
    made_of: Read,
    formats: Iterable[str],
    look: Look,
    version: Version,
    commit: str,
    correction: str,
) -> tuple[Release | None, tuple[Diagnostic, ...]]:
    """Return what is published of a source without errors, or what went wrong.

    Args:
        made_of: the source.
        formats: keys of the output formats.
        look: how pages are to look.
        version: what the release is called.
        commit: of the source.
        correction: what was corrected of what was published before, and why.
    """
    compilation, resources = made_of.compilation, made_of.resources
    document, source = compilation.document, compilation.source
    if document is None:
        raise ValueError(source.name)
    with resources.noting() as asked:
        documents, problems = documents_of(compilation, tuple(formats), look, resources)
    if problems:
        return None, problems
    names = {form: f"{source.stem}{FORMATS[form]}" for form in documents}
    published = (
        Published(names[form], form, len(content), sha256(content).hexdigest(),
                  made_with(form, resources, look))
        for form, content in documents.items()
    )  # fmt: skip
    own, shipped = _data(made_of, asked | compilation.inputs.record.data)
    manifest = Manifest(
        version.name,
        version.revision,
        correction,
        document.department,
        document.year,
        document.title,
        source.name,
        commit,
        MADE_BY,
        tuple(sorted(published, key=lambda one: one.name)),
        made_of.digests,
        made_of.evidence,
        own,
        shipped,
    )
    files = {names[form]: content for form, content in documents.items()}
    return Release(manifest, {**files, MANIFEST: manifest.to_bytes()}), ()


def _data(made_of: Read, names: Iterable[str]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the digests of files of data: of those of the workspace, and of those that ship."""
    own: dict[str, str] = {}
    shipped: dict[str, str] = {}
    for name in names:
        content = _read(made_of.resources, name)
        if content is not None:
            of = own if name in made_of.snapshot.ids else shipped
            of[name] = sha256(content).hexdigest()
    return own, shipped


def _read(resources: Resources, name: str) -> bytes | None:
    try:
        return resources.read(name)
    except DataFaultError:  # a folder that was looked into
        return None
