"""The rules of the observatory, as pure functions: no clock, no file, no network, no database."""
