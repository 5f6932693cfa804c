"""The short texts of a layout, such as titles and notes: templates of one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from budgetc.document.model import Line
from budgetc.layout.page import Gap, PageContext, read_line
from budgetc.source.nodes import SourceTree, scalars
from budgetc.templating.sandbox import TemplateEnvironment, TemplateFaultError, compile_text, render


class Wording:
    """Prints the short texts of one layout for one budget, and collects what is missing in them."""

    def __init__(
        self,
        environment: TemplateEnvironment,
        values: Mapping[str, object],
        wrap: Callable[[object], object],
        trees: tuple[SourceTree, ...],
    ) -> None:
        """Prepare for one budget.

        Args:
            environment: of the jurisdiction.
            values: what the texts may speak of.
            wrap: makes a typed value of the source fit for templates.
            trees: the files of the layout that the texts come from.
        """
        self._environment = environment
        self._values = values
        self._wrap = wrap
        self._trees = trees
        self.gaps: list[Gap] = []

    def line(
        self,
        text: str,
        heading: str,
        project: object | None = None,
        values: Mapping[str, object] = MappingProxyType({}),
    ) -> Line:
        """Return a text with its values in place.

        Args:
            text: as the layout has it.
            heading: what it belongs to, for the report of a gap.
            project: the project it may speak of.
            values: further names that it may use.

        Raises:
            TemplateFaultError: the text is no good template.
        """
        if "{" not in text:
            return (text,) if text else ()
        known = {**self._values, **values}
        if project is not None:
            known["project"] = self._wrap(project)
        try:
            template = compile_text(self._environment, text, self._trees[-1].file)
            with PageContext() as page:
                line, gaps = read_line(page, render(template, known), heading)
        except TemplateFaultError as fault:
            raise TemplateFaultError(*self._place_of(text), fault.reason) from fault
        self.gaps.extend(gaps)
        return line

    def _place_of(self, text: str) -> tuple[str, int]:
        """Return in which file of the layout a text stands, and on which line."""
        found = (
            (tree.file, node.line + 1)
            for tree in self._trees
            for node in scalars(tree.root)
            if node.text == text
        )
        return next(found, (self._trees[-1].file, 1))
