"""Making pictures harmless, each in a process of its own that is ended when it takes too long."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from domain.pathway.attachments import FileKind
from domain.texts import Message, say
from pages.answer import redraw

MOST_PIXELS = 60_000_000
SECONDS = 30
AT_ONCE = 2
"""Each may take as much memory as `redraw` says."""

UNREADABLE = say("This picture cannot be read. Please take it again, or save it as PDF.")
TOO_MANY_PIXELS = say("This picture is too large to be read. Please take it with fewer pixels.")
TOO_BUSY = say("Too many pictures are being sent just now. Please send it again in a minute.")

_turns = BoundedSemaphore(AT_ONCE)


def redrawn(content: bytes, kind: FileKind) -> bytes | Message:
    """The picture without what is written beside it, or why it is not taken. Blocks for seconds."""
    if not _turns.acquire(timeout=SECONDS):
        return TOO_BUSY
    try:
        drawn = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-I", Path(redraw.__file__), kind.upper(), str(MOST_PIXELS)],
            input=content, capture_output=True, timeout=SECONDS, check=False, env={},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return UNREADABLE
    finally:
        _turns.release()
    if drawn.returncode == redraw.TOO_MANY_PIXELS:
        return TOO_MANY_PIXELS
    return drawn.stdout if drawn.returncode == 0 and drawn.stdout else UNREADABLE
