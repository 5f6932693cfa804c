"""The way from a published document to a draft: tables, their amounts, leaves, the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetc.beginning import NewDepartment
from budgetc.budget.declarations import APPROVED, FINAL
from budgetc.classification import Catalogue
from budgetc.diagnostics import Diagnostic, finding
from budgetc.diagnostics.messages import Message, ReasonedError, Translator, msg
from budgetc.diagnostics.spans import Span
from budgetc.files.data import Resources
from budgetc.frozen import frozen
from budgetc.published.model import PublishedDocument
from budgetc.recovery.draft import DraftText, place_words
from budgetc.recovery.leaf import Leaves
from budgetc.recovery.leaves import leaves_of
from budgetc.recovery.sentences import Told, told_by_sentences
from budgetc.recovery.whose import Asked, Recognised, recognise
from budgetc.recovery.wording import Words


class StageError(ReasonedError):
    """A document is of another stage than an approved budget; says which."""


@frozen(eq=False)
class Recovered:
    """A draft.

    Attributes:
        text: of the source.
        whose: what the document is.
        leaves: what its tables tell.
        findings: what of the tables has no place, and what is not sure.
    """

    text: str
    whose: Recognised
    leaves: Leaves
    findings: tuple[Diagnostic, ...]


def recover(
    printed: PublishedDocument,
    file: str,
    asked: Asked,
    resources: Resources,
    translator: Translator,
    words: Mapping[str, Words],
) -> Recovered | None:
    """Return the draft of a published document; nothing where it is surely of no layout.

    Args:
        printed: the document.
        file: its name in reports.
        asked: what is known of it already.
        resources: data files of the workspace.
        translator: of the comments in the draft.
        words: by jurisdiction, what it says otherwise than the layout.

    Raises:
        StageError: the document is of another stage than an approved budget.
    """
    whose = recognise(printed, asked, words, resources)
    if whose is None:
        return None
    if whose.stage != APPROVED:
        raise StageError(_no_draft(file, whose.conventions.layout.name, whose.stage))
    conventions = whose.conventions
    unit = conventions.lists.money_units[whose.unit]
    leaves = leaves_of(whose.read, conventions.layout, conventions.catalogue, unit)
    begun = NewDepartment(
        name=whose.name,
        year=whose.year,
        jurisdiction=whose.jurisdiction,
        unit=whose.unit,
        kind=whose.kind,
        schema_file="../budget.schema.json",
    )
    draft = DraftText(translator, resources, begun)
    text = draft.of(leaves)
    codes = _codes(leaves, conventions.catalogue)
    told = told_by_sentences(text, codes, printed, conventions, resources)
    text = draft.completed(text, told)
    findings = (*_findings(whose, leaves, file), *_unread(told, file))
    return Recovered(text, whose, leaves, findings)


def _codes(leaves: Leaves, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the function codes of a draft, and those above them."""
    lines = (*leaves.by_function, *(project.line for project in leaves.projects))
    typed = {line[key].value for line in lines for key in ("code", "function") if key in line}
    return tuple(sorted({above for code in typed for above in catalogue.function.lineage(code)}))


def _unread(told: Told, file: str) -> Iterator[Diagnostic]:
    """Yield that the text was passed over, and why."""
    if told.refused is not None:
        yield finding(
            "IMP002",
            msg(
                "the text was not read, only the tables: the draft makes no document, because "
                "{reason}",
                reason=told.refused.message,
            ),
            Span.point(file),
            hint=msg("type from the text what is marked in the draft"),
        )


def _findings(whose: Recognised, leaves: Leaves, file: str) -> Iterator[Diagnostic]:
    for one in whose.read.unplaced:
        yield finding(
            "IMP001",
            msg(
                "{place}: {text} has no place in the layout (row {row}, column {column})",
                place=place_words(one.place),
                text=one.text,
                row=one.place.row or "—",
                column=one.place.column or "—",
            ),
            Span.point(file),
            hint=msg(
                "type it yourself, if the budget has it; or say in a mapping what it is called"
            ),
        )
    for spec in whose.read.missing:
        if spec.number:
            yield finding(
                "IMP003",
                msg("the table {table} of the layout is not in print", table=spec.number),
                Span.point(file),
                hint=msg("what it alone tells is marked in the draft"),
            )
    for place, words in leaves.matters.items():
        yield finding(
            "IMP002",
            msg("{place}: {words}", place=place_words(place), words=words),
            Span.point(file),
        )


def _no_draft(file: str, layout: str, stage: str) -> Message:
    """Return why no draft is made of a document, and what is possible."""
    if stage == FINAL:
        return msg(
            "{file} holds final accounts of {layout}; drafts are made of approved budgets alone; "
            "begin final accounts with: budgetc new department --stage final",
            file=file,
            layout=layout,
        )
    return msg(
        "{file} is a document of {layout} at the stage {stage}; drafts are made of "
        "approved budgets alone",
        file=file,
        layout=layout,
        stage=stage,
    )
