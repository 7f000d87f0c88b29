"""The desk over a bureau of its own: its users, and browsers in which they sit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from fastapi import FastAPI
from httpx2 import Response
from pwdlib.hashers.argon2 import Argon2Hasher
from starlette.testclient import TestClient

from deployments.answers import OfficeAnswers
from deployments.pages_app import DemoMailbox
from deployments.rooms import rooms_of
from domain.casework.administration.signing_in import Door
from domain.casework.administration.users import add_user
from domain.journey.reaching import Refusal
from domain.letters.notices import Letter
from domain.seals.sealing import KEY_BYTES, KeyRing
from domain.texts import Language
from domain.users.passwords import PasswordHasher
from domain.users.sessions import SessionSigner
from domain.users.user import User
from pages.application import create_app
from pages.pacing import Pace
from tests.domain.casework.bureau import Bureau
from tests.pages.reading import Form, Page

PASSWORD = "bốn con gà mái"
LAN = User("lan", "Trần Thị Lan", "coordinator", ("hai_phong",))
MINH = User("minh", "Minh", "coordinator", ("lai_chau",))
HOA = User("hoa", "Hoa", "auditor")
VI = User("vi", "Vi", "administrator")
BAC = User("bac", "Bắc", "administrator", ("hai_phong",))
TAM = User("tam", "Tâm", "coordinator")
USERS = (LAN, MINH, HOA, VI, BAC, TAM)
Sent = Mapping[str, str | Sequence[str]]


@dataclass
class Front:
    place: Bureau
    base_url: str = "http://testserver"
    woken: list[str] = field(default_factory=list)
    tried: list[tuple[str, str, Letter]] = field(default_factory=list)
    pace: Pace | None = None

    def __post_init__(self) -> None:
        hasher = PasswordHasher(Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1))
        signer = SessionSigner(KeyRing({"0001": bytes([7]) * KEY_BYTES}))
        self.door = Door(self.place.office, hasher, signer)
        for user in USERS:
            add_user(self.place.office, hasher, user, PASSWORD, "vi")

    def hand_over(self, channel: str, target: str, letter: Letter) -> Refusal | None:
        """What is only a test."""
        self.tried.append((channel, target, letter))
        return Refusal("Mailbox full") if target.startswith("full") else None

    def app(self, language: Language = "vi") -> FastAPI:
        """With all that any of them can have, the demo's mailbox too."""
        office = self.place.office
        answers = OfficeAnswers(office, self.woken.append)
        mailbox = DemoMailbox(office)
        return create_app(
            answers,
            language=language,
            mailbox=mailbox,
            rooms=rooms_of(self.door, self.base_url, self.woken.append, self.hand_over),
            health=lambda: True,
            pace=self.pace,
        )

    @contextmanager
    def browser(
        self, user: str | None = None, root_path: str = "", address: str = "testclient"
    ) -> Iterator[Browser]:
        """Signed in as that user, if one is named."""
        with TestClient(
            self.app(),
            base_url=self.base_url,
            root_path=root_path,
            client=(address, 50_000),
            follow_redirects=False,
            raise_server_exceptions=False,
        ) as client:
            browser = Browser(client)
            if user is not None:
                assert browser.sign_in(user).status_code == 303
            yield browser

    def kinds(self, journey: str) -> list[str]:
        """Of the lines of its trail."""
        with self.place.office.store.reading() as books:
            return [line.kind for line in books.trails.lines(journey)]


@dataclass
class Browser:
    client: TestClient

    def sign_in(self, name: str, password: str = PASSWORD) -> Response:
        page = self.page("/desk/sign-in")
        return self.send(page.forms[0], name=name, password=password)

    def home(self) -> str:
        """Where who is signed in comes in."""
        return self.client.get("/desk/sign-in").headers["Location"]

    def page(self, path: str, status: int = 200) -> Page:
        answer = self.client.get(path)
        assert answer.status_code == status, answer.text
        return Page(answer.text)

    def send(self, form: Form, **typed: str | Sequence[str]) -> Response:
        """As a browser sends it, with what was typed into it."""
        path = form.attributes["action"]
        return self.client.post(path, data={**form.values, **typed})

    def bring(self, form: Form, file: bytes, **typed: str) -> Response:
        """The file of a form that takes one."""
        path = form.attributes["action"]
        return self.client.post(path, data={**form.values, **typed}, files={"file": ("f", file)})

    def read(self, answer: Response, status: int = 200) -> Page:
        assert answer.status_code == status, answer.text
        return Page(answer.text)

    def follow(self, answer: Response) -> Page:
        assert answer.status_code == 303, answer.text
        return self.page(answer.headers["Location"])


def form(page: Page, ending: str) -> Form:
    """The one whose address ends so."""
    return next(one for one in page.forms if one.attributes.get("action", "").endswith(ending))
