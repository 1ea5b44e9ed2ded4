"""`python -m reports`: the files of a report, for those who schedule them (see `reports.command`)."""

import sys

from reports.command import main

if __name__ == "__main__":
    sys.exit(main())
