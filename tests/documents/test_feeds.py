"""Feeds and sitemaps. The feeds are invented; nothing is fetched."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from taken_in import intake

from sayso.documents import Address, Input, Limits, Rejection, list_inputs, read_input
from sayso.documents.adapter import Found, kind_of_content
from sayso.documents.adapters import feed, sitemap
from sayso.documents.draft import Draft
from sayso.errors import DocumentError, EmptyInput, NotText, TooLarge
from sayso.schema.document import Document

TEXT = """<p>QARA (Valley Times) – Two soldiers were killed on Monday when a mine went off under their lorry near the
village of Tel Rifa, a spokesman for the brigade said.</p><p>The road between the town and the border has been closed
since the morning, and the spokesman said it would stay closed until the mines had been cleared.</p><p>Three weeks ago a
shepherd was injured at the same place, according to the governor of the province.</p>"""

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Valley Times</title><link>https://valley.example/</link><language>en-us</language>
<item><title>Mine kills two &amp;amp; closes road</title><link>https://valley.example/mine</link>
<guid isPermaLink="false">https://valley.example/?p=12</guid><dc:creator>Rana Haddad</dc:creator>
<pubDate>Tue, 14 May 2024 00:30:00 +0300</pubDate><description>Two soldiers were killed.</description>
<content:encoded><![CDATA[{TEXT}]]></content:encoded></item>
<item><title>Truce near Qara</title><link>https://valley.example/truce</link>
<pubDate>Wed, 15 May 2024 10:00:00 GMT</pubDate><description>Both sides agreed to a truce.</description></item>
<item><title>Truce near Qara, again</title><link>https://valley.example/truce</link></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title>
<link href="https://npasyria.com/en/"/><updated>2024-05-13T09:12:00Z</updated>
<entry><title type="html">Mine kills &lt;b&gt;two&lt;/b&gt;</title><id>tag:x,1</id>
<link href="https://npasyria.com/en/1"/><published>2024-05-13T09:12:00+03:00</published>
<author><name>Omar Said</name><email>omar@x.example</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{TEXT}</div></content></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://valley.example/">
<title>Valley</title><link>https://valley.example/</link></channel><item rdf:about="https://valley.example/1">
<title>Mine kills two</title><link>https://valley.example/1</link><dc:date>2024-05-13</dc:date></item></rdf:RDF>"""

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://valley.example/1.jpg</image:loc></image:image><loc> https://valley.example/1 </loc>
<lastmod>2024-05-20</lastmod><news:news><news:publication><news:name>The Valley Times</news:name></news:publication>
<news:publication_date>2024-05-13T09:12:00+03:00</news:publication_date><news:title>Mine kills two</news:title>
</news:news></url><url><loc>https://valley.example/2</loc><lastmod>2024-05-14T10:00:00Z</lastmod></url>
<url><loc>https://valley.example/2</loc></url><url><loc>javascript:alert(1)</loc></url><url><loc>/relative</loc></url>
</urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap>
<loc>https://valley.example/news.xml</loc><lastmod>2024-05-14</lastmod></sitemap></sitemapindex>"""


def found(content: str | bytes, kind: str = "feed", limits: Limits | None = None) -> list[Found]:
    raw = content if isinstance(content, bytes) else content.encode()
    adapter = {"feed": feed.ADAPTER, "sitemap": sitemap.ADAPTER}[kind]
    return list(adapter.read(Input("f.xml", kind, data=raw), intake(limits)))


def documents(content: str) -> list[Document | Rejection]:
    return list(read_input(Input("f.xml", "feed", data=content.encode()), intake()))


def refused(content: str | bytes, kind: str = "feed", limits: Limits | None = None) -> DocumentError:
    with pytest.raises(DocumentError) as error:
        found(content, kind, limits)
    assert error.value.where == "f.xml"
    return error.value


def entry(content: str, extra: str = "<link>https://valley.example/1</link>") -> str:
    return f"""<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Valley</title>
    <item><title>Mine kills two</title>{extra}<content:encoded><![CDATA[{content}]]></content:encoded></item>
    </channel></rss>"""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_an_entry_with_its_whole_text_is_a_report() -> None:
    got = documents(RSS)[0]
    assert isinstance(got, Document)
    assert (got.title, got.url) == ("Mine kills two & closes road", "https://valley.example/mine")
    assert (got.publisher, got.author) == ("The Valley Times", "Rana Haddad")
    assert (got.published.date, got.published.basis) == ("2024-05-14", "record")
    body = " ".join(got.text[s.start : s.end] for s in got.segments if s.kind == "body")
    assert "Two soldiers were killed on Monday" in body and "Three weeks ago a shepherd" in body


def test_an_entry_with_a_summary_is_an_address_once() -> None:
    assert found(RSS)[1:] == [
        Address("f.xml, entry 2", "https://valley.example/truce", "Truce near Qara", "2024-05-15"),
    ]


def test_atom_and_the_register_of_outlets() -> None:
    (got,) = documents(ATOM)
    assert isinstance(got, Document)
    assert (got.title, got.publisher, got.author) == ("Mine kills two", "North Press", "Omar Said")
    assert got.published.date == "2024-05-13" and got.url == "https://npasyria.com/en/1"


def test_rdf() -> None:
    assert found(RDF) == [Address("f.xml, entry 1", "https://valley.example/1", "Mine kills two", "2024-05-13")]


@pytest.mark.parametrize("end", ["[…]", "… Read more", "... Continue reading →", "[&hellip;]"])
def test_a_text_that_breaks_off_is_a_teaser(end: str) -> None:
    (got,) = found(entry(TEXT.removesuffix("</p>") + f" and {end}</p>"))
    assert isinstance(got, Address)


def test_a_short_text_is_a_teaser_unless_it_is_all_there_is() -> None:
    short = "<p>Two soldiers were killed on Monday near Tel Rifa, the brigade said.</p>"
    (got,) = found(entry(short))
    assert isinstance(got, Address)
    (got,) = found(entry(short, extra='<guid isPermaLink="false">17</guid>'))
    assert isinstance(got, Draft) and "Two soldiers were killed" in got.body and got.external_id == "17"


def test_an_entry_without_anything_is_named() -> None:
    (got,) = found("<rss version='2.0'><channel><item><title>Nothing</title></item></channel></rss>")
    assert isinstance(got, Rejection) and got.where == "f.xml, entry 1"


def test_the_source_of_an_aggregated_entry_is_its_publisher() -> None:
    extra = """<link>https://valley.example/1</link><source url="https://npasyria.com/feed">NPA</source>"""
    (got,) = found(entry(TEXT, extra))
    assert isinstance(got, Draft) and got.publisher == "North Press"


def test_every_word_of_a_content_without_paragraphs_is_kept() -> None:
    lines = [f"The brigade said that {n} soldiers were killed at post {n} on Monday." for n in range(9)]
    (got,) = found(entry("<br/>".join(lines)))
    assert isinstance(got, Draft) and all(line in got.body for line in lines)


def test_scripts_are_no_text() -> None:
    (got,) = found(entry(f"<script>var killed = 7;</script>{TEXT}<!-- draft -->"))
    assert isinstance(got, Draft) and "var killed" not in got.body and "draft" not in got.body


def test_a_feed_that_breaks_off_gives_what_it_has_with_a_warning() -> None:
    (got, *_) = found(RSS[: RSS.index("</item>") + 20])
    assert isinstance(got, Draft) and any("not well-formed" in warning for warning in got.warnings)


@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE rss [<!ENTITY a 'ha'><!ENTITY x '&a;&a;>'>]>",
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "http://127.0.0.1/x">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x "&b;&b;&b;">]>',
    ],
)
def test_entities_lead_nowhere(declared: str) -> None:
    got = found(f"<?xml version='1.0'?>{declared}{entry(TEXT).replace('Mine kills two', 'Mine &x; kills')}")
    (report,) = got
    assert isinstance(report, Draft)
    assert "root:" not in f"{report.title}{report.body}" and "haha" not in str(report.title)


def test_entities_in_other_encodings_are_refused() -> None:
    declared = "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE rss [<!ENTITY a 'ha'>]>" + entry(TEXT)
    assert isinstance(refused(declared.encode("utf-16-le")), NotText)
    assert isinstance(refused(declared.encode("utf-16-be")), NotText)


def test_a_file_that_holds_an_address_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "feed.xml"
    target.write_text(RSS)
    for content in (b"https://valley.example/feed", str(target).encode()):
        assert isinstance(refused(content), NotText)


def test_what_is_no_feed() -> None:
    assert isinstance(refused("<html><body>Nothing</body></html>"), NotText)
    assert isinstance(refused('<rss version="2.0"><channel><title>x</title></channel></rss>'), EmptyInput)
    assert isinstance(refused(RSS, limits=Limits(max_bytes=100)), TooLarge)


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "_MOST_ENTRIES", 1)
    document, rejection = documents(RSS)
    assert isinstance(document, Document)
    assert isinstance(rejection, Rejection) and isinstance(rejection.error, TooLarge)


def test_a_sitemap_names_pages_once_with_title_and_day() -> None:
    assert found(SITEMAP, "sitemap") == [
        Address("f.xml, page 1", "https://valley.example/1", "Mine kills two", "2024-05-13"),
        Address("f.xml, page 2", "https://valley.example/2", None, "2024-05-14"),
    ]


def test_an_index_names_sitemaps() -> None:
    assert found(INDEX, "sitemap") == [Address("f.xml, page 1", "https://valley.example/news.xml", None, "2024-05-14")]


def test_sitemaps_in_other_encodings() -> None:
    text = SITEMAP.replace("UTF-8", "UTF-16")
    assert found(text.encode("utf-16"), "sitemap") == found(SITEMAP, "sitemap")


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE urlset [<!ENTITY a "ha"><!ENTITY x "&a;&a;">]>',
        '<!DOCTYPE urlset SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_a_sitemap_declares_nothing(declared: str) -> None:
    error = refused(
        f"<?xml version='1.0'?>{declared}<urlset><url><loc>https://x.example/&x;</loc></url></urlset>", "sitemap"
    )
    assert isinstance(error, NotText)


def test_a_sitemap_that_breaks_off_gives_what_stands_before() -> None:
    got: list[Found] = []
    with pytest.raises(NotText, match="not well-formed"):
        for thing in sitemap.ADAPTER.read(Input("f.xml", "sitemap", data=SITEMAP[:-100].encode()), intake()):
            got.append(thing)
    assert len(got) == 2


def test_what_is_no_sitemap() -> None:
    assert isinstance(refused("<urls/>", "sitemap"), NotText)
    assert isinstance(refused("<urlset></urlset>", "sitemap"), EmptyInput)
    assert isinstance(refused("nothing", "sitemap"), NotText)
    assert isinstance(refused('<?xml version="1.0" encoding="klingon"?><urlset/>', "sitemap"), NotText)


def test_a_sitemap_names_no_more_pages_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "_MOST_PAGES", 1)
    got: list[Found] = []
    with pytest.raises(TooLarge):
        for thing in sitemap.ADAPTER.read(Input("f.xml", "sitemap", data=SITEMAP.encode()), intake()):
            got.append(thing)
    assert len(got) == 1


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (RSS, "feed"),
        (ATOM, "feed"),
        (RDF, "feed"),
        (SITEMAP, "sitemap"),
        ("\ufeff<!-- made --> " + INDEX, "sitemap"),
        ('<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x "y">]><rss version="0.91">', "feed"),
        ('<?xml version="1.0"?><kml></kml>', None),
        ("The army left <rss> behind.", None),
    ],
)
def test_how_they_are_known(content: str, kind: str | None) -> None:
    assert kind_of_content(content.encode()[:2048]) == kind


def test_one_suffix_for_several_kinds(tmp_path: Path) -> None:
    for name, content in (("a.xml", RSS), ("b.xml", SITEMAP), ("c.xml", "<html><body>…</body></html>"), ("d.rss", RSS)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    kinds = [item.kind for item in list_inputs([str(tmp_path)]) if isinstance(item, Input)]
    assert kinds == ["feed", "sitemap", "html", "feed"]
