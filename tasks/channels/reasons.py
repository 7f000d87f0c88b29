"""Why a provider did not take a message, from what Apprise logged in that one call.

What is kept holds no address, no link and no token of ours (docs/decisions/0002).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from domain.journey.reaching import Refusal
from domain.letters.refusals import MAY_HAVE_COME, UNEXPLAINED

LONGEST_REASON = 500

_OF_MAIL = re.compile(r"(?m)^.*(?:xception|rror).*$")
_OF_A_POST = re.compile(
    r"(?m)^(?:Failed to send|A [Cc]onnection error|Socket Exception|Invalid JSON response).*"
)
_WEB_ADDRESS = re.compile(r"with url: \S+|\S*://\S+")
_MAIL_ADDRESS = re.compile(r"[^\s'\"<>({\[]+@[^\s'\">)}\],:]+")
_NUMBER_OF_SOMEBODY = re.compile(r"\+?[0-9]{8,}")

# What will be no other in an hour. Who may not log in, or comes too often, is told so by 401,
# 407, 408, 425, 429 and SMTP's 53x: that is ours to mend, and says nothing about the address.
_BY_STATUS = re.compile(r"error=4(?!01|07|08|25|29)[0-9]{2}\b")
_FOR_GOOD: Mapping[str, re.Pattern[str]] = {
    "email": re.compile(r"\(5(?!3)[0-9]{2}, b"),
    # Not registered, not subscribed, no device that could show it.
    "viber": re.compile(r"\(status=(?:5|6|11)\)"),
    # Cannot be delivered to them; they have to write first.
    "whatsapp": re.compile(r"error=(?:131026|131047)\b"),
    # They do not follow the account any more, have not written for long, or our token is at an end.
    # Too many in a minute (-32) and their own trouble (-200) pass.
    "zalo": re.compile(r"error=-(?!32\b|200\b)[0-9]+"),
}
# A no, or nobody who could have taken it. Of all else it is not known what became of it.
_KNOWN_NOT_TAKEN = re.compile(
    r"error=-?[0-9]|\(status=-?[0-9]|\([45][0-9]{2}, b|Connection error while submitting"
    r"|Failed to establish a new connection|connect timeout=|Failed to resolve|SSLError"
    r"|: Connect(?:Error|Timeout)\b"
)


def refusal_in(log: str, channel: str, target: str) -> Refusal:
    found = (_OF_MAIL if channel == "email" else _OF_A_POST).findall(log)
    told = " ".join(_without_addresses(line, target) for line in found)[:LONGEST_REASON]
    reason = told or UNEXPLAINED.in_("en")
    if _KNOWN_NOT_TAKEN.search("\n".join(found)) is None:
        return Refusal(f"{reason} {MAY_HAVE_COME.in_('en')}")
    for_good = _FOR_GOOD.get(channel, _BY_STATUS).search("\n".join(found)) is not None
    return Refusal(reason, for_good)


def _without_addresses(line: str, target: str) -> str:
    line = line.replace(target, "…")
    for pattern in (_WEB_ADDRESS, _MAIL_ADDRESS, _NUMBER_OF_SOMEBODY):
        line = pattern.sub("…", line)
    return line
