"""Mails and mailboxes. All of them are invented."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutated import mutated
from taken_in import intake

from sayso.documents import Input, Limits, Rejection, read_input
from sayso.documents.adapter import adapters, kind_of_content
from sayso.errors import EmptyInput, NotText, TooLarge
from sayso.schema.document import Document

REPORT = (
    "QARA, Syria - Two soldiers were killed on Monday when a mine went off under their lorry near the village of Tel "
    "Abyad, a spokesman for the brigade said.\n\n"
    "The road between the town and the border has been closed since the morning, and the spokesman said it would stay "
    "closed until the mines had been cleared.\n\n"
    "Three weeks ago a shepherd was injured at the same place, according to the governor of the province."
)
PAGE = (
    "<html><body><table><tr><td>"
    + "</td></tr><tr><td>".join(f"<p>{p}</p>" for p in REPORT.split("\n\n"))
    + "</td></tr></table></body></html>"
)


def mail(text: str | None = REPORT, page: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {
        "Subject": "Mine kills two",
        "From": "Desk <desk@unheard.example>",
        "Date": "Tue, 14 May 2024 23:30:00 -0500",
    }
    for name, value in (given | headers).items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text, cte="8bit")
    if page is not None:
        (message.add_alternative if text is not None else message.set_content)(page, subtype="html")
    return message


def read(raw: bytes | EmailMessage, kind: str = "mail", limits: Limits | None = None) -> list[Document | Rejection]:
    data = raw if isinstance(raw, bytes) else raw.as_bytes()
    return list(read_input(Input(f"a.{kind}", kind, data=data), intake(limits)))


def document(raw: bytes | EmailMessage) -> Document:
    (only,) = read(raw)
    assert isinstance(only, Document), only
    return only


def refusal(raw: bytes | EmailMessage, kind: str = "mail", limits: Limits | None = None) -> Rejection:
    (only,) = read(raw, kind, limits)
    assert isinstance(only, Rejection), only
    return only


# --- headers


def test_subject_day_and_id() -> None:
    got = document(mail(Subject="Fwd: RE: Mine kills two", Message_ID="<7.abc@unheard.example>"))
    assert (got.title, got.external_id) == ("Mine kills two", "7.abc@unheard.example")
    assert (got.published.date, got.published.basis) == ("2024-05-14", "metadata")
    assert got.text == f"Mine kills two\n\n{REPORT}"


def test_the_address_that_a_list_gives_it() -> None:
    assert document(mail(Archived_At="<https://lists.example/2024/77>")).url == "https://lists.example/2024/77"


@pytest.mark.parametrize(
    ("sender", "publisher", "author"),
    [
        ("Rana Haddad <rana@npasyria.com>", "North Press", "Rana Haddad"),
        ("North Press Agency <news@npasyria.com>", "North Press", None),
        ("North Press <news@letters.example>", "North Press", None),
        ("Rana Haddad <rana@unheard.example>", None, None),
        ("news@npasyria.com", "North Press", None),
        ("", None, None),
        ("<<<>>@,;", None, None),
    ],
)
def test_the_sender_is_named_where_the_register_knows_them(
    sender: str, publisher: str | None, author: str | None
) -> None:
    raw = mail().as_bytes().replace(b"Desk <desk@unheard.example>", sender.encode())
    got = document(raw)
    assert (got.publisher, got.author) == (publisher, author)


@pytest.mark.parametrize("day", ["", "yesterday", "Tue, 99 May 2024", "0" * 5000, "Tue, 14 May 99999 10:00:00 +9999"])
def test_a_day_that_cannot_be_read_is_none(day: str) -> None:
    raw = mail().as_bytes().replace(b"Tue, 14 May 2024 23:30:00 -0500", day.encode())
    assert document(raw).published.date is None


def test_headers_in_other_scripts() -> None:
    assert document(mail(Subject="انفجار لغم قرب تل أبيض")).title == "انفجار لغم قرب تل أبيض"
    raw = mail().as_bytes().replace(b"Mine kills two", b"=?no-such?q?Mine_kills?= =?utf-8?b?!!!?=")
    assert "Two soldiers" in document(raw).text


# --- the text


def test_the_plain_text_is_read_and_not_the_page_beside_it() -> None:
    got = document(mail(page="<html><body><p>Read in browser</p></body></html>"))
    assert REPORT in got.text and "browser" not in got.text


def test_a_plain_text_that_only_points_to_the_page_gives_way_to_it() -> None:
    got = document(mail("Read this in your browser: https://unheard.example/77", PAGE))
    assert "|" not in got.text and "your browser" not in got.text
    assert [p in got.text for p in REPORT.split("\n\n")] == [True] * 3


def test_a_mail_that_is_only_a_page() -> None:
    got = document(mail(None, PAGE))
    assert got.title == "Mine kills two" and [p in got.text for p in REPORT.split("\n\n")] == [True] * 3


def test_lines_broken_by_a_mail_program_are_put_together() -> None:
    import textwrap

    broken = "\n\n".join(textwrap.fill(p, 72) for p in REPORT.split("\n\n"))
    assert document(mail(broken)).text == f"Mine kills two\n\n{REPORT}"
    flowed = "\n\n".join(" \n".join(textwrap.wrap(p, 40)) for p in REPORT.split("\n\n"))
    assert document(mail(flowed)).text == f"Mine kills two\n\n{REPORT}"


def test_lines_that_a_writer_has_broken_stay() -> None:
    listed = "Killed on Monday:\n- two soldiers\n- one driver\n- a boy of ten"
    assert listed in document(mail(f"{REPORT}\n\n{listed}")).text


def test_a_signature_is_no_report() -> None:
    got = document(mail(f"{REPORT}\n-- \nRana Haddad\nDesk editor"))
    assert "Desk editor" not in got.text


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("no-such-charset", "utf-8"),
        ("punycode", "utf-8"),
        ("utf-8", "cp1252"),
        ("", "utf-8"),
    ],
)
def test_charsets_that_lie_or_do_not_exist(charset: str, encoding: str) -> None:
    text = "The governor said “two soldiers” died near the café on Monday – no more is known so far, he said."
    head = f"MIME-Version: 1.0\nSubject: A\nContent-Type: text/plain; charset={charset}\n\n"
    assert text in document(head.encode() + text.encode(encoding)).text


def test_broken_transfer_encodings_do_not_crash() -> None:
    for how in ("base64", "quoted-printable", "x-uuencode", "nonsense"):
        raw = f"MIME-Version: 1.0\nSubject: A\nContent-Transfer-Encoding: {how}\n\n{REPORT}".encode()
        assert len(read(raw)) == 1


def test_a_mail_without_text() -> None:
    assert isinstance(refusal(mail(" ")).error, EmptyInput)
    assert isinstance(refusal(b"").error, EmptyInput)


# --- what is attached


def test_files_that_an_adapter_reads_are_read_and_others_named() -> None:
    message = mail("See the files.")
    message.add_attachment("The army left the town on Tuesday.", filename="note.txt")
    message.add_attachment(
        b'{"text": "The army left the bridge."}\n', "application", "octet-stream", filename="a.jsonl"
    )
    message.add_attachment(b"II*", "image", "tiff", filename="scan.tiff")
    message.add_attachment(b"\x89PNG", "image", "png", disposition="inline")
    own, note, line, refused = read(message)
    assert isinstance(own, Document) and isinstance(note, Document) and note.text.startswith("The army left the town")
    assert isinstance(line, Document) and "bridge" in line.text
    assert isinstance(refused, Rejection) and refused.where == "a.mail: scan.tiff"


def test_a_mail_with_nothing_but_files() -> None:
    message = EmailMessage()
    message["Subject"] = "files"
    message.add_attachment("The army left the town on Tuesday.", filename="note.txt")
    assert "army left" in document(message).text


def test_a_mail_passed_on_is_read_with_its_own_headers() -> None:
    message = mail("For the file.", Message_ID="<1@x.example>")
    message.add_attachment(mail(Subject="Mine kills two near Qara", Date="Mon, 13 May 2024 10:00:00 +0000"))
    _, inner = read(message)
    assert isinstance(inner, Document) and inner.title == "Mine kills two near Qara"
    assert inner.published.date == "2024-05-13" and REPORT in inner.text


def test_mails_in_mails_are_opened_to_a_depth() -> None:
    message = mail(Subject="0")
    for n in range(8):
        outer = mail(Subject=str(n + 1))
        outer.add_attachment(message)
        message = outer
    *documents, last = read(message)
    assert [type(d) for d in documents] == [Document] * 5
    assert isinstance(last, Rejection) and isinstance(last.error, TooLarge)


def test_a_large_file_does_not_make_the_kept_bytes_large() -> None:
    message = mail()
    message.add_attachment(b"x" * 3_000_000, "application", "octet-stream", filename="x.bin")
    got, _ = read(message, limits=Limits(max_bytes=1_000_000))
    assert isinstance(got, Document) and got.raw is not None and len(got.raw.content) < 1_000_000


# --- made to do harm


def multiparts(depth: int, body: bytes = b"") -> bytes:
    heads = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(depth))
    return b"MIME-Version: 1.0\nSubject: A\n" + heads + b"\n" + body


@pytest.mark.parametrize("depth", [30, 400, 3000])
def test_parts_in_parts_without_end(depth: int) -> None:
    started = time.perf_counter()
    item = Input("a.mail", "mail", data=multiparts(depth, b"a\n" * 200_000))
    with contextlib.suppress(NotText, TooLarge, EmptyInput):
        assert len(list(adapters()["mail"].read(item, intake()))) == 1
    assert time.perf_counter() - started < 20


def test_more_parts_than_any_mail_has() -> None:
    many = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 2_000
    assert isinstance(refusal(many).error, TooLarge)


def test_more_lines_than_any_mail_has() -> None:
    assert isinstance(refusal(b"Subject: A\n\n" + b"a\n" * 4_000_000).error, TooLarge)


def test_headers_made_to_take_long() -> None:
    started = time.perf_counter()
    for value in (b"(" * 300_000, b"<" * 300_000, b"=?utf-8?q?" * 30_000, b"a,b;" * 80_000, b'"\\' * 100_000):
        for name in (b"From", b"Date", b"Content-Type", b"Content-Disposition", b"Subject", b"Message-ID"):
            read(b"MIME-Version: 1.0\n" + name + b": " + value + b"\n\nThe army left the town on Monday.\n")
    assert time.perf_counter() - started < 30


def test_a_mail_over_the_limit() -> None:
    assert isinstance(refusal(mail(), limits=Limits(max_member_bytes=100)).error, TooLarge)


# --- mailboxes


BOX = b"".join(
    b"From desk@unheard.example Tue May 14 10:00:00 2024\n" + mail(text, Subject=subject).as_bytes() + b"\n\n"
    for subject, text in (("One", REPORT), ("Two", f"{REPORT}\n\n>From the border nothing was heard."))
)


def test_each_mail_of_a_mailbox_is_read() -> None:
    assert kind_of_content(BOX) == "mbox"
    one, two = read(BOX, "mbox")
    assert isinstance(one, Document) and isinstance(two, Document)
    assert (one.title, two.title) == ("One", "Two") and "\n\nFrom the border" in two.text


def test_a_mailbox_without_mails_and_with_one_too_large() -> None:
    assert isinstance(refusal(b"The army left.", "mbox").error, EmptyInput)
    large = BOX.replace(b"nothing was heard", b"nothing was heard. " * 1_000)
    one, two = read(large, "mbox", Limits(max_member_bytes=5_000))
    assert isinstance(one, Document) and isinstance(two, Rejection) and two.where == "a.mbox: mail 2"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (mail(Message_ID="<1@x.example>").as_bytes(), "mail"),
        (b"Received: by x\r\n\tat noon\r\nFrom: a@b.example\r\nSubject: B\r\n\r\nText", "mail"),
        (b"From: the governor\nTo: the army\n\nThe army left the town.", None),
        (b"Note: the army left.\nPlace: Qara\nThe rest is not known.", None),
    ],
)
def test_mails_are_known_by_their_headers(head: bytes, kind: str | None) -> None:
    assert kind_of_content(head) == kind


# --- anything at all


def _seed() -> bytes:
    message = mail(page=PAGE, Message_ID="<1@x.example>")
    message.add_attachment("The army left the town on Tuesday.", filename="note.txt")
    message.add_attachment(mail())
    return message.as_bytes()


SEED = _seed()


@pytest.mark.parametrize("kind", ["mail", "mbox"])
@pytest.mark.parametrize("hostile", [lambda _: st.binary(max_size=400), mutated], ids=["any", "mutated"])
def test_whatever_comes_in_is_read_or_refused(kind: str, hostile: Callable[[bytes], st.SearchStrategy[bytes]]) -> None:
    @settings(max_examples=60, deadline=None)
    @given(hostile(SEED if kind == "mail" else BOX))
    def check(data: bytes) -> None:
        for found in read(data, kind):
            assert isinstance(found, Document) or "please report" not in str(found.error), found

    check()
