"""The native codebook: complete, well-formed, and mapped to the other schemes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import KnowledgeError
from sayso.schema import codebook, knowledge

TYPES = """
armed_clash armed_clash.ambush armed_clash.raid
air_strike air_strike.drone air_strike.helicopter
shelling shelling.artillery shelling.rocket shelling.mortar shelling.missile
explosion explosion.ied explosion.landmine explosion.car_bomb explosion.suicide explosion.grenade
chemical_attack attack_on_civilians attack_on_civilians.assassination attack_on_civilians.execution sexual_violence
abduction arrest property_destruction territory_change
deployment deployment.reinforcement deployment.withdrawal deployment.recruitment operation
agreement agreement.ceasefire agreement.evacuation agreement.prisoner_swap
accusation support support.arms support.training strength protest_riot displacement toll other
""".split()  # noqa: SIM905 - rows read better than a list of quoted words

RAW = knowledge.packaged(f"codebook-{codebook.NATIVE}")


def test_it_fits_its_schema() -> None:
    knowledge.check(RAW, knowledge.schema_of("codebook"), "codebook-sayso-1.yaml")


def test_it_has_the_types_that_claims_may_carry_each_once() -> None:
    assert sorted(row["code"] for row in RAW["types"]) == sorted(TYPES)


@pytest.mark.parametrize("code", [t for t in TYPES if "." in t])
def test_a_subtype_stays_in_the_family_of_its_type(code: str) -> None:
    native = codebook.native()
    assert native.types[code].family == native.types[code.partition(".")[0]].family


@pytest.mark.parametrize(
    ("code", "acled", "ucdp", "plover"),
    [
        ("armed_clash.ambush", ("Battles", "Armed clash"), None, ("ASSAULT", "firearms")),
        ("air_strike.drone", ("Explosions/Remote violence", "Air/drone strike"), None, ("ASSAULT", "drone")),
        ("explosion.suicide", ("Explosions/Remote violence", "Suicide bomb"), None, ("ASSAULT", "suicide-attack")),
        ("attack_on_civilians", ("Violence against civilians", "Attack"), 3, ("ASSAULT", "firearms")),
        ("arrest", ("Strategic developments", "Arrests"), None, ("COERCE", "arrest")),
        ("strength", ("Strategic developments", "Other"), None, (None, None)),
    ],
)
def test_a_type_is_mapped(
    code: str, acled: tuple[str, str], ucdp: int | None, plover: tuple[str | None, str | None]
) -> None:
    walk = codebook.native().types[code].crosswalk
    assert (walk.acled_event, walk.acled_sub_event) == acled
    assert walk.ucdp == ucdp
    assert (walk.plover_type, walk.plover_mode) == plover


def test_a_type_of_another_codebook_is_its_own_family() -> None:
    assert codebook.native().family("volcano") == "volcano"
    assert codebook.native().family("shelling.catapult") == "remote"


def test_all_faults_of_a_users_own_codebook_are_named_at_once(tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "name: mine-1\ntypes:\n  - {code: Bad Code, label: x, definition: long enough text, family: clash,\n"
        "     acled: {event: Battles, sub_event: Tea party}, ucdp: 9, plover: null}\n",
        encoding="utf-8",
    )
    with pytest.raises(KnowledgeError) as raised:
        codebook.read_codebook(mine)
    message = str(raised.value)
    assert all(part in message for part in ("types/0/code", "types/0/acled", "types/0/ucdp", "mine.yaml"))
