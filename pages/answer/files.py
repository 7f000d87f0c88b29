"""The files that came with a form, each made harmless or told why it is not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from starlette.responses import Response

from domain.casework.answers.filing import OpenedFile
from domain.casework.answers.views import Dead, Look
from domain.pathway.attachments import ONE_ONLY, Attachment, Given, KeptFile, told_by_content
from domain.pathway.template import Field
from domain.texts import Language, Message, say, size_text
from pages.answer.pictures import redrawn

KINDS = {"pdf": "PDF", "jpeg": "JPEG", "png": "PNG"}


def has_files(form: Sequence[Field]) -> bool:
    return any(field.kind == "file" for field in form)


def may_bring_files(look: Look) -> bool:
    """Also where nothing is taken any more: who sent it is to read that, and not that it was too
    much.
    """
    return isinstance(look, Dead) or has_files(look.asking.form)


def given_files(form: Sequence[Field], sent: Mapping[str, Sequence[bytes]]) -> Given:
    """By field; what was sent under any other name is let fall. Blocks for seconds."""
    return {
        field.id: _given(sent[field.id])
        for field in form
        if field.kind == "file" and field.id in sent
    }


def file_in_words(file: KeptFile, language: Language) -> str:
    size = size_text(file.size, language)
    return say("a {kind} of {size}", kind=KINDS[file.kind], size=size).in_(language)


def taken_away(file: OpenedFile) -> Response:
    """To be kept by the browser and never shown in it, whatever it is."""
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, media_type="application/octet-stream", headers=headers)


def _given(contents: Sequence[bytes]) -> Attachment | Message:
    if len(contents) > 1:
        return ONE_ONLY
    (content,) = contents
    kind = told_by_content(content)
    if isinstance(kind, Message):
        return kind
    if kind == "pdf":
        return Attachment(kind, content)
    drawn = redrawn(content, kind)
    return drawn if isinstance(drawn, Message) else Attachment(kind, drawn)
