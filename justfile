# The daily commands. `just` comes with the development tools (.venv/bin/just), or from the system.

bin := if os_family() == "windows" { ".venv/Scripts" } else { ".venv/bin" }
python := bin / "python"

# List the commands.
[private]
default:
    @{{ quote(just_executable()) }} --justfile {{ quote(justfile()) }} --list --unsorted

# Make .venv, or bring it up to date with pyproject.toml and constraints-dev.txt.
setup:
    {{ if os_family() == "windows" { "python" } else { "python3" } }} -m venv .venv
    {{ python }} -m pip install --quiet --editable '.[dev]' --constraint constraints-dev.txt

# Lint, formatting and types.
check:
    {{ bin }}/ruff check .
    {{ bin }}/ruff format --check .
    {{ bin }}/mypy

# Run tests, all or those that are named: just test tests/rules -k XTB010.
test *tests:
    {{ python }} -m pytest -n auto {{ tests }}

# Run the tests that take longer than a change waits for: before a release, and after deep changes.
slow:
    {{ python }} -m pytest -n auto -m slow

# Run the tests that need no other program and install nothing; stop at the first failure.
fast *tests:
    {{ python }} -m pytest -n auto -x -q -m 'not needs and not slow' --ignore tests/packaging {{ tests }}

# Check the budgets of this repository, and build their documents.
build:
    {{ bin }}/budgetc check
    {{ bin }}/budgetc build

# Put sources and code in their order and style.
format:
    {{ bin }}/ruff check --fix .
    {{ bin }}/ruff format .
    {{ bin }}/budgetc fmt

# Feed mutated sources, templates, data files and names to the compiler.
fuzz seed='1' n='20000':
    {{ python }} -m tests.fuzz {{ seed }} {{ n }}

# Compare generated departments with what is recomputed from their YAML alone: a seed, and how many.
recompute seed='1' n='200':
    {{ python }} -m tests.recomputed {{ seed }} {{ n }}

# Measure, in milliseconds, beside a naive build.
benchmark:
    {{ python }} -m benchmarks --quick

# Measure regions of 30, 300 and 3,000 departments; with --full, of 10,000 as well.
scale *options:
    {{ python }} -m benchmarks.scale {{ options }}

# Kill builds at random, and see that no document is stale, torn or missing: a seed, and how many.
kills seed='1' n='1000':
    {{ python }} -m benchmarks.kills {{ seed }} {{ n }}

# Compare our own documents in the forms that offices print, with wrong digits: --quick, --seed 2.
forms *options:
    {{ python }} -m benchmarks.forms {{ options }}

# What installs budgetc without a network, for a version of Python: dist/*.zip for Windows and Linux.
bundle version='3.12':
    {{ python }} ci/bundle.py {{ version }} dist windows+file linux+file

# All that a version is published with, out of the last commit: dist/budgetc-<version>/ (RELEASING.md).
release version='3.12':
    {{ python }} ci/release.py {{ version }}

# The documentation site, of docs/ and of what the compiler says of itself: build/site/index.html.
site:
    {{ python }} ci/site/build.py build/site

# All that guards main, from a fresh environment.
ci:
    .ci/run

# Make everything anew that is generated and committed; read the difference before you commit it.
update: goldens words catalogue pages coverage layout columns schema architecture mutants

# The golden documents; prints the difference.
goldens:
    {{ python }} -m tests.golden.update

# The words of findings, beside the examples; prints the difference.
words:
    {{ python }} -m tests.rules.words update

# The message catalogues, after a message was added or reworded; then translate, and run it again.
catalogue:
    {{ python }} -m tests.i18n.catalogue update

# docs/rules/: a page for each finding.
pages:
    {{ python }} -m budgetc.rules.handbook docs/rules

# docs/rules/coverage.md, of tests/rules/coverage.yaml.
coverage:
    {{ python }} -m tests.rules.coverage write

# The reference of layouts in docs/jurisdictions.md.
layout:
    {{ python }} -m tests.jurisdiction.reference docs/jurisdictions.md

# The columns in docs/facts.md.
columns:
    {{ python }} -m tests.facts.reference docs/facts.md

# The schemas that editors read, after a schema, a code list or a rule's title was changed.
schema:
    {{ bin }}/budgetc schema -o budgets/budget.schema.json
    {{ bin }}/budgetc schema --jurisdiction boston --year 2019 -o budgets/boston.schema.json
    {{ bin }}/budgetc schema --jurisdiction shanghai --stage final -o budgets/shanghai-final.schema.json

# The diagram of docs/architecture.md, of the imports.
architecture:
    {{ python }} -m tests.architecture update

# docs/mutants.md, after rules were changed: what finds each slip of the hand.
mutants:
    {{ python }} -m benchmarks.mutants

# The examples of this version with the digests of their documents, for tests/releases: once, when it is released.
keep:
    {{ python }} -m tests.releases

# The versions of the development tools: those that pip takes today.
constraints:
    {{ python }} -m venv --clear build/constraints
    build/constraints/{{ file_name(bin) }}/python -m pip install --quiet '.[dev]'
    build/constraints/{{ file_name(bin) }}/python -m pip freeze --exclude budgetc > constraints-dev.txt
