"""The short texts of a layout, such as titles and notes: templates of one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from budgetc.document import Line
from budgetc.layout.page import Gap, PageContext, read_line
from budgetc.templating import TemplateEnvironment, compile_text, render


class Wording:
    """Prints the short texts of one layout for one budget, and collects what is missing in them."""

    def __init__(
        self,
        environment: TemplateEnvironment,
        values: Mapping[str, object],
        wrap: Callable[[object], object],
        origin: str,
    ) -> None:
        """Prepare for one budget.

        Args:
            environment: of the jurisdiction.
            values: what the texts may speak of.
            wrap: makes a typed value of the source fit for templates.
            origin: the file the texts come from.
        """
        self._environment = environment
        self._values = values
        self._wrap = wrap
        self._origin = origin
        self.gaps: list[Gap] = []

    def line(self, text: str, heading: str, project: object | None = None) -> Line:
        """Return a text with its values in place.

        Args:
            text: as the layout has it.
            heading: what it belongs to, for the report of a gap.
            project: the project it may speak of.

        Raises:
            TemplateFaultError: the text is no good template.
        """
        if "{" not in text:
            return (text,) if text else ()
        template = compile_text(self._environment, text, self._origin)
        values = (
            self._values if project is None else {**self._values, "project": self._wrap(project)}
        )
        with PageContext() as page:
            line, gaps = read_line(page, render(template, values), heading)
        self.gaps.extend(gaps)
        return line
