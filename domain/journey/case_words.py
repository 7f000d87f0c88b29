"""How a case stands, in words: for the command and the desk alike."""

from __future__ import annotations

from collections.abc import Mapping

from domain.journey.person import Regime
from domain.texts import Message, say

REGIMES: Mapping[Regime, Message] = {
    "law_66_2011": say("Law 66/2011/QH12, by the day of identification (Law 53/2024, Article 63)"),
    "law_53_2024": say("Law 53/2024/QH15"),
}
STANDS: Mapping[str, Message] = {
    "open": say("under way"),
    "ended": say("ended"),
    "stopped": say("stopped"),
}
ANSWERS: Mapping[str, Message] = {
    "waiting": say("waits for an answer"),
    "done": say("done"),
    "declined": say("declined"),
    "failed": say("tried without success"),
    "lacks_grounds": say("not enough grounds"),
    "withdrawn": say("withdrawn"),
}
NOTICES: Mapping[str, Message] = {
    "request": say("request"),
    "informed": say("for information"),
    "reminder": say("reminder"),
    "escalation": say("escalation"),
    "withdrawal": say("withdrawal"),
    "halt": say("stop for safety"),
    "changed": say("asked to look again"),
    "countersign": say("to be confirmed"),
    "not_confirmed": say("not confirmed"),
    "lead": say("to the coordinator"),
    "code": say("code for reading"),
    "reply": say("reply to the question"),
    "time_granted": say("more time granted"),
    "time_refused": say("more time refused"),
    "earlier_corrected": say("something before was corrected"),
    "revised": say("what is asked has changed"),
    "colleague_rejected": say("new colleague not confirmed"),
    "passed_on": say("with another agency now"),
    "answer_replaced": say("answer replaced"),
    "correction_taken": say("correction taken over"),
    "correction_agreed": say("correction awaits a second person"),
    "answered_anew": say("answer written down anew"),
    "correction_unsettled": say("closed before the correction was settled"),
    "correction_left": say("correction not taken over"),
}
UNDELIVERED = say("no message has come through")
BECAME: Mapping[str, Message] = {
    "queued": say("not sent yet"),
    "quiet": say("waits until quiet hours are over"),
    "together": say("waits to go with others"),
    "sending": say("being sent"),
    "handed_over": say("handed over to the provider"),
    "opened": say("opened"),
    "answered": say("answered"),
    "refused": say("could not be sent"),
    "dropped": say("no longer needed"),
}
