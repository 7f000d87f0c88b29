from __future__ import annotations

from hypothesis import settings

from tests.tries import tries

# The same examples in every run: what is red here is red everywhere.
settings.register_profile("default", derandomize=True, deadline=None, max_examples=tries(200))
settings.register_profile("long", deadline=None, max_examples=5000)
