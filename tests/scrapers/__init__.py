"""Readers against saved pages."""
