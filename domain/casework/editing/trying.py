"""Trying a draft before it is published: each user has one run of it under way."""

from __future__ import annotations

import json

from domain.casework.administration.publishing import published, world_in_use
from domain.casework.editing.drafts import draft_of, held_draft
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
from domain.simulation.trying import Begun, Deed, Trial, after, trial
from domain.texts import say

NONE_BEGUN = say("Nothing is being tried. Please begin a run.")


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
    with office.store.writing() as books:
        begun = Begun(run=run)
        _trial(office, books, _held(books, key), begun)
        _put(books, key, by, begun)


def go_on(office: Office, key: str, deed: Deed, by: str) -> None:
    """Raises what `trial_of` raises, CannotTry for what does not wait, and FormFaults."""
    with office.store.writing() as books:
        begun = _begun(books, key, by)
        if begun is None:
            raise CannotTry(NONE_BEGUN)
        tree = _held(books, key)
        tried = _trial(office, books, tree, begun)
        try:
            gone_on = after(tried, deed)
        except KeyError:
            raise CannotTry(
                say("This does not wait any more. Please look at how it stands now.")
            ) from None
        _trial(office, books, tree, gone_on)
        _put(books, key, by, gone_on)


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


def _held(books: Books, key: str) -> Tree:
    """Until the transaction ends: with the draft its trials go. Raises NoDraft."""
    _, newest = held_draft(books, key)
    tree: Tree = json.loads(newest.body)
    return tree


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
    row = books.pathway_trials.find(key, by)
    return Begun.model_validate_json(row.body) if row is not None else None


def _put(books: Books, key: str, by: str, begun: Begun) -> None:
    body = begun.model_dump_json(by_alias=True)
    books.pathway_trials.put(PathwayTrial(pathway=key, tried_by=by, body=body))
