"""Published figures computed again: what states them, what comes out, and how it is shown."""
