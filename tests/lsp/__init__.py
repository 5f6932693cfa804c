"""The language server: what it answers, and a conversation with it."""
