"""The survey of June to December 2023 on 17 clusters: tables and claims of the paper of 2025."""

from __future__ import annotations

from collections.abc import Iterator

from observatory.harvest import Citation, Event, Fact, Page, Ref, Said, Source
from scrapers._curated import SEVERAL, Line, lines

SOURCE = Source(
    title="Survey of 17 clusters, June to December 2023",
    publisher="Errajaoui & Nokairi, IJREF 2(6)",
    kind="academic",
    files="data/survey_2023",
    every="1 day",
    expect=range(250, 500),
    lang="en",
)

PAPER = Citation(
    key="errajaoui-nokairi-2025-ijref",
    url="https://doi.org/10.71420/ijref.v2i6.135",
    publisher="Errajaoui & Nokairi, IJREF 2(6)",
    title="A contextual analysis of clusters in Morocco: What lessons for an integrated territorial"
    " policy and more competitive SMEs?",
    published="2025",
    lang="en",
    kind="academic",
)
PERIOD = "2023-06/2023-12"
LABELS = ("stated_labelled", "stated_in_process", "stated_not_labelled")
OTHER_MINISTRY = frozenset(["agrinova"])
"""Section 5a: one cluster is labelled by the ministry of agriculture. It is not named there."""

STRUCTURE = (
    "slug name_as_printed creation_date sector_as_printed sector perimeter vocation governance"
    " financing labelling_as_printed labelling locator"
)
LEVERS = (
    "lever_innovation_rd lever_cooperation_synergy lever_skills lever_infrastructure"
    " lever_international lever_subsidies_incentives lever_governance_integrated_practices"
)
IN_CREATION = "slug acronym_as_printed name_as_printed life_status sector_as_printed sector locator"
PLANS = "slug name_as_printed plan_start plan_end locator note"
TYPES = "slug type_as_printed origin_plan origin_year sites_count site site_planned locator note"
CLAIMS = "id measure stated computed agrees locator en fr ar note"


def read(page: Page) -> Iterator[Said]:
    """Read Tables 1 to 3, the clusters in creation, the plans, and what the text claims."""
    for line in lines(page, "structure.csv", STRUCTURE):
        yield from _facts(line, "table2", "name=name_as_printed sector_text=sector_as_printed")
        yield from _facts(line, "table2", "creation_date sector perimeter vocation")
        yield from _facts(line, "table2", "governance financing")
        yield _label(line)
    for line in lines(page, "levers.csv", f"slug {LEVERS} locator"):
        yield from _facts(line, "table3", LEVERS)
    for line in lines(page, "in_creation.csv", IN_CREATION):
        yield from _facts(line, "in_creation", "name=name_as_printed acronym=acronym_as_printed")
        yield from _facts(line, "in_creation", "sector_text=sector_as_printed sector life_status")
    for line in lines(page, "policy_plans.csv", PLANS):
        yield from _facts(line, "plan", "name=name_as_printed plan_start plan_end")
    plans = {line["slug"]: line for line in lines(page, "policy_plans.csv", PLANS)}
    for line in lines(page, "ecosystem_types.csv", TYPES):
        if line["origin_plan"] not in plans:
            raise line.bad(f"unknown plan {line['origin_plan']!r}")
        plan = f"{plans[line['origin_plan']]['name_as_printed']} ({line['origin_year']})"
        line = Line(line.place, {**line.cells, "origin_plan": plan})
        yield from _facts(line, "table1", "name=type_as_printed origin_plan sites_count")
        yield from _facts(line, "table1", "site site_planned")
    for line in lines(page, "claims.csv", CLAIMS):
        yield _claim(line)


def _facts(line: Line, table: str, asked: str) -> Iterator[Fact]:
    """Give the facts of some cells, ``property`` or ``property=column``; a blank says nothing."""
    for key, _, column in (one.partition("=") for one in asked.split()):
        cell = line[column or key]
        for raw in line.items(column or key) if key in SEVERAL else filter(None, [cell]):
            yield Fact(
                f"{table}:{line['slug']}", Ref("body", slug=line["slug"]), key, raw, "en", PERIOD,
                locator=_place(line), citation=PAPER, note=line.cells.get("note", ""),
                inferred=("value",) if key == "sector" else (),
            )  # fmt: skip


def _label(line: Line) -> Event:
    if line["labelling"] not in LABELS:
        raise line.bad(f"unknown labelling {line['labelling']!r}")
    other = line["slug"] in OTHER_MINISTRY
    return Event(
        f"table2:{line['slug']}", Ref("body", slug=line["slug"]), line["labelling"], PERIOD,
        line["labelling_as_printed"], "en",
        {"scheme": "ministry-agriculture" if other else "ministry-industry"},
        _place(line), citation=PAPER, inferred=("authority",) if other else (),
    )  # fmt: skip


def _claim(line: Line) -> Event:
    payload = {
        "claim": line["id"], "measure": line["measure"], "stated_value": line["stated"],
        "fr": line["fr"], "ar": line["ar"],
    }  # fmt: skip
    return Event(
        f"claim:{line['id']}", Ref("body", slug="cluster-programme"), "count_stated", PERIOD,
        line["en"], "en", payload, _place(line), citation=PAPER, note=line["note"],
    )  # fmt: skip


def _place(line: Line) -> str:
    return f"{line.place}, {line['locator']}"
