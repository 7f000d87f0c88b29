from __future__ import annotations

import sys

from deployments.command_line import main

if __name__ == "__main__":
    sys.exit(main())
