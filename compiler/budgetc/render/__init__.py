"""The formats (`suffixes.FORMATS`): one document as HTML, PDF, Word, Markdown and so on."""
