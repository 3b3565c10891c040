"""`python -m sayso`."""

from __future__ import annotations

from sayso.interfaces.cli.main import main

if __name__ == "__main__":
    main()
