"""The policy since 1995: drawn over the years, and as rows."""
