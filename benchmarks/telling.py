"""The table at the end: ratios to the limit, with the verdict on each."""

from __future__ import annotations

from benchmarks.measuring import Line, Measured

HEAD = ("job", "subject", "size", "limit", "ours", "ratio (min–max)", "CPU", "MB", "≤", "verdict")
LEFT = 3
"""Columns that are text."""


def told(found: Measured) -> str:
    """Write the table, then the slopes."""
    rows = [HEAD, *(_row(line) for line in found.lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    written = ["  ".join(_aligned(row, widths)).rstrip() for row in rows]
    written.insert(1, "-" * max(map(len, written)))
    written += ["", "slopes (0: cost does not grow with size; 1: it grows as size does)"]
    written += [
        f"{one.job}, {one.subject}: {one.exponent:.2f}"
        + (f", at most {one.at_most:g}: {one.verdict}" if one.at_most is not None else "")
        for one in found.slopes
    ]
    return "\n".join(["", *written])


def _row(line: Line) -> tuple[str, ...]:
    spread = f"{line.ratio:.1f} ({min(line.ratios):.1f}–{max(line.ratios):.1f})"
    return (
        line.job, line.subject, line.size, _time(line.limit), _time(line.ours), spread,
        f"{line.cpu:.1f}", f"{line.memory / 1e6:.1f}",
        f"{line.at_most:g}" if line.at_most is not None else "", line.verdict,
    )  # fmt: skip


def _time(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.1f} ms"


def _aligned(row: tuple[str, ...], widths: list[int]) -> list[str]:
    last = len(row) - 1
    return [
        cell.ljust(width) if place < LEFT or place == last else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
