from __future__ import annotations

import os

from hypothesis import settings

# The same examples in every run: what is red here is red everywhere. The whole check has more.
EXAMPLES = 200 if os.environ.get("REQUIRE_ALL") == "1" else 40
settings.register_profile("default", derandomize=True, deadline=None, max_examples=EXAMPLES)
settings.register_profile("long", deadline=None, max_examples=5000)
