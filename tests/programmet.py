"""The program as a process of its own on the day of the tests: python tests/programmet.py ARGUMENTER."""

import os
import sys
from datetime import datetime

from sosialplan.cli.main import main
from sosialplan.cli.world import World
from sosialplan.output.oppstart import standard

NOW = "2026-11-23T09:30+01:00"
"""A Monday in the middle of the autumn: the day of the demo."""
OTHERWISE = "PROEVENS_DAG"
"""A variable of the environment with another moment."""

if __name__ == "__main__":
    sys.exit(
        main(
            None, World(standard(), lambda: datetime.fromisoformat(os.environ.get(OTHERWISE, NOW)))
        )
    )
