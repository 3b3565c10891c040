"""`sayso actors`: who is in the register, under which names, and a project's own entries beside the packaged ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.errors import NotFound
from sayso.interfaces.cli.messages import note
from sayso.interfaces.cli.options import CsvFlag, JsonFlag, LimitOption, QuietFlag, TableFlag
from sayso.interfaces.cli.page import Page
from sayso.interfaces.cli.rows import Listing, Shown, chosen, emit, limited
from sayso.interfaces.cli.surroundings import settings_now
from sayso.interfaces.export.jsonl import line
from sayso.interfaces.export.tables import joined
from sayso.interfaces.export.tabular import Column

if TYPE_CHECKING:
    from sayso.schema.actors import Actor, ActorRegister, Membership, Period, Succession

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
FileOption = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", help="Your own register. [default: what the settings name]")
]


@app.callback()
def actors() -> None:
    """Look up the register of actors, and add your own to it.

    \b
    Examples:
      sayso actors list --country SY --kind militia
      sayso actors show hts
      sayso actors check my-actors.yaml
      sayso actors add --file my-actors.yaml --id river-guard --name "River Guard" --kind militia --country SY
      sayso actors merge unknown:sy:river-guards river-guard --file my-actors.yaml
    """


# --- list


@app.command("list")
def list_(  # noqa: PLR0913, PLR0917 - one argument an option
    country: Annotated[str | None, typer.Option(metavar="SY", help="Only those at home there, by ISO code.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="Only this kind: militia, state_forces …")] = None,
    conflict: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only those with a side in this conflict: syria, sahel …")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="WORDS", help="Only those with this in a name or the id.")
    ] = None,
    file: FileOption = None,
    limit: LimitOption = None,
    table: TableFlag = False,
    json: JsonFlag = False,
    csv: CsvFlag = False,
) -> None:
    """List the actors of the register. A table on a terminal, JSON Lines in a pipe.

    \b
    Examples:
      sayso actors list --conflict syria
      sayso actors list --text nusra
      sayso actors list --country NG --csv > nigeria.csv
    """
    form = chosen(table=table, json=json, csv=csv)
    register = _register(file)
    _must_be_known(register, country, kind, conflict)
    rows = [
        a
        for a in register
        if (country is None or a.country == country.upper())
        and kind in (None, a.kind)
        and (conflict is None or conflict in a.sides)
        and _has_text(a, text)
    ]
    emit(_listing(limited(rows, limit), register), form)


def _must_be_known(register: ActorRegister, country: str | None, kind: str | None, conflict: str | None) -> None:
    for option, wanted, known in (
        ("--country", country and country.upper(), {a.country for a in register if a.country}),
        ("--kind", kind, {a.kind for a in register}),
        ("--conflict", conflict, {c for a in register for c in a.sides}),
    ):
        if wanted is not None and wanted not in known:
            raise typer.BadParameter(f"{wanted!r} is none of {', '.join(sorted(known))}", param_hint=option)


def _has_text(actor: Actor, wanted: str | None) -> bool:
    if wanted is None:
        return True
    from sayso.schema.actors import fold_name

    folded = fold_name(wanted)
    return folded in actor.id or any(folded in fold_name(n) for n in (*actor.names, *actor.metonyms))


def _listing(rows: list[Actor], register: ActorRegister) -> Listing[Actor]:
    columns: list[Column[Actor]] = [
        Column("id", "string", "the entry's id", lambda a: a.id),
        Column("name", "string", "its neutral name", lambda a: a.name),
        Column("kind", "string", "what it is", lambda a: a.kind),
        Column("country", "string", "where it is at home, by ISO code; empty: in several", lambda a: a.country),
        Column("inter", "integer", "ACLED's code at home", lambda a: a.inter),
        Column("parents", "string", "whom it belongs to or belonged to", lambda a: joined(m.id for m in a.parents)),
        Column("conflicts", "string", "conflict: side", lambda a: joined(f"{c}: {s}" for c, s in a.sides.items())),
        Column("from", "date", "since when it exists; empty: not known", lambda a: a.period.start),
        Column("to", "date", "until when it existed; empty: it does, or not known", lambda a: a.period.end),
        Column("followed_by", "string", "who took its place", lambda a: joined(s.id for s in a.followed_by)),
        Column("wikidata", "string", "its item there", lambda a: a.wikidata),
        Column("aliases", "string", "its other names", lambda a: joined(a.aliases)),
    ]
    shown: list[Shown[Actor]] = [
        Shown("id", lambda a: a.id, whole=True),
        Shown("name", lambda a: a.name),
        Shown("kind", lambda a: a.kind.replace("_", " ")),
        Shown("in", lambda a: a.country or ""),
        Shown("inter", lambda a: str(a.inter or ""), right=True, wide=True),
        Shown("side", lambda a: ", ".join(f"{c}: {s}" for c, s in a.sides.items()), wide=True),
        Shown("when", lambda a: _when(a.period)),
    ]
    return Listing(rows, shown, columns, lambda a: record(a, register))


def _when(period: Period) -> str:
    return f"{period.start or ''}–{period.end or ''}" if period.start or period.end else ""


# --- show


@app.command()
def show(
    actor: Annotated[str, typer.Argument(metavar="ID|NAME", help="An id, or any name of the actor.")],
    file: FileOption = None,
    json: JsonFlag = False,
) -> None:
    """Show one actor: its names with their dates, whom it belongs to, who came before and after it.

    \b
    Examples:
      sayso actors show hts
      sayso actors show "Jabhat al-Nusra"
      sayso actors show sdf --json
    """
    register = _register(file)
    found = _found(register, actor)
    if json:
        typer.echo(line(record(found, register)))
    else:
        _page(found, register).show()


def _found(register: ActorRegister, wanted: str) -> Actor:
    by_id = register.get(register.merging.of(wanted))
    if by_id:
        return by_id
    named = [a for _, a in register.namesakes(wanted)] or [a for a in [register.find(wanted)] if a]
    if len(named) == 1:
        return named[0]
    do = "name one by its id: " + ", ".join(a.id for a in named) if named else "see `sayso actors list --text WORDS`"
    raise NotFound(f"{len(named) or 'no'} actors are called {wanted!r}", expected="an id, or the name of one", do=do)


def _page(actor: Actor, register: ActorRegister) -> Page:
    p = Page()
    p.heading(actor.name, f"  {actor.id}")
    p.value("kind", actor.kind.replace("_", " ") + (f", ACLED inter {actor.inter}" if actor.inter else ""))
    p.value("country", actor.country or "")
    p.value("when", "" if str(actor.period) == "always" else str(actor.period))
    p.value("sides", ", ".join(f"{c}: {s}" for c, s in actor.sides.items()))
    for change in actor.changes:
        p.value("change", f"{change.start}: {change.note}")
    for m in actor.parents:
        p.value("part of", _member(m, register))
    for other in register:
        p.value("holds", f"{other.name} ({other.id})" if any(m.id == actor.id for m in other.parents) else "")
    for before, how in register.predecessors(actor.id):
        p.value("came from", f"{before.name} ({before.id}), {_how(how)}")
    for s in actor.followed_by:
        then = register.get(s.id)
        p.value("became", f"{then.name if then else s.id} ({s.id}), {_how(s)}")
    for name in actor.aliases:
        period = actor.dated.get(name)
        p.value("name", f"{name}  {period}" if period else name)
    p.value("stands for", ", ".join(actor.metonyms))
    p.value("same as", ", ".join(i for i in register.merging.same_as if register.merging.of(i) == actor.id))
    p.value("wikidata", actor.wikidata or "")
    return p


def _member(m: Membership, register: ActorRegister) -> str:
    above = register.get(m.id)
    when = "" if str(m.period) == "always" else f", {m.period}"
    return f"{above.name if above else m.id} ({m.id}){when}"


def _how(s: Succession) -> str:
    return f"{s.how} {s.date or ''}".strip()


def record(actor: Actor, register: ActorRegister) -> dict[str, Any]:
    """Return an entry as JSON has it; absent is null or []."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "inter": actor.inter,
        "from": actor.period.start,
        "to": actor.period.end,
        "names": [{"name": n, **_days(actor.dated.get(n, actor.period))} for n in actor.names],
        "metonyms": list(actor.metonyms),
        "parents": [{"id": m.id, **_days(m.period)} for m in actor.parents],
        "sides": dict(actor.sides),
        "changes": [
            {"from": c.start, "kind": c.kind, "inter": c.inter, "sides": c.sides, "note": c.note} for c in actor.changes
        ],
        "followed_by": [{"id": s.id, "date": s.date, "how": s.how} for s in actor.followed_by],
        "same_as": [i for i in register.merging.same_as if register.merging.of(i) == actor.id],
        "wikidata": actor.wikidata,
    }


def _days(period: Period) -> dict[str, str | None]:
    return {"from": period.start, "to": period.end}


# --- check


@app.command()
def check(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="[default: what the settings name]")] = None,
    quiet: QuietFlag = False,
) -> None:
    """Check a register of your own: its shape, ids that stand twice, parents, successors and states that do not exist,
    dates in the wrong order, names that clash. Ends with 1 when something must be mended.

    \b
    Examples:
      sayso actors check my-actors.yaml
      sayso actors check
    """
    from sayso.schema.actors.own_file import check as check_file

    path = file or _own(None)
    own, found = check_file(path)
    for fault in found:
        told = f"{path}:{own.line(fault.path)}: {fault.row}: {fault.what}; expected {fault.expected}; {fault.do}"
        typer.echo(told if fault.grave else f"{told} (worth a look)")
    grave = sum(f.grave for f in found)
    if not quiet:
        rows = sum(len(own.content.get(s, [])) for s in ("actors", "states", "same_as")) if own.is_mapping else 0
        note(f"{path}: {rows} rows, {grave} to mend, {len(found) - grave} worth a look")
    if grave:
        raise typer.Exit(1)


# --- add, merge


@app.command()
def add(  # noqa: PLR0913, PLR0917 - one argument an option
    rows: Annotated[
        Path | None, typer.Argument(metavar="[ROWS]", help="A YAML file of rows: actors, states, same_as.")
    ] = None,
    file: FileOption = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="ID", help="One actor: its id, small letters.")] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Its neutral name.")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND", help="militia, rebel_group, state_forces …")] = None,
    country: Annotated[str | None, typer.Option(metavar="SY", help="Where it is at home, by ISO code.")] = None,
    inter: Annotated[int | None, typer.Option(metavar="1-8", help="ACLED's code at home.")] = None,
    parent: Annotated[str | None, typer.Option(metavar="ID", help="Whom it belongs to.")] = None,
    alias: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Another name; may be repeated.")] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Since when: 2016, 2016-07 …")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Until when.")] = None,
    quiet: QuietFlag = False,
) -> None:
    """Add actors to your own register: all rows of a file, or one actor by its options. The file is made where there is
    none; name it in the settings (`actors = "my-actors.yaml"`) so that it counts beside the packaged register.

    \b
    Examples:
      sayso actors add more.yaml --file my-actors.yaml
      sayso actors add --id river-guard --name "River Guard" --kind militia --country SY --alias "River Guardians"
    """
    from sayso.schema.actors.own_file import add as add_rows
    from sayso.schema.actors.own_file import read_own

    one: dict[str, Any] = {"id": id_, "name": name, "kind": kind, "country": country and country.upper()}
    one |= {"inter": inter, "parent": parent, "aliases": alias, "from": start, "to": end}
    one = {k: v for k, v in one.items() if v}
    if bool(rows) == bool(one):
        raise typer.BadParameter("give a file of rows, or one actor by --id, --name and --kind")
    path = _own(file)
    _must_be_home(one.get("country"), path)
    number = add_rows(path, read_own(rows).content if rows else {"actors": [one]})
    if not quiet:
        note(f"{path}: {number} added{_unnamed(path)}")


def _must_be_home(country: str | None, path: Path) -> None:
    from sayso.schema.actors.building import countries
    from sayso.schema.actors.checking import ADD_STATE, STATE
    from sayso.schema.actors.own_file import read_own

    if country is not None and country not in countries(read_own(path).content if path.exists() else {}):
        told = f"no state has the code {country!r}; expected {STATE}; {ADD_STATE}"
        raise typer.BadParameter(told, param_hint="--country")


@app.command()
def merge(
    one: Annotated[str, typer.Argument(metavar="ID", help="The id that shall go: unknown:sy:river-guards.")],
    other: Annotated[str, typer.Argument(metavar="INTO", help="The id that stands in its place.")],
    file: FileOption = None,
    quiet: QuietFlag = False,
) -> None:
    """Say in your own register that two ids are one actor. Claims stay as they are; exports, lists and linking use the
    id that you chose. Run `sayso link --anew` afterwards, so that incidents follow.

    \b
    Examples:
      sayso actors merge unknown:sy:river-guards river-guard
      sayso actors merge unknown:sy:guards-of-river unknown:sy:river-guards
    """
    from sayso.schema.actors.own_file import add as add_rows

    path = _own(file)
    _must_be_mergeable(path, ID=one, INTO=other)
    add_rows(path, {"same_as": {one: other}})
    if not quiet:
        note(f"{path}: {one} is {other}{_unnamed(path)}")


def _must_be_mergeable(path: Path, **given: str) -> None:
    """A file's `same_as` may hold an id of an older register; who types one has most likely mistyped it."""
    from sayso.schema.actors import ActorRegister
    from sayso.schema.actors.checking import FIND_ID, MERGEABLE
    from sayso.schema.actors.unknown import UNKNOWN

    register = ActorRegister.open(path) if path.exists() else ActorRegister.packaged()
    for argument, actor_id in given.items():
        if register.get(actor_id) is None and not actor_id.startswith(UNKNOWN):
            old = "; one of an older register goes into the file by hand (`same_as`)" if argument == "ID" else ""
            told = f"no actor {actor_id!r}; expected {MERGEABLE}; {FIND_ID}{old}"
            raise typer.BadParameter(told, param_hint=argument)


def _unnamed(path: Path) -> str:
    """What to say where the settings do not name the file."""
    named = settings_now().actors
    if named != "packaged" and Path(named).absolute() == path.absolute():
        return ""
    return f'; it counts once the settings name it: actors = "{path}"'


def _own(file: Path | None) -> Path:
    """Return the project's own register; the packaged one is never changed."""
    named = settings_now().actors
    if file is None and named == "packaged":
        raise typer.BadParameter(
            "the packaged register is never changed; name a file of your own, here or in the settings (actors)",
            param_hint="FILE",
        )
    return file or Path(named)


def _register(file: Path | None) -> ActorRegister:
    from sayso.schema.actors import ActorRegister

    named = settings_now().actors
    if file is None and named == "packaged":
        return ActorRegister.packaged()
    return ActorRegister.open(file or Path(named))


def add_to(parent: typer.Typer) -> None:
    """Hang the command into the main one."""
    parent.add_typer(app, name="actors")
