"""`referral pathway examples`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from deployments.options import AsJson
from deployments.speaking import give, lines_of_example, site_language, tell
from domain.casework.administration.publishing import pathway_in_use, published
from domain.casework.editing.examples import check_examples
from domain.pathway.files import read_pathway
from domain.pathway.template import Pathway
from domain.simulation.examples import Checked
from domain.texts import say
from tasks.wiring import the_office


def examples(
    key: Annotated[str, Parameter(help=str(say("Its key, as in `referral pathway list`.")))],
    /,
    *,
    file: Annotated[
        Path | None, Parameter(help=str(say("A file of that pathway that is not published yet.")))
    ] = None,
    as_json: AsJson = False,
) -> None:
    found = check_examples(the_office(), _pathway(key, file))
    if as_json:
        give([_as_data(one) for one in found])
        return
    if not found:
        tell(say("{key} has no examples. A dry run of a draft can be kept as one.", key=key))
    for one in found:
        for line in lines_of_example(one):
            tell(line)


def _pathway(key: str, file: Path | None) -> Pathway:
    """Of a file the examples are those of the key, whatever it says itself. Raises NotPublished."""
    with the_office().store.reading() as books:
        find = published(books)
        if file is not None:
            return read_pathway(file, find).model_copy(update={"key": key})
        version, complete = pathway_in_use(books, key)
        return find(key, version) or complete


def _as_data(one: Checked) -> dict[str, object]:
    differs = [message.in_(site_language()) for message in one.differs]
    return {"name": one.example.name, "fits": one.fits, "differs": differs}
