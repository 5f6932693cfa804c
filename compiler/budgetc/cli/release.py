"""`budgetc release`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from budgetc.cli.building import refuse_no_folder
from budgetc.cli.declared import FONTS, argument, declared, flag, option, output_folder
from budgetc.cli.departments import source_of
from budgetc.cli.formats import formats_option
from budgetc.cli.inputs import find_workspace
from budgetc.cli.report import report_on, say_unmatched
from budgetc.cli.speech import RefusedError, say
from budgetc.diagnostics import Diagnostic, Severity, counts, sort_findings
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.diff import committed
from budgetc.files.data import DataFaultError
from budgetc.files.git import GitError, NoRepositoryError
from budgetc.files.tags import Tag, drop_tag, knows_who_commits, may_be_a_tag, put_tag
from budgetc.files.workspace import BASELINE, Source, Workspace
from budgetc.files.writing import has_link_below, new_folder, not_written
from budgetc.release.make import Read, Release, read, release
from budgetc.release.makers import ONE_PAGE, formats_of, look_here, missing
from budgetc.release.manifest import MANIFEST
from budgetc.release.state import State, Version, base_of, state_of
from budgetc.render.look import Look
from budgetc.render.suffixes import EXTRAS
from budgetc.reports.baseline import match_baseline, read_baseline

_SHOWN = 10
"""How many changed files are named, and how many characters of a commit."""


@declared(
    "release",
    msg(
        "Publish a budget as the last commit has it: all formats that are installed, as the "
        "public gets them, and manifest.json with the digest of each file and of all that it was "
        "made of, in one new folder; then a tag of git. All of it or nothing. DEPARTMENT is "
        "its folder under budgets, or its name; YEAR may be left out where there is one. Files "
        "that are not committed and open errors are refused, and so is what was published before."
    ),
    argument("department", msg("DEPARTMENT")),
    argument("year", msg("[YEAR]"), required=False),
    formats_option(
        msg("What to publish; may be given several times. Default: all that is installed.")
    ),
    output_folder(msg("Folder of what is published: <output>/<department>/<year>."), "published"),
    option(
        "--correction",
        text=msg(
            "Publish again what was published, and say what was corrected and why; the public "
            "reads it."
        ),
        metavar=msg("REASON"),
        default="",
    ),
    FONTS,
    flag("--strict", text=msg("Let warnings count as errors.")),
    flag("--no-tag", text=msg("Make no tag of git.")),
    example=msg("Example: budgetc release my-bureau 2025"),
)
def command(  # noqa: PLR0913  # its options
    department: str,
    year: str | None,
    formats: tuple[str, ...],
    output: Path,
    *,
    correction: str,
    fonts: Path | None,
    strict: bool,
    no_tag: bool,
) -> None:
    workspace = find_workspace()
    source = source_of(department, year)
    worst = Severity.WARNING if strict else Severity.ERROR
    correction = printable(correction.strip())
    try:
        state = _state(workspace, source)
        version = _version(source, state, correction)
        if not no_tag:
            _refuse_no_tag(workspace, version)
        folder = output / source.department / f"{source.stem}{version.suffix}"
        _refuse_place(folder, output, workspace)
        commit = state.commit or ""
        made_of = read(
            committed(workspace.root, commit, commit[:_SHOWN]), source.name, date.today()
        )
        _refuse_errors(made_of, worst)
        say_unmatched(made_of.snapshot.workspace, made_of.resources)
        look = look_here("" if fonts is None else str(fonts))
        wanted = _wanted(made_of, formats, look)
        made, problems = release(made_of, wanted, look, version, commit, correction)
        if made is None:
            report_on(problems, made_of.compilation.source, made_of.resources)
            raise RefusedError(msg("nothing was published"))
        _publish(made, folder, None if no_tag else workspace.root)
    except GitError as error:
        raise RefusedError(error.reason) from error
    _say_done(made, folder, tagged=not no_tag)


def _state(workspace: Workspace, source: Source) -> State:
    """Return what git knows, where all that is read is in the last commit.

    Raises:
        click.ClickException: something is not.
        GitError: git fails.
    """
    try:
        state = state_of(workspace.root, base_of(source))
    except NoRepositoryError as error:
        raise RefusedError(
            msg(
                "{folder} is no repository of git, and what is published leads back to a commit: "
                "git init, git add budgets, git commit",
                folder=printable(str(workspace.root)),
            )
        ) from error
    if state.commit is None:
        raise RefusedError(
            msg(
                "nothing was committed yet, and what is published leads back to a commit: git "
                "add budgets, git commit"
            )
        )
    if state.changed:
        shown = [printable(name) for name in state.changed[:_SHOWN]]
        rest = len(state.changed) - len(shown)
        raise RefusedError(
            msg(
                "not committed: {names}{rest}; what is published leads back to a commit: git add, "
                "git commit, or put aside what is not to be published",
                names=enumerated(shown),
                rest=msg(" and {count} more", count=rest) if rest else "",
            )
        )
    return state


def _version(source: Source, state: State, correction: str) -> Version:
    """Return what the release is called.

    Raises:
        click.ClickException: it was published before, and nothing is corrected, or the other way.
    """
    base, number = base_of(source), state.next_revision
    if not state.released:
        if correction:
            raise RefusedError(
                msg(
                    "{release} was not published yet, as far as the tags here tell, so there is "
                    "nothing to correct: leave out --correction, or git fetch --tags first",
                    release=printable(base),
                )
            )
        return Version(base, number)
    last = Version(base, number - 1)
    at = state.released[last.revision]
    if not correction:
        raise RefusedError(
            msg(
                "{release} was published, of commit {commit}; what was published stays as it is. "
                'To publish a correction: --correction "what was wrong, and why"',
                release=printable(last.name),
                commit=at[:_SHOWN],
            )
        )
    if at == state.commit:
        raise RefusedError(
            msg(
                "{release} was published of this very commit {commit}: commit the correction first",
                release=printable(last.name),
                commit=at[:_SHOWN],
            )
        )
    return Version(base, number)


def _refuse_no_tag(workspace: Workspace, version: Version) -> None:
    """Refuse where no tag could be made, before anything is.

    Raises:
        click.ClickException: git does not know who works here, or allows no such name.
        GitError: git fails.
    """
    if not may_be_a_tag(workspace.root, version.name):
        raise RefusedError(
            msg(
                "git allows no tag called {name}: rename the department's folder, or publish with "
                "--no-tag",
                name=printable(version.name),
            )
        )
    if not knows_who_commits(workspace.root):
        raise RefusedError(
            msg(
                "git does not know who publishes: git config user.name and git config user.email "
                "say it, or --no-tag makes no tag"
            )
        )


def _refuse_place(folder: Path, output: Path, workspace: Workspace) -> None:
    """Refuse a place where something stands, or that a link leads to.

    Raises:
        click.ClickException: it is one.
    """
    refuse_no_folder(output, workspace)
    if has_link_below(output, folder.relative_to(output).as_posix()):
        raise RefusedError(
            msg("{folder} is behind a link; delete it, or name another folder with -o",
                folder=printable(str(folder)))
        )  # fmt: skip
    if folder.exists():
        raise RefusedError(
            msg(
                "{folder} is there already, and what was published is not written over: budgetc "
                "verify {folder} tells what it is; delete it, or name another folder with -o",
                folder=printable(str(folder)),
            )
        )


def _refuse_errors(made_of: Read, worst: Severity) -> None:
    """Refuse a source in which errors are open, and report them, as `budgetc check` judges.

    What the baseline knows is no reason to stop work; it is one to publish nothing.

    Raises:
        click.ClickException: there are some.
    """
    compilation = made_of.compilation.named()
    findings = sort_findings(compilation.findings)
    try:
        known = read_baseline(made_of.snapshot.workspace)
        new = match_baseline(findings, known, lambda _: False, made_of.resources).new
    except DataFaultError:
        new = findings
    if counts(new, worst):
        _report(new, worst, made_of)
        raise RefusedError(
            msg("nothing was published: mend what was found, or waive it with its reason, and "
                "commit")
        )  # fmt: skip
    if compilation.failed:
        _report(findings, Severity.ERROR, made_of)
        raise RefusedError(
            msg(
                "nothing was published: {file} knows these errors, so that work goes on; no "
                "document follows from a source that has them",
                file=BASELINE,
            )
        )


def _report(findings: Sequence[Diagnostic], worst: Severity, made_of: Read) -> None:
    shown = [one for one in findings if counts((one,), worst)]
    report_on(shown, made_of.compilation.source, made_of.resources)


def _wanted(made_of: Read, formats: tuple[str, ...], look: Look) -> tuple[str, ...]:
    """Return the formats that are published; say which are not, and what they need.

    Raises:
        click.ClickException: one that was asked for cannot be made.
    """
    document = made_of.compilation.document
    possible = formats_of(document) if document is not None else ()
    lacking = [form for form in formats if form not in possible and form in ONE_PAGE]
    if lacking:
        raise RefusedError(
            msg("the jurisdiction declares no onepage:, which -f {form} prints", form=lacking[0])
        )
    asked = tuple(dict.fromkeys(formats)) or possible
    gone = missing(asked, look)
    for form in gone:
        text = msg(
            "not published: {form}, which needs pip install 'budgetc[{extra}]'",
            form=form,
            extra=EXTRAS[form],
        )
        if formats:
            raise RefusedError(text)
        say(text, to_stderr=True)
    if not look.summary:
        say(msg("web pages are without charts, which need pip install 'budgetc[charts]'"),
            to_stderr=True)  # fmt: skip
    return tuple(form for form in asked if form not in gone)


def _publish(made: Release, folder: Path, tagged: Path | None) -> None:
    """Write the folder and make the tag, both or neither.

    Args:
        made: what is published.
        folder: where.
        tagged: the root of the workspace whose repository gets a tag, if one does.

    Raises:
        click.ClickException: the folder cannot be written.
        GitError: the tag cannot be made.
    """
    manifest = made.manifest
    try:
        with new_folder(folder, made.files):
            if tagged is None:
                return
            try:
                put_tag(tagged, manifest.release, Tag(manifest.commit, _message(made)))
            except KeyboardInterrupt:
                drop_tag(tagged, manifest.release)
                raise
    except OSError as error:
        raise RefusedError(not_written(folder, error).message) from error


def _message(made: Release) -> str:
    manifest = made.manifest
    digest = sha256(made.files[MANIFEST]).hexdigest()
    lines = [manifest.title, "", *filter(None, (manifest.correction,)),
             f"{MANIFEST} SHA-256 {digest}"]  # fmt: skip
    return "\n".join(lines) + "\n"


def _say_done(made: Release, folder: Path, *, tagged: bool) -> None:
    for name in made.files:
        say(printable(str(folder / name)))
    manifest = made.manifest
    say(
        msg(
            "published: {release}, of commit {commit}, files: {count}",
            release=printable(manifest.release),
            commit=manifest.commit[:_SHOWN],
            count=len(made.files),
        ),
        to_stderr=True,
    )
    if tagged:
        say(
            msg(
                "the tag {release} is in this clone; to have it with the others: git push origin "
                "{release}",
                release=printable(manifest.release),
            ),
            to_stderr=True,
        )
