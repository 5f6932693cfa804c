"""The formats: one document as Markdown, LaTeX, PDF or JSON."""
