"""What must be fast, measured against its limit in the same run: ``python -m benchmarks``."""
