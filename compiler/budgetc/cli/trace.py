"""`budgetc trace`."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from budgetc.cli.declared import SOURCE, argument, choice, declared, flag, option
from budgetc.cli.inputs import find_source
from budgetc.cli.report import COLOURS, report_on
from budgetc.cli.speech import UsageError, in_words, say, translator
from budgetc.diagnostics.characters import printable
from budgetc.diagnostics.data import json_text
from budgetc.diagnostics.messages import Message, msg
from budgetc.diagnostics.suggest import choices
from budgetc.document.figures import Where, printed_figures
from budgetc.document.model import Document, Figure
from budgetc.pipeline import compile_source
from budgetc.trace.answer import (
    Answer,
    Passage,
    TypedText,
    answer,
    answers_with,
    known_ids,
    number_of,
    texts_with,
    typed_in,
)
from budgetc.trace.blame import NoHistoryError, commits_of, with_commits
from budgetc.trace.data import Data, answer_data, figure_data, where_data
from budgetc.trace.dot import dot_lines
from budgetc.trace.text import commit_text, tree_lines, where_text, with_unit

FORMATS = ("text", "json", "dot")


@declared(
    "trace",
    msg(
        "Show where a figure comes from: how it was made, of which figures, down to the lines "
        "that were typed. A figure is named by its id, such as basic.change.growth, or by its "
        "cell, T<table>!<row>.<column>; --list shows all of them."
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
    asked = [figure is not None, number is not None, list_all]
    if sum(asked) != 1:
        problem = msg("name one figure, or use --list or --grep")
        raise UsageError(problem)
    run = _Run(source, output_format, blame=blame)
    if list_all:
        run.list_figures()
    elif number is not None:
        run.search(number)
    elif figure is not None:
        run.trace(figure)


class _Run:
    """One run of the command."""

    def __init__(self, named: Path, output_format: str, *, blame: bool) -> None:
        self._workspace, self._source = find_source(named)
        self._format = output_format
        self._blame = blame
        resources = self._workspace.resources()
        compilation = compile_source(self._source, resources)
        draft = compilation.draft
        if draft is None:
            report_on(compilation.findings, self._source, resources)
            raise SystemExit(1)
        self._draft = draft
        self._document: Document = draft.document
        files = (fact.origin.tree for fact in draft.ledger.facts)
        self._trees = {tree.file: tree for tree in (*filter(None, [compilation.tree]), *files)}
        self._failed = False

    def trace(self, name: str) -> None:
        """Show one figure or cell.

        Raises:
            click.UsageError: there is none of that name.
        """
        found = answer(self._draft, name)
        if found is None:
            self._refuse(name)
        self._show(found)
        self._end()

    def search(self, text: str) -> None:
        """Show every figure that prints a number, and the texts that hold it.

        Raises:
            click.UsageError: it is no number.
            SystemExit: nothing prints it.
        """
        number = number_of(text)
        if number is None:
            problem = msg("{text} is no number", text=printable(text))
            raise UsageError(problem)
        self._refuse_graph()
        answers = answers_with(self._draft, number)
        found = [self._blamed(one) for one in answers]
        texts = tuple(texts_with(self._document, number))
        typed = tuple(typed_in(texts, self._trees.values(), number))
        if self._format == "json":
            self._say_json(
                {
                    "number": str(number),
                    "figures": [answer_data(one, translator()) for one in found],
                    "texts": [where_data(passage.where) for passage in texts],
                    "typed": [one._asdict() for one in typed],
                }
            )
        else:
            for one in found:
                self._say_lines(self._answer_lines(one))
                say("")
            self._say_lines(self._texts_lines(texts, typed))
        if not found and not texts:
            problem = msg("nothing in the document prints {number}", number=str(number))
            say(problem, to_stderr=True)
            self._failed = True
        self._end()

    def list_figures(self) -> None:
        """Show the value and the places of every figure that is printed."""
        self._refuse_graph()
        places: dict[str, tuple[Figure, list[Where]]] = {}
        for printed in printed_figures(self._document):
            places.setdefault(printed.figure.id, (printed.figure, []))[1].append(printed.where)
        if self._format == "json":
            self._say_json([figure_data(figure, found) for figure, found in places.values()])
            return
        for figure, found in places.values():
            value = COLOURS.place(with_unit(figure.exact, figure.unit))
            where = in_words(where_text(found[0]))
            say(f"{printable(figure.id)} = {value}  {COLOURS.faint(where)}")

    def _show(self, found: Answer) -> None:
        blamed = self._blamed(found)
        if self._format == "json":
            self._say_json(answer_data(blamed, translator()))
        elif self._format == "dot":
            self._say_lines(dot_lines(blamed.node, translator()))
        else:
            self._say_lines(self._answer_lines(blamed))

    def _blamed(self, found: Answer) -> Answer:
        if not self._blame:
            return found
        try:
            return Answer(with_commits(found.node, self._path_of), found.places)
        except NoHistoryError as error:
            self._blame = False  # said once, not for every figure
            self._failed = True
            problem = msg("no commits are shown: {reason}", reason=error.reason)
            say(problem, to_stderr=True)
            return found

    def _path_of(self, file: str) -> Path:
        """Return the path of a file by the name that reports give it."""
        beside = self._source.name.removesuffix(self._source.file)
        return self._source.home / file.removeprefix(beside)

    def _answer_lines(self, found: Answer) -> Iterator[str]:
        yield from tree_lines(found.node, translator(), COLOURS)
        for where in found.places:
            place = msg("place: {place}", place=where_text(where))
            yield COLOURS.faint(in_words(place))
        if not found.places:
            yield COLOURS.faint(in_words(msg("not printed itself; other figures are made of it")))
        commits = commits_of(found.node)
        if commits:
            yield in_words(msg("It became what it is by these commits:"))
        for commit, lines in commits:
            text = msg("{commit} (lines: {count})", commit=commit_text(commit), count=lines)
            yield f"  {in_words(text)}"

    def _texts_lines(self, texts: Sequence[Passage], typed: Sequence[TypedText]) -> Iterator[str]:
        for passage in texts:
            place = msg("in a text that is no figure: {place}", place=where_text(passage.where))
            yield COLOURS.faint(in_words(place))
        for one in typed:
            origin = COLOURS.note(f"{printable(one.file)}:{one.line}:{one.column}")
            yield f"  {origin} “{printable(one.text)}”"

    def _refuse(self, name: str) -> NoReturn:
        near = difflib.get_close_matches(name.strip(), known_ids(self._document), n=3)
        hint: Message = choices(name, near) if near else msg("--list shows all figures")
        problem = msg("there is no figure or cell {name}; {hint}", name=printable(name), hint=hint)
        raise UsageError(problem)

    def _refuse_graph(self) -> None:
        if self._format == "dot":
            problem = msg("a graph shows one figure; name it")
            raise UsageError(problem)

    def _say_json(self, data: Data | list[Data]) -> None:
        say(json_text(data))

    def _say_lines(self, lines: Iterator[str]) -> None:
        for line in lines:
            say(line)

    def _end(self) -> None:
        if self._failed:
            raise SystemExit(1)
