"""Every packaged YAML file fits the JSON Schema beside it."""

from __future__ import annotations

from importlib.resources import files

import pytest

from sayso.schema import knowledge

NAMES = sorted(f.name.removesuffix(".yaml") for f in (files("sayso.schema") / "data").iterdir() if ".yaml" in f.name)


@pytest.mark.parametrize("name", NAMES)
def test_a_packaged_file_fits_its_schema(name: str) -> None:
    kind = "codebook" if name.startswith("codebook-") else name
    knowledge.check(knowledge.packaged(name), knowledge.schema_of(kind), f"{name}.yaml")
