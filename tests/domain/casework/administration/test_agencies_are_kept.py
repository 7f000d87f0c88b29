"""An agency that somebody waits for cannot vanish from the directory."""

from __future__ import annotations

import pytest

from domain.casework.administration.publishing import (
    check_directory,
    directory_in_use,
    publish_directory,
)
from domain.casework.journeys.passing_on import pass_on_to
from domain.directory.agencies import DirectoryFaults
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau, directory_for
from tests.domain.small import pathway, step

ASKING = pathway(step("verify"))


def _without(pathway: Pathway, agency: str) -> str:
    lines = directory_for(pathway).splitlines(keepends=True)
    return "".join(line for line in lines if f"{agency}," not in line)


def test_a_directory_that_drops_it_while_it_is_asked_is_refused(anywhere: Bureau) -> None:
    anywhere.publish(ASKING)
    anywhere.open(ASKING)

    with pytest.raises(DirectoryFaults) as refused:
        publish_directory(anywhere.office, _without(ASKING, "police"), "user:lan")

    (fault,) = refused.value.faults
    assert fault.place == "agencies › police"
    assert fault.message.in_("vi") == (
        "agencies › police: Không còn trong danh sách này mà còn phải trả lời: 1. Hãy giữ lại, ghi"
        " ngày cuối tại “valid_to”, và ghi cơ quan tiếp nhận tại “successions”."
    )
    with anywhere.office.store.reading() as books:
        assert directory_in_use(books).agency("police") is not None


def test_checking_says_so_beforehand(here: Bureau) -> None:
    here.publish(ASKING)
    here.open(ASKING)

    with pytest.raises(DirectoryFaults, match="has yet to answer: 1"):
        check_directory(here.office, _without(ASKING, "police"))


def test_one_that_nobody_waits_for_may_go(here: Bureau) -> None:
    here.publish(ASKING)
    here.open(ASKING)

    publish_directory(here.office, _without(ASKING, "shelter"), "user:lan")

    with here.office.store.reading() as books:
        assert directory_in_use(books).agency("shelter") is None


@pytest.mark.parametrize(
    ("to", "role"),
    [
        pytest.param("shelter", "police", id="it has another role"),
    ],
)
def test_passing_on_to_one_that_does_not_hold_the_role_says_so(
    here: Bureau, to: str, role: str
) -> None:
    here.publish(ASKING)
    journey = here.open(ASKING)

    passed = pass_on_to(here.office, f"{journey}:verify", to, "lan")

    assert passed.agency.en == f"Agency {to}"
    assert passed.role == ASKING.role(role).title
