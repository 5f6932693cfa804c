"""What an editor asks while a source is typed: the language server, and the answers it gives."""
