"""What one field of an answer holds, once it was checked.

Dates and areas are text (ISO day, area id), money is whole VND, several choices are a
tuple of option ids, and what was not filled is None. Free text is never among them: it
is sealed and kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping

Value = bool | int | str | tuple[str, ...] | None
Values = Mapping[str, Value]
