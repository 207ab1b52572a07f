"""Small sources for the tests of the engine: a list over pages, a profile, a gazette."""
