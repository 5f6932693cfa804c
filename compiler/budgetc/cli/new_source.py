"""`budgetc new department` and `budgetc new project`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from budgetc import beginning
from budgetc.budget.declarations import APPROVED, STAGES
from budgetc.cli.declared import SOURCE, argument, choice, declared, option
from budgetc.cli.inputs import find_source, find_workspace
from budgetc.cli.prompts import asked, will_not_do
from budgetc.cli.report import refuse_to_write, say_what_to_fill, write_or_exit
from budgetc.cli.speech import RefusedError, UsageError, say, translator
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.suggest import choices
from budgetc.editor import SCHEMA_NAME, editor_schema, schema_text
from budgetc.files.data import Resources
from budgetc.files.workspace import BUDGETS, Source
from budgetc.files.writing import write_all
from budgetc.inputs.reading import read_tree
from budgetc.jurisdiction.load import jurisdiction_called, load_layout, offered
from budgetc.jurisdiction.sources import catalogue_of, schema_of, source_schema
from budgetc.jurisdiction.spec import DEPARTMENTAL
from budgetc.lists import money_units
from budgetc.source.identity import plain_code
from budgetc.source.nodes import Mapping, Scalar, Sequence, SourceTree, scalars
from budgetc.source.read import read_bytes

_ID = re.compile(r"[^\W_A-Z](?:[^\W_A-Z]|-)*")
_DEPARTMENT = re.compile(rf"{_ID.pattern}(/{_ID.pattern})?")
_YEAR = re.compile(r"20[0-9]{2}|2100")
_KINDS = ("department", "unit")


@declared(
    "department",
    msg(
        "Begin the source of a department, budgets/<id>/<year>.yaml, with comments that "
        "explain each part. What is not given is asked for on a terminal. A unit of a "
        "department has the id <department>/<unit>."
    ),
    argument("id_", msg("[ID]"), required=False),
    option("--name", text=msg("Of the department, as printed."), metavar=msg("NAME")),
    option("--year", text=msg("The budget year."), metavar=msg("YEAR")),
    option(
        "--jurisdiction",
        text=msg("Whose tables and wording the document follows."),
        metavar=msg("NAME"),
    ),
    choice("--kind", choices=_KINDS, text=msg("Whether it is a department or one of its units.")),
    option("--unit", text=msg("Unit of the amounts."), metavar=msg("UNIT")),
    option(
        "--stage",
        text=msg(
            "Of the budget, such as final for final accounts. Default: approved, where the "
            "jurisdiction has it."
        ),
        metavar=msg("STAGE"),
    ),
    example=msg(
        "Example: budgetc new department my-bureau --name NAME --year 2025 --jurisdiction my-county"
    ),
    summary=msg("Begin the source of a department."),
)
def department(  # noqa: PLR0913, PLR0917  # its options
    id_: str | None,
    name: str | None,
    year: str | None,
    jurisdiction: str | None,
    kind: str,
    unit: str | None,
    stage: str | None,
) -> None:
    workspace = find_workspace()
    resources = workspace.resources()
    _, units, known = translator().text, tuple(money_units(resources)), offered(resources)
    folder = asked(
        id_, "ID", _("Id of the department (its folder under budgets)"),
        check=_fits(
            _DEPARTMENT, msg("small letters, Chinese characters, digits and -, such as my-bureau")
        ),
    )  # fmt: skip
    title = asked(name, "--name", _("Name of the department"), check=_words)
    chosen_year = asked(
        year, "--year", _("Budget year"), default=str(date.today().year),
        check=_fits(_YEAR, msg("four digits, such as 2025")),
    )  # fmt: skip
    whose = asked(
        jurisdiction_called(resources, jurisdiction or "") or None,
        "--jurisdiction", _("Jurisdiction"), choices=known,
        check=partial(_one_of, known=known),
    )  # fmt: skip
    money = _one_of(unit or _usual_unit(whose, resources), units)
    stages = _stages_of(whose, resources)
    chosen_stage = stage or stages[0]
    if chosen_stage not in stages:
        raise _without_document(whose, chosen_stage, resources)
    named = chosen_year if chosen_stage == APPROVED else f"{chosen_year}-{chosen_stage}"
    target = workspace.root / BUDGETS / folder / f"{named}.yaml"
    if os.path.lexists(target):
        raise RefusedError(msg("{file} is there already; nothing was written", file=_shown(target)))
    schema = _schema_name(whose, chosen_stage, resources)
    begun = beginning.NewDepartment(
        name=title,
        year=int(chosen_year),
        jurisdiction=whose,
        unit=money,
        kind=kind,
        schema_file="../" * (folder.count("/") + 1) + schema,
        stage=chosen_stage,
    )
    _write(workspace.source(target), target, _text_of(begun, resources), resources)
    beside = workspace.root / BUDGETS / schema
    if schema != SCHEMA_NAME and not os.path.lexists(beside):
        text = schema_text(editor_schema(resources, begun.year, whose, chosen_stage))
        write_or_exit({beside: text.encode()}, workspace.root)
        say(_shown(beside))


def _without_document(jurisdiction: str, stage: str, resources: Resources) -> UsageError:
    """Return that a jurisdiction has no document of a stage, and which have one."""
    have = [name for name in offered(resources) if stage in _stages_of(name, resources)]
    stages = _stages_of(jurisdiction, resources)
    hint = (
        msg("the forms of {names} have", names=enumerated(have))
        if have
        else choices(printable(stage), stages)
    )
    return UsageError(
        msg(
            "the forms of {jurisdiction} have no document of the stage {stage}; {hint}",
            jurisdiction=jurisdiction,
            stage=printable(stage),
            hint=hint,
        )
    )


def _schema_name(jurisdiction: str, stage: str, resources: Resources) -> str:
    """Return what the schema is called that editors hold a source against.

    That of the workspace knows the sections of a Chinese department and their usual keys; where a
    jurisdiction has others, or its accounts do, there is one of their own.
    """
    layout, _ = load_layout(resources, jurisdiction, stage)
    if layout is None or (layout.source == DEPARTMENTAL and not layout.roles):
        return SCHEMA_NAME
    return f"{jurisdiction}{'' if stage == APPROVED else f'-{stage}'}.schema.json"


def _text_of(begun: beginning.NewDepartment, resources: Resources) -> str:
    """Return the skeleton of a source as its jurisdiction has them.

    Raises:
        DataFaultError: a data file cannot be used.
    """
    whose, words = begun.jurisdiction, translator()
    layout, _ = load_layout(resources, whose, begun.stage)
    has_own = beginning.has_skeleton(whose, begun.stage, resources)
    if layout is None or layout.source == DEPARTMENTAL or has_own:
        return beginning.department_text(begun, words.text("fill in"), resources)
    shape = source_schema(resources, whose, begun.year, begun.stage).shape
    return beginning.sections_text(begun, shape, (layout.reports, layout.compares), words)


def _stages_of(jurisdiction: str, resources: Resources) -> tuple[str, ...]:
    """Return the stages that a jurisdiction has documents of, the usual one first."""
    layouts = ((stage, load_layout(resources, jurisdiction, stage)[0]) for stage in STAGES)
    known = [stage for stage, layout in layouts if layout is None or stage in layout.stages]
    return tuple(sorted(known, key=lambda stage: stage != APPROVED))


def _usual_unit(jurisdiction: str, resources: Resources) -> str:
    """Return the unit that a jurisdiction's amounts are typed in, unless people say another.

    That of its sentences; of sections of its own that of its tables, for sentences may round to
    millions.
    """
    layout, _ = load_layout(resources, jurisdiction, APPROVED)
    if layout is None:
        return next(iter(money_units(resources)))
    numbers = layout.numbers
    return (numbers.prose if layout.source == DEPARTMENTAL else numbers.table).unit


@declared(
    "project",
    msg(
        "Add a project to a source, behind its other projects; every other line stays as it "
        "is. What is not given is asked for on a terminal."
    ),
    SOURCE,
    argument("id_", msg("[ID]"), required=False),
    option("--name", text=msg("Of the project, as printed."), metavar=msg("NAME")),
    option("--function", text=msg("Its function item, 7 digits."), metavar=msg("CODE")),
    option(
        "--economic", text=msg("Its economic class or item, 3 or 5 digits."), metavar=msg("CODE")
    ),
    example=msg(
        "Example: budgetc new project budgets/my-bureau/2025.yaml training --name NAME "
        "--function 2013805 --economic 30216"
    ),
    summary=msg("Add a project to a source."),
)
def project(
    source: Path,
    id_: str | None,
    name: str | None,
    function: str | None,
    economic: str | None,
) -> None:
    workspace, chosen = find_source(source)
    resources = workspace.resources()
    tree, findings = read_tree(chosen, resources)
    if tree is None or findings:
        refuse_to_write(findings, chosen, resources, tree)
    _ = translator().text
    short = asked(
        id_, "ID", _("Id of the project"),
        check=_fits(_ID, msg("small letters, Chinese characters, digits and -, such as training")),
    )  # fmt: skip
    if short in _ids(tree):
        raise RefusedError(msg("{file} has a project {id} already", file=_shown(source), id=short))
    begun = beginning.NewProject(
        id=short,
        name=asked(name, "--name", _("Name of the project"), check=_words),
        function=asked(
            function, "--function", _("Code of its function item (7 digits)"),
            check=_fits(_codes(tree, "function_code", resources), msg("7 digits, such as 2013805")),
        ),
        economic=asked(
            economic, "--economic", _("Code of its economic class or item (3 or 5 digits)"),
            check=_fits(
                _codes(tree, "economic_code_or_class", resources),
                msg("3 or 5 digits, such as 302 or 30227"),
            ),
        ),
        stage=tree.said("stage") or APPROVED,
    )  # fmt: skip
    _tell_of_unlisted(begun, tree, resources)
    year, jurisdiction = tree.said("year"), tree.said("jurisdiction")
    entry = beginning.project_text(begun, year, jurisdiction, _("fill in"), resources)
    keys = schema_of(resources, tree).document["properties"]
    try:
        text = beginning.with_project(tree, entry, tuple(keys))
    except beginning.NoRoomError as error:
        raise RefusedError(
            msg(
                "no project can be added to {file}: {reason}",
                file=_shown(source),
                reason=error.reason,
            )
        ) from error
    _write(chosen, source, text, resources)


def _write(source: Source, shown: Path, text: str, resources: Resources) -> None:
    if problems := write_all({source.path: text.encode()}, source.home):
        refuse_to_write(problems, source, resources)
    say(_shown(shown))
    tree, _ = read_bytes(source.name, text.encode())
    empty = sum(one.value is None for one in scalars(tree.root)) if tree else 0
    say_what_to_fill(empty, _shown(shown))


def _tell_of_unlisted(
    project: beginning.NewProject, tree: SourceTree, resources: Resources
) -> None:
    """Say which codes of a project are in no list, before all that hangs on them is filled in."""
    catalogue = catalogue_of(tree, resources)
    if catalogue is None:
        return
    for typed, codes in (
        (project.function, catalogue.function),
        (project.economic, catalogue.economic),
    ):
        code = plain_code(typed)
        if code not in codes:
            nearest = enumerated(f"{one.code} {one.name}" for one in codes.nearest(code))
            problem = msg(
                "the list of {year} has no code {code}; the nearest are {codes}",
                year=catalogue.edition,
                code=code,
                codes=nearest,
            )
            say(problem, to_stderr=True)


def _codes(tree: SourceTree, name: str, resources: Resources) -> re.Pattern[str]:
    """Return how codes are written that the schema of a source calls by a name."""
    definitions = schema_of(resources, tree).document["$defs"]
    return re.compile(definitions.get(name, {}).get("pattern", "[0-9-]+"))


def _fits(pattern: re.Pattern[str], wanted: Message) -> Callable[[str], str]:
    """Return a check for a form."""
    return lambda value: value if pattern.fullmatch(value) else will_not_do(value, wanted)


def _words(value: str) -> str:
    words = value.strip()
    if not words or words != printable(words):
        will_not_do(value, msg("a name, on one line"))
    return words


def _one_of(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        name, hint = printable(value), choices(value, known)
        raise UsageError(msg("there is no {name} here; {hint}", name=name, hint=hint))
    return value


def _shown(path: Path) -> str:
    """Return a path as the user would type it."""
    absolute = path.absolute()
    here = Path.cwd()
    return printable(str(absolute.relative_to(here) if absolute.is_relative_to(here) else path))


def _ids(tree: SourceTree) -> set[str]:
    """Return the ids of the projects of a source."""
    projects, rest = tree.at(("project_expenditure", "projects"))
    if rest or not isinstance(projects, Sequence):
        return set()
    values = (item.get("id") for item in projects.items if isinstance(item, Mapping))
    return {value.text for value in values if isinstance(value, Scalar)}
