"""Lets ``python -m chalkreel`` be the same as the ``chalkreel`` command."""

import sys

from chalkreel.app.cli import main

if __name__ == "__main__":
    sys.exit(main())
