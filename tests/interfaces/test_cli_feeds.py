"""`sayso feeds` and `sayso read URL`, on a site on this machine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import local_site
from local_site import Site, answer, article
from sayso.documents import Address, Input, Intake, adapter, reading
from sayso.documents.draft import Draft
from sayso.interfaces.cli.main import app
from sayso.store import Store

runner = CliRunner()
Sayso = Callable[..., Result]
KIND = "application/x-list"


class Listing:
    """A feed as plain as can be: "-> ADDRESS" names a page, "= ID TEXT" is a whole report."""

    name, suffixes, media_types = "listing", frozenset({".listing"}), frozenset({KIND})

    def recognises(self, head: bytes) -> bool:
        return False

    def read(self, item: Input, intake: Intake) -> Iterator[Any]:
        for line in item.read_bytes(intake.limits).decode().splitlines():
            kind, _, rest = line.partition(" ")
            if kind == "->":
                yield Address(f"{item.where}, {rest}", rest)
            else:
                key, _, body = rest.partition(" ")
                yield Draft(body=body, raw=rest.encode(), key=key, external_id=key, page=rest)


@pytest.fixture
def site() -> Iterator[Site]:
    with local_site.running() as running:
        yield running


@pytest.fixture
def sayso(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sayso:
    """Run a command in an empty folder, with leave to go to the site and an adapter for our plain feeds."""
    installed: Mapping[str, Any] = {**adapter.adapters(), "listing": Listing()}
    monkeypatch.setattr(adapter, "adapters", lambda: installed)
    monkeypatch.setattr(reading, "adapters", lambda: installed)
    given = {"ALLOW_PRIVATE_ADDRESSES": "yes", "FETCH_PORTS": str(site.port), "FETCH_PAUSE": "0", "MAX_SECONDS": "0"}
    for name, value in given.items():
        monkeypatch.setenv(f"SAYSO_{name}", value)
    monkeypatch.delenv("SAYSO_STORE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return lambda *args: runner.invoke(app, list(args))


class News:
    """A feed at /feed that keeps its version's mark, with the lines that it has at present."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.lines: list[str] = []
        self.sent = 0
        site.pages["/feed"] = self

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        mark = f'"{hash(tuple(self.lines))}"'
        if handler.headers.get("If-None-Match") == mark:
            answer(handler, 304, {}, b"")
        else:
            self.sent += 1
            answer(handler, 200, {"Content-Type": KIND, "ETag": mark}, "\n".join(self.lines).encode())

    def page(self, path: str, number: str) -> None:
        self.site.pages[path] = article(f"Shooting {number} near Sabha", number)
        self.lines.append(f"-> {self.site.url}{path}")

    def report(self, key: str, text: str) -> None:
        self.lines.append(f"= {key} {text}")


@pytest.fixture
def news(site: Site) -> News:
    return News(site)


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def became(result: Result) -> tuple[int, ...]:
    (row,) = rows(result)
    return tuple(row[n] for n in ("added", "updated", "unchanged", "rejected", "left"))


# --- add, list, remove


def test_feeds_are_added_once_listed_and_removed(sayso: Sayso, site: Site) -> None:
    url = f"{site.url}/rss"
    assert sayso("feeds", "add", url, "--name", "The Post").stdout == "1 added, 0 unchanged, 0 rejected\n"
    assert sayso("feeds", "add", url, "--name", "Another").stdout == "0 added, 1 unchanged, 0 rejected\n"
    (row,) = rows(sayso("feeds", "list"))
    assert (row["name"], row["location"], row["polled_at"], row["seen"]) == ("The Post", url, None, 0)
    assert "never" in sayso("feeds", "list", "--table").stdout
    assert sayso("feeds", "remove", "The Post").exit_code == 0
    assert sayso("feeds", "list").stdout == ""
    assert site.asked == []


def test_two_feeds_cannot_have_one_name(sayso: Sayso, site: Site) -> None:
    sayso("feeds", "add", f"{site.url}/a", "--name", "Post")
    second = sayso("feeds", "add", f"{site.url}/b", "--name", "Post")
    assert second.exit_code == 1 and "another feed has this name" in second.stderr


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://169.254.169.254/rss", "http://0x7f.1/", "nowhere.xml"])
def test_what_could_never_be_fetched_is_not_added(url: str, sayso: Sayso) -> None:
    result = sayso("feeds", "add", url)
    assert result.exit_code == 2 and not Path("sayso.db").exists()


@pytest.mark.parametrize("asked", ["nobody", "f"])
def test_a_feed_that_is_not_there_is_named(asked: str, sayso: Sayso, site: Site) -> None:
    sayso("feeds", "add", f"{site.url}/a", "--name", "One")
    sayso("feeds", "add", f"{site.url}/b", "--name", "Two")
    for command in ("remove", "poll"):
        result = sayso("feeds", command, asked)
        assert result.exit_code == 1 and "One, Two" in result.stderr
    assert site.asked == []


def test_a_list_of_feeds_is_added_as_a_whole(sayso: Sayso, site: Site, tmp_path: Path) -> None:
    opml = f"""<?xml version="1.0"?><opml version="2.0"><body><outline text="News">
      <outline type="rss" text="The Post" xmlUrl="{site.url}/a"/><outline type="rss" xmlUrl="{site.url}/b"/>
      <outline text="bad" xmlUrl="file:///etc/passwd"/></outline></body></opml>"""
    (tmp_path / "feeds.opml").write_text(opml)
    (tmp_path / "feeds.txt").write_text(f"# ours\n{site.url}/b\n\n{site.url}/c\n")
    assert sayso("feeds", "add", "feeds.opml").stdout.startswith("2 added")
    assert sayso("feeds", "add", "feeds.txt").stdout.startswith("1 added, 1 unchanged")
    assert [f["name"] for f in rows(sayso("feeds", "list"))] == ["The Post", f"{site.url}/b", f"{site.url}/c"]
    assert sayso("feeds", "add", "feeds.opml", "--name", "x").exit_code == 2


@pytest.mark.parametrize(
    "text",
    [
        "<opml><body>",
        "<opml><body/></opml>",
        '<!DOCTYPE opml [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml><outline xmlUrl="https://a.example/&a;"/></opml>',
    ],
)
def test_a_list_that_is_broken_is_one_line(text: str, sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(text)
    result = sayso("feeds", "add", "feeds.opml")
    assert result.exit_code == 1 and result.stderr.startswith("sayso: feeds.opml: the list")
    assert len(result.stderr.splitlines()) == 1


# --- poll


@pytest.mark.model
def test_only_what_is_new_is_read(sayso: Sayso, news: News) -> None:
    news.page("/one", "one")
    news.report("r1", "Gunmen shot dead two men near Ghat on Sunday, a medic told the Delta Post.")
    sayso("feeds", "add", f"{news.site.url}/feed", "--name", "Post")
    first = sayso("feeds", "poll")
    assert (first.exit_code, became(first)) == (0, (2, 0, 0, 0, 0)), first.stderr
    assert "2 added, 0 updated, 0 unchanged, 0 rejected; 2 claims, " in first.stderr
    again = sayso("feeds", "poll")
    assert (again.exit_code, became(again), news.sent) == (0, (0, 0, 0, 0, 0), 1)
    news.page("/two", "two")
    third = sayso("feeds", "poll", "Post")
    assert became(third) == (1, 0, 2, 0, 0)
    assert news.site.pages_asked == ["/feed", "/one", "/feed", "/feed", "/two"]
    (row,) = rows(sayso("feeds", "list"))
    assert (row["result"], row["seen"]) == ("1 added", 3)
    assert len(rows(sayso("claims"))) == 3


@pytest.mark.model
def test_a_report_that_the_feed_holds_is_read_anew_when_it_changes(sayso: Sayso, news: News) -> None:
    news.report("r1", "Gunmen shot dead two men near Ghat on Sunday, a medic told the Delta Post.")
    sayso("feeds", "add", f"{news.site.url}/feed")
    sayso("feeds", "poll")
    news.lines[0] = news.lines[0].replace("two", "three")
    assert became(sayso("feeds", "poll")) == (0, 1, 0, 0, 0)
    (claim,) = rows(sayso("claims"))
    assert claim["counts"][0]["best"] == 3


@pytest.mark.model
def test_a_limit_leaves_the_rest_for_the_next_time(sayso: Sayso, news: News) -> None:
    for n in ("one", "two", "three"):
        news.page(f"/{n}", n)
    sayso("feeds", "add", f"{news.site.url}/feed")
    first = sayso("feeds", "poll", "--limit", "2")
    assert became(first) == (2, 0, 0, 0, 1) and "1 new entries left for the next time" in first.stderr
    assert became(sayso("feeds", "poll", "--limit", "2")) == (1, 0, 2, 0, 0)
    assert became(sayso("feeds", "poll", "--limit", "2")) == (0, 0, 0, 0, 0)
    assert news.sent == 2  # only a feed that was read to its end is asked for changes alone


@pytest.mark.model
def test_a_page_that_could_not_be_reached_is_tried_again(sayso: Sayso, news: News) -> None:
    news.page("/one", "one")
    there, news.site.pages["/one"] = news.site.pages["/one"], (503, {"Retry-After": "90"}, b"")
    sayso("feeds", "add", f"{news.site.url}/feed", "--name", "Post")
    first = sayso("feeds", "poll")
    assert (first.exit_code, became(first)) == (1, (0, 0, 0, 1, 0))
    assert f"{news.site.url}/one: answered 503" in first.stderr
    news.site.pages["/one"] = there
    assert became(sayso("feeds", "poll")) == (1, 0, 0, 0, 0)


def test_a_page_that_holds_nothing_is_not_tried_again(sayso: Sayso, news: News) -> None:
    news.page("/one", "one")
    news.site.pages["/one"] = b"<html><body></body></html>"
    sayso("feeds", "add", f"{news.site.url}/feed")
    assert became(sayso("feeds", "poll")) == (0, 0, 0, 1, 0)
    news.lines.append(news.lines[0])
    assert became(sayso("feeds", "poll")) == (0, 0, 1, 0, 0)
    assert news.site.pages_asked.count("/one") == 1


@pytest.mark.model
def test_one_feed_that_cannot_be_had_stops_no_other(sayso: Sayso, news: News) -> None:
    news.page("/one", "one")
    sayso("feeds", "add", f"{news.site.url}/gone", "--name", "A")
    sayso("feeds", "add", f"{news.site.url}/feed", "--name", "B")
    result = sayso("feeds", "poll")
    assert [(r["feed"], r["reached"], r["added"]) for r in rows(result)] == [("A", False, 0), ("B", True, 1)]
    assert result.exit_code == 1 and "/gone: answered 404" in result.stderr
    assert [f["result"] for f in rows(sayso("feeds", "list"))] == ["answered 404 (Not Found)", "1 added"]


def test_a_feed_cannot_send_us_inside(sayso: Sayso, news: News) -> None:
    news.lines = ["-> http://169.254.169.254/latest/", "-> file:///etc/passwd", "-> http://[::ffff:127.0.0.1]/"]
    sayso("feeds", "add", f"{news.site.url}/feed")
    assert became(sayso("feeds", "poll")) == (0, 0, 0, 3, 0)
    with Store.open("sayso.db") as store:
        assert {r.where for r in store.rejections()} == {line.removeprefix("-> ") for line in news.lines}


def test_a_page_is_no_feed(sayso: Sayso, site: Site) -> None:
    site.pages["/page"] = article()
    sayso("feeds", "add", f"{site.url}/page")
    result = sayso("feeds", "poll")
    assert became(result) == (0, 0, 0, 1, 0) and "no feed" in result.stderr


@pytest.mark.model
def test_a_feed_in_a_file_holds_reports_but_sends_nobody_to_the_network(sayso: Sayso, news: News) -> None:
    news.page("/one", "one")
    news.report("r1", "Gunmen shot dead two men near Ghat on Sunday, a medic told the Delta Post.")
    Path("saved.listing").write_text("\n".join(news.lines))
    sayso("feeds", "add", "saved.listing", "--name", "saved")
    first = sayso("feeds", "poll")
    assert became(first) == (1, 0, 0, 1, 0) and "a file sends nobody to the network" in first.stderr
    assert became(sayso("feeds", "poll")) == (0, 0, 0, 0, 0)
    assert news.site.asked == []


def test_without_a_feed_or_a_store_there_is_nothing_to_poll(sayso: Sayso, site: Site) -> None:
    assert sayso("feeds", "poll").exit_code == 2
    sayso("feeds", "add", f"{site.url}/a", "--name", "a")
    sayso("feeds", "remove", "a")
    result = sayso("feeds", "poll")
    assert result.exit_code == 1 and "sayso feeds add" in result.stderr


def test_a_table_on_request(sayso: Sayso, news: News) -> None:
    sayso("feeds", "add", f"{news.site.url}/feed", "--name", "The Post")
    result = sayso("feeds", "poll", "--table")
    assert "The Post" in result.stdout and "rejected" in result.stdout


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Delta Post</title><link>{0}</link>
<item><title>A</title><link>{0}/one</link></item><item><title>B</title><link>{0}/two</link></item>
<item><title>Four shot</title><link>{0}/four</link><content:encoded>&lt;p&gt;{1}&lt;/p&gt;</content:encoded></item>
</channel></rss>"""


@pytest.mark.model
def test_a_real_feed_with_a_reader_in_a_process_of_its_own(
    sayso: Sayso, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_MAX_SECONDS", "60")
    whole = "Gunmen shot dead four men near Ghat on Sunday, a medic told the Delta Post. " * 5
    feed = RSS.format(site.url, whole).encode()
    site.pages |= {"/one": article(), "/two": article("Two shot near Ghat", "two"), "/feed": (200, {}, feed)}
    sayso("feeds", "add", f"{site.url}/feed")
    first = sayso("feeds", "poll")
    assert (first.exit_code, became(first)) == (0, (3, 0, 0, 0, 0)), first.stderr
    assert became(sayso("feeds", "poll")) == (0, 0, 3, 0, 0)
    assert sayso("read", f"{site.url}/feed").stdout.startswith("0 added, 0 updated, 3 unchanged, 0 rejected")


# --- read


@pytest.mark.model
def test_an_address_is_read_and_the_same_twice_adds_nothing(sayso: Sayso, news: News) -> None:
    news.page("/one", "one")
    news.page("/two", "two")
    first = sayso("read", f"{news.site.url}/feed")
    assert first.exit_code == 0 and first.stdout.startswith("2 added, 0 updated, 0 unchanged, 0 rejected; 2 claims")
    assert sayso("read", f"{news.site.url}/feed").stdout.startswith("0 added, 0 updated, 2 unchanged")
    assert {d["url"] for d in documents()} == {f"{news.site.url}/one", f"{news.site.url}/two"}


def documents() -> list[dict[str, Any]]:
    with Store.open("sayso.db") as store:
        return [{"url": d.url} for d in store.documents()]


def test_without_leave_nothing_private_is_asked(sayso: Sayso, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAYSO_ALLOW_PRIVATE_ADDRESSES")
    result = sayso("read", f"{site.url}/a")
    assert result.exit_code == 1 and site.asked == []
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{site.url}/a: 127.0.0.1 is a private or local address")
    assert "allow_private_addresses" in line


@pytest.mark.parametrize(("name", "value"), [("FETCH_PORTS", "all"), ("CONTACT", "a\nb"), ("PROXIES", "some")])
def test_a_setting_that_cannot_be_is_wrong_use(
    name: str, value: str, sayso: Sayso, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"SAYSO_{name}", value)
    result = sayso("read", f"{site.url}/a")
    assert result.exit_code == 2 and name.lower() in result.stderr and site.asked == []
