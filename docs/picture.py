"""Take the picture of the brief for the README anew: `make picture`. Needs Chromium or Chrome on the machine.

The page is the brief of the packaged sample; the picture is its first screen, made no larger than a README should load.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from sayso.interfaces.cli.main import app

PICTURE = Path(__file__).with_name("brief.png")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
WIDTH, HEIGHT = 1280, 1690
LARGEST = 400_000


def browser() -> str:
    """Return the browser that is installed; ends with a message when none is."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit(f"no browser found ({', '.join(BROWSERS)}); on Debian: apt install chromium")
    return found


def take(page: Path, picture: Path) -> None:
    """Write a picture of the page's first screen."""
    look = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1"]
    size = [f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={picture}"]
    subprocess.run([browser(), *look, *size, page.as_uri()], check=True, capture_output=True, timeout=120)  # noqa: S603 - a browser by its known name


def main() -> None:
    """Read the sample, write its brief, and take the picture."""
    with TemporaryDirectory() as folder:
        CliRunner().invoke(app, ["demo", "-o", folder], catch_exceptions=False)
        take(Path(folder) / "brief.html", PICTURE)
    size = PICTURE.stat().st_size
    if size > LARGEST:
        sys.exit(f"{PICTURE}: {size:,} bytes; expected at most {LARGEST:,}")
    print(f"{PICTURE}: {size:,} bytes")  # noqa: T201 - a script says what it did


if __name__ == "__main__":
    main()
