"""What a provider says, or does not say, comes to the same on every channel."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from apprise import Apprise
from apprise.plugins.base import NotifyBase

from domain.journey.reaching import Refusal
from domain.letters.notices import Letter
from tasks.channels.setting_up import channels_of
from tasks.settings import Settings
from tests.domain.casework.reached import ADDRESSES
from tests.tasks.peers import CHANNELS, PASSWORD, TOKEN, Does, Peers, peers, settings_for

LINK = "http://127.0.0.1:8000/a/kh0ngduoclo"
LETTER = Letter("[7K3Q-9MXD] Có yêu cầu đang chờ", f"Kính gửi: Công an\n\n{LINK}\n")
NOT_KNOWN = "It may have come all the same."


@pytest.fixture
def there(move_messengers: Callable[[str], None]) -> Iterator[Peers]:
    with peers(move_messengers) as there:
        yield there


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("does", "comes_to"),
    [
        # a yes is a yes, also where it takes some time or is said twice over
        (Does.YES, "taken"),
        (Does.YES_LATER, "taken"),
        (Does.YES_TWICE, "taken"),
        # nobody there any more
        (Does.NEVER, "for good"),
        # too many at once, come again in five minutes
        (Does.NOT_NOW, "for now"),
        (Does.TROUBLE, "for now"),
        # it took the message, and then?
        (Does.YES_TOO_LATE, "for now, not known"),
        (Does.NOTHING, "for now, not known"),
        (Does.HALF_A_YES, "for now, not known"),
        (Does.GONE, "for now, not known"),
        # nobody can have taken it
        (Does.NOBODY, "for now"),
    ],
)
def test_it_is_believed_as_far_as_it_was_heard(
    there: Peers, channel: str, does: Does, comes_to: str
) -> None:
    there.play(channel, does)

    refusal = there.channels(does).hand_over(channel, ADDRESSES[channel], LETTER)

    assert _comes_to(refusal) == comes_to
    assert len(there.came(channel)) == 1 or comes_to in ("for good", "for now")
    if refusal is not None:
        _tells_nothing(refusal, ADDRESSES[channel])


def test_trouble_in_no_form_of_theirs_may_hide_a_yes(there: Peers) -> None:
    there.play("viber", Does.TROUBLE)
    there.web.says = "<html>Bad Gateway</html>"

    refusal = there.channels(Does.TROUBLE).hand_over("viber", ADDRESSES["viber"], LETTER)

    assert _comes_to(refusal) == "for now, not known"


@pytest.mark.parametrize("channel", CHANNELS)
def test_every_provider_has_the_same_time_to_answer(channel: str) -> None:
    address = channels_of(settings_for("http://127.0.0.1:9", 9)).addresses[channel]

    service = _service(address(ADDRESSES[channel]))

    # Apprise's mail goes by the first of them alone.
    assert service.request_timeout == ((15, 15) if channel == "email" else (5, 15))


def test_who_wrote_a_limit_into_an_address_keeps_it() -> None:
    settings = Settings.model_validate({"email_url": "mailtos://u:p@smtp.example.vn?cto=40"})

    service = _service(channels_of(settings).addresses["email"](ADDRESSES["email"]))

    assert service.request_timeout[0] == 40


def _comes_to(refusal: Refusal | None) -> str:
    if refusal is None:
        return "taken"
    lasts = "for good" if refusal.for_good else "for now"
    return f"{lasts}, not known" if refusal.reason.endswith(NOT_KNOWN) else lasts


def _service(address: str | NotifyBase) -> NotifyBase:
    if isinstance(address, NotifyBase):
        return address
    service = Apprise.instantiate(address)
    assert isinstance(service, NotifyBase)
    return service


def _tells_nothing(refusal: Refusal, target: str) -> None:
    secrets = (target, target.lstrip("+"), TOKEN, PASSWORD, LINK, "EAABi0ixZA9bimat", "bi-mat-3f9a")
    assert [secret for secret in secrets if secret in refusal.reason] == []
