from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from domain.casework.answers.seeing import seen
from domain.casework.answers.views import Submission
from domain.casework.desk.coordinating import withdraw
from domain.casework.journeys.advancing import advance, look_at
from domain.casework.journeys.halting import stop
from domain.casework.journeys.opening import open_case
from domain.documents.diagram.marks import LOOKS
from domain.journey.case_words import BECAME, UNDELIVERED
from domain.journey.reaching import Refusal
from domain.letters.notices import WAITS_FOR_LEAD
from domain.pathway.declining import DECLINES_IN_WORDS
from domain.pathway.template import Pathway
from domain.texts import Message
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.reached import BUSY, NEVER, Reached
from tests.domain.small import choices, pathway, step, yes_no
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

NOTE = {"id": "note", "label": {"vi": "Ghi chú", "en": "Note"}, "kind": "text", "required": False}
SMALL = pathway(
    step("verify", form=[yes_no("agrees"), NOTE]), step("shelter", "verify", role="shelter")
)
IN_PARTS = pathway(
    step("reception", form=[choices("needs", "health", "law")]),
    step("service", "reception", role="shelter", foreach="reception.needs"),
)
CALL_NOW = "Xin gọi ngay"
SECRET = "Nguyễn Thị A ở nhà bác"


@pytest.fixture
def published(front: Front) -> Pathway:
    front.place.publish(SMALL)
    return SMALL


@pytest.fixture
def journey(front: Front, published: Pathway) -> str:
    """In Hải Phòng; the police are asked to verify."""
    return front.place.open(published, area="hai_phong")


def path_to(journey: str) -> str:
    return f"/desk/cases/{journey}"


def asked(place: Bureau, journey: str) -> str:
    (request,) = place.waiting(journey)
    return f"/desk/cases/{request}"


@pytest.mark.parametrize("number", ["9" * 5000, "9999999999", "٣", "-1", "0x1", "", "%00"])
def test_what_no_journey_has_for_a_number_is_not_there(
    front: Front, lan: Browser, journey: str, number: str
) -> None:
    code = journey.partition("/")[0]
    paths = [f"/desk/cases/{code}/{number}", f"{path_to(journey)}/{number}"]

    found = [lan.client.get(path).status_code for path in paths]

    assert found == [404, 404]
    with front.browser() as stranger:
        assert [stranger.client.get(path).status_code for path in paths] in ([303, 303], [404, 404])


def test_the_desk_shows_what_waits_and_what_is_open(
    front: Front, lan: Browser, journey: str
) -> None:
    (request,) = front.place.waiting(journey)
    withdraw(front.place.office, request, "lan")
    look_at(front.place.office, journey)

    desk = lan.page("/desk")

    assert WAITS_FOR_LEAD["withdrawn"].in_("vi") in desk.words
    assert {path_to(journey), f"/desk/cases/{request}"} <= set(desk.links())


def test_what_may_be_dangerous_stands_first_and_leads_to_stopping(
    front: Front, lan: Browser, journey: str
) -> None:
    (request,) = front.place.waiting(journey)
    withdraw(front.place.office, request, "lan")
    look_at(front.place.office, journey)
    front.place.later(minutes=20)
    later = front.place.open(SMALL, area="hai_phong")
    (unsafe,) = front.place.waiting(later)
    front.place.decline(unsafe, "unsafe")
    look_at(front.place.office, later)

    desk, page = lan.page("/desk"), lan.page(f"/desk/cases/{unsafe}")

    in_order = [WAITS_FOR_LEAD[reason].in_("vi") for reason in ("unsafe", "withdrawn")]
    places = [desk.words.index(words) for words in ("Khẩn", *in_order)]
    assert places == sorted(places)
    assert desk.words.count("Khẩn") == 2  # of what waits, and of the open cases
    assert f"{path_to(later)}#stop-reason" in page.links()


def test_what_was_just_decided_is_said_to_be_carried_out(
    front: Front, lan: Browser, journey: str
) -> None:
    (request,) = front.place.waiting(journey)
    before = lan.page(path_to(journey))
    withdraw(front.place.office, request, "lan")
    meanwhile = lan.page(path_to(journey))
    front.place.carry(journey)
    after = lan.page(path_to(journey))

    said = ["đang được thực hiện" in page.words for page in (before, meanwhile, after)]

    assert said == [False, True, False]


def test_a_stop_is_undone_where_the_page_says_that_it_can_be(
    front: Front, lan: Browser, journey: str
) -> None:
    stop(front.place.office, journey, "Chờ hỏi lại", "lan", unsafe=False)

    page = lan.page(path_to(journey))
    done = lan.send(form(page, "/resume"))

    assert sum(one.attributes["action"].endswith("/resume") for one in page.forms) == 1
    assert "đã dừng" in page.words
    assert "đã dừng" not in lan.follow(done).words


def test_a_case_is_found_by_its_code_however_it_is_typed(lan: Browser, journey: str) -> None:
    code = journey.partition("/")[0]

    answer = lan.client.get("/desk/cases", params={"code": f" {code.lower().replace('-', '')} "})

    assert answer.headers["Location"] == f"/desk/cases/{code}"


@pytest.mark.parametrize("code", ["7K3Q-9MX0", "abc", "7K3Q-9MXD"])
def test_a_code_of_no_case_is_told_beside_the_field(
    lan: Browser, published: Pathway, code: str
) -> None:
    page = Page(lan.client.get("/desk/cases", params={"code": code}).text)

    assert page.with_id("code")["value"] == code
    assert "fault-code" in page.ids


def test_the_case_page_says_where_it_stands(front: Front, lan: Browser, journey: str) -> None:
    page = lan.page(path_to(journey))

    assert "đang chờ" in page.words
    assert "chưa đến" in page.words
    assert "Cơ quan police" in page.words
    assert asked(front.place, journey) in page.links()
    assert any(tag == "svg" for tag, _ in page.tags)


def test_the_box_of_what_is_asked_is_marked_in_the_diagram(lan: Browser, journey: str) -> None:
    html = lan.client.get(path_to(journey)).text
    drawn = html[html.index("<svg") : html.index("</svg>") + len("</svg>")]

    picture = ET.fromstring(drawn)  # noqa: S314 - our own

    boxes = {
        str(box.findtext("{*}title")).splitlines()[0]: box
        for box in picture.findall("{*}g")
        if box.find("{*}title") is not None
    }
    for step_id, mark in (("verify", LOOKS["waiting"]), ("shelter", LOOKS["ahead"])):
        assert mark.fill in {each.get("fill") for each in boxes[step_id].findall("{*}rect")}
        assert mark.word.in_("vi") in "".join(boxes[step_id].itertext()).splitlines()[-1]


def notices_of(page: Page) -> list[str]:
    """What is said on the case page of the last message to each contact."""
    return [line for line in page.lines if "(thư điện tử): " in line]


def never_opened(_: Bureau, __: str) -> None:
    pass


def was_opened(place: Bureau, request: str) -> None:
    seen(place.office, place.token(request))


def was_answered(place: Bureau, request: str) -> None:
    place.answer(request, {"agrees": ["yes"]})


@pytest.mark.parametrize(
    ("happens", "became"),
    [(never_opened, "handed_over"), (was_opened, "opened"), (was_answered, "answered")],
)
def test_the_case_says_of_each_request_what_became_of_the_message_about_it(
    front: Front, lan: Browser, journey: str, happens: Callable[[Bureau, str], None], became: str
) -> None:
    (request,) = front.place.waiting(journey)
    happens(front.place, request)

    first, second = notices_of(lan.page(path_to(journey)))

    assert BECAME[became].in_("vi") in first
    assert BECAME["handed_over"].in_("vi") in second


@pytest.mark.parametrize(
    ("refusal", "became", "said_above"),
    [
        # it is tried again
        pytest.param(BUSY, "queued", [], id="for now"),
        pytest.param(NEVER, "refused", [UNDELIVERED], id="for good"),
    ],
)
def test_a_message_that_was_refused_is_not_shown_as_silence(
    front: Front, lan: Browser, refusal: Refusal, became: str, said_above: list[Message]
) -> None:
    reached = Reached(front.place, {"email": refusal})
    reached.publish(SMALL, ("email",))
    journey = open_case(front.place.office, SMALL.key, "self_return", "hai_phong", by="user:lan")
    advance(front.place.office, journey)
    for _ in range(6 if became == "refused" else 1):
        reached.send()
        reached.let_pauses_between_tries_end()

    page = lan.page(path_to(journey))

    (line,) = notices_of(page)
    assert line.startswith(f"Lan (thư điện tử): {BECAME[became].in_('vi')}")
    assert refusal.reason in page.words
    assert [each for each in (UNDELIVERED,) if each.in_("vi") in page.lines] == said_above
    assert BECAME["handed_over"].in_("vi") not in page.words


def test_whom_no_word_to_stop_reached_is_to_be_called(front: Front, lan: Browser) -> None:
    reached, office = Reached(front.place), front.place.office
    reached.publish(SMALL, ("email",))
    journey = open_case(office, SMALL.key, "self_return", "hai_phong", by="user:lan")
    advance(office, journey)
    reached.send()
    stop(office, journey, "Bị theo dõi", "lan", unsafe=True)
    advance(office, journey)
    before = lan.page(path_to(journey))
    reached.refuses["email"] = NEVER
    for _ in range(6):
        reached.send()
        reached.let_pauses_between_tries_end()

    page = lan.page(path_to(journey))

    assert CALL_NOW not in before.lines
    assert page.lines[page.lines.index(CALL_NOW) + 2] == "Lan: lan@example.vn"


def test_what_nobody_gets_to_see_is_no_look(front: Front, lan: Browser, journey: str) -> None:
    (request,) = front.place.waiting(journey)

    answers = [lan.client.head(f"/desk/cases/{each}") for each in (journey, request)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert "looked" not in front.kinds(journey)
    lan.page(path_to(journey))
    assert front.kinds(journey).count("looked") == 1


def test_what_happened_is_told_in_words(front: Front, lan: Browser, journey: str) -> None:
    (request,) = front.place.waiting(journey)
    front.place.answer(request, {"agrees": ["yes"]})
    front.place.carry(journey)

    words = lan.page(path_to(journey)).words

    assert "Mở hành trình:" in words
    assert "Hỏi Cơ quan police" in words
    assert "đã thực hiện" in words
    assert "Người trực, Cơ quan police" in words


def test_a_request_is_shown_with_whom_to_call_and_its_messages(
    front: Front, lan: Browser, journey: str
) -> None:
    page = lan.page(asked(front.place, journey))

    assert "police_1@example.vn" in page.words
    assert "đã gửi" in page.words


def test_an_answer_is_shown_by_a_press_alone_and_that_is_written_down(
    front: Front, lan: Browser, journey: str
) -> None:
    path = asked(front.place, journey)
    (request,) = front.place.waiting(journey)
    front.place.answer(request, {"agrees": ["yes"], "note": [SECRET]})

    before = lan.page(path)
    read = lan.send(form(before, "/read"))

    assert SECRET not in lan.page(path).words + lan.page(path_to(journey)).words + before.words
    assert SECRET in Page(read.text).words
    assert front.kinds(journey).count("read") == 1


def test_why_an_agency_declined_is_told_once_with_what_it_wrote(
    front: Front, lan: Browser, journey: str
) -> None:
    path = asked(front.place, journey)
    (request,) = front.place.waiting(journey)
    declined = Submission("declined", {}, reason="Hết giường từ hôm qua.", because="no_place")
    front.place.submit(request, declined)

    read = Page(lan.send(form(lan.page(path), "/read")).text)

    reason = DECLINES_IN_WORDS["no_place"].in_("vi")
    assert f"Trả lời từ chối Lý do {reason} Hết giường từ hôm qua." in read.words


def test_each_look_is_written_down_once_an_hour(front: Front, lan: Browser, journey: str) -> None:
    for minutes in (0, 29, 29, 1, 1):
        front.place.later(minutes=minutes)
        lan.page(path_to(journey))

    assert front.kinds(journey).count("looked") == 2


@pytest.mark.parametrize(
    "path",
    [
        "/desk/cases/{other}",
        "/desk/cases/{other}/1",
        "/desk/cases/{other}/1/2",
        "/desk/cases/{other}/1/verify",
        "/desk/cases/{mine}/2",
        "/desk/cases/{mine}/1/99",
        "/desk/cases/{mine}/1/nothing",
        "/desk/cases/{mine}/1/verify[nothing]",
        "/desk/cases/nothing",
    ],
)
def test_another_provinces_case_is_like_one_that_is_not_there(
    front: Front, lan: Browser, journey: str, published: Pathway, path: str
) -> None:
    other = front.place.open(published, area="lai_chau")
    codes = {"mine": journey.partition("/")[0], "other": other.partition("/")[0]}

    page = lan.page(path.format_map(codes), 404)

    assert "Ở đây không có gì" in page.words
    assert "looked" not in front.kinds(other)
    assert codes["other"] not in lan.page("/desk").words


def test_a_case_without_an_area_is_for_who_is_there_for_everywhere(
    front: Front, lan: Browser, published: Pathway
) -> None:
    nowhere = front.place.open(published)

    with front.browser("tam") as tam:
        tam.page(path_to(nowhere))
    lan.page(path_to(nowhere), 404)


def test_an_auditor_reads_no_answer_and_changes_nothing(front: Front, journey: str) -> None:
    path = asked(front.place, journey)
    (request,) = front.place.waiting(journey)
    front.place.answer(request, {"agrees": ["yes"], "note": [SECRET]})

    with front.browser("hoa") as hoa:
        page, case = hoa.page(path), hoa.page(path_to(journey))

    actions = {one.attributes["action"] for one in (*page.forms, *case.forms)}
    assert actions == {"/desk/sign-out"}


def test_a_step_that_is_asked_in_parts_leads_to_each_of_them(front: Front, lan: Browser) -> None:
    place = front.place
    place.publish(IN_PARTS)
    journey = place.open(IN_PARTS, area="hai_phong")
    place.answer(place.waiting(journey)[0], {"needs": ["health", "law"]})
    place.carry(journey)

    page = lan.page(f"{path_to(journey)}/service")

    parts = {f"/desk/cases/{request}" for request in place.waiting(journey)}
    assert len(parts) == 2
    assert parts <= set(page.links())
    assert "Chưa hỏi cơ quan nào." not in page.words
    assert [one.attributes["action"] for one in page.forms] == ["/desk/sign-out"]
