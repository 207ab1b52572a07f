"""Logs go to stderr, one line an event, ours and those of libraries.

What others have put into a value does nothing there: controls are written by their number, and
contacts of persons and passwords of addresses are left out.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter

from observatory.cli.printing import visible
from observatory.domain.clean import strip_contacts

_PASSWORD = re.compile(r"(?<=://)([^\s/:@]*):[^\s/]*@")
_OURS = ("timestamp", "level")


def set_up_logs(form: str, level: int = logging.INFO) -> None:
    """Write logs as ``text`` or ``json``; of libraries only warnings, or all from DEBUG on."""
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    steps: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _inert,
        renderer,
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        ProcessorFormatter(processors=[ProcessorFormatter.remove_processors_meta, *steps])
    )
    theirs = level if level < logging.INFO else logging.WARNING
    logging.basicConfig(handlers=[handler], level=theirs, force=True)
    structlog.configure(
        processors=steps,
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )


def _inert(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Make every value fit to be written; only a traceback has lines, and each is indented."""
    trace = event.pop("exception", None)
    for key in [key for key in event if key not in _OURS]:
        event[key] = _shown(event[key])
    if trace:
        event["exception"] = "\n".join(f"    {_text(line)}" for line in trace.split("\n"))
    return event


def _shown(value: Any) -> Any:
    """Make texts inert wherever they stand in a value; what is neither is written as text."""
    if isinstance(value, bool | int | float | None):
        return value
    if isinstance(value, Mapping):
        return {_text(str(key)): _shown(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_shown(one) for one in value]
    return _text(str(value))


def _text(text: str) -> str:
    """Give a text without passwords and contacts, on one line."""
    seen = visible(_PASSWORD.sub(r"\1:***@", text))
    bare, found = strip_contacts(seen)
    return bare if found else seen
