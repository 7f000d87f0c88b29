"""What was handed over and nobody opened: the same contact is told on their next channel."""

from __future__ import annotations

from domain.casework.administration.publishing import directory_in_use
from domain.casework.dossier import Dossier
from domain.casework.letters.drafting import addressee_of, matter_of
from domain.casework.letters.noticing import channel_after, tell_on
from domain.casework.office import Office
from domain.journey.reaching import WHILE_IT_RESTS
from domain.journey.still_true import rests


def try_next_channel(office: Office, notice_id: str) -> None:
    """Unless the link was opened meanwhile, or its request is no longer asked of them."""
    with office.store.writing() as books:
        notice = books.notices.find(notice_id)
        if notice is None:
            return
        dossier, now = Dossier.locked(office, books, notice.journey), office.clock.now()
        if notice.status != "handed_over" or notice.look_at is None or notice.look_at > now:
            return
        if rests(dossier.state, notice.kind, now):
            notice.look_at = now + WHILE_IT_RESTS
            return
        notice.look_at = None
        directory = directory_in_use(books)
        addressee = addressee_of(dossier, notice, directory)
        if addressee is None or matter_of(dossier, notice, directory) is None:
            return
        if notice.opened_at is not None:
            return
        channel = channel_after(dossier, notice, addressee.contact)
        if channel is not None:
            tell_on(dossier, channel, notice, now)
