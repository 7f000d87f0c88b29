"""Who is to confirm a finding sees what the first saw: the person, and the paper that came."""

from __future__ import annotations

import json

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.confirming import confirm, proposed_file, proposed_texts
from domain.casework.answers.views import Submission, TextsToConfirm, ToConfirm, TooLate
from domain.casework.desk.coordinating import answer_for_agency
from domain.casework.person.reading import make_code, read_person, readings
from domain.casework.person.reading_views import Refused, Shown
from domain.pathway.attachments import Attachment
from domain.pathway.template import Pathway
from tests.domain.casework.answers.test_filing import paper
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import finding_pathway, seen_line
from tests.domain.casework.sending_on import NO, answered, phoned
from tests.domain.casework.sharing import SHOWN, agree, code_of, kinds, take_back, taken_down
from tests.domain.small import pathway, step
from tests.files import PDF

LETTER = Attachment("pdf", PDF)


@pytest.fixture
def finding() -> Pathway:
    return pathway(step("verify", form=[paper("letter")], shares=[SHOWN], second_person=True))


def proposed(place: Bureau, finding: Pathway) -> tuple[str, str, str]:
    """The journey, the request, and the second one's token."""
    journey = taken_down(place, finding)
    agree(place, journey)
    (request,) = place.waiting(journey)
    answer(place.office, place.token(request), Submission("done", {}, files={"letter": LETTER}))
    place.carry(journey)
    return journey, request, place.token(request, contact=2)


def test_the_second_takes_the_file_that_they_are_to_confirm(
    anywhere: Bureau, finding: Pathway
) -> None:
    journey, request, token = proposed(anywhere, finding)

    taken = proposed_file(anywhere.office, token, seen_line(anywhere, request), "letter")

    assert taken is not None
    assert taken.content == PDF
    assert taken.name == f"{code_of(journey)}-1.pdf"
    with anywhere.office.store.reading() as books:
        last = books.trails.lines(journey)[-1]
        payload = books.trails.payload(journey, last.seq)
    assert (last.kind, last.actor) == ("read", "contact:police_2")
    assert payload is not None
    assert json.loads(payload.body)["file"] == "letter"


def test_in_a_field_without_a_file_there_is_none_to_take(here: Bureau, finding: Pathway) -> None:
    journey, request, token = proposed(here, finding)
    before = kinds(here, journey)

    assert proposed_file(here.office, token, seen_line(here, request), "victim") is None
    assert kinds(here, journey) == before


def test_nobody_else_takes_it_and_nobody_once_it_is_confirmed(
    here: Bureau, finding: Pathway
) -> None:
    _, request, token = proposed(here, finding)
    line = seen_line(here, request)

    with pytest.raises(TooLate):
        proposed_file(here.office, here.token(request), line, "letter")
    confirm(here.office, token, line)
    with pytest.raises(TooLate):
        proposed_file(here.office, token, line, "letter")


def test_the_second_reads_by_a_code_of_their_own_whom_it_is_about(
    anywhere: Bureau, finding: Pathway
) -> None:
    journey, request, token = proposed(anywhere, finding)
    seen = look(anywhere.office, token)

    without = read_person(anywhere.office, token, "123456").outcome
    code = make_code(anywhere.office, request, "police_2", "lan").code
    shown = read_person(anywhere.office, token, code).outcome

    assert isinstance(seen, ToConfirm)
    assert seen.asking.readable is not None
    assert without == Refused("no_code")
    assert isinstance(shown, Shown)
    assert [reading.contact for reading in readings(anywhere.office, code_of(journey))] == [
        "police_2"
    ]


def test_once_consent_is_gone_the_second_reads_nothing(here: Bureau, finding: Pathway) -> None:
    journey, request, token = proposed(here, finding)
    code = make_code(here.office, request, "police_2", "lan").code
    take_back(here, journey)

    assert read_person(here.office, token, code).outcome == Refused("no_consent")


def test_of_a_correction_the_second_sees_what_stands_and_whose_it_is(anywhere: Bureau) -> None:
    _, request = answered(anywhere, finding_pathway())
    answer_for_agency(anywhere.office, request, phoned(anywhere, request, NO), "lan")
    token = anywhere.token(request, contact=2)

    seen = look(anywhere.office, token)
    written = proposed_texts(anywhere.office, token, seen_line(anywhere, request))

    assert isinstance(seen, ToConfirm)
    assert seen.stands is not None
    assert (seen.proposed.values, seen.stands.values) == ({"victim": False}, {"victim": True})
    assert (seen.proposed.by, seen.stands.by) == (None, "Người trực")
    assert written == TextsToConfirm({"note": "Chị Lụa nhầm"}, {})
