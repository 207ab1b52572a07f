"""The one writer. Each function is part of a transaction of its caller: what is announced is
written in the same transaction as what changed.
"""

from observatory.store.ledger.announcing import announce, change_digest, next_seq
from observatory.store.ledger.believing import (
    EventRow,
    add_events,
    again_id,
    event_row,
    statement_id,
    statement_row,
    supersede_events,
    write_spells,
)
from observatory.store.ledger.deciding import decide, note
from observatory.store.ledger.looking import (
    DIGEST,
    LEASE,
    cut_off_runs,
    drop_snapshots,
    finish_run,
    judge_visits,
    keep_reading,
    keep_snapshot,
    keep_visit,
    mark_news,
    open_past_run,
    open_run,
    pack_reasons,
    renew_lease,
    seal_reading,
    set_aside,
)
from observatory.store.ledger.naming import (
    add_name,
    cite,
    leave_unplaced,
    mint,
    sort_unplaced,
)
from observatory.store.ledger.notifying import claim_notice, close_notice, notify

__all__ = [
    "DIGEST",
    "LEASE",
    "EventRow",
    "add_events",
    "add_name",
    "again_id",
    "announce",
    "change_digest",
    "cite",
    "claim_notice",
    "close_notice",
    "cut_off_runs",
    "decide",
    "drop_snapshots",
    "event_row",
    "finish_run",
    "judge_visits",
    "keep_reading",
    "keep_snapshot",
    "keep_visit",
    "leave_unplaced",
    "mark_news",
    "mint",
    "next_seq",
    "note",
    "notify",
    "open_past_run",
    "open_run",
    "pack_reasons",
    "renew_lease",
    "seal_reading",
    "set_aside",
    "sort_unplaced",
    "statement_id",
    "statement_row",
    "supersede_events",
    "write_spells",
]
