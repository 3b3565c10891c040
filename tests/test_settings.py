"""Settings: where a value may come from, which place wins, and how a wrong one is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import SettingError
from sayso.settings import Settings, explain, load, table, variable

PLACES = ["default", "user", "project", "environment", "flag"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user's own settings, empty."""
    folder = tmp_path / "home" / "sayso"
    folder.mkdir(parents=True)
    monkeypatch.setattr("click.get_app_dir", lambda name: str(folder.parent / name))
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The folder in which a run begins."""
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


def origin(loaded: Settings, name: str) -> str:
    return next(row.origin for row in explain(loaded) if row.name == name)


def refusal(cwd: Path, environ: dict[str, str] | None = None, **overrides: object) -> str:
    with pytest.raises(SettingError) as e:
        load(cwd, environ or {}, overrides)
    return str(e.value)


class TestTable:
    @pytest.mark.parametrize("name", table())
    def test_each_setting_has_a_line_of_help(self, name: str) -> None:
        help = table()[name].metadata["help"]
        assert 20 < len(help) < 80
        assert help.endswith(".")
        assert "\n" not in help

    @pytest.mark.parametrize("name", table())
    def test_each_default_is_a_value_that_it_takes(self, name: str, project: Path) -> None:
        default = table()[name].default
        assert getattr(load(project, {}, {name: default}), name) == default

    def test_every_field_but_the_origins_is_a_setting(self) -> None:
        assert {*table(), "origins"} == set(Settings.__dataclass_fields__)

    def test_explained_in_the_order_of_the_table(self, project: Path) -> None:
        rows = explain(load(project, {}, {}))
        assert [row.name for row in rows] == list(table())
        assert {row.origin for row in rows} == {"default"}
        assert rows[0].value == "sayso.db"
        assert rows[0].help == table()["store"].metadata["help"]


class TestPrecedence:
    @pytest.mark.parametrize("strongest", range(len(PLACES)))
    def test_the_strongest_place_wins(self, strongest: int, project: Path, home: Path) -> None:
        given = PLACES[: strongest + 1]
        if "user" in given:
            (home / "config.toml").write_text("profile = 'user'")
        if "project" in given:
            (project / "sayso.toml").write_text("profile = 'project'")
        environ = {"SAYSO_PROFILE": "environment"} if "environment" in given else {}
        overrides = {"profile": "flag"} if "flag" in given else {}
        loaded = load(project, environ, overrides)
        assert loaded.profile == ("conservative" if strongest == 0 else PLACES[strongest])
        origins = ["default", str(home / "config.toml"), str(project / "sayso.toml"), "SAYSO_PROFILE", "flag"]
        assert origin(loaded, "profile") == origins[strongest]

    def test_places_add_up(self, project: Path) -> None:
        (project / "sayso.toml").write_text("profile = 'range'\nmax_bytes = 5")
        loaded = load(project, {"SAYSO_MAX_BYTES": "6"}, {})
        assert (loaded.profile, loaded.max_bytes) == ("range", 6)

    def test_what_is_not_given_does_not_count(self, project: Path) -> None:
        loaded = load(project, {"SAYSO_PROFILE": ""}, {"profile": None})
        assert loaded.profile == "conservative"

    def test_the_project_file_is_found_from_below(self, project: Path) -> None:
        (project / "sayso.toml").write_text("profile = 'range'")
        below = project / "reports" / "2024"
        below.mkdir(parents=True)
        assert load(below, {}, {}).profile == "range"

    def test_the_nearest_project_file_is_the_only_one(self, project: Path) -> None:
        (project / "sayso.toml").write_text("profile = 'range'\nmax_bytes = 5")
        below = project / "inner"
        below.mkdir()
        (below / "sayso.toml").write_text("profile = 'majority'")
        loaded = load(below, {}, {})
        assert (loaded.profile, loaded.max_bytes) == ("majority", Settings().max_bytes)

    def test_a_settings_object_of_defaults_needs_no_files(self) -> None:
        assert Settings().store == "sayso.db"
        assert Settings() == Settings(origins={"store": "flag"})  # where a value came from is no part of it


class TestPaths:
    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("data/case.db", "{project}/data/case.db"),
            ("/srv/case.db", "/srv/case.db"),
            ("postgresql://localhost/case", "postgresql://localhost/case"),
        ],
    )
    def test_in_a_file_they_are_relative_to_the_file(self, project: Path, written: str, read: str) -> None:
        (project / "sayso.toml").write_text(f"store = '{written}'")
        below = project / "reports"
        below.mkdir()
        assert load(below, {}, {}).store == read.format(project=project)

    def test_elsewhere_they_are_as_given(self, project: Path) -> None:
        assert load(project, {"SAYSO_STORE": "case.db"}, {}).store == "case.db"
        assert load(project, {}, {"store": Path("case.db")}).store == "case.db"

    def test_a_tilde_is_the_home_folder(self, project: Path) -> None:
        assert load(project, {"SAYSO_STORE": "~/case.db"}, {}).store == str(Path("~/case.db").expanduser())

    @pytest.mark.parametrize(("name", "word"), [("gazetteer", "packaged"), ("codebook", "sayso-1")])
    def test_a_word_is_no_path(self, project: Path, name: str, word: str) -> None:
        (project / "sayso.toml").write_text(f"{name} = '{word}'")
        assert getattr(load(project, {}, {}), name) == word


class TestFaults:
    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("stroe = 'x.db'", "unknown setting 'stroe'; expected 'store'?"),
            ("nothing_like_it = 1", "unknown setting 'nothing_like_it'; expected one of store, "),
            ("origins = 'x'", "unknown setting 'origins'"),
            ("store = 3", "store is 3; expected a path"),
            ("store = ''", "store is ''; expected a path"),
            ("profile = ['a']", "profile is ['a']; expected text"),
            ("max_bytes = 'many'", "max_bytes is 'many'; expected a whole number of at least 1"),
            ("max_bytes = 0", "max_bytes is 0; expected a whole number of at least 1"),
            ("max_bytes = true", "max_bytes is True; expected a whole number"),
            ("max_bytes = 1.5", "max_bytes is 1.5; expected a whole number"),
            ("color = 'red'", "color is 'red'; expected auto or always or never"),
            ("[store]\nfile = 'x'", "store is {'file': 'x'}; expected a path"),
            ("store = ", "cannot be read as TOML"),
        ],
    )
    def test_names_file_key_and_what_was_expected(self, project: Path, line: str, message: str) -> None:
        file = project / "sayso.toml"
        file.write_text(line)
        assert f"{file}: {message}" in refusal(project)

    def test_a_file_that_is_no_text(self, project: Path) -> None:
        (project / "sayso.toml").write_bytes(b"\xff\xfe\x00")
        assert "cannot be read as TOML" in refusal(project)

    def test_in_the_environment(self, project: Path) -> None:
        assert "SAYSO_MAX_BYTES: max_bytes is '1e6'" in refusal(project, {"SAYSO_MAX_BYTES": "1e6"})

    def test_in_a_flag(self, project: Path) -> None:
        assert "flag: color is 'red'" in refusal(project, color="red")

    def test_all_at_once(self, project: Path, home: Path) -> None:
        (home / "config.toml").write_text("color = 'red'")
        (project / "sayso.toml").write_text("stroe = 'x.db'\nmax_bytes = 0")
        message = refusal(project, {"SAYSO_PROGRESS": "perhaps"}, max_bytes="x")
        for fault in ("color is 'red'", "'stroe'", "max_bytes is 0", "progress is 'perhaps'", "max_bytes is 'x'"):
            assert fault in message

    def test_variables_of_other_programs_are_left_alone(self, project: Path) -> None:
        assert load(project, {"SAYSO_SKIP_POSTGRES": "1", "STORE": "x"}, {}) == Settings()


def test_a_variable_is_the_name_in_capitals() -> None:
    assert [variable(name) for name in ("store", "max_bytes")] == ["SAYSO_STORE", "SAYSO_MAX_BYTES"]


def test_nothing_heavy_is_imported() -> None:
    code = "import sys, sayso.settings; print(*{m.partition('.')[0] for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"click", "tomllib", "spacy", "sqlalchemy", "pydantic", "yaml"} & set(done.stdout.split())
