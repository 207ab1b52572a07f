"""``python -m observatory`` is the same as ``observatory``."""

from observatory.cli import main

main()
