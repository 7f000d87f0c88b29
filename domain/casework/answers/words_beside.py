"""What was written beside a request, for whoever is behind its link: on a press, and never unseen.

It may name a person, and a link may be stolen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

from domain.casework.answers.answering import Followed, follow
from domain.casework.answers.drafts import Draft, draft_of
from domain.casework.answers.hearing import heard, words_of_answer
from domain.casework.answers.opened import mark_opened
from domain.casework.answers.views import Open, Said, Settled, TooLate
from domain.casework.office import Office
from domain.db.session import Books
from domain.trail.chain import NoteKind

READ_COUNTS_FOR = timedelta(hours=1)
WORDS_READ: NoteKind = "words_read"
"""The trail line's kind; it is no fact, since the fold has no need of it."""


@dataclass(frozen=True, slots=True)
class Words:
    """`said` is in the order of time."""

    said: tuple[Said, ...] = ()
    draft: Draft | None = None


def read_words(office: Office, token: str) -> Words:
    """Of the link's own draft, and of what the agency and the coordinator said to each other; of an
    answer, what the coordinator said to a correction.

    Raises NotALink, and TooLate when there is nothing that may be read.
    """
    with office.store.writing() as books:
        followed = follow(office, books, token)
        if isinstance(followed.look, Settled) and any(s.withheld for s in followed.look.said):
            mark_opened(books, followed.link, office.clock.now())
            _note(books, followed)
            return Words(words_of_answer(followed.dossier, followed.request))
        if not isinstance(followed.look, Open):
            raise TooLate(followed.look)
        mark_opened(books, followed.link, office.clock.now())
        if followed.look.put_by is None and not any(s.withheld for s in followed.look.said):
            return Words(followed.look.said)
        _note(books, followed)
        said = heard(followed.dossier, followed.request)
        return Words(tuple(one.said for one in said), draft_of(office, books, followed.link))


def _note(books: Books, followed: Followed) -> None:
    """Once an hour: who has a link may press as often as they like, and a trail is for ever."""
    dossier, link = followed.dossier, followed.link
    actor, body = f"contact:{link.contact}", json.dumps({"request": link.request})
    last = books.trails.last_at(dossier.row.id, WORDS_READ, actor, body)
    if last is None or dossier.office.clock.now() >= last + READ_COUNTS_FOR:
        dossier.note(WORDS_READ, actor, body)
