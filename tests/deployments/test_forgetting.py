from __future__ import annotations

from datetime import timedelta

from domain.casework.answers.drafts import KEPT_FOR, keep_draft
from domain.casework.answers.words_beside import read_words
from tasks.forgetting import forget_drafts
from tests.deployments.commanding import Site
from tests.domain.casework.bureau import Bureau, HandClock
from tests.domain.small import pathway, step, yes_no


def test_the_sweep_puts_away_what_nobody_came_back_to(empty: Site) -> None:
    place, small = Bureau(empty.office, HandClock()), pathway(step("verify", form=[yes_no("ok")]))
    place.publish(small)
    (request,) = place.waiting(place.open(small))
    tokens = [place.token(request, contact) for contact in (1, 2)]
    for token in tokens:
        keep_draft(empty.office, token, "done", {"ok": ["yes"]})
    long_ago = empty.office.clock.now() - KEPT_FOR - timedelta(minutes=1)
    with empty.office.store.writing() as books:
        old = books.drafts.of_link(empty.office.links.read(tokens[0]).link_id)
        assert old is not None
        old.saved_at = long_ago

    forget_drafts()

    assert [read_words(empty.office, token).draft is not None for token in tokens] == [False, True]
