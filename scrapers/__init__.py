"""One file per source: its declaration and a pure reader."""
