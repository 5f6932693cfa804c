"""`budgetc check`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from budgetc.cli import baseline
from budgetc.cli.declared import SOURCES, choice, declared, flag, option, output_file
from budgetc.cli.gaps import sum_up
from budgetc.cli.inputs import Chosen, find_sources, find_workspace
from budgetc.cli.keeping import FRESH, JOBS, with_kept
from budgetc.cli.making import made
from budgetc.cli.report import say_unmatched, show
from budgetc.cli.sending import LETTERS, hand_over, refuse_output
from budgetc.cli.speech import UsageError, in_words, say, translator
from budgetc.diagnostics import Counts, Diagnostic, Severity, counts, sort_findings
from budgetc.diagnostics.data import finding_list, json_text
from budgetc.diagnostics.messages import Message, msg, together
from budgetc.diagnostics.outcome import OUTCOMES, Outcome, coverage_line
from budgetc.diagnostics.text import summary
from budgetc.files.data import Resources
from budgetc.files.workspace import CONTROL_TOTALS, Workspace
from budgetc.frozen import NamedTuple
from budgetc.keeping import Keeper
from budgetc.publish.checked_source import CheckedSource, lines_of, unpacked_source
from budgetc.publish.work import Work
from budgetc.reports.baseline import Baselined, has_baseline
from budgetc.reports.unfilled import apart

if TYPE_CHECKING:  # where nothing changed, there is no need of a compiler
    from budgetc.rules import RuleResult
    from budgetc.rules.local_pages import Pages

REPORTS = ("github", "gitlab", "sarif", "junit")
"""The forms for forges: modules of `reports` whose `render(checked, translator)` makes them."""

FORMS = ("text", "json", *REPORTS, *LETTERS)
"""All forms of a report."""


@declared(
    "check",
    msg(
        "Report everything that is wrong with sources, or with all sources of the workspace. "
        "Exits with 1 if there are errors. Findings that budgets/baseline.json knows are "
        "counted and not shown."
    ),
    SOURCES,
    choice(
        "--format",
        "output_format",
        choices=FORMS,
        text=msg(
            "Form of the report: text for people, json for programs; github annotates "
            "a pull request, gitlab is a code quality report, sarif is for code "
            "scanning, junit lists each rule as a test; html and docx are to be sent, and list "
            "the findings by who has to act on them."
        ),
    ),
    output_file(msg("The file of a report that is no text; standard output if left out.")),
    flag(
        "--region",
        text=msg(
            "Tell how far each department is with a year: who is done, who is not, and how much "
            "is left; in text in place of the findings, in json, html and docx before them."
        ),
    ),
    option(
        "--year",
        text=msg(
            "The year that --region tells of; if left out, that of budgets/region.yaml, or else "
            "the last one that most departments have a source of."
        ),
        metavar=msg("YEAR"),
        type=click.IntRange(1000, 9999),
    ),
    flag(
        "--fix",
        text=msg(
            "First mend slips of the hand that can mean one thing only: full-width marks and "
            "digits, blanks, thousands commas, invisible characters. What is changed is shown, "
            "and nothing else is."
        ),
    ),
    flag(
        "--all",
        "everything",
        text=msg("List each place that is still to be filled in, and sum up none."),
    ),
    flag("--strict", text=msg("Let warnings count as errors.")),
    flag(
        "--coverage", text=msg("List what became of each rule, and why a rule could not be judged.")
    ),
    flag(
        "--write-baseline",
        text=msg(
            "Write what is found to budgets/baseline.json, and fail on new findings from now on."
        ),
    ),
    JOBS,
    FRESH,
    flag("--no-baseline", text=msg("Show the findings that budgets/baseline.json knows as well.")),
    example=msg("Example: budgetc check budgets/korla-etdz-market-supervision/2024.yaml"),
)
def command(  # noqa: PLR0913  # its options
    sources: tuple[Path, ...],
    output_format: str,
    output: Path | None,
    *,
    region: bool,
    year: int | None,
    fix: bool,
    everything: bool,
    strict: bool,
    coverage: bool,
    jobs: int,
    fresh: bool,
    write_baseline: bool,
    no_baseline: bool,
) -> None:
    report = _Report(output_format, output, region, year, coverage, everything)
    report.refuse_in_vain()
    if write_baseline:
        report.refuse_at_all()
    today, workspace = date.today(), find_workspace(sources)  # of the office
    resources = workspace.resources()
    if fix:
        from budgetc.cli.fixing import fix_sources  # noqa: PLC0415  # few checks mend anything

        fix_sources(find_sources(sources), resources, to_stderr=output_format != "text")
    with_rules = coverage or output_format in REPORTS or has_baseline(workspace)

    def run(keeper: Keeper) -> tuple[Chosen, tuple[CheckedSource, ...]]:
        if fresh:
            keeper.forget()
        chosen = find_sources(sources, look=keeper.state.scan)
        work = Work((), workspace.root, "", today)
        missing = keeper.missing(chosen.sources)
        making = made(missing, work, workspace, resources, jobs)
        for source, one in zip(missing, making, strict=True):
            keeper.put(source, one.result)
        keeper.flush()
        return chosen, tuple(
            unpacked_source(
                one.name, keeper.found(one.name), keeper.rules(one.name) if with_rules else None
            )
            for one in chosen.sources
        )

    chosen, seen = with_kept(workspace, today, run)
    findings = [*chosen.findings, *(found for one in seen for found in one.findings)]
    findings += () if sources else _of_no_source(chosen, seen, resources)
    ordered = sort_findings(findings)
    if write_baseline:
        baseline.write(workspace, ordered, seen)
        return
    baselined = baseline.matched(workspace, ordered, seen, ignored=no_baseline)
    _tell(report, chosen, seen, baselined, ordered, resources)
    if sources:  # else each is a finding
        say_unmatched(workspace, resources)
    if counts(baselined.new, Severity.WARNING if strict else Severity.ERROR):
        raise SystemExit(1)


class _Report(NamedTuple):
    """What is wanted of the report of a check.

    Attributes:
        form: its format.
        output: the file that it is written into; standard output if there is none.
        region: whether it tells how far the departments are.
        year: of which year it tells that; if none is given, of the region's.
        coverage: whether it lists what became of each rule.
        everything: whether it lists each place that is still to be filled in.
    """

    form: str
    output: Path | None
    region: bool
    year: int | None
    coverage: bool
    everything: bool

    def refuse_in_vain(self) -> None:
        """Refuse options that the form of the report has no use for, before anything is checked."""
        if self.region and self.form in REPORTS:
            raise UsageError(msg("--region is for --format text, json, html and docx"))
        if self.coverage and (self.region or self.form in LETTERS):
            option = "--region" if self.region else f"--format {self.form}"
            raise UsageError(
                msg("--coverage is for the list of findings: leave out {option}", option=option)
            )
        refuse_output(self.form, self.output, FORMS)
        if self.year is not None and not self.region:
            raise UsageError(msg("--year is for --region"))

    def refuse_at_all(self) -> None:
        """Refuse what is asked of a report where none is made, before anything is checked."""
        asked = {
            f"--format {self.form}": self.form != "text",
            "-o": self.output is not None,
            "--region": self.region,
            "--coverage": self.coverage,
            "--all": self.everything,
        }
        for name in (one for one, is_asked in asked.items() if is_asked):
            raise UsageError(
                msg("--write-baseline reports nothing: leave out {option}", option=name)
            )


def _tell(
    report: _Report,
    chosen: Chosen,
    seen: Sequence[CheckedSource],
    baselined: Baselined,
    ordered: Sequence[Diagnostic],
    resources: Resources,
) -> None:
    """Report what was found, in the form that is wanted."""
    if report.form in REPORTS:
        hand_over(_for_forge(report.form, baselined, seen, chosen.workspace), report.output)
    elif report.region or report.form in LETTERS:
        _tell_others(report, chosen, seen, baselined)
    elif report.form == "json":
        found = finding_list(baselined.new, translator())
        told = {"findings": found, "rules": _rules(seen)} if report.coverage else found
        hand_over(json_text(told), report.output)
    else:
        _show(report, chosen.workspace, seen, baselined, ordered, resources)


def _show(
    report: _Report,
    workspace: Workspace,
    seen: Sequence[CheckedSource],
    baselined: Baselined,
    ordered: Sequence[Diagnostic],
    resources: Resources,
) -> None:
    """Print what was found as text."""
    lines = (*(one.lines for one in seen), lines_of(ordered, workspace.region(), resources))
    shown, unfilled = (baselined.new, {}) if report.everything else apart(baselined.new)
    show(shown, lines, to_stderr=False)
    for name, gaps in unfilled.items():
        sum_up(workspace.named(name), gaps, resources)
    say(summary(Counts.of(baselined.new), len(seen)))
    outcomes: Counter[Outcome] = Counter()
    for one in seen:
        outcomes.update(one.outcomes)
    say(coverage_line(outcomes))
    baseline.say_known(baselined)
    if report.coverage:
        _list_outcomes(seen, workspace)


def _of_no_source(
    chosen: Chosen, seen: Sequence[CheckedSource], resources: Resources
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a workspace that is wrong with none of its sources."""
    workspace = chosen.workspace
    if len(chosen.sources) > 1:
        from budgetc.inputs import namesakes  # noqa: PLC0415  # one has none
        from budgetc.reports.standing import name_of  # noqa: PLC0415  # as above

        called = {
            one.name: namesakes.Called(name_of(one) if one.budget else "", one.budget)
            for one in seen
        }
        yield from namesakes.check_namesakes(called, namesakes.place_of_name(workspace, resources))
        yield from namesakes.check_predecessors(
            {one.name: one.predecessors for one in seen if one.predecessors},
            namesakes.place_of_predecessors(workspace, resources),
        )
    if chosen.sources and workspace.named(CONTROL_TOTALS).is_there():
        from budgetc.inputs.control_totals import unmatched_totals  # noqa: PLC0415  # as below

        yield from unmatched_totals(chosen.sources, resources)
    if workspace.named(workspace.region().name).is_there():
        from budgetc.region import check_settings  # noqa: PLC0415  # most workspaces have none

        yield from check_settings(workspace, resources, [one.stem for one in chosen.sources])


def _tell_others(
    report: _Report, chosen: Chosen, seen: Sequence[CheckedSource], baselined: Baselined
) -> None:
    """Tell how far the departments are, for programs with the findings, or write a letter."""
    from budgetc.cli import letters  # noqa: PLC0415  # few checks are sent

    far = letters.how_far(chosen, seen, baselined, report.year) if report.region else None
    if report.form in LETTERS:
        letters.send_letter(report.form, report.output, chosen, seen, baselined, far)
    elif far is not None and report.form == "json":
        letters.hand_over_how_far(report.output, baselined, far)
    elif far is not None:
        letters.say_how_far(far)


def _for_forge(
    form: str, baselined: Baselined, seen: Sequence[CheckedSource], workspace: Workspace
) -> str:
    """Return a check in one of the `REPORTS`."""
    # Known to checks that want such a form, and to no others: a check starts fast.
    from budgetc.reports.checked import Checked  # noqa: PLC0415
    from budgetc.rules.local_pages import pages_of  # noqa: PLC0415

    root, known = workspace.root, has_baseline(workspace)
    top = next((one for one in (root, *root.parents) if (one / ".git").exists()), root)
    # Forges name files from the top of the repository, whatever folder the budgets are in.
    folder = "".join(f"{part}/" for part in root.relative_to(top).parts)
    render = import_module(f"budgetc.reports.{form}").render
    checked = Checked(baselined, tuple(seen), folder, known, pages_of(workspace))
    text: str = render(checked, translator())
    return text


def _rules(seen: Sequence[CheckedSource]) -> list[dict[str, object]]:
    """Return what became of the rules, as plain values."""
    return [
        {
            "file": one.name,
            "rule": result.rule,
            "outcome": result.outcome.value,
            "reasons": [in_words(reason) for reason in dict.fromkeys(result.reasons)],
        }
        for one in seen
        for result in one.results
    ]


def _list_outcomes(seen: Sequence[CheckedSource], workspace: Workspace) -> None:
    # A hundred files, only when asked.
    from budgetc.rules.local_pages import pages_of  # noqa: PLC0415

    pages = pages_of(workspace)
    for one in seen:
        say("")
        say(one.name)
        for result in one.results:
            say(f"  {result.rule}  {in_words(_told(result, pages))}")


def _told(result: RuleResult, pages: Pages) -> Message:
    """Return what became of a rule, and why it was not judged, or else what it looks for."""
    outcome = OUTCOMES[result.outcome]
    if not result.reasons:
        title = pages.of(result.rule).title
        return msg("{outcome} (looks for: {title})", outcome=outcome, title=title)
    reasons = together(*dict.fromkeys(result.reasons))
    return msg("{outcome}: {reasons}", outcome=outcome, reasons=reasons)
