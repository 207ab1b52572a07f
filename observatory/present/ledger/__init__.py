"""The label ledger: what it says of one label, and all of it as a list."""
