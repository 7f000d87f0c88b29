"""Keeping links out of logs: whoever reads a link in a log could answer in an agency's name."""

from __future__ import annotations

import logging
import re

ACCESS_LOG = False
"""How to run these pages under Uvicorn: its access log has one line for each link opened."""

_LINK = re.compile(
    r"""((?:/|%2f)(?:a|api(?:/|%2f)requests)(?:/|%2f))[^\s/?#&'"<>]+""", re.IGNORECASE
)
_FORMATTER = logging.Formatter()


def redact(text: str) -> str:
    """The text with `/a/…` in the place of every link's token."""
    return _LINK.sub(r"\1…", text)


class WithoutTokens(logging.Filter):
    """Belongs on every handler: a filter on a logger does not see what its children log."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            # Uvicorn's access formatter wants its five arguments, so they stay arguments.
            record.args = tuple(redact(a) if isinstance(a, str) else a for a in record.args)
        said = record.getMessage()
        if redact(said) != said:
            record.msg, record.args = redact(said), ()
        if record.exc_info:
            record.exc_text = redact(_FORMATTER.formatException(record.exc_info))
            record.exc_info = None
        return True
