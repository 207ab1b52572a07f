"""The series of ``/analysis``: counted, in words, as tables and as data."""
