"""Our own documents in the many forms that offices print, with digits changed at random."""
