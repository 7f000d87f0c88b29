"""What became of each notice, as far as anybody can know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, cast

from domain.casework.dossier import Dossier
from domain.db.tables import Notice
from domain.directory.agencies import Directory
from domain.journey.facts import Answered, Corrected, Proposed
from domain.journey.state import Request
from domain.journey.telling import WITH_LINK

Became = Literal[
    "queued", "quiet", "together", "sending", "handed_over", "refused", "opened", "answered",
    "dropped",
]  # fmt: skip
"""'quiet' and 'together' wait on purpose; a provider may have taken a message ('handed_over') that
nobody ever saw, so 'opened' is known from the page alone.
"""
REACHED = frozenset({"handed_over", "opened", "answered"})
ByLink: TypeAlias = Proposed | Answered | Corrected


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """`to` is the contact by name. `at` is the moment of what `status` says: until when it waits,
    when it was handed over, opened or answered. `refusal` is the provider's word, also of a try
    before.
    """

    kind: str
    ordinal: int
    contact: str
    to: str
    channel: str
    status: Became
    at: datetime | None
    refusal: str | None


def notice_lines(
    dossier: Dossier, request: Request, directory: Directory, notices: Sequence[Notice]
) -> tuple[NoticeLine, ...]:
    """Of those of `notices` that are about the request."""
    about, now = dossier.request_row(request.key).id, dossier.office.clock.now()
    said = _said_by_link(dossier, request)
    return tuple(_line(notice, said, directory, now) for notice in notices if notice.about == about)


def is_undelivered(request: Request, lines: Collection[NoticeLine]) -> bool:
    """It waits, nobody was reached, and nothing more is under way: that is no silence."""
    asking = [line for line in lines if line.kind in WITH_LINK]
    refused = any(line.status == "refused" for line in asking)
    return request.waits and refused and all(line.status == "refused" for line in asking)


def last_to_each(lines: Iterable[NoticeLine]) -> tuple[NoticeLine, ...]:
    """Of what each contact was sent with a link the last; what was dropped, where no more was."""
    asking = sorted((one for one in lines if one.kind in WITH_LINK), key=lambda one: one.contact)
    sent = {line.contact: line for line in asking if line.status != "dropped"}
    return tuple(({line.contact: line for line in asking} | sent).values())


def _line(
    notice: Notice, said: Sequence[ByLink], directory: Directory, now: datetime
) -> NoticeLine:
    contact = directory.contact(notice.contact)
    status, at = _became(notice, said, now)
    return NoticeLine(
        kind=notice.kind,
        ordinal=notice.ordinal,
        contact=notice.contact,
        to=contact.name if contact is not None else notice.contact,
        channel=notice.channel,
        status=status,
        at=at,
        refusal=notice.refusal,
    )


def _became(
    notice: Notice, said: Sequence[ByLink], now: datetime
) -> tuple[Became, datetime | None]:
    if notice.status == "handed_over":
        return _after_handing_over(notice, said)
    if notice.status == "queued" and notice.look_at is not None and notice.look_at > now:
        return cast("Became", notice.held_for), notice.look_at
    return cast("Became", notice.status), None


def _after_handing_over(notice: Notice, said: Sequence[ByLink]) -> tuple[Became, datetime | None]:
    if notice.kind in WITH_LINK:
        since = (one.at for one in said if one.by == notice.contact and one.at >= notice.queued_at)
        answered_at = next(since, None)
        if answered_at is not None:
            return "answered", answered_at
        if notice.opened_at is not None:
            return "opened", notice.opened_at
    return "handed_over", notice.handed_over_at


def _said_by_link(dossier: Dossier, request: Request) -> Sequence[ByLink]:
    """In the order of time; also of the first of two, whether or not the second has confirmed it.
    What a coordinator took over later was sent when it was sent, and answers no notice.
    """
    about = (request.key, request.asked.key)
    facts = (record.fact for record in dossier.recorded)
    given = (fact for fact in facts if isinstance(fact, ByLink) and fact.key in about)
    return [fact for fact in given if fact.how == "link" and not _was_taken_over(fact)]


def _was_taken_over(said: ByLink) -> bool:
    return not isinstance(said, Answered) and said.taken_over_by is not None
