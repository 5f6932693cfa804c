"""The preview: a page of this machine that follows what is saved."""
