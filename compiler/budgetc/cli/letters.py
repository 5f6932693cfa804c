"""A check as a letter, and how far the departments of a region are, for `budgetc check`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from budgetc.cli.inputs import Chosen
from budgetc.cli.sending import hand_over, write_letter
from budgetc.cli.speech import UsageError, in_words, say, translator
from budgetc.diagnostics.characters import aligned, printable
from budgetc.diagnostics.data import finding_list, json_text
from budgetc.diagnostics.messages import enumerated, msg
from budgetc.files.workspace import year_named
from budgetc.publish.checked_source import CheckedSource
from budgetc.reports.baseline import Baselined
from budgetc.reports.checked import Checked
from budgetc.reports.letter import Letter, letter_document
from budgetc.reports.standing import Standing, Standings, State, besides, standings, tally
from budgetc.reports.standing_data import standings_data
from budgetc.reports.unfilled import Part, apart, parts_of
from budgetc.rules.local_pages import pages_of


def send_letter(
    form: str,
    output: Path | None,
    chosen: Chosen,
    seen: Sequence[CheckedSource],
    baselined: Baselined,
    far: Standings | None,
) -> None:
    """Write a check as a letter into a file, or on standard output."""
    checked = Checked(baselined, tuple(seen), pages=pages_of(chosen.workspace))
    letter = Letter(checked, _parts_by_name(chosen, baselined), far)
    document = letter_document(letter, translator())
    write_letter(form, document, chosen.workspace.resources(), output)


def hand_over_how_far(output: Path | None, baselined: Baselined, far: Standings) -> None:
    """Write how far the departments are, and the findings, for programs."""
    found = finding_list(baselined.new, translator())
    hand_over(json_text({"region": standings_data(far), "findings": found}), output)


def how_far(
    chosen: Chosen, seen: Sequence[CheckedSource], baselined: Baselined, year: int | None
) -> Standings:
    """Return how far the departments are with a year, or else with the region's.

    Raises:
        click.UsageError: no source is of that year, and none of the year before.
    """
    by_name = {one.name: one for one in seen}
    of_region, abolished = _of_region(chosen)
    parts = _parts_by_name(chosen, baselined)
    told = year or of_region
    far = standings(chosen.sources, by_name, baselined, parts, abolished, told)
    if year and not far.departments:
        there = sorted({year_named(one.name) for one in chosen.sources} - {0})
        raise UsageError(
            msg("no source is of {year}; there are sources of {years}", year=str(year),
                years=enumerated(map(str, there)))
        )  # fmt: skip
    return far


def _of_region(chosen: Chosen) -> tuple[int | None, Sequence[str]]:
    """Return the year that the region says, and which of its departments are abolished."""
    workspace = chosen.workspace
    if not workspace.region().is_there():
        return None, ()
    from budgetc.region import settings_of_region  # noqa: PLC0415  # most workspaces have none

    settings = settings_of_region(workspace, workspace.resources())
    return settings.year, settings.abolished


def _parts_by_name(chosen: Chosen, baselined: Baselined) -> Mapping[str, Sequence[Part]]:
    """Return the sections of the sources that are being filled in, by their names."""
    _, unfilled = apart(baselined.new)
    resources = chosen.workspace.resources()
    return {
        name: tuple(parts_of(chosen.workspace.named(name), gaps, resources))
        for name, gaps in unfilled.items()
    }


def say_how_far(far: Standings) -> None:
    """Print a line for each department and unit, in order of their files, and their count.

    The accounts of a year, which no total mixes with its budgets, stand apart behind them.
    """
    for stage, those in far.volumes:
        _say_standings(those)
        say(tally(far, stage))
    if far.elsewhere.errors:
        say(msg("errors of other years, or of no source: {count}; budgetc check lists them",
                count=far.elsewhere.errors))  # fmt: skip
    if far.besides:
        say(besides(far))


def _say_standings(those: Sequence[Standing]) -> None:
    states = aligned([in_words(one.state.value) for one in those])
    names = aligned([printable(one.name) for one in those])
    for one, name, state in zip(those, names, states, strict=True):
        left = msg("errors: {errors}; warnings: {warnings}; notes: {notes}",
                   errors=one.found.errors, warnings=one.found.warnings,
                   notes=one.found.notes)  # fmt: skip
        if one.places:
            left = msg("{found}; to fill in: {left} of {places}", found=left, left=one.left,
                       places=one.places)  # fmt: skip
        elif one.left:
            left = msg("{found}; to fill in: {left}", found=left, left=one.left)
        if one.known:
            left = msg("{found}; known errors, with which nothing is published: {count}",
                       found=left, count=one.known)  # fmt: skip
        said = "" if one.state is State.ABSENT else in_words(left)
        say(f"{name}  {state}  {said}".rstrip())
