from __future__ import annotations

import json
from dataclasses import replace

import pytest

from domain.casework.administration.rotating import give_up_links
from domain.casework.answers.answering import answer, look
from domain.casework.answers.drafts import discard_draft, forget_stale_drafts, keep_draft
from domain.casework.answers.reissuing import resend
from domain.casework.answers.sent_corrections import send_correction, take_over
from domain.casework.answers.views import Settled, Submission, TooLate
from domain.casework.answers.words_beside import read_words
from domain.casework.desk.consulting import consult, open_file
from domain.casework.desk.coordinating import CannotDo, withdraw
from domain.pathway.attachments import LARGEST_FILE, TOO_LARGE, Attachment, Given
from domain.pathway.forms import FormFaults
from domain.pathway.template import Pathway
from domain.seals.links import LinkSigner
from domain.seals.sealing import CannotUnseal, KeyRing
from tests.domain.casework.bureau import KEYS, TOKEN, Bureau
from tests.domain.db.dump import dump_of
from tests.domain.small import number, pathway, step
from tests.files import PDF, picture
from tests.strategies import Part

SECRET = b"Nguy\xe1\xbb\x85n Th\xe1\xbb\x8b Mai, sinh 1999"
FINDING = PDF.replace(b"/Catalog", b"/Catalog /Title (" + SECRET + b")")


def paper(name: str) -> Part:
    return {"id": name, "label": {"vi": name, "en": name}, "kind": "file", "required": False}


@pytest.fixture
def small() -> Pathway:
    form = [paper("finding"), paper("photo"), number("day")]
    return pathway(step("verify", form=form), step("shelter", "verify", role="shelter"))


@pytest.fixture
def request_id(anywhere: Bureau, small: Pathway) -> str:
    anywhere.publish(small)
    (request,) = anywhere.waiting(anywhere.open(small))
    return request


def done(**files: Attachment) -> Submission:
    return Submission("done", {}, files=files)


def rows(place: Bureau, table: str = "files") -> list[tuple[object, ...]]:
    return dump_of(place.office.store)[table]


def test_a_file_comes_with_its_answer(anywhere: Bureau, request_id: str) -> None:
    finding = Attachment("pdf", FINDING)

    receipt = answer(anywhere.office, anywhere.token(request_id), done(finding=finding)).receipt
    opened = open_file(anywhere.office, request_id, "finding", "lan")

    assert receipt.values == {"finding": finding.id, "photo": None, "day": None}
    assert receipt.files == {"finding": finding.about}
    assert opened.content == FINDING
    assert opened.name == f"{request_id.partition('/')[0]}-1.pdf"


def test_the_database_alone_shows_nothing_of_a_file(anywhere: Bureau, request_id: str) -> None:
    answer(anywhere.office, anywhere.token(request_id), done(finding=Attachment("pdf", FINDING)))

    ((*_, sealed, _),) = rows(anywhere)
    held = str(dump_of(anywhere.office.store)).encode()

    assert isinstance(sealed, bytes)
    assert all(part not in sealed for part in (b"PDF", b"Catalog", SECRET))
    assert b"Catalog" not in held


def test_each_file_of_a_case_has_a_number_of_its_own(anywhere: Bureau, request_id: str) -> None:
    files = {"finding": Attachment("pdf", FINDING), "photo": Attachment("png", picture("PNG"))}

    answer(anywhere.office, anywhere.token(request_id), done(**files))
    opened = [open_file(anywhere.office, request_id, name, "lan").name for name in files]

    assert [name.partition("-")[2].partition("-")[2] for name in opened] == ["1.pdf", "2.png"]


def test_each_look_at_a_file_is_an_event(anywhere: Bureau, request_id: str) -> None:
    answer(anywhere.office, anywhere.token(request_id), done(finding=Attachment("pdf", FINDING)))
    journey = request_id.rpartition("/")[0]

    open_file(anywhere.office, request_id, "finding", "lan")

    with anywhere.office.store.reading() as books:
        last = books.trails.lines(journey)[-1]
        payload = books.trails.payload(journey, last.seq)
    assert (last.kind, last.actor) == ("read", "user:lan")
    assert payload is not None
    assert json.loads(payload.body)["file"] == "finding"


def test_who_consults_the_answer_is_told_of_its_files(anywhere: Bureau, request_id: str) -> None:
    finding = Attachment("pdf", FINDING)
    answer(anywhere.office, anywhere.token(request_id), done(finding=finding))

    assert consult(anywhere.office, request_id, "lan").files == {"finding": finding.about}


@pytest.mark.parametrize("field", ["photo", "day", "gone"])
def test_where_no_file_came_there_is_none(anywhere: Bureau, request_id: str, field: str) -> None:
    answer(anywhere.office, anywhere.token(request_id), done(finding=Attachment("pdf", FINDING)))

    with pytest.raises(CannotDo):
        open_file(anywhere.office, request_id, field, "lan")


def test_a_request_that_waits_has_no_file_yet(anywhere: Bureau, request_id: str) -> None:
    keep_draft(
        anywhere.office, anywhere.token(request_id), "done", {}, {"finding": Attachment("pdf", PDF)}
    )

    with pytest.raises(CannotDo):
        open_file(anywhere.office, request_id, "finding", "lan")


def test_a_file_in_the_place_of_another_does_not_open(anywhere: Bureau, request_id: str) -> None:
    files = {"finding": Attachment("pdf", FINDING), "photo": Attachment("pdf", PDF)}
    answer(anywhere.office, anywhere.token(request_id), done(**files))
    with anywhere.office.store.writing() as books:
        one, other = (books.files.find(file.id) for file in files.values())
        assert one is not None
        assert other is not None
        one.sealed = other.sealed

    with pytest.raises(CannotUnseal):
        open_file(anywhere.office, request_id, "finding", "lan")


def with_a_file_that_comes_late(place: Bureau, request_id: str, **at_once: Attachment) -> list[str]:
    """The answer, and then the same correction sent twice with a finding: what lies there then."""
    answer(place.office, place.token(request_id), done(**at_once))
    place.carry(request_id.rpartition("/")[0])
    seen = look(place.office, place.token(request_id))
    assert isinstance(seen, Settled)
    assert seen.files == frozenset(at_once)
    late = replace(done(), corrects=seen.for_the_coordinator)
    for _ in range(2):
        files = {"finding": Attachment("pdf", FINDING)}
        send_correction(place.office, place.token(request_id), replace(late, files=files))
    consult(place.office, request_id, "lan")
    finding = open_file(place.office, request_id, "finding", "lan").content
    take_over(place.office, request_id, "lan")
    assert open_file(place.office, request_id, "finding", "lan").content == finding
    return ["brought" if finding == FINDING else "as before"] * len(rows(place))


def test_a_late_correction_brings_a_file_where_the_answer_had_none(
    anywhere: Bureau, request_id: str
) -> None:
    assert with_a_file_that_comes_late(anywhere, request_id) == ["brought"]


def test_a_late_correction_leaves_the_file_of_the_answer(anywhere: Bureau, request_id: str) -> None:
    earlier = Attachment("pdf", PDF)

    assert with_a_file_that_comes_late(anywhere, request_id, finding=earlier) == ["as before"]


def test_what_is_not_recorded_leaves_no_file_behind(anywhere: Bureau, request_id: str) -> None:
    before = dump_of(anywhere.office.store)
    wrong = Submission("done", {"day": ["x"]}, files={"finding": Attachment("pdf", PDF)})
    files: Given = {"finding": TOO_LARGE, "photo": Attachment("pdf", PDF)}
    too_large = Submission("done", {}, files=files)

    for submission in (wrong, too_large):
        with pytest.raises(FormFaults):
            answer(anywhere.office, anywhere.token(request_id), submission)

    assert dump_of(anywhere.office.store) == before


def test_who_comes_too_late_leaves_no_file_behind(anywhere: Bureau, request_id: str) -> None:
    answer(anywhere.office, anywhere.token(request_id), done())

    with pytest.raises(TooLate):
        answer(anywhere.office, anywhere.token(request_id, 2), done(photo=Attachment("pdf", PDF)))

    assert rows(anywhere) == []


def test_a_file_of_no_field_is_not_kept(anywhere: Bureau, request_id: str) -> None:
    files = {"other": Attachment("pdf", PDF), "day": Attachment("pdf", PDF)}

    answer(anywhere.office, anywhere.token(request_id), done(**files))

    assert rows(anywhere) == []


def test_a_correction_brings_its_own_file_and_the_first_stays_on_record(
    anywhere: Bureau, request_id: str
) -> None:
    token = anywhere.token(request_id)
    line = answer(anywhere.office, token, done(finding=Attachment("pdf", PDF))).receipt.correctable
    files = {"finding": Attachment("pdf", FINDING)}

    answer(anywhere.office, token, Submission("done", {}, corrects=line, files=files))

    assert open_file(anywhere.office, request_id, "finding", "lan").content == FINDING
    assert len(rows(anywhere)) == 2


def test_what_a_draft_has_kept_is_sent_with_the_answer(anywhere: Bureau, request_id: str) -> None:
    token = anywhere.token(request_id)
    kept = keep_draft(anywhere.office, token, "done", {}, {"finding": Attachment("pdf", FINDING)})

    named = frozenset(file.id for file in kept.files.values())
    receipt = answer(anywhere.office, token, replace(done(), drafted=named)).receipt

    assert receipt.files == kept.files
    assert open_file(anywhere.office, request_id, "finding", "lan").content == FINDING
    assert rows(anywhere, "drafts") == []


def test_a_file_of_the_draft_that_is_not_named_is_neither_sent_nor_left_behind(
    anywhere: Bureau, request_id: str
) -> None:
    token = anywhere.token(request_id)
    keep_draft(anywhere.office, token, "done", {}, {"finding": Attachment("pdf", FINDING)})

    receipt = answer(anywhere.office, token, done()).receipt

    assert receipt.files == {}
    assert rows(anywhere) == []


def test_a_file_is_taken_out_of_a_draft(anywhere: Bureau, request_id: str) -> None:
    token = anywhere.token(request_id)
    keep_draft(anywhere.office, token, "done", {}, {"finding": Attachment("pdf", FINDING)})

    kept = keep_draft(anywhere.office, token, "done", {"day": ["1"]}, without=["finding"])

    assert kept.files == {}
    assert rows(anywhere) == []


def test_what_is_sent_goes_before_what_a_draft_has_kept(anywhere: Bureau, request_id: str) -> None:
    token = anywhere.token(request_id)
    keep_draft(anywhere.office, token, "done", {}, {"finding": Attachment("pdf", PDF)})

    answer(anywhere.office, token, done(finding=Attachment("pdf", FINDING)))

    assert open_file(anywhere.office, request_id, "finding", "lan").content == FINDING
    assert len(rows(anywhere)) == 1


def test_a_draft_keeps_its_file_until_another_comes(anywhere: Bureau, request_id: str) -> None:
    token = anywhere.token(request_id)
    first, second = Attachment("pdf", PDF), Attachment("pdf", FINDING)
    keep_draft(anywhere.office, token, "done", {}, {"finding": first})
    keep_draft(anywhere.office, token, "done", {"day": ["1"]})
    then = read_words(anywhere.office, token).draft

    keep_draft(anywhere.office, token, "done", {}, {"finding": second})

    now = read_words(anywhere.office, token).draft
    assert then is not None
    assert now is not None
    assert (then.files, now.files) == ({"finding": first.about}, {"finding": second.about})
    assert len(rows(anywhere)) == 1


@pytest.mark.parametrize("ended", ["answered by a colleague", "discarded", "withdrawn", "declined"])
def test_the_files_of_a_draft_go_with_it(anywhere: Bureau, request_id: str, ended: str) -> None:
    token = anywhere.token(request_id)
    keep_draft(anywhere.office, token, "done", {}, {"finding": Attachment("pdf", FINDING)})

    match ended:
        case "discarded":
            discard_draft(anywhere.office, token)
        case "withdrawn":
            withdraw(anywhere.office, request_id, "lan")
        case "declined":
            anywhere.decline(request_id)
        case _:
            answer(anywhere.office, anywhere.token(request_id, 2), done())

    assert rows(anywhere) == []


@pytest.mark.parametrize("why", ["the coordinator sends it anew", "its key got out"])
def test_a_draft_and_its_file_go_on_behind_the_link_in_the_place_of_theirs(
    anywhere: Bureau, request_id: str, why: str
) -> None:
    old = anywhere.token(request_id)
    keep_draft(
        anywhere.office, old, "done", {"day": ["1"]}, {"finding": Attachment("pdf", FINDING)}
    )
    before = read_words(anywhere.office, old).draft
    anywhere.pile.clear()

    if why == "its key got out":
        both = KeyRing({"0002": b"n" * 32, **KEYS["l"].keys})
        anywhere.office = replace(anywhere.office, links=LinkSigner(both))
        give_up_links(anywhere.office, "0001", "lan")
    else:
        resend(anywhere.office, request_id, "lan", "police_1")
    forget_stale_drafts(anywhere.office)
    anywhere.send()

    mine = next(letter for letter in anywhere.pile if letter.target.startswith("police_1"))
    (fresh,) = TOKEN.findall(mine.letter.text)
    assert before is not None
    assert read_words(anywhere.office, fresh).draft == before
    assert len(rows(anywhere, "drafts")) == 1


def test_the_largest_file_is_kept_whole(anywhere: Bureau, request_id: str) -> None:
    largest = FINDING + bytes(LARGEST_FILE - len(FINDING))

    answer(anywhere.office, anywhere.token(request_id), done(finding=Attachment("pdf", largest)))

    assert open_file(anywhere.office, request_id, "finding", "lan").content == largest
