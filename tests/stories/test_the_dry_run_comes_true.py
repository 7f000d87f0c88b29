"""What the dry run of a pathway told beforehand is what happens, with Prefect and all."""

from __future__ import annotations

from datetime import datetime

import pytest

from domain.casework.administration.publishing import world_in_use
from domain.casework.answers.answering import look
from domain.casework.answers.confirming import confirm, confirm_for_agency
from domain.casework.answers.views import ToConfirm
from domain.casework.desk.coordinating import Proxy, answer_for_agency
from domain.casework.dossier import Dossier
from domain.casework.editing.examples import posting_of
from domain.journey.facts import Answered, Proposed
from domain.simulation.plays import Arrived, Play, Recorded
from domain.simulation.post import letter_of
from domain.simulation.scripts import ScriptedCast, read_script
from domain.simulation.simulating import simulate
from tasks.journeys import wake
from tests.domain.casework.played_out import facts, next_due, plain, raw_of
from tests.stories.people import act, link_in_message
from tests.stories.province import MORNING, Province, shipped

PATHWAY, ENTRY = shipped("mau_chung"), "tu_tro_ve"
# Housing is found after two reminders; the police say nothing until the lead rings up.
SCRIPT = """
schema: 1
lead: 2 days
steps:
  tiep_can: {after: 3 hours, answer: {dong_y: yes, can_noi_o: yes, nhu_cau: [y_te]}}
  noi_o: {after: 16 days}
  xac_minh: {says: silent}
"""


@pytest.mark.long
def test_each_message_comes_on_its_day_with_its_words(anywhere: Province) -> None:
    play = played(anywhere)
    journey = anywhere.open(PATHWAY.key, ENTRY)

    live(anywhere, play, journey)

    assert {"reminder", "escalation", "countersign"} <= kinds(anywhere, journey)
    assert facts(anywhere.office, journey) == list(play.facts)
    assert came(anywhere, journey) == foretold(anywhere, play)


def played(place: Province) -> Play:
    with place.office.store.reading() as books:
        world = world_in_use(books, place.office)
    cast = ScriptedCast(read_script(SCRIPT, PATHWAY, world), PATHWAY, world)
    posting = posting_of(place.office)
    return simulate(PATHWAY, world, cast, ENTRY, None, MORNING, posting=posting)


def live(place: Province, play: Play, journey: str) -> None:
    """Agencies answer by their links, the lead by telephone; the sweep does all else."""
    for one in play.happenings:
        if isinstance(one, Recorded) and isinstance(one.fact, Proposed | Answered):
            sweep_until(place, journey, one.at)
            place.clock.move_to(one.at)
            say(place, journey, one.fact)
    last = max(one.at for one in play.happenings)
    sweep_until(place, journey, last)
    place.clock.move_to(last)
    place.sweep()


def sweep_until(place: Province, journey: str, moment: datetime) -> None:
    while (due := next_due(place.office, journey)) is not None and due < moment:
        place.clock.move_to(due)
        place.sweep()


def say(place: Province, journey: str, fact: Proposed | Answered) -> None:
    with place.office.store.reading() as books:
        request = Dossier.read(place.office, books, journey).request_row(fact.key).id
    if isinstance(fact, Answered) and fact.proposed_by is not None and fact.how == "link":
        token = place.link(fact.by.removesuffix("_1")).rpartition("/")[2]
        seen = look(place.office, token)
        assert isinstance(seen, ToConfirm)
        confirm(place.office, token, seen.proposed.line)
        wake(journey)
        place.work()
    elif isinstance(fact, Answered) and fact.proposed_by is not None:
        act(place, confirm_for_agency, request, "Chị Hoa", "phone", "lead")
    elif fact.how == "phone":
        proxy = Proxy(fact.verdict, raw_of(PATHWAY, fact), "", "Chị Hoa", "phone")
        act(place, answer_for_agency, request, proxy, "lead")
    else:
        link = link_in_message(place, PATHWAY, PATHWAY.by_id[fact.key.step], fact.key.item)
        raw = {name: list(texts) for name, texts in raw_of(PATHWAY, fact).items()}
        sent = place.client.post(link, data={"_verdict": "done", **raw})
        assert sent.status_code == 200, sent.text
        place.work()


def came(place: Province, journey: str) -> list[tuple[datetime, str, str, str]]:
    with place.office.store.reading() as books:
        messages = books.mailbox.messages()
    return sorted(
        (one.sent_at, one.to, plain(one.subject, journey), plain(one.text, journey).strip())
        for one in messages
    )


def foretold(place: Province, play: Play) -> list[tuple[datetime, str, str, str]]:
    with place.office.store.reading() as books:
        world, posting = world_in_use(books, place.office), posting_of(place.office)
    arrived = [one for one in play.happenings if isinstance(one, Arrived)]
    letters = ((one, letter_of(one, world, posting)) for one in arrived)
    return sorted(
        (one.at, one.contact.channels[0].target, letter.subject, letter.text.strip())
        for one, letter in letters
    )


def kinds(place: Province, journey: str) -> set[str]:
    with place.office.store.reading() as books:
        return {notice.kind for notice in books.notices.of_journey(journey)}
