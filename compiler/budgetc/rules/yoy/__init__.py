"""YOY: this year against last year."""
