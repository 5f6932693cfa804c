"""A published document, whatever file it is, as what a reader sees: tables and prose."""
