"""What the ledger of labels must come to, as people counted it: which days, and who at the last."""

from __future__ import annotations

from datetime import date

DAYS = (date(2013, 12, 31), date(2016, 12, 31), date(2023, 12, 31), date(2026, 11, 21))
"""Days at which the ledger is looked at."""

LABELLED = {"ce3m", "ahp", "mti", "green-h2-maroc", "coer", "menara", "cinm", "mta"}
"""The eight clusters that the ministry of industry labels on the last of them."""
