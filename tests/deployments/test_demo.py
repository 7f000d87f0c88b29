from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import deployments
from domain.areas.area_map import shipped_areas
from domain.directory.agencies import Directory
from domain.directory.files import read_directory
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from domain.policy.province_policy import Policy, limit_for, read_policy

DEMO = Path(deployments.__file__).with_name("demo")
AREAS = shipped_areas()
ON = date(2026, 11, 23)
SHIPPED = {path.stem: read_pathway(path) for path in shipped_pathways()}


@pytest.fixture(scope="module")
def directory() -> Directory:
    return read_directory(DEMO / "directory.yaml")


@pytest.fixture(scope="module")
def policy() -> Policy:
    return read_policy(DEMO / "policy.yaml")


@pytest.fixture(params=SHIPPED)
def pathway(request: pytest.FixtureRequest) -> Pathway:
    return SHIPPED[request.param]


def test_demo_holds_every_role_of_a_shipped_pathway_wherever_it_is_run(
    directory: Directory, pathway: Pathway
) -> None:
    chains = [(), *(tuple(a.id for a in AREAS.within(area.id)) for area in AREAS.areas)]

    unheld = {
        role.id
        for role in pathway.roles
        for chain in chains
        if not directory.holders(role.id, chain, ON)
    }

    assert unheld == set()


def test_lai_chau_has_agencies_of_its_own(directory: Directory) -> None:
    (first, *_) = directory.holders("so_ldtbxh", ["lai_chau"], ON)

    assert first.id == "so_y_te_lai_chau"


@pytest.mark.parametrize("role", ["cong_an", "cong_an_tp"])
def test_police_that_decline_have_others_behind_them(directory: Directory, role: str) -> None:
    assert len(directory.holders(role, [], ON)) == 2


def test_health_department_took_over_from_the_labour_department(directory: Directory) -> None:
    days = [date(2025, 2, 28), date(2025, 3, 1)]

    holders = [directory.holders("so_ldtbxh", [], day)[0].id for day in days]

    assert holders == ["so_ldtbxh", "so_y_te"]


def test_somebody_stands_above_most_agencies(directory: Directory) -> None:
    (police, *_) = directory.holders("cong_an", [], ON)

    above = directory.above(police)

    assert above is not None
    assert above.id == "cong_an_tinh"


def test_everybody_in_the_demo_is_made_up(directory: Directory) -> None:
    real = [
        agency.id
        for agency in directory.agencies
        if not (agency.title.vi.endswith("(mẫu)") and agency.title.en.endswith("(sample)"))
        or any(
            address.channel != "mailbox" or not address.target.endswith("@demo.invalid")
            for contact in agency.contacts
            for address in contact.channels
        )
    ]

    assert real == []


def test_where_it_takes_two_there_are_two(directory: Directory, pathway: Pathway) -> None:
    roles = [step.role for step in pathway.steps if step.second_person]
    holders = [agency for role in roles for agency in directory.holders(role, [], ON)]

    assert [agency.id for agency in holders if len(agency.contacts) < 2] == []


def test_each_mailbox_belongs_to_one_contact(directory: Directory) -> None:
    targets = [
        address.target
        for agency in directory.agencies
        for contact in agency.contacts
        for address in contact.channels
    ]

    assert len(targets) == len(set(targets)) >= len(directory.agencies)


def test_demo_limits_only_steps_that_exist(policy: Policy, pathway: Pathway) -> None:
    limited = policy.limits.get(pathway.key, {}).keys()

    assert limited <= pathway.by_id.keys()


def test_demo_limits_come_from_no_law(policy: Policy) -> None:
    sources = {
        (limit.origin, limit.source) for steps in policy.limits.values() for limit in steps.values()
    }

    assert sources == {("design", "thiết kế (mẫu)")}


@pytest.mark.parametrize(
    ("key", "step"),
    [("hai_phong", "thiet_yeu"), ("luat_53_2024", "thiet_yeu"), ("luat_53_2024", "luu_tru")],
)
def test_what_the_law_and_we_want_now_is_chased_now(policy: Policy, key: str, step: str) -> None:
    found = limit_for(policy, key, step)

    assert found is not None
    assert found.limit.unit == "at_once"


def test_demo_names_a_lead_that_the_pathway_knows(policy: Policy, pathway: Pathway) -> None:
    assert policy.leads[pathway.key] in {role.id for role in pathway.roles}


def test_who_goes_on_elsewhere_is_received_in_the_demo(policy: Policy) -> None:
    assert policy.receives is not None

    pathway = SHIPPED[policy.receives.pathway]

    assert policy.receives.entry in {entry.id for entry in pathway.entries}
