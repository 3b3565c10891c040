"""Every setting, in one table: the fields of `Settings`, each with its type, default and one line of help.

A value comes from the first of these that gives one: a flag, the environment (`SAYSO_STORE` for `store`), the
project's `sayso.toml` (in the working folder or one above it), the user's `config.toml`, the default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from sayso.errors import SettingError

PROJECT_FILE = "sayso.toml"
USER_FILE = "config.toml"

Kind = Literal["text", "path", "integer", "choice"]


def _setting(
    default: str | int, help: str, kind: Kind = "text", words: tuple[str, ...] = (), minimum: int | None = None
) -> Any:
    """One row of the table. `words`: of a choice, all its values; of a path, the values that are no path."""
    return field(default=default, metadata={"help": help, "kind": kind, "words": words, "minimum": minimum})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. `origins` tells where each value came from that is not the default."""

    store: str = _setting("sayso.db", "Where the store lies: a file or a postgresql:// address.", "path")
    codebook: str = _setting("sayso-1", "The codebook: a name or a YAML file of your own.", "path", ("sayso-1",))
    profile: str = _setting("conservative", "The rule that turns claims into an incident's figures.")
    gazetteer: str = _setting("packaged", "The gazetteer: packaged, or a file that was built.", "path", ("packaged",))
    actors: str = _setting(
        "packaged", "The register of actors: packaged, or a YAML file of your own beside it.", "path", ("packaged",)
    )
    link_weights: str = _setting(
        "packaged",
        "What linking goes by: packaged, or a file that sayso link --train wrote.",
        "path",
        ("packaged",),
    )
    outlets: str = _setting("packaged", "The register of outlets: packaged, or a YAML file.", "path", ("packaged",))
    relevance: str = _setting(
        "check",
        "Reports that are not on armed conflict: check leaves them out, all reads them.",
        "choice",
        ("check", "all"),
    )
    columns: str = _setting("by name", "Columns of tables: by name, or such as text=Body, title=Headline.")
    max_bytes: int = _setting(10_000_000, "The largest report that is read, in bytes.", "integer", minimum=1)
    max_member_bytes: int = _setting(
        100_000_000, "The largest table, mail or member of an archive, unpacked, in bytes.", "integer", minimum=1
    )
    max_expanded_bytes: int = _setting(
        5_000_000_000, "What an archive and the archives in it may unpack to, in bytes.", "integer", minimum=1
    )
    max_members: int = _setting(
        100_000, "The most files or pages in an archive and the archives in it.", "integer", minimum=1
    )
    max_seconds: int = _setting(
        60, "The longest that one report may take to read, in seconds; 0: no limit.", "integer", minimum=0
    )
    max_memory: int = _setting(
        4_000, "The memory that reading may take, in megabytes (Linux); 0: no limit.", "integer", minimum=0
    )
    max_addresses: int = _setting(100, "The most pages that are fetched for one feed or sitemap.", "integer", minimum=1)
    fetch_pause: int = _setting(1, "Seconds between two requests to one host.", "integer", minimum=0)
    fetch_seconds: int = _setting(60, "The longest that one request may take, in seconds.", "integer", minimum=1)
    fetch_ports: str = _setting("80 443", "The ports that addresses may name.")
    allow_private_addresses: str = _setting(
        "no", "Whether to fetch from your own machine and network: no, or yes.", "choice", ("no", "yes")
    )
    proxies: str = _setting(
        "none",
        "Proxies: none, or environment (http_proxy, https_proxy, no_proxy).",
        "choice",
        ("none", "environment"),
    )
    contact: str = _setting("none", "An address for site owners, told to every site that is fetched from; none.")
    keep_raw: str = _setting(
        "yes", "Whether the bytes of each report are kept in the store: yes, or no.", "choice", ("yes", "no")
    )
    engine: str = _setting(
        "local", "What reads and links: local (this process), or spark.", "choice", ("local", "spark")
    )
    spark_master: str = _setting("local[*]", "Where Spark runs, as Spark names it: local[*], spark://host:7077, yarn.")
    shared: str = _setting("../shared", "The folder of evaluation corpora, for `sayso eval`.", "path")
    color: str = _setting("auto", "Colours: auto, always or never.", "choice", ("auto", "always", "never"))
    progress: str = _setting("auto", "Progress bars: auto, always or never.", "choice", ("auto", "always", "never"))
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Explained:
    """One setting as it stands: its value, where that came from, and its line of help."""

    name: str
    value: str | int
    origin: str
    help: str


def table() -> dict[str, Field[Any]]:
    """Return the settings by name, in the order in which they are shown."""
    return {row.name: row for row in fields(Settings) if row.metadata}


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return f"SAYSO_{name.upper()}"


def explain(settings: Settings) -> list[Explained]:
    """Return each setting with its value and where that came from."""
    return [
        Explained(name, getattr(settings, name), settings.origins.get(name, "default"), row.metadata["help"])
        for name, row in table().items()
    ]


@dataclass(frozen=True, slots=True)
class _Given:
    """A value as somebody gave it. `folder`: what a relative path is relative to; None for the working folder."""

    name: str
    value: object
    origin: str
    folder: Path | None = None


def load(cwd: Path, environ: Mapping[str, str], overrides: Mapping[str, object]) -> Settings:
    """Return the settings for a run in `cwd`.

    `overrides` are the flags; None and an empty variable stand for not given. A relative path in a settings file is
    relative to the file, any other to the working folder. Raises SettingError with every fault of every place.
    """
    faults: list[str] = []
    values: dict[str, str | int] = {}
    origins: dict[str, str] = {}
    for given in _given(cwd, environ, overrides, faults):
        try:
            values[given.name] = _checked(given)
            origins[given.name] = given.origin
        except SettingError as e:
            faults.append(str(e))
    if faults:
        raise SettingError("; ".join(faults), do="`sayso settings` lists every setting")
    return Settings(**values, origins=origins)  # type: ignore[arg-type] # each value was checked against its row


def _given(
    cwd: Path, environ: Mapping[str, str], overrides: Mapping[str, object], faults: list[str]
) -> Iterator[_Given]:
    """Give what was set, the weakest place first."""
    for file in (_user_file(), _project_file(cwd)):
        if file is not None:
            yield from _in_file(file, faults)
    for name in table():
        if value := environ.get(variable(name)):
            yield _Given(name, value, variable(name))
    yield from (_Given(name, value, "flag") for name, value in overrides.items() if value is not None)


def _user_file() -> Path | None:
    import click

    file = Path(click.get_app_dir("sayso")) / USER_FILE
    return file if file.is_file() else None


def _project_file(cwd: Path) -> Path | None:
    folders: Iterable[Path] = (cwd.absolute(), *cwd.absolute().parents)
    return next((folder / PROJECT_FILE for folder in folders if (folder / PROJECT_FILE).is_file()), None)


def _in_file(file: Path, faults: list[str]) -> list[_Given]:
    import tomllib

    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as e:
        faults.append(f"{file}: cannot be read as TOML ({e})")
        return []
    return [_Given(name, value, str(file), file.parent) for name, value in content.items()]


def _checked(given: _Given) -> str | int:
    """Return the value in its setting's type.

    Raises SettingError that names the place, the setting and what was expected.
    """
    row = table().get(given.name)
    if row is None:
        raise SettingError(f"unknown setting {given.name!r}", where=given.origin, expected=_nearest(given.name))
    kind: Kind = row.metadata["kind"]
    if kind == "integer":
        return _integer(given, row.metadata["minimum"])
    if not isinstance(given.value, str | Path) or not str(given.value):
        raise _misfit(given, "a path" if kind == "path" else "text")
    text = str(given.value)
    if kind == "choice" and text not in row.metadata["words"]:
        raise _misfit(given, " or ".join(row.metadata["words"]))
    return _path(text, given.folder) if kind == "path" and text not in row.metadata["words"] else text


def _misfit(given: _Given, expected: str) -> SettingError:
    return SettingError(f"{given.name} is {given.value!r}", where=given.origin, expected=expected)


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, table(), n=1)
    return f"{near[0]!r}?" if near else "one of " + ", ".join(table())


def _integer(given: _Given, minimum: int | None) -> int:
    expected = "a whole number" if minimum is None else f"a whole number of at least {minimum}"
    if isinstance(given.value, bool) or not isinstance(given.value, int | str):
        raise _misfit(given, expected)
    try:
        number = int(given.value)
    except ValueError as e:
        raise _misfit(given, expected) from e
    if minimum is not None and number < minimum:
        raise _misfit(given, expected)
    return number


def _path(text: str, folder: Path | None) -> str:
    """Return the path; an address is left as it is."""
    if "://" in text:
        return text
    path = Path(text).expanduser()
    return str(folder / path if folder is not None else path)
