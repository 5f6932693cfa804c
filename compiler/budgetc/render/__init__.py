"""The formats: one document as HTML, Markdown, LaTeX, PDF or JSON."""
