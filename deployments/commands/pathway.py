from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from deployments.commands.diff import diff
from deployments.commands.examples import examples
from deployments.commands.simulate import simulate
from deployments.commands.versions import impact, retire
from deployments.options import AsJson, By, acting
from deployments.speaking import give, lay_out, site_language, tell
from deployments.waking import deploy
from domain.casework.administration.publishing import (
    pathway_in_use,
    published,
    published_pathways,
)
from domain.casework.editing.examples import publish_file
from domain.db.session import Books
from domain.documents.bpmn.writing import bpmn_files
from domain.documents.page import page_files
from domain.errors import ReferralError
from domain.pathway.files import read_pathway
from domain.pathway.parts import whole
from domain.pathway.template import Pathway
from domain.texts import Label, Message, say
from tasks.wiring import the_office

Every = Annotated[
    bool, Parameter(name="--all", negative="", help=str(say("All that are published.")))
]

app = App(name="pathway")
app.command(
    simulate,
    help=str(say("Play it through beforehand: who is asked, told and reminded, and when.")),
)
app.command(
    impact,
    help=str(say("What another version would do to each journey that is under way.")),
)
app.command(
    retire,
    help=str(say("Let no journey begin with a version any more. Those on it go on by it.")),
)
app.command(
    diff,
    help=str(say("What differs between two versions, in words. Each is KEY, KEY@N or a file.")),
)


app.command(
    examples,
    help=str(say("Its examples: whether the version in use, or a file, goes as they say.")),
)


class NothingChosen(ReferralError):
    """It was not said which pathways are meant."""


@app.command(name="list", help=str(say("Each published pathway, with the version in use.")))
def list_pathways(*, as_json: AsJson = False) -> None:
    language = site_language()
    with the_office().store.reading() as books:
        found = [
            {"key": pathway.key, "version": version, "title": pathway.title.in_(language)}
            for version, pathway in published_pathways(books)
        ]
    if as_json:
        give(found)
    elif found:
        lay_out([[str(value) for value in one.values()] for one in found])
    else:
        tell(say("No pathway is published. `referral pathway publish FILE` publishes one."))


@app.command(help=str(say("One pathway: how a person comes in, the steps, the ends.")))
def show(key: str, /, *, as_json: AsJson = False) -> None:
    with the_office().store.reading() as books:
        version, pathway = pathway_in_use(books, key)
    if as_json:
        title = pathway.title.in_(site_language())
        whole = pathway.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        give({"key": key, "version": version, "title": title, "pathway": whole})
    else:
        _show(pathway, version)


@app.command(help=str(say("Check a file and say all that is to be mended. Nothing is published.")))
def validate(file: Path, /) -> None:
    pathway = whole(read_pathway(file, _find), _find)
    tell(
        say(
            "{file} is sound: pathway {key}, {steps} steps, {ends} ends.",
            file=file.name, key=pathway.key, steps=len(pathway.steps), ends=len(pathway.ends),
        )
    )  # fmt: skip


@app.command(help=str(say("Publish a file. Journeys under way keep the version they have.")))
def publish(
    file: Path,
    /,
    *,
    renew: Annotated[
        tuple[str, ...],
        Parameter(
            help=str(
                say(
                    "An example that is to say what comes of this version, or that was forgotten"
                    " or replaced on purpose."
                )
            )
        ),
    ] = (),
    alone: Annotated[
        bool,
        Parameter(
            negative="",
            help=str(say("Where two persons publish: by one all the same. It is written down.")),
        ),
    ] = False,
    by: By = None,
) -> None:
    office, pathway = the_office(), read_pathway(file, _find)
    with office.store.reading() as books:
        before = _version_in_use(books, pathway.key)
    version = publish_file(office, pathway, renew, f"user:{acting(by)}", alone=alone)
    if version == before:
        tell(say("{key} is published like this already: version {n}.", key=pathway.key, n=version))
        return
    tell(say("{key} is published: version {n}.", key=pathway.key, n=version))
    deploy()


@app.command(help=str(say("Write a page with a diagram for each: published ones, or files.")))
def document(
    pathways: tuple[str, ...] = (),
    /,
    *,
    to: Annotated[Path, Parameter(help=str(say("The folder that the pages are written to.")))],
    every: Every = False,
) -> None:
    for pathway in _chosen(pathways, every=every):
        _write(page_files(pathway, _find), to)
        tell(say("Written: {file}", file=f"{to / pathway.key}.md"))


@app.command(help=str(say("Write each as BPMN 2.0, for modellers: published ones, or files.")))
def bpmn(
    pathways: tuple[str, ...] = (),
    /,
    *,
    to: Annotated[Path, Parameter(help=str(say("The folder that the files are written to.")))],
    every: Every = False,
) -> None:
    for pathway in _chosen(pathways, every=every):
        _write(bpmn_files(pathway, _find), to)
        tell(say("Written: {file}", file=f"{to / pathway.key}.bpmn"))


def _chosen(pathways: Sequence[str], *, every: bool) -> list[Pathway]:
    chosen = [*map(_named, pathways), *(_all_published() if every else [])]
    if not chosen:
        raise NothingChosen(say("Say which: the key of a published pathway, a file, or --all."))
    return chosen


def _write(files: Mapping[str, str], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def _named(name: str) -> Pathway:
    """A key has neither a dot nor a slash."""
    if not name.isidentifier():
        return read_pathway(Path(name), _find)
    with the_office().store.reading() as books:
        return _as_written(books, name)


def _all_published() -> list[Pathway]:
    with the_office().store.reading() as books:
        return [_as_written(books, pathway.key) for _, pathway in published_pathways(books)]


def _as_written(books: Books, key: str) -> Pathway:
    """With its parts by name, which a journey has no use for. Raises NotPublished."""
    version, complete = pathway_in_use(books, key)
    return published(books)(key, version) or complete


def _find(key: str, version: int) -> Pathway | None:
    # A pathway without parts is checked where there is no database as well.
    with the_office().store.reading() as books:
        return published(books)(key, version)


def _version_in_use(books: Books, key: str) -> int | None:
    return next((version for version, known in published_pathways(books) if known.key == key), None)


def _show(pathway: Pathway, version: int) -> None:
    language = site_language()
    tell(say("{title} ({key}, version {n})", title=pathway.title, key=pathway.key, n=version))
    print(pathway.about.in_(language))
    _list(say("Ways in:"), [(entry.id, entry.title) for entry in pathway.entries])
    for stage in pathway.stages:
        print(f"\n{stage.title.in_(language)}:")
        roles = {step.id: pathway.role(step.role).title.in_(language) for step in stage.steps}
        lay_out([(f"  {s.id}", s.title.in_(language), roles[s.id]) for s in stage.steps])
    _list(say("Ends:"), [(end.id, end.title) for end in pathway.ends])


def _list(title: Message, named: Sequence[tuple[str, Label]]) -> None:
    print()
    tell(title)
    lay_out([(f"  {name}", label.in_(site_language())) for name, label in named])
