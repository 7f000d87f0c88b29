"""What the coordinator says to an agency that asked: a reply, or that there is no more time.

Each is one transaction, raises CannotDo, and returns the journey to be woken. More time is granted
by a new deadline (`coordinating.extend`). What is said is sealed, and read on the page behind the
link: the message that tells of it says only that there is something to read.
"""

from __future__ import annotations

from domain.casework.administration.publishing import world_in_use
from domain.casework.answers.hearing import ASKED_SINCE, WORDS, is_unread
from domain.casework.desk.coordinating import CannotDo, find_waiting, written
from domain.casework.letters.noticing import tell_settled
from domain.casework.office import Office
from domain.journey.facts import MoreTimeRefused, Replied
from domain.texts import say


def reply(office: Office, reference: str, text: str, by: str) -> str:
    words = written(text, say("Please write the reply."))
    with office.store.writing() as books:
        dossier, request = find_waiting(office, books, reference)
        if request.question is None:
            raise CannotDo(say("The agency has no question that is open."))
        if is_unread(dossier, request.question, by):
            raise CannotDo(ASKED_SINCE)
        now, asker = office.clock.now(), request.question.by
        fact = Replied(at=now, key=request.key, by=by)
        dossier.record(fact, f"user:{by}", {WORDS: words})
        tell_settled(dossier, world_in_use(books, office), "reply", request.key, asker, now)
        dossier.want_attention()
        return dossier.row.id


def refuse_more_time(office: Office, reference: str, reason: str, by: str) -> str:
    words = written(reason, say("Please give the reason for keeping the deadline."))
    with office.store.writing() as books:
        dossier, request = find_waiting(office, books, reference)
        if request.time_wanted is None:
            raise CannotDo(say("The agency has not asked for more time."))
        if is_unread(dossier, request.time_wanted, by):
            raise CannotDo(ASKED_SINCE)
        now, asker = office.clock.now(), request.time_wanted.by
        fact = MoreTimeRefused(at=now, key=request.key, by=by)
        dossier.record(fact, f"user:{by}", {WORDS: words})
        tell_settled(dossier, world_in_use(books, office), "time_refused", request.key, asker, now)
        dossier.want_attention()
        return dossier.row.id
