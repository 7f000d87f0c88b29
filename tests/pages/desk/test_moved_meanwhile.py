"""A form that was open, or put by, when its journey moved to another version."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from domain.casework.desk.consulting import consult
from domain.casework.versions.moving import move_journey
from domain.casework.versions.naming import Names
from domain.pathway.template import Pathway
from tests.domain.small import pathway, step, yes_no
from tests.pages.desk.front import Browser, Front
from tests.pages.reading import Page
from tests.strategies import Part, label

SAFE = yes_no("safe") | {"label": label("Is it safe to go home?")}
NOTE = {"id": "note", "label": label("Note"), "kind": "text", "required": False}
UNSAFE = SAFE | {"label": label("Is it unsafe to go home?")}
RENAMED = Names({}, {"papers.safe": "was_safe"})
CHANGED = "đã thay đổi kể từ khi anh/chị mở trang"


def version(*form: Part) -> Pathway:
    return pathway(step("papers", form=list(form)), step("plan"))


class Office:
    """An officer with the page open."""

    def __init__(self, front: Front, client: TestClient) -> None:
        self.front, self.browser = front, Browser(client)
        front.place.publish(version(SAFE, NOTE))
        self.journey = front.place.open(version(SAFE, NOTE))
        self.request = front.place.waiting(self.journey)[0]
        self.path = f"/a/{front.place.token(self.request)}"
        self.page = self.browser.page(self.path)

    def move(self, *form: Part, names: Names | None = None) -> None:
        self.front.place.publish(version(*form))
        move_journey(self.front.place.office, self.journey, 2, names or Names(), "lan")

    def send(self, page: Page, status: int = 200, **typed: str) -> Page:
        data = {**page.form().values, **typed}
        return self.browser.read(self.browser.client.post(self.path, data=data), status)

    def put_by(self, page: Page, **typed: str) -> None:
        data = {**page.form().values, "_draft": "keep", **typed}
        assert self.browser.client.post(self.path, data=data).status_code == 303

    def brought_back(self) -> Page:
        return self.browser.read(self.browser.client.post(self.path, data={"_words": "1"}))

    @property
    def answered(self) -> object:
        return consult(self.front.place.office, self.request, "lan").values


@pytest.fixture
def officer(front: Front, stranger: Browser) -> Office:
    return Office(front, stranger.client)


def test_another_question_under_the_same_name_is_not_answered(officer: Office) -> None:
    officer.move(UNSAFE, NOTE)

    back = officer.send(officer.page, 422, safe="yes", note="Half a word")

    assert CHANGED in back.words
    assert back.form().values["note"] == ["Half a word"]
    assert "safe" not in back.form().values
    assert "Is it unsafe" in officer.send(back, safe="no").words
    assert officer.answered == {"safe": False}


def test_a_new_question_is_not_answered_by_what_had_its_name(officer: Office) -> None:
    officer.move(SAFE | {"id": "was_safe"}, yes_no("safe"), NOTE, names=RENAMED)

    back = officer.send(officer.page, 422, safe="yes")

    assert CHANGED in back.words
    assert back.form().values["was_safe"] == ["yes"]
    assert "safe" not in back.form().values


def test_what_is_asked_still_is_taken_and_marked_under_its_new_name(officer: Office) -> None:
    officer.move(SAFE | {"id": "was_safe"}, NOTE, names=RENAMED)

    back = officer.send(officer.page, 422, safe="yes", note="x" * 201)
    officer.send(officer.page, safe="yes")

    assert CHANGED not in back.words
    assert back.form().values["was_safe"] == ["yes"]
    assert officer.answered == {"was_safe": True}


def test_what_was_put_by_is_no_choice_made_to_another_question(officer: Office) -> None:
    officer.put_by(officer.page, safe="yes", note="Half a word")
    officer.move(UNSAFE, NOTE)

    back = officer.brought_back()

    assert CHANGED in back.words
    assert back.form().values["note"] == ["Half a word"]
    assert "safe" not in back.form().values


def test_what_was_put_by_stays_with_its_field(officer: Office) -> None:
    officer.put_by(officer.page, safe="yes", note="Half a word")
    officer.move(SAFE | {"id": "was_safe"}, NOTE, names=RENAMED)

    back = officer.brought_back()

    assert CHANGED not in back.words
    assert back.form().values["was_safe"] == ["yes"]
    assert back.form().values["note"] == ["Half a word"]


def test_an_old_page_puts_nothing_by_for_another_question(officer: Office) -> None:
    officer.move(UNSAFE, NOTE)

    back = officer.send(officer.page, 422, safe="yes", _draft="keep")
    by_script = officer.browser.client.post(
        officer.path,
        data={**officer.page.form().values, "safe": "yes", "_draft": "keep"},
        headers={"Accept": "application/json"},
    )

    assert CHANGED in back.words
    assert CHANGED in by_script.json()["kept"]
    assert "safe" not in officer.browser.page(officer.path).form().values


def test_the_other_language_brings_no_answer_to_another_question(officer: Office) -> None:
    officer.move(UNSAFE, NOTE)

    back = officer.send(officer.page, 422, safe="yes", _again="1")

    assert CHANGED in back.words
    assert "safe" not in back.form().values


@pytest.mark.parametrize(("moved", "status"), [(0, 422), (None, 200)])
def test_a_program_may_say_which_form_it_has_filled_in(
    officer: Office, moved: int | None, status: int
) -> None:
    officer.move(UNSAFE, NOTE)
    path = officer.path.replace("/a/", "/api/requests/") + "/answer"
    given = {"verdict": "done", "values": {"safe": True}} | (
        {"moved": moved} if moved is not None else {}
    )

    assert officer.browser.client.post(path, json=given).status_code == status


def test_a_program_answers_under_the_names_that_it_was_shown(officer: Office) -> None:
    officer.move(SAFE | {"id": "was_safe"}, NOTE, names=RENAMED)
    path = officer.path.replace("/a/", "/api/requests/") + "/answer"

    given = {"verdict": "done", "values": {"safe": True}, "moved": 0}

    assert officer.browser.client.post(path, json=given).status_code == 200
    assert officer.answered == {"was_safe": True}
