"""`budgetc trace`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from budgetc.cli.declared import SOURCE, argument, choice, declared, flag, option
from budgetc.cli.report import COLOURS, drafted
from budgetc.cli.speech import UsageError, in_words, say, translator
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import Message, enumerated, msg
from budgetc.diagnostics.suggest import choices
from budgetc.document.called import ids_called, near_names, with_amounts
from budgetc.document.figures import Where, printed_figures
from budgetc.document.model import Document, Figure
from budgetc.files.workspace import Source
from budgetc.numbers.money import led_text
from budgetc.pipeline import Compilation, Draft
from budgetc.trace.answer import (
    Answer,
    Passage,
    SourcePassage,
    answer,
    answers_with,
    near_ids,
    texts_with,
    typed_in,
)
from budgetc.trace.blame import NoHistoryError, commits_of, with_commits
from budgetc.trace.data import answer_data, figure_data, where_data
from budgetc.trace.dot import dot_lines
from budgetc.trace.text import commit_text, tree_lines, where_text, with_unit
from budgetc.trace.wanted import Wanted, wanted

FORMATS = ("text", "json", "dot")


@declared(
    "trace",
    msg(
        "Show where a figure comes from: how it was made, of which figures, down to the lines "
        "that were typed. A figure is named by its id, such as basic.change.growth, or by its "
        "cell, T<table>!<row>.<column>, each as its id or as it is printed; --list shows all ids."
    ),
    SOURCE,
    argument("figure", msg("[FIGURE]"), required=False),
    choice(
        "--format",
        "output_format",
        choices=FORMATS,
        text=msg("Form of the answer; dot is a graph for Graphviz."),
    ),
    flag("--list", "list_all", text=msg("List all figures with their values.")),
    option(
        "--grep",
        "number",
        text=msg("Trace every place of the document that prints a number."),
        metavar=msg("NUMBER"),
    ),
    flag("--blame", text=msg("Also show who wrote each line and when, as git knows it.")),
    example=msg("Example: budgetc trace budgets/my-bureau/2024.yaml 'T6!301.total'"),
)
def command(
    source: Path,
    figure: str | None,
    output_format: str,
    number: str | None,
    *,
    list_all: bool,
    blame: bool,
) -> None:
    if sum((figure is not None, number is not None, list_all)) != 1:
        raise UsageError(msg("name one figure, or use --list or --grep"))
    compilation, draft = drafted(source)
    commits_for = compilation.source if blame else None
    if figure is not None:
        _trace(draft, figure, output_format, commits_for)
        return
    looked_for = _number(number, draft.document) if number is not None else None
    if output_format == "dot":
        raise UsageError(msg("a graph shows one figure; name it"))
    if looked_for is None:
        _list_figures(draft, output_format)
    else:
        _search(compilation, draft, looked_for, output_format, commits_for)


def _trace(draft: Draft, name: str, output_format: str, commits_for: Source | None) -> None:
    """Show one figure or cell.

    Raises:
        click.UsageError: there is none of that name.
        SystemExit: nobody knows its commits.
    """
    found = answer(draft, name)
    if found is None and len(ids := ids_called(draft.document, name)) == 1:
        found = answer(draft, ids[0])
    elif found is None and ids:
        problem = msg(
            "{name} is the name of several figures; write the id of the one that is meant: {ids}",
            name=printable(name),
            ids=enumerated(with_amounts(draft.document, ids)),
        )
        raise UsageError(problem)
    if found is None and (called := near_names(draft.document, name)):
        problem = msg("there is no figure or cell {name}; did you mean {names}?",
                      name=printable(name), names=enumerated(called))  # fmt: skip
        raise UsageError(problem)
    if found is None:
        near = near_ids(draft.document, name.strip())
        hint: Message = choices(name, near) if near else _other_ways(name, draft.document)
        problem = msg("there is no figure or cell {name}; {hint}", name=printable(name), hint=hint)
        raise UsageError(problem)
    (shown,), missing = _with_commits((found,), commits_for)
    if output_format == "json":
        say(json_text(answer_data(shown, translator())))
    else:
        is_graph = output_format == "dot"
        for line in dot_lines(shown.node, translator()) if is_graph else _answer_lines(shown):
            say(line)
    if missing:
        raise SystemExit(1)


def _other_ways(name: str, document: Document) -> Message:
    """Return how to find what is no name of a figure, nor like one."""
    number = wanted(name, document) if name.strip()[:1].isdigit() else None
    if number is None:
        return msg("--list shows all figures")
    return msg("--grep {number} shows where a number is printed", number=number.said)


def _number(text: str, document: Document) -> Wanted:
    number = wanted(text, document)
    if number is None:
        raise UsageError(msg("{text} is no number", text=printable(text)))
    return number


def _search(
    compilation: Compilation,
    draft: Draft,
    number: Wanted,
    output_format: str,
    commits_for: Source | None,
) -> None:
    """Show every figure that prints a number, and the texts that hold it.

    Raises:
        SystemExit: nothing prints it, or nobody knows its commits.
    """
    found, missing = _with_commits(answers_with(draft, number), commits_for)
    texts = tuple(texts_with(draft.document, number))
    files = (fact.origin.tree for fact in draft.ledger.facts)
    trees = {tree.file: tree for tree in (*filter(None, [compilation.tree]), *files)}
    typed = tuple(typed_in(texts, trees.values(), number))
    if output_format == "json":
        data = {
            "number": number.said,
            "figures": [answer_data(one, translator()) for one in found],
            "texts": [where_data(passage.where) for passage in texts],
            "typed": [one._asdict() for one in typed],
        }
        say(json_text(data))
    else:
        for one in found:
            for line in (*_answer_lines(one), ""):
                say(line)
        for line in _texts_lines(texts, typed):
            say(line)
    if not found and not texts:
        say(msg("nothing in the document prints {number}", number=number.said), to_stderr=True)
    if missing or not (found or texts):
        raise SystemExit(1)


def _list_figures(draft: Draft, output_format: str) -> None:
    """Show the value and the places of every figure that is printed."""
    places: dict[str, tuple[Figure, list[Where]]] = {}
    for printed in printed_figures(draft.document):
        places.setdefault(printed.figure.id, (printed.figure, []))[1].append(printed.where)
    if output_format == "json":
        say(json_text([figure_data(figure, found) for figure, found in places.values()]))
        return
    for figure, found in places.values():
        unit = draft.conventions.units.get(figure.unit)
        led = led_text(int(figure.value), unit) if unit is not None else ""
        value = COLOURS.place(led or with_unit(figure.exact, figure.unit))
        where = in_words(where_text(found[0]))
        say(f"{printable(figure.id)} = {value}  {COLOURS.faint(where)}")


def _with_commits(
    answers: tuple[Answer, ...], source: Source | None
) -> tuple[tuple[Answer, ...], bool]:
    """Return answers with the commits of a source's files; tell whether nobody knows them."""
    if source is None:
        return answers, False
    beside = source.name.removesuffix(source.file)
    try:
        return tuple(
            Answer(
                with_commits(one.node, lambda file: source.home / file.removeprefix(beside)),
                one.places,
            )
            for one in answers
        ), False
    except NoHistoryError as error:
        say(msg("no commits are shown: {reason}", reason=error.reason), to_stderr=True)
        return answers, True


def _answer_lines(found: Answer) -> Iterator[str]:
    yield from tree_lines(found.node, translator(), COLOURS)
    for where in found.places:
        yield COLOURS.faint(in_words(msg("place: {place}", place=where_text(where))))
    if not found.places:
        yield COLOURS.faint(in_words(msg("not printed itself; other figures are made of it")))
    commits = commits_of(found.node)
    if commits:
        yield in_words(msg("It became what it is by these commits:"))
    for commit, lines in commits:
        text = msg("{commit} (lines: {count})", commit=commit_text(commit), count=lines)
        yield f"  {in_words(text)}"


def _texts_lines(texts: Sequence[Passage], typed: Sequence[SourcePassage]) -> Iterator[str]:
    for passage in texts:
        place = msg("in a text that is no figure: {place}", place=where_text(passage.where))
        yield COLOURS.faint(in_words(place))
    for one in typed:
        origin = COLOURS.note(f"{printable(one.file)}:{one.line}:{one.column}")
        yield f"  {origin} “{printable(one.text)}”"
