"""Trying a draft before it is published: each user has one run of it under way."""

from __future__ import annotations

from pydantic import ValidationError

from domain.casework.administration.publishing import published, world_in_use
from domain.casework.editing.drafts import Draft, draft_of, held_draft
from domain.casework.editing.examples import keep, posting_of
from domain.casework.office import Office
from domain.db.pathway_tables import PathwayTrial
from domain.db.session import Books
from domain.editing.draft_reading import read_draft
from domain.editing.tree import Tree
from domain.errors import ReferralError
from domain.pathway.parts import whole
from domain.pathway.template import Pathway
from domain.simulation.examples import Run
from domain.simulation.plays import MOST
from domain.simulation.trying import Begun, Deed, Trial, after, trial
from domain.texts import say

NONE_BEGUN = say("Nothing is being tried. Please begin a run.")
GONE = say("This does not wait any more. Please look at how it stands now.")
BROKEN_OFF = say(
    "The run is broken off here: after three years, or {n} happenings, it has come to no end."
    " Please look in the draft at what repeats and until when, then end this run and begin"
    " another.",
    n=MOST,
)


class CannotTry(ReferralError):
    """The draft is not sound yet, or what was to be answered does not wait any more."""


def draft_to_try(office: Office, key: str) -> Pathway:
    """As it is written. Raises NoDraft, and CannotTry while it is not sound."""
    tree = draft_of(office, key).tree
    with office.store.reading() as books:
        return _sound(books, tree)


def trial_of(office: Office, key: str, by: str) -> Trial | None:
    """None where the user has begun none. Raises NoDraft, CannotTry, CannotOpen and ScriptFaults:
    the draft may have become another since.
    """
    tree = draft_of(office, key).tree
    with office.store.reading() as books:
        begun = _begun(books, key, by)
        return _trial(office, books, tree, begun) if begun is not None else None


def begin(office: Office, key: str, run: Run, by: str) -> None:
    """In the place of the run before. Raises what `trial_of` raises."""
    draft, begun = draft_of(office, key), Begun(run=run)
    with office.store.reading() as books:
        _trial(office, books, draft.tree, begun)
    with office.store.writing() as books:
        _hold(books, draft)
        _put(books, key, by, _body(begun))


def go_on(office: Office, key: str, deed: Deed, by: str) -> None:
    """Raises what `trial_of` raises, CannotTry for what does not wait, and FormFaults.

    It is played while nothing is locked, since that may take seconds; and written only if the draft
    and the run are still what was played.
    """
    draft = draft_of(office, key)
    with office.store.reading() as books:
        before = _begun(books, key, by)
        if before is None:
            raise CannotTry(NONE_BEGUN)
        body = _body(_gone_on(_trial(office, books, draft.tree, before), deed))
        _trial(office, books, draft.tree, Begun.model_validate_json(body))
    with office.store.writing() as books:
        _hold(books, draft)
        if _begun(books, key, by) != before:
            raise CannotTry(GONE)
        _put(books, key, by, body)


def keep_trial(office: Office, key: str, name: str, by: str) -> None:
    """As an example, from its first day to the end that it comes to without more being said.

    Raises what `trial_of` raises, CannotTry where there is none, and ValidationError for a name
    that is none.
    """
    tried = trial_of(office, key, by)
    if tried is None:
        raise CannotTry(NONE_BEGUN)
    keep(office, draft_to_try(office, key), name, tried.begun.run, by)


def drop(office: Office, key: str, by: str) -> None:
    with office.store.writing() as books:
        books.pathway_trials.forget(key, by)


def _gone_on(tried: Trial, deed: Deed) -> Begun:
    if tried.play.broken_off:
        raise CannotTry(BROKEN_OFF)
    try:
        return after(tried, deed)
    except KeyError:
        raise CannotTry(GONE) from None


def _hold(books: Books, draft: Draft) -> None:
    """Until the transaction ends: with the draft its trials go. Raises NoDraft."""
    _, newest = held_draft(books, draft.key)
    if newest.revision != draft.revision:
        raise CannotTry(
            say("The draft was changed meanwhile. Please look at how it stands now, and try again.")
        )


def _sound(books: Books, tree: Tree) -> Pathway:
    pathway = read_draft(tree, published(books)).pathway
    if pathway is None:
        raise CannotTry(
            say(
                "The draft is not finished, so it cannot be tried yet. Its page shows what is wrong"
                " and where to mend it."
            )
        )
    return pathway


def _trial(office: Office, books: Books, tree: Tree, begun: Begun) -> Trial:
    pathway = whole(_sound(books, tree), published(books))
    return trial(begun, pathway, world_in_use(books, office), posting_of(office))


def _begun(books: Books, key: str, by: str) -> Begun | None:
    """What cannot be read, since it was kept by another release, is none."""
    row = books.pathway_trials.find(key, by)
    try:
        return Begun.model_validate_json(row.body) if row is not None else None
    except ValidationError:
        return None


def _body(begun: Begun) -> str:
    """Raises CannotTry for what could not be read again."""
    body = begun.model_dump_json(by_alias=True)
    try:
        Begun.model_validate_json(body)
    except ValidationError:
        raise CannotTry(BROKEN_OFF) from None
    return body


def _put(books: Books, key: str, by: str, body: str) -> None:
    books.pathway_trials.put(PathwayTrial(pathway=key, tried_by=by, body=body))
