"""Morocco's time: from the tz data that is locked with the code, not from the system's.

Morocco keeps UTC+00 for good since 20 September 2026 (tz data 2026c); a system that is older
would show its times an hour off.
"""

from __future__ import annotations

from importlib.resources import files
from zoneinfo import ZoneInfo

with files("tzdata").joinpath("zoneinfo", "Africa", "Casablanca").open("rb") as data:
    MOROCCO = ZoneInfo.from_file(data, key="Africa/Casablanca")
