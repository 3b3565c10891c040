"""A small valid file or two of each format that is read: what tests of hostile input and the fuzzers begin with."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from email.message import EmailMessage

from made_pdfs import column, pdf

TITLE = "Mine kills two near Tel Rifa"
SENTENCES = (
    "Two soldiers were killed on Monday when a mine went off under their lorry near Tel Rifa, a spokesman said.",
    "The road between the town and the border has been closed since the morning, and it will stay closed for days.",
    "Three weeks ago a shepherd was injured at the same place, according to the governor of the province.",
)
TEXT = "\n\n".join(SENTENCES)
PARAGRAPHS = "".join(f"<p>{s}</p>" for s in SENTENCES)
RECORD = {"id": "a1", "url": "https://valley.example/1", "published": "2024-05-13", "title": TITLE, "text": TEXT}


def _text() -> list[bytes]:
    return [
        f"{TITLE}\n\nBy Rana Haddad\n13 May 2024\n\nQARA (NPA) – {TEXT}\n\nShare this\nRelated: Truce".encode(),
        f"{TITLE}\n\n{TEXT}\n\n2 comments\n\nOmar says:\nI knew it.".encode("utf-16"),
    ]


def _html() -> list[bytes]:
    head = f"""<title>{TITLE} | Valley Times</title><meta property="og:site_name" content="Valley Times"/>
    <link rel="canonical" href="https://valley.example/2024/05/13/mine"/><meta charset="utf-8"/>
    <meta property="article:published_time" content="2024-05-13T09:12:00+03:00"/>"""
    figure = "<figure><img src='a.jpg' alt='Lorry'/><figcaption>A lorry burns. (Photo: Agency)</figcaption></figure>"
    comments = "<div id='comments'><ol class='comment-list'><li class='comment'><p>I knew it.</p></li></ol></div>"
    body = f"<nav><a href='/'>Home</a></nav><article><h1>{TITLE}</h1>{figure}{PARAGRAPHS}</article>{comments}"
    return [f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()]


def _json() -> list[bytes]:
    return [json.dumps([RECORD, {"text": TEXT}]).encode(), json.dumps(RECORD, indent=1).encode()]


def _jsonl() -> list[bytes]:
    return [f"{json.dumps(RECORD)}\n\n{json.dumps({'id': 7, 'text': TEXT, 'date': '13 May 2024'})}\n{{".encode()]


def _markdown() -> list[bytes]:
    front = f'---\ntitle: "{TITLE}"\ndate: 2024-05-13\nauthors: [{{name: Rana Haddad}}]\ntags: &t [a, *t]\n---\n'
    marked = "**Two** [soldiers](https://x.example 'y') `were` <b>killed</b>&amp;\n\n> quoted\n\n- one\n  1. two\n"
    rest = "![alt *text*](a.jpg)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n<div>x</div>\n"
    return [f"{front}# {TITLE}\n\n{marked}\n{rest}".encode()]


def _feed() -> list[bytes]:
    rss = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x "y">]>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Valley</title><link>https://valley.example/</link>
    <item><title>{TITLE}</title><link>https://valley.example/1</link><dc:creator>Rana</dc:creator>
    <pubDate>Tue, 14 May 2024 00:30:00 +0300</pubDate><content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded></item>
    <item><title>&amp;x</title><link>https://valley.example/2</link><description>Short.</description></item>
    </channel></rss>"""
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://valley.example/"><title>Valley</title>
    <entry><id>1</id><title type="html">&lt;b&gt;{TITLE}</title><link href="1"/><updated>2024-05-13T09:12:00Z</updated>
    <author><name>Omar</name></author><content type="xhtml"><div>{PARAGRAPHS}</div></content></entry></feed>"""
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
    <channel><title>Valley</title></channel><item><title>Mine</title><link>https://valley.example/1</link></item>
    </rdf:RDF>"""
    return [rss.encode(), atom.encode(), rdf.encode("utf-16")]


def _sitemap() -> list[bytes]:
    news = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    urls = f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {news}>
    <url><loc>https://valley.example/1</loc><lastmod>2024-05-13</lastmod><news:news><news:title>{TITLE}</news:title>
    <news:publication_date>2024-05-13T09:12:00Z</news:publication_date></news:news></url></urlset>"""
    index = "<sitemapindex><sitemap><loc>https://valley.example/a.xml</loc></sitemap></sitemapindex>"
    return [urls.encode(), index.encode()]


def _pdf() -> list[bytes]:
    lines = [line for s in SENTENCES for line in (s[:60], s[60:], "")]
    page = [(72.0, 770.0, 20.0, TITLE), *column(lines), (300.0, 30.0, 9.0, "Page 1 of 2")]
    said = {"Title": TITLE, "Author": "Rana Haddad", "CreationDate": "D:20240513091200+03'00'"}
    return [pdf(page, [*column(lines), (300.0, 30.0, 9.0, "Page 2 of 2")], info=said)]


def _mail() -> list[bytes]:
    return [_message().as_bytes()]


def _message() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Rana Haddad <rana@valley.example>"
    mail["Subject"] = TITLE
    mail["Date"] = "Mon, 13 May 2024 09:12:00 +0300"
    mail["Message-ID"] = "<1@valley.example>"
    mail.set_content(TEXT)
    mail.add_alternative(f"<html><body>{PARAGRAPHS}</body></html>", subtype="html")
    mail.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="report.txt")
    return mail


def _mbox() -> list[bytes]:
    one = b"From rana@valley.example Mon May 13 09:12:00 2024\n" + _message().as_bytes() + b"\n"
    return [one + one]


def _csv() -> list[bytes]:
    return [f'id,url,published,title,text\n1,https://valley.example/1,2024-05-13,"{TITLE}","{TEXT}"\n2,,,,x\n'.encode()]


def _tsv() -> list[bytes]:
    return [f"id\tpublished\ttitle\ttext\n1\t2024-05-13\t{TITLE}\t{SENTENCES[0]}\n".encode()]


def _xlsx() -> list[bytes]:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["id", "published", "title", "text"], [1, "2024-05-13", TITLE, TEXT]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return [out.getvalue()]


def _zip() -> list[bytes]:
    return [_zipped({"a/report.txt": _text()[0], "b.html": _html()[0], "scan.tiff": b"II*\0"})]


def _zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 13, 9, 12, 0)), data)
    return out.getvalue()


def _record(kind: str, content: bytes, media_type: str) -> bytes:
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{kind:a>36}>",
        "WARC-Date": "2024-05-13T09:12:00Z",
        "WARC-Target-URI": "https://valley.example/1",
        "Content-Type": media_type,
        "Content-Length": str(len(content)),
    }
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return head.encode() + content + b"\r\n\r\n"


def _warc() -> list[bytes]:
    page = _html()[0]
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
    whole = _record("warcinfo", b"software: x\r\n", "application/warc-fields")
    whole += _record("response", http, "application/http; msgtype=response")
    return [whole, gzip.compress(whole, mtime=0)]


def _wacz() -> list[bytes]:
    return [_zipped({"datapackage.json": b'{"profile": "data-package"}', "archive/data.warc.gz": _warc()[1]})]


MADE: Mapping[str, Callable[[], list[bytes]]] = {
    "csv": _csv,
    "feed": _feed,
    "html": _html,
    "json": _json,
    "jsonl": _jsonl,
    "mail": _mail,
    "markdown": _markdown,
    "mbox": _mbox,
    "pdf": _pdf,
    "sitemap": _sitemap,
    "text": _text,
    "tsv": _tsv,
    "wacz": _wacz,
    "warc": _warc,
    "xlsx": _xlsx,
    "zip": _zip,
}
"""By the name of the adapter."""
