"""`python -m gongdun` is the command line."""

import sys

from gongdun.cli import main

sys.exit(main())
