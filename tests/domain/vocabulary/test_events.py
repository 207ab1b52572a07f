"""The kinds of events: which belong to the label ledger, which change its state."""

from observatory.domain.vocabulary.events import CHANGE_KINDS, EVENT_KINDS, OUTCOMES, VERDICTS

LEDGER = {
    "applied", "named_as_target", "selected", "not_selected", "contract_signed", "labelled",
    "conditional", "renewal_recommended", "renewed", "extended", "withdrawn", "reinstated",
    "stated_labelled", "stated_in_process", "stated_not_labelled", "supported_stated", "listed",
    "no_longer_listed",
}  # fmt: skip
ACTS = {
    "contract_signed", "labelled", "conditional", "renewed", "extended", "withdrawn", "reinstated",
}  # fmt: skip


def test_the_ledger_holds_the_kinds_of_the_model() -> None:
    assert {key for key, kind in EVENT_KINDS.items() if kind.in_ledger} == LEDGER


def test_only_acts_change_the_state_and_what_is_stated_is_no_act() -> None:
    assert {key for key, kind in EVENT_KINDS.items() if kind.act} == ACTS
    stated = {key for key, kind in EVENT_KINDS.items() if kind.stated}
    assert stated == {"stated_labelled", "stated_in_process", "stated_not_labelled"}


def test_acts_and_statements_belong_to_the_ledger() -> None:
    assert all(k.in_ledger for k in EVENT_KINDS.values() if k.act or k.stated)


def test_an_end_or_an_unconfirmed_lead_is_no_sign_of_life() -> None:
    for key in ("withdrawn", "no_longer_listed", "lead", "milestone", "call_launched"):
        assert not EVENT_KINDS[key].sign_of_life
    for key in ("news", "mention", "election", "contract_signed", "activity"):
        assert EVENT_KINDS[key].sign_of_life


def test_a_kind_still_has_its_label() -> None:
    assert EVENT_KINDS["labelled"].label("fr") == "Labellisé"


def test_changes_and_outcomes_carry_the_keys_of_the_contract() -> None:
    assert set(CHANGE_KINDS) == {
        "listed", "no_longer_listed", "value_added", "value_changed", "value_withdrawn",
        "label_event", "call_opened", "deadline_moved", "contract_signed", "correction",
        "disagreement",
    }  # fmt: skip
    assert list(OUTCOMES) == [
        "ok", "unchanged", "degraded", "quarantined", "rejected", "blocked", "failed",
    ]  # fmt: skip
    assert set(VERDICTS) - {"accepted"} == set(OUTCOMES) - {"ok", "unchanged"}
