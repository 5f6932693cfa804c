"""Help of every command with an example that can be typed; colours and bars where they belong."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from budgetc.cli.app import make_group
from budgetc.diagnostics.messages import LANGUAGES, Translator
from tests.cli.conftest import Workspace
from tests.cli.run import call, run, run_on_terminal
from tests.support import KORLA, MINIMAL, with_change, write_files

EXAMPLE = re.compile(r"^(?:Example: |示?例：)budgetc (?P<arguments>.+)$", re.MULTILINE)
ESCAPE = "\x1b["

Named = tuple[str, click.Command]


def _commands(group: click.Group, path: str) -> Iterator[Named]:
    """Yield a group and the commands in it, at any depth, each with its name as typed."""
    yield path, group
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        if command.hidden:
            continue
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


@cache
def _all(language: str) -> list[Named]:
    return list(_commands(make_group(Translator(language)), "budgetc"))


NAMES = [name for name, _ in _all("en")]


def test_there_are_commands_and_commands_under_them() -> None:
    assert {"budgetc", "budgetc check", "budgetc jurisdictions copy"} <= {*NAMES}
    assert len(NAMES) > 12


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_and_an_example_that_can_be_typed(
    name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = dict(_all(language))[name]
    assert command.help
    found = EXAMPLE.search(command.epilog or "")
    assert found, f"{name} --help ends without an example: {command.epilog!r}"
    typed = found["arguments"].partition(" > ")[0].partition(" >> ")[0]
    arguments = shlex.split(typed)
    assert f"budgetc {typed}".startswith(name)
    monkeypatch.chdir(tmp_path)
    for word in arguments:
        if Path(word).suffix in (".yaml", ".pdf", ".xlsx"):
            Path(word).parent.mkdir(parents=True, exist_ok=True)
            Path(word).touch()
        elif word.startswith("published/"):
            Path(word).mkdir(parents=True)
    ran = []
    monkeypatch.setattr(click.Context, "invoke", lambda *_, **given: ran.append(given))
    make_group(Translator(language)).main(arguments, standalone_mode=False)
    assert ran


@pytest.mark.parametrize("name", NAMES)
def test_every_argument_and_option_is_explained(name: str) -> None:
    command = dict(_all("en"))[name]
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            assert parameter.help, parameter.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_shown_with_its_example(language: str) -> None:
    for name, command in _all(language):
        shown = call(*name.split()[1:], "--help", language=language).out
        assert "".join((command.epilog or "?").split()) in "".join(shown.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_of_commands_say_what_each_is_for(language: str) -> None:
    groups = [name for name, one in _all(language) if isinstance(one, click.Group)]
    assert len(groups) > 3
    for name in groups:
        shown = call(*name.split()[1:], "--help", language=language).out
        assert not re.findall(r"^  [a-z-]+ +\.\.\.$", shown, re.MULTILINE)


_OF_TYPES = {"FLOAT", "FLOATRANGE", "INTEGER", "INTEGERRANGE", "PATH", "TEXT"}
"""What click calls a value that no metavar is declared for, without blanks."""


def test_chinese_help_calls_what_is_to_be_typed_by_no_english_word() -> None:
    declared = (str(one.metavar) for _, command in _all("en") for one in command.params)
    words = _OF_TYPES.union(*(re.findall(r"[A-Z]{4,}", metavar) for metavar in declared))
    assert {"SOURCE", "PUBLISHED", "DEPARTMENT"} <= words
    for name, command in _all("zh"):
        shown = call(*name.split()[1:], "--help", language="zh").out
        text = "".join(shown.split()).partition("".join((command.epilog or "").split()))[0]
        found = [word for word in words if re.search(rf"(?<![A-Z_]){word}(?![A-Z_])", text)]
        assert not found, name


SOURCE = "budgets/bureau/2024.yaml"
COLOURED = (
    ("check",),
    ("build",),
    ("trace", SOURCE, "--list"),
    ("trace", SOURCE, "expenditure"),
    ("rules",),
    ("rules", "XTB010"),
    ("compare", SOURCE, "published.md"),
    ("fmt", "--check", "--diff"),
    ("diff", SOURCE, "budgets/other/2024.yaml"),
)


@pytest.fixture(scope="module")
def korla(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("korla")
    other = with_change(KORLA, "year: 2024\nunit: 万元\n", "unit: 万元\nyear: 2024\n")
    other = with_change(other, "amount: 203.53", "amount: 203.54")
    write_files(root, {SOURCE: KORLA, "budgets/other/2024.yaml": other})
    assert run("build", SOURCE, cwd=root).code == 0
    (root / "published.md").write_bytes(
        (root / "build/bureau/2024.md").read_bytes().replace(b"203.53", b"203.35")
    )
    return root


@pytest.mark.parametrize("arguments", COLOURED, ids=" ".join)
def test_colours_are_for_terminals_whose_user_wants_them(
    arguments: tuple[str, ...], korla: Path
) -> None:
    coloured = run_on_terminal(*arguments, cwd=korla)
    assert ESCAPE in coloured.out, coloured.out
    plain = run_on_terminal(*arguments, cwd=korla, env={"NO_COLOR": "1"})
    assert ESCAPE not in plain.out
    assert "Traceback" not in coloured.out + plain.out


BAR = "reading sources"


def test_a_bar_is_drawn_for_many_sources_on_a_terminal_and_in_no_pipe(
    workspace: Workspace,
) -> None:
    root = workspace({f"budgets/d{number:02}/2024.yaml": MINIMAL for number in range(10)})
    shown = run_on_terminal("check", cwd=root)
    assert (shown.code, BAR in shown.out, "100%" in shown.out) == (0, True, True)
    assert BAR in run_on_terminal("build", cwd=root).out
    assert "100%" in run_on_terminal("check", "--fresh", "--lang", "zh", cwd=root).out
    assert "%" not in run_on_terminal("check", cwd=root).out  # nothing is made again
    assert "%" not in run_on_terminal("check", "--fresh", cwd=root, env={"TERM": "dumb"}).out
    assert "%" not in run_on_terminal("check", "--fresh", "budgets/d01", cwd=root).out
    piped = run("check", cwd=root)
    assert "%" not in piped.out + piped.err


@pytest.mark.needs("xelatex")
def test_a_bar_is_drawn_while_pdf_is_made(workspace: Workspace) -> None:
    root = workspace({SOURCE: MINIMAL})
    shown = run_on_terminal("build", "-f", "pdf", "--pdf-engine", "latex", cwd=root)
    assert shown.code == 0
    assert "typesetting" in shown.out
    assert (root / "build/bureau/2024.pdf").is_file()


def test_a_check_of_a_few_sources_is_not_slowed_down(workspace: Workspace) -> None:
    root = workspace({SOURCE: MINIMAL})
    done = run("check", cwd=root, env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert done.code == 0
    unwanted = ("budgetc.cli.completions", "budgetc.editor", "watchfiles")
    assert not [name for name in unwanted if name in done.err]
