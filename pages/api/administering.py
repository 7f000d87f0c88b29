"""What administrators do on pages, for their programs: by the same rules and with the same rights.

A program signs in with a user's name and password, and names the secret that it gets in each of its
requests. No cookie opens any of this, so no page of another site can send it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from fastapi import APIRouter
from pydantic import JsonValue, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from domain.areas.area_map import UnknownArea
from domain.casework.administration.publishing import NotPublished, Overtaken
from domain.casework.administration.signing_in import Credentials
from domain.casework.desk.coordinating import CannotDo
from domain.casework.editing.drafts import DraftExists, EditedMeanwhile, NoDraft
from domain.casework.editing.examples import BreaksExamples, LosesExamples
from domain.casework.editing.publishing_drafts import NotProposed, PublishedMeanwhile
from domain.casework.editing.trying import CannotTry
from domain.db.publications import PublishedElsewhere
from domain.editing.starting import NotAPathway
from domain.editing.tree import NoSuchPlace
from domain.errors import ReferralError
from domain.faults import Fault, Faults
from domain.frozen import Frozen
from domain.pathway.forms import FormFaults
from domain.texts import Message, say
from domain.users.rights import Right, may
from domain.users.signing_in import NotSignedIn, TooManyTries
from domain.users.user import User
from pages.api.problems import problem, problems
from pages.entrance.guarding import Door
from pages.limits import limited_body
from pages.pacing import neighbourhood

AS_JSON = "application/json"
LARGEST = 1_000_000
BEARER = "Bearer "
NOT_THERE = say("There is no such thing here.")
G = TypeVar("G", bound=Frozen)


class NotThere(Exception):
    """There is no such thing."""


class NotYours(Exception):
    """There is, and it is not this user's to do this with."""


class SignInGiven(Frozen):
    name: str
    password: str


class SignedInTold(Frozen):
    """`secret` goes into each request, as `Authorization: Bearer …`. It ends half an hour after it
    was used last, and after twelve hours.
    """

    secret: str
    name: str
    post: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A request of a program that is signed in."""

    user: User
    request: Request
    body: bytes

    def part(self, name: str) -> str:
        return str(self.request.path_params[name])

    def given(self, kind: type[G]) -> G:
        """Raises FormFaults."""
        return read_json(kind, self.body)


def read_json(kind: type[G], body: bytes) -> G:
    """Raises FormFaults."""
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        wrong = {str(each["loc"][0]) if each["loc"] else "body" for each in error.errors()}
        hint = say("This is not as the document at /api/openapi.json has it.")
        raise FormFaults(dict.fromkeys(sorted(wrong), hint)) from None


def given_as(kind: type[Frozen]) -> Mapping[str, object]:
    """For the document: what is to be sent."""
    schema = kind.model_json_schema()
    within = _written_out(schema, schema.pop("$defs", {}))
    return {"requestBody": {"required": True, "content": {AS_JSON: {"schema": within}}}}


@dataclass(frozen=True, slots=True)
class Clerk:
    """Lets programs in, and tells them what came of it."""

    door: Door
    routes: APIRouter

    def answers(
        self,
        method: str,
        path: str,
        right: Right,
        act: Callable[[Call], Frozen],
        shape: type[Frozen],
        summary: str,
        given: type[Frozen] | None = None,
    ) -> None:
        async def handle(request: Request) -> Response:
            # Of who is not let in nothing is read.
            user = await run_in_threadpool(self._whose, request)
            if isinstance(user, Response):
                return user
            if not may(user, right):
                return problem(403, _NOT_YOURS)
            if given is not None and not _is_json(request):
                return problem(415, _SAY_JSON)
            body = await limited_body(request, LARGEST) if given is not None else b""
            return await run_in_threadpool(_told, lambda: act(Call(user, request, body)))

        parts = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        told = problems(401, 403, 404, 409, 413, 415, 422)
        self.routes.add_api_route(
            path,
            handle,
            methods=[method],
            summary=summary,
            response_model=shape,
            responses=told,
            openapi_extra={
                "security": [{"secret": []}],
                "parameters": [_part(name) for name in parts],
                **(given_as(given) if given is not None else {}),
            },
        )

    def _whose(self, request: Request) -> User | Response:
        user = self.door.whose(secret) if (secret := secret_of(request)) else None
        if user is not None:
            return user
        answer = problem(401, say("Please sign in first: POST /api/session."))
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    def add_signing_in(self) -> None:
        @self.routes.post(
            "/session",
            summary="Sign in, for what administrators do",
            openapi_extra=dict(given_as(SignInGiven)),
            response_model=SignedInTold,
            responses=problems(401, 413, 415, 422, 429),
        )
        async def sign_in(request: Request) -> Response:
            if not _is_json(request):
                return problem(415, _SAY_JSON)
            body = await limited_body(request)
            return await run_in_threadpool(_told, lambda: self._sign_in(request, body))

        @self.routes.delete(
            "/session",
            summary="Sign out",
            status_code=204,
            openapi_extra={"security": [{"secret": []}]},
        )
        async def sign_out(request: Request) -> Response:
            if secret := secret_of(request):
                await run_in_threadpool(self.door.sign_out, secret)
            return Response(status_code=204)

    def _sign_in(self, request: Request, body: bytes) -> SignedInTold:
        given = read_json(SignInGiven, body)
        came_from = neighbourhood(request.client.host if request.client else "")
        signed_in = self.door.sign_in(Credentials(given.name, given.password, came_from))
        user = signed_in.user
        return SignedInTold(
            secret=signed_in.secret, name=user.name, post=user.post, areas=user.areas
        )


def secret_of(request: Request) -> str:
    said = request.headers.get("authorization", "")
    return said.removeprefix(BEARER) if said.startswith(BEARER) else ""


def _told(act: Callable[[], Frozen]) -> JSONResponse:
    try:
        return JSONResponse(act().model_dump(mode="json", by_alias=True))
    except FormFaults as no:
        return problem(422, no.message, no.faults)
    except Faults as no:
        return problem(422, _FAULTS, _by_place(no.faults))
    except NotYours:
        return problem(403, _NOT_YOURS)
    except NotThere:
        return problem(404, NOT_THERE)
    except ReferralError as no:
        status = next((code for code, kinds in _STATUSES.items() if isinstance(no, kinds)), None)
        if status is None:
            raise
        return problem(status, no.message)


def _by_place(faults: Sequence[Fault]) -> Mapping[str, Message]:
    """All that is wrong at a place, a line for each."""
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.place or "body", []).append(fault)
    return {place: Faults(each).message for place, each in found.items()}


_STATUSES: Mapping[int, tuple[type[ReferralError], ...]] = {
    401: (NotSignedIn,),
    429: (TooManyTries,),
    404: (NotPublished, NoDraft, NoSuchPlace),
    409: (
        Overtaken, DraftExists, EditedMeanwhile, PublishedMeanwhile, NotProposed, BreaksExamples,
        LosesExamples, CannotDo, CannotTry, PublishedElsewhere,
    ),
    422: (NotAPathway, UnknownArea),
}  # fmt: skip
_SAY_JSON = say("Please send JSON, and say so: Content-Type: application/json.")
_NOT_YOURS = say("This user may not do this. An administrator who is there for it may.")
_FAULTS = say("Nothing was kept. Please mend what is named.")


def _is_json(request: Request) -> bool:
    # No form of another site's page can say that it sends JSON.
    return request.headers.get("content-type", "").partition(";")[0].strip() == AS_JSON


def _written_out(node: JsonValue, named: Mapping[str, JsonValue]) -> JsonValue:
    """Nothing in the document is where these references point."""
    if isinstance(node, list):
        return [_written_out(each, named) for each in node]
    if not isinstance(node, dict):
        return node
    refers = node.get("$ref")
    if isinstance(refers, str):
        return _written_out(named[refers.rpartition("/")[2]], named)
    return {name: _written_out(each, named) for name, each in node.items()}


def _part(name: str) -> Mapping[str, object]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
