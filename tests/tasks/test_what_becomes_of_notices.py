"""What a provider did is what the books say of a notice, and what happens next, on every channel.

A whole office: asked, claimed, handed over to a provider on loopback, settled, and sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

import pytest

from domain.casework.journeys.advancing import advance
from domain.casework.journeys.opening import open_case
from domain.db.tables import Notice
from tasks.notices import deliver_by
from tests.domain.casework.bureau import TOKEN, Bureau, bureau
from tests.domain.casework.reached import Reached
from tests.domain.small import ENTRY, pathway, step
from tests.tasks.peers import CHANNELS, Does, Peers, peers

SMALL = pathway(step("verify"))
TWICE = "Thư này có thể đến hai lần."
NOT_KNOWN = "It may have come all the same."


@dataclass(frozen=True, slots=True)
class Row:
    """`again_in` is after how many minutes it is tried again."""

    status: str
    tries: int = 1
    again_in: int | None = None
    reason: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Course:
    """`first` is the row after one try. `then` is what became of it, and of the same on the
    contact's next channel, once every provider takes what comes. `texts` came in either time.
    """

    first: Row
    then: Sequence[Row]
    texts: tuple[Sequence[str], Sequence[str]] = field(default=((), ()), compare=False)


TAKEN = Course(Row("handed_over"), [Row("handed_over")])
TRIED_AGAIN = Course(Row("queued", again_in=2), [Row("handed_over", tries=2)])
TOLD_ELSEWHERE = Course(Row("refused"), [Row("refused"), Row("handed_over")])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bureau]:
    """In which nothing waits to go together with something else."""
    database = tmp_path_factory.mktemp("office") / "referral.sqlite"
    with bureau(f"sqlite:///{database}", join_within=timedelta(0)) as here:
        yield here


@pytest.fixture
def there(move_messengers: Callable[[str], None]) -> Iterator[Peers]:
    with peers(move_messengers) as there:
        yield there


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("does", "course", "known"),
    [
        # it has it, and once is enough
        (Does.YES, TAKEN, True),
        (Does.YES_LATER, TAKEN, True),
        (Does.YES_TWICE, TAKEN, True),
        # nothing to wait for
        (Does.NEVER, TOLD_ELSEWHERE, True),
        # it will be another in two minutes
        (Does.NOT_NOW, TRIED_AGAIN, True),
        (Does.TROUBLE, TRIED_AGAIN, True),
        (Does.NOBODY, TRIED_AGAIN, True),
        # nobody knows whether they have it
        (Does.YES_TOO_LATE, TRIED_AGAIN, False),
        (Does.NOTHING, TRIED_AGAIN, False),
        (Does.HALF_A_YES, TRIED_AGAIN, False),
        (Does.GONE, TRIED_AGAIN, False),
    ],
)
def test_the_row_says_what_the_provider_did(
    office: Bureau, there: Peers, channel: str, does: Does, course: Course, *, known: bool
) -> None:
    found = _course(office, there, channel, does)

    at_first, later = found.texts
    assert found == course
    assert found.first.reason.endswith(NOT_KNOWN) is not known
    assert [text for text in at_first if TWICE in text] == []
    assert any(TWICE in text for text in later) == (course != TAKEN)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_yes_that_is_said_twice_is_one_link(office: Bureau, there: Peers, channel: str) -> None:
    found = _course(office, there, channel, Does.YES_TWICE)

    at_first, later = found.texts
    assert len([text for text in at_first if TOKEN.search(text)]) == 1
    assert later == []


def _course(office: Bureau, there: Peers, channel: str, does: Does) -> Course:
    other = "sms" if channel == "email" else "email"
    journey = _asked_of_who_has(office, channel, other)
    there.play(channel, does)
    _send(office, there, journey, does)
    (first, *_), at_first = _rows(office, journey, channel), there.came(channel)
    there.play(channel, Does.YES)
    there.play(other, Does.YES)
    _let_the_pause_end(office, journey)
    _send(office, there, journey, Does.YES)
    later = there.came(channel)[len(at_first) :] + there.came(other)
    return Course(first, _rows(office, journey, channel), (at_first, later))


def _asked_of_who_has(office: Bureau, *channels: str) -> str:
    Reached(office).publish(SMALL, channels)
    journey = open_case(office.office, SMALL.key, ENTRY, None, by="user:lan")
    advance(office.office, journey)
    return journey


def _send(office: Bureau, there: Peers, journey: str, does: Does) -> None:
    """What the sweep does with this journey's notices."""
    with office.office.store.reading() as books:
        unsent = books.notices.unsent(books.database_now(), office.clock.now(), journey)
    for notice in unsent:
        deliver_by(there.channels(does), office.office, notice)


def _rows(office: Bureau, journey: str, channel: str) -> Sequence[Row]:
    """That of the channel, and then that of the next."""
    with office.office.store.reading() as books:
        now, notices = books.database_now(), books.notices.of_journey(journey)
        return [_row(one, now) for one in sorted(notices, key=lambda one: one.channel != channel)]


def _row(notice: Notice, database_now: datetime) -> Row:
    pause = None
    if notice.status == "queued" and notice.lease_until is not None:
        pause = ceil((notice.lease_until - database_now) / timedelta(minutes=1))
    return Row(notice.status, notice.tries, pause, notice.refusal or "")


def _let_the_pause_end(office: Bureau, journey: str) -> None:
    """It goes by the database's own time, which no test can move."""
    with office.office.store.writing() as books:
        for notice in books.notices.of_journey(journey):
            notice.lease_until = None
