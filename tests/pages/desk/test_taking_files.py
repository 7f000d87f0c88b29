from __future__ import annotations

import pytest

from domain.casework.answers.answering import answer
from domain.casework.answers.views import Submission
from domain.pathway.attachments import Attachment
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step
from tests.files import PDF
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

PAPER = {"id": "paper", "label": {"vi": "Công văn", "en": "Letter"}, "kind": "file"}
NOTE = {"id": "note", "label": {"vi": "Ghi chú", "en": "Note"}, "kind": "text", "required": False}
SMALL = pathway(
    step("verify", form=[PAPER | {"required": False}, NOTE]),
    step("shelter", "verify", role="shelter"),
)


@pytest.fixture
def answered(front: Front) -> str:
    return answered_with_a_letter(front.place)


def test_the_coordinator_takes_the_file_of_an_answer(
    front: Front, lan: Browser, answered: str
) -> None:
    shown = lan.page(f"/desk/cases/{answered}")
    read = lan.send(form(shown, "/read"))
    assert "một tệp PDF, 1 KB" in read.text

    taken = lan.send(form(type(shown)(read.text), "/file"))

    name = f"{answered.partition('/')[0]}-1.pdf"
    assert taken.content == PDF
    assert taken.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert taken.headers["Cache-Control"] == "no-store"
    assert taken.headers["X-Content-Type-Options"] == "nosniff"
    assert front.kinds(answered.rpartition("/")[0]).count("read") == 2


@pytest.mark.parametrize(("ticked", "left"), [((), [PDF]), (("paper",), [])], ids=["all", "none"])
def test_a_correction_keeps_the_file_unless_it_is_ticked_away(
    front: Front, lan: Browser, answered: str, ticked: tuple[str, ...], left: list[bytes]
) -> None:
    shown = lan.page(f"/desk/cases/{answered}")
    correcting = next(one for one in shown.forms if one.values.get("_verdict") == ["done"])

    said_by = {"_given_by": "ông Minh", "_how": "phone"}
    lan.follow(lan.send(correcting, **said_by, note="Số 12", _without=list(ticked)))

    read = Page(lan.send(form(lan.page(f"/desk/cases/{answered}"), "/read")).text)
    files = [lan.send(one) for one in read.forms if one.attributes["action"].endswith("/file")]
    assert "corrected" in front.kinds(answered.rpartition("/")[0])
    assert "Số 12" in read.words
    assert [taken.content for taken in files] == left


def test_the_answer_is_one_link_away_from_the_other_language(lan: Browser, answered: str) -> None:
    read = lan.send(form(lan.page(f"/desk/cases/{answered}"), "/read"))

    english = lan.page(Page(read.text).links()[0])

    assert "Show the answer" in english.words


@pytest.mark.parametrize("who", ["minh", "hoa", "vi"])
def test_nobody_else_does(front: Front, lan: Browser, answered: str, who: str) -> None:
    with front.browser(who) as browser:
        token = browser.page(browser.home()).forms[0].values["_token"]

        refused = browser.client.post(
            f"/desk/cases/{answered}/file", data={"_token": token, "_field": "paper"}
        )

    assert refused.status_code == 404
    assert b"PDF-" not in refused.content


def test_a_field_without_a_file_has_none(lan: Browser, answered: str) -> None:
    asked = form(lan.page(f"/desk/cases/{answered}"), "/read")

    none = lan.client.post(f"/desk/cases/{answered}/file", data=asked.values | {"_field": "other"})

    assert none.status_code == 404


def test_looking_at_the_address_of_a_file_takes_nothing(lan: Browser, answered: str) -> None:
    assert lan.client.get(f"/desk/cases/{answered}/file").status_code == 405


def answered_with_a_letter(place: Bureau) -> str:
    """A request in Hải Phòng."""
    place.publish(SMALL)
    (request,) = place.waiting(place.open(SMALL, area="hai_phong"))
    sent = Submission("done", {}, files={"paper": Attachment("pdf", PDF)})
    answer(place.office, place.token(request), sent)
    return request
