from __future__ import annotations

import pytest

from domain.letters.refusals import (
    MAY_HAVE_COME,
    TOO_SLOW,
    UNEXPLAINED,
    in_words,
    not_set_up,
    unusable_on,
)


@pytest.mark.parametrize(
    ("kept", "vi"),
    [
        # all of it ours
        (not_set_up("sms").in_("en"), "Kênh tin nhắn SMS chưa được thiết lập ở đây."),
        (unusable_on("viber").in_("en"), unusable_on("viber").in_("vi")),
        (UNEXPLAINED.in_("en"), "Bên chuyển tin từ chối và không nêu lý do."),
        # two sentences of ours
        (f"{TOO_SLOW} {MAY_HAVE_COME}", f"{TOO_SLOW.in_('vi')} {MAY_HAVE_COME.in_('vi')}"),
        # a provider's, and one of ours behind it
        (
            f"Read timed out {{0}} {MAY_HAVE_COME}",
            f"Read timed out {{0}} {MAY_HAVE_COME.in_('vi')}",
        ),
        # as an earlier release kept it, with the channel's id
        ("The channel zalo is not set up here.", not_set_up("zalo").in_("vi")),
        ("The address cannot be used on email.", unusable_on("email").in_("vi")),
        # a provider's alone
        ("550 Mailbox unavailable", "550 Mailbox unavailable"),
    ],
)
def test_what_is_ours_of_a_refusal_is_told_in_its_readers_language(kept: str, vi: str) -> None:
    said = in_words(kept)

    assert (said.in_("vi"), said.in_("en")) == (vi, kept)
