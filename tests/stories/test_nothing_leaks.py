"""What people say of a person stays under seal: not in Prefect, not in a log, not in clear."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.casework.answers.filing import content_of
from domain.casework.dossier import Dossier
from domain.journey.facts import Proposed
from tests.needles import Needles, found_in, found_in_files, found_in_tables
from tests.prefect_server import PrefectServer
from tests.stories.by_mail import PASSWORD
from tests.stories.everything_said import (
    COUNTED,
    DRAFTED,
    FILED,
    LEAD,
    PLANTED,
    SAID,
    SEALED,
    TALKED,
    WHO,
    WRITTEN,
    Told,
    everything_said,
)
from tests.stories.province import shipped

pytestmark = pytest.mark.letters


@pytest.fixture(scope="module")
def told(prefect_server: PrefectServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    prefect_server.forget("flow_runs")
    prefect_server.belong_to_nobody()
    with everything_said(tmp_path_factory.mktemp("leaks")) as told:
        yield told


def test_nothing_of_it_is_in_prefect(prefect_server: PrefectServer, told: Told) -> None:
    secrets = PLANTED | WRITTEN | told.links()
    files = [file for file in prefect_server.home.rglob("*") if file.is_file()]

    assert prefect_server.log in files
    assert found_in_files(files, secrets) == {}
    assert found_in_tables(prefect_server.database, secrets) == {}


def test_nothing_of_it_is_in_a_log(told: Told) -> None:
    secrets = PLANTED | WRITTEN | told.links()

    assert found_in("\n".join(told.lines).encode(), secrets) == set()


def test_nothing_of_it_is_in_a_letter(told: Told) -> None:
    assert {name: found_in(text.encode(), PLANTED) for name, text in _letters(told).items()} == {
        name: set() for name in _letters(told)
    }


def test_nothing_of_it_is_in_an_address_and_links_are_in_those_of_our_pages_alone(
    told: Told,
) -> None:
    ours = told.mailed.place.office.base_url
    elsewhere = [address for address in told.addresses if not address.startswith(f"{ours}/a/")]
    every = "\n".join([*told.addresses, *told.linked])

    assert len(elsewhere) < len(told.addresses)
    assert found_in(every.encode(), PLANTED | WRITTEN) == set()
    assert found_in("\n".join(elsewhere).encode(), told.links()) == set()


def test_our_database_keeps_it_under_seal(told: Told) -> None:
    signatures = {name: text for name, text in told.links().items() if "signature" in name}
    secrets = SEALED | signatures | {"password": PASSWORD}
    files = [told.books, told.books.with_name(f"{told.books.name}-wal")]

    assert found_in_files([file for file in files if file.exists()], secrets) == {}
    assert found_in_tables(told.books, secrets) == {}


def test_it_is_all_there_for_whoever_has_the_key(told: Told) -> None:
    office = told.mailed.place.office
    with office.store.reading() as books:
        dossier = Dossier.read(office, books, told.journey)
        opened = [dossier.texts(line.seq) for line in books.trails.lines(told.journey)]
        (copy,) = [one.fact.values for one in dossier.recorded if isinstance(one.fact, Proposed)]
        file = books.files.find(str(copy["ban_sao"]))
        assert file is not None
        filed = content_of(office, file)

    kept = {text for texts in opened for text in texts.values()}
    assert kept - {"email"} == set(SAID.values()) - {SAID["a date that is none"]}
    assert FILED["what a file has"] in filed.decode()


def test_who_may_read_of_her_saw_what_the_step_shares_and_no_more(told: Told) -> None:
    shown = {field for field, text in WHO.items() if text in told.read_of_her}

    assert shown == {"full_name", "birth_date", "papers"}


def test_whoever_finds_the_link_sees_the_request_and_nothing_of_her(told: Told) -> None:
    steps = shipped("mau_chung").by_id
    asked = [steps[step].request.vi for step in ("dua_ve_an_toan", "xac_minh")]

    assert [ask in page for ask, page in zip(asked, told.opened, strict=True)] == [True, True]
    assert found_in("".join(told.opened).encode(), PLANTED) == set()
    # What its officer and the coordinator wrote is shown at a press (decision record 13).
    assert found_in("".join(told.pressed).encode(), PLANTED) == (TALKED | DRAFTED).keys()


def test_what_is_looked_for_can_be_found_there(prefect_server: PrefectServer, told: Told) -> None:
    shown = {"code": told.code, "badge": "Chờ Cơ quan", "task": "Gửi yêu cầu"}

    in_prefect = found_in_tables(prefect_server.database, shown)
    assert {"flow_run", "flow_run_state", "task_run", "artifact"} <= in_prefect.keys()
    assert {"journeys", "requests"} <= found_in_tables(told.books, shown).keys()
    assert "notices" in found_in_tables(told.books, {"a refusal": "Mailbox unavailable"})
    assert set().union(*found_in_tables(told.books, COUNTED).values()) == {"an amount", "a date"}
    assert all(told.code in letter for letter in _letters(told).values())
    assert told.mailed.mail.to(LEAD)
    assert any(address.startswith(prefect_server.api) for address in told.addresses)
    assert "/static/" in "\n".join(told.linked)
    assert any("IntegrityError at " in line for line in told.lines)
    assert len(told.links()) >= 2 * len(("dua_ve_an_toan", "tiep_can", "dich_vu", "xac_minh"))


def _letters(told: Told) -> Needles:
    """Each with its head, by its number and whom it went to."""
    return {
        f"{number}: {letter['To']}": f"{letter.items()}\n{letter.get_content()}"
        for number, letter in enumerate(told.mailed.mail.letters)
    }
