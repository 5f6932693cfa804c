"""How the tests run: the same cases on every machine, more of them when asked to explore.

Python and git are enough to run them. A test that needs another program names it,
`@pytest.mark.needs("xelatex")`, and is skipped where it is not there; with `--no-skips`, as
`.ci/run` sets it, whatever is skipped fails.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Generator
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import settings

from budgetc.garbage import look_seldom

settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

_Report = TypeVar("_Report", pytest.TestReport, pytest.CollectReport)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="let a test that is skipped fail")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what runs keep in a folder of the tests', and none of the user's."""
    folder = TemporaryDirectory(prefix="budgetc-tests-")
    config.add_cleanup(folder.cleanup)
    os.environ["BUDGETC_CACHE"] = folder.name
    look_seldom()  # as every run of budgetc does


def pytest_collection_finish() -> None:
    """Let no look for garbage go through the tests themselves, which stay to the end."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        needed = {name for mark in item.iter_markers("needs") for name in mark.args}
        missing = sorted(name for name in needed if shutil.which(name) is None)
        if missing:
            item.add_marker(pytest.mark.skip(reason=f"needs {', '.join(missing)}"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    return _refused(item.config, (yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    return _refused(collector.config, (yield))


def _refused(config: pytest.Config, report: _Report) -> _Report:
    """Return a report in which nothing is skipped, where nothing may be."""
    if report.skipped and config.getoption("--no-skips"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome, report.longrepr = "failed", reason
    return report
