"""`budgetc verify` of a published folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from budgetc.cli.inputs import workspace_here
from budgetc.cli.speech import in_words, say, translator
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import msg
from budgetc.files.data import DataFaultError
from budgetc.files.digests import CrowdedError
from budgetc.files.git import GitError
from budgetc.numbers.money import Unit
from budgetc.release.folder import Fault, Looked, look_at_files, look_at_pdfs, manifest_in
from budgetc.release.makers import look_here
from budgetc.release.manifest import MANIFEST, BrokenManifestError, Manifest
from budgetc.release.sources import look_at_sources


def verify_folder(folder: Path, units: Mapping[str, Unit], fonts: str, output_format: str) -> bool:
    """Look at a published folder, and report; tell whether nothing is wrong.

    Args:
        folder: may come from anybody.
        units: of money, by name.
        fonts: a folder with fonts for Typst; empty where there is none.
        output_format: `text` or `json`.
    """
    manifest, looked = _looked(folder, units, fonts)
    if output_format == "json":
        say(_json(manifest, looked))
    else:
        _report(manifest, looked)
    return not looked.faults


def _looked(folder: Path, units: Mapping[str, Unit], fonts: str) -> tuple[Manifest | None, Looked]:
    try:
        manifest = manifest_in(folder)
    except BrokenManifestError as error:
        text = msg("{file}: {reason}", file=MANIFEST, reason=error.reason)
        return None, Looked((Fault(MANIFEST, text),))
    try:
        looked, contents = look_at_files(manifest, folder)
    except CrowdedError:
        text = msg("{folder} has more files than a published folder has; none was looked at",
                   folder=printable(str(folder)))  # fmt: skip
        return manifest, Looked((Fault(str(folder), text),))
    looked += look_at_pdfs(manifest, folder, contents, units)
    workspace = workspace_here()
    if workspace is None:
        reason = msg("the sources: run it in the repository of the budgets to have the documents "
                     "made again from them")  # fmt: skip
        return manifest, looked + Looked(unchecked=(reason,))
    try:
        look = look_here(fonts)
        return manifest, looked + look_at_sources(manifest, folder, contents, workspace.root, look)
    except (GitError, DataFaultError) as error:
        why = error.reason if isinstance(error, GitError) else error.diagnostic.message
        reason = msg("the sources: {reason}", reason=why)
        return manifest, looked + Looked(unchecked=(reason,))


def _report(manifest: Manifest | None, looked: Looked) -> None:
    for one in looked.faults:
        say(printable(in_words(one.text)))
    for done in looked.checked:
        say(msg("checked: {what}", what=done))
    for left in looked.unchecked:
        say(msg("not checked: {what}", what=left))
    if manifest is not None:
        said = msg(
            "{release}: {department}, {year}, of commit {commit}, made by {maker}; wrong: {wrong}",
            release=printable(manifest.release),
            department=printable(manifest.department),
            year=str(manifest.year),
            commit=manifest.commit[:10],
            maker=printable(manifest.made_by),
            wrong=len(looked.faults),
        )
        say(said)
        if manifest.correction:
            say(msg("a correction: {reason}", reason=printable(manifest.correction)))


def _json(manifest: Manifest | None, looked: Looked) -> str:
    speak = translator()
    return json_text(
        {
            "release": manifest.release if manifest else None,
            "commit": manifest.commit if manifest else None,
            "made_by": manifest.made_by if manifest else None,
            "checked": [speak(one) for one in looked.checked],
            "unchecked": [speak(one) for one in looked.unchecked],
            "wrong": [
                {"file": one.file, "expected": one.expected, "found": one.found,
                 "text": speak(one.text)}
                for one in looked.faults
            ],
        }
    )  # fmt: skip
