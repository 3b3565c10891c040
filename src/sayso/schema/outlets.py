"""The register of outlets: who puts reports out, where from, and whether a state or a party stands behind it.

The packaged one is `data/outlets.yaml`; its shape is `data/outlets.schema.json`. A row says who an outlet is, never
how true a report is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from sayso.errors import KnowledgeError
from sayso.schema import knowledge
from sayso.schema.vocabulary import SourceKind

OutletKind = Literal["agency", "newspaper", "broadcaster", "monitor", "blog"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """One publisher. `country` is an ISO 3166-1 code, None where it is not known where it is run from; `party_to`
    names conflicts in which its owner fights; `scale` is a word of ACLED's source_scale.

    `owner` and `state_controlled` are None where it is not known, or in dispute. `shared_names` are also a word, a
    place or a person ("Dawn", "Fars"): they are the outlet's only where nothing else can be meant.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]
    country: str | None
    state_controlled: bool | None
    party_to: tuple[str, ...]
    scale: str
    kind: OutletKind
    owner: str | None = None
    shared_names: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name, every alias and the shared names."""
        return (self.name, *self.aliases, *self.shared_names)

    @property
    def source_kind(self) -> SourceKind:
        """What it is as a source of a claim: an agency, a monitor or an outlet."""
        return self.kind if self.kind in ("agency", "monitor") else "outlet"


def _fold(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", "", plain.casefold().removeprefix("the "))


def _host(address: str) -> str:
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    return host.removeprefix("www.")


@dataclass(frozen=True, slots=True)
class OutletRegister:
    """Outlets by name and by domain."""

    outlets: tuple[Outlet, ...]
    by_name: Mapping[str, Outlet]
    by_domain: Mapping[str, Outlet]

    def find(self, name_or_domain: str | None) -> Outlet | None:
        """Return the outlet of a name, an alias, a domain or an address; None when the register does not hold it.

        Spaces, capitals, accents and hyphens of names do not count; a subdomain belongs to its domain.
        """
        if not name_or_domain or not name_or_domain.strip():
            return None
        return self.by_name.get(_fold(name_or_domain.strip())) or self._of_host(name_or_domain.strip())

    def agencies(self) -> tuple[Outlet, ...]:
        """Return the news agencies, in the register's order."""
        return tuple(outlet for outlet in self.outlets if outlet.kind == "agency")

    def _of_host(self, address: str) -> Outlet | None:
        try:
            host = _host(address)
        except ValueError:  # urlsplit on a broken address
            return None
        while "." in host:
            if host in self.by_domain:
                return self.by_domain[host]
            host = host.partition(".")[2]
        return None


def _outlet(row: dict[str, Any]) -> Outlet:
    lists = {key: tuple(row.get(key, ())) for key in ("aliases", "domains", "party_to", "shared_names")}
    return Outlet(**{**row, **lists})


def register_of(outlets: Iterable[Outlet]) -> OutletRegister:
    """Return a register of the outlets given; of two with one name or domain, the first counts."""
    rows = tuple(outlets)
    by_name: dict[str, Outlet] = {}
    by_domain: dict[str, Outlet] = {}
    for outlet in rows:
        for name in outlet.names:
            by_name.setdefault(_fold(name), outlet)
        for domain in outlet.domains:
            by_domain.setdefault(domain, outlet)
    return OutletRegister(rows, by_name, by_domain)


@cache
def packaged() -> OutletRegister:
    """Return the packaged register."""
    return register_of(_outlet(row) for row in knowledge.packaged("outlets")["outlets"])


def read_outlets(path: Path) -> OutletRegister:
    """Return a user's own register; KnowledgeError names every line that does not fit, and every name or domain that
    two outlets share."""
    register = register_of(_outlet(row) for row in knowledge.own(path, "outlets")["outlets"])
    if faults := doubled(register):
        raise KnowledgeError("; ".join(faults), where=str(path), do="leave each to one outlet")
    return register


def doubled(register: OutletRegister) -> list[str]:
    """Return a line for each id, name or domain that more than one outlet has; [] for none."""
    faults = [
        f"{key} stands for {register.by_name[_fold(key)].id} and for {outlet.id}"
        for outlet in register.outlets
        for key in outlet.names
        if register.by_name[_fold(key)] is not outlet
    ]
    for outlet in register.outlets:
        others = (d for d in outlet.domains if register.by_domain[d] is not outlet)
        faults += [f"{domain} belongs to {register.by_domain[domain].id} and to {outlet.id}" for domain in others]
    ids = [outlet.id for outlet in register.outlets]
    return faults + [f"the id {one} stands twice" for one in sorted({i for i in ids if ids.count(i) > 1})]
