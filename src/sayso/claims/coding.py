"""From marks to claims: each happening of each sentence, coded under the codebook and grounded.

Steps, in order: triggers are put together into happenings; each is typed, given its roles, figures, time, places, source chain and
status from its own sentence (a draft); drafts of one document are then heard together (`carryover`): what one leaves unsaid is
taken over from the event told before, and a repeat by the same source adds to its claim instead of making a second one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Day

from sayso.claims import carryover, roles, status, tallying, typing
from sayso.claims.actors import DocumentNames, resolve_party
from sayso.claims.dates import resolve_all
from sayso.claims.draft import Draft
from sayso.claims.event_time import choose_time, statement_time, times_ahead
from sayso.claims.happenings import CONSEQUENCES, Happening, happenings
from sayso.claims.places import ground_places, order_places
from sayso.claims.gazetteer import Gazetteer
from sayso.claims.relevance import is_on_conflict
from sayso.claims.sources import chain_at
from sayso.claims.worth import is_told
from sayso.schema import (
    Annotation,
    Claim,
    ClaimQualifier,
    Codebook,
    Count,
    DateSpan,
    Document,
    Mention,
    Party,
    Place,
    Reason,
    Sentence,
    Trigger,
    Why,
)
from sayso.schema.actors import ActorRegister
from sayso.schema.identity import claim_id
from sayso.schema.vocabulary import Status

LONG_SENTENCE = 400  # characters; a claim on a longer sentence quotes its clause only
TRIGGER_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What coding looks things up in; read-only."""

    codebook: Codebook
    gazetteer: Gazetteer
    actors: ActorRegister


@dataclass(frozen=True)
class Reading:
    """One document's marks, grouped for coding."""

    document: Document
    annotation: Annotation
    knowledge: Knowledge
    names: DocumentNames
    places: Mapping[int, Place]
    dates: Mapping[int, DateSpan]

    def marks(self, kind: str, sentence: int) -> list[tuple[int, Mention]]:
        """Return the mentions of a kind in a sentence, with their index in the annotation."""
        return [(n, m) for n, m in enumerate(self.annotation.mentions) if m.kind == kind and m.sentence == sentence]


def _reading(document: Document, annotation: Annotation, knowledge: Knowledge) -> Reading:
    published = Day.fromisoformat(document.published.date) if document.published.date else None
    times = [(n, m) for n, m in enumerate(annotation.mentions) if m.kind == "time"]
    ahead = times_ahead([m for _, m in times], annotation.sentences)
    resolved = resolve_all([m for _, m in times], published=published, future=ahead)
    names = DocumentNames(document.text, knowledge.actors)
    return Reading(
        document=document,
        annotation=annotation,
        knowledge=knowledge,
        names=names,
        places=ground_places(
            annotation.mentions,
            gazetteer=knowledge.gazetteer,
            text=document.text,
            published_country_hint=names.country,
        ),
        dates={n: d for (n, _), d in zip(times, resolved, strict=True) if isinstance(d, DateSpan)},
    )


def _party(reading: Reading, sentence: Sentence, phrase: roles.Phrase) -> Party:
    start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.last].end
    text = reading.document.text[start:end]
    name, actor_id = resolve_party(text, register=reading.knowledge.actors, document_names=reading.names, at=start)
    return Party(name, actor_id, text, start, end)


def _of_place(reading: Reading, sentence: Sentence, phrase: roles.Phrase) -> bool:
    """Tell whether a phrase is nothing but a place: "strikes on Manbij" befell no one that is named."""
    start, end = sentence.tokens[phrase.first].start, sentence.tokens[phrase.last].end
    head = sentence.tokens[phrase.head]
    if head.lemma in roles.role_words().targets - roles.role_words().geographic:
        return False
    return any(
        m.kind == "place" and m.start <= head.start < m.end and m.start <= start and end <= m.end
        for m in reading.annotation.mentions
    )


def _counted_party(reading: Reading, sentence: Sentence, count: Mention) -> roles.Phrase | None:
    """Return the people counted as a phrase without their number; None for people said no more of."""
    head = sentence.tokens[count.head]
    if head.lemma in roles.role_words().generic or head.pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return None
    number_end = next(
        (
            n
            for n, t in enumerate(sentence.tokens)
            if t.start >= count.start
            and t.pos not in ("NUM", "DET", "ADP", "ADV")
            and t.dep not in ("quantmod", "nummod", "advmod")
        ),
        count.head,
    )
    if sentence.tokens[number_end].text.casefold() in ("dozens", "hundreds", "thousands", "scores", "tens", "of"):
        number_end += 2
    return roles.Phrase(
        count.head, min(number_end, count.head), roles.members_of(sentence, count.head), "counted people"
    )


def _recipients(
    reading: Reading, sentence: Sentence, found: roles.Roles, counts: Sequence[Mention]
) -> tuple[Party, ...]:
    phrases = [p for p in found.recipients if roles.can_undergo(sentence, p) and not _of_place(reading, sentence, p)]
    counted = [
        q
        for c in counts
        if c.outcome in tallying.CASUALTIES and c.label != "part" and (q := _counted_party(reading, sentence, c))
    ]
    sides = [p for p in phrases if p.rule in ("between", "with/against", "with")]
    heads = {p.head for p in (*counted, *sides)}
    return tuple(_party(reading, sentence, p) for p in [*sides, *counted, *(p for p in phrases if p.head not in heads)])


def _nearest(sentence: Sentence, mention: Mention, group: Sequence[Happening]) -> int:
    from sayso.schema.tree import distance

    return min(
        range(len(group)),
        key=lambda n: min(
            distance(sentence, mention.head, t.head) + abs(mention.head - t.head) / 4 for t in group[n].triggers
        ),
    )


def _places(
    reading: Reading, number: int, which: int, group: Sequence[Happening], sources: Sequence[tuple[int, int]]
) -> tuple[Place, ...]:
    sentence = reading.annotation.sentences[number]
    own = []
    for index, mention in reading.marks("place", number):
        if index not in reading.places or any(a <= mention.start < b for a, b in sources):
            continue
        if len(group) == 1 or _nearest(sentence, mention, group) == which:
            own.append((mention, reading.places[index]))
    ordered = order_places([p for _, p in own])
    return tuple(p for n, p in enumerate(ordered) if all(p.name != q.name for q in ordered[:n]))


PEOPLE_WHO_ACT = frozenset(
    {
        "gunman",
        "rebel",
        "militant",
        "fighter",
        "insurgent",
        "soldier",
        "troop",
        "jihadist",
        "terrorist",
        "extremist",
        "police",
        "policeman",
        "guard",
        "group",
        "member",
        "man",
        "faction",
    }
)


def _is_over(span: DateSpan | None, reading: Reading) -> bool:
    """Tell whether a time lies wholly in the past, a month or more before the report."""
    published = reading.document.published.date
    if span is None or published is None or span.precision == "range":
        return False
    return (Day.fromisoformat(published) - Day.fromisoformat(span.end)).days >= LONG_AGO


LONG_AGO = 14  # days
TOLL_DAYS = 60  # a stretch of time from here up is no single event's


def _is_long(span: DateSpan) -> bool:
    return (Day.fromisoformat(span.end) - Day.fromisoformat(span.start)).days > TOLL_DAYS


def _of_people(sentence: Sentence, happening: Happening, event_type: str) -> str:
    """Return `abduction` where people, not a place, were captured (codebook: detention by an armed group)."""
    if event_type != "territory_change" or happening.main.text.casefold() not in (
        "captured",
        "seized",
        "capture",
        "capturing",
    ):
        return event_type
    words = roles.role_words()
    objects = [p for p in roles.roles_of(sentence, happening.main.head).recipients]
    people = [p for p in objects if sentence.tokens[p.head].lemma in words.heads - words.targets - words.geographic]
    return "abduction" if people else event_type


def _that_befell(rows: tuple[Count, ...], stands: Status) -> tuple[Count, ...]:
    """Return the figures of what took place: a plan to eliminate fighters has killed nobody."""
    return rows if stands != "planned" else ()


_NO_ACTORS = ("toll",)


def _actors(reading: Reading, sentence: Sentence, found: roles.Roles, event_type: str) -> tuple[Party, ...]:
    """Return who did it, as far as named: "a suicide bomber" names nobody."""
    if event_type in _NO_ACTORS:
        return ()
    return tuple(
        _party(reading, sentence, p)
        for p in found.actors
        if sentence.tokens[p.head].lemma not in roles.role_words().by_role
    )


_WAR = frozenset({"war", "conflict", "uprising", "revolt", "crisis", "revolution"})


def _since(reading: Reading, own: DateSpan | None) -> DateSpan | None:
    """Return the days that a running figure covers: from the start that the text names to the report.

    The start is the sentence's own time, else the earliest time in a sentence that speaks of the war.
    """
    spans = [own] if own else [d for n, d in reading.dates.items() if _of_war(reading, reading.annotation.mentions[n])]
    if not spans:
        return None
    first = min(spans, key=lambda d: d.start)
    end = reading.document.published.date or first.end
    return replace(first, end=max(end, first.end), precision="range")


def _of_war(reading: Reading, time: Mention) -> bool:
    return any(t.lemma in _WAR for t in reading.annotation.sentences[time.sentence].tokens)


def _country(reading: Reading) -> tuple[Place, ...]:
    """Return the country that the document speaks of, for a toll that names no place; () where it names none."""
    named = [p for p in reading.places.values() if p.kind == "country" and p.country]
    weight = Counter(p.country for p in reading.places.values() if p.country)
    return tuple(sorted(named, key=lambda p: (-weight[p.country], p.start))[:1])


def _chain(reading: Reading, trigger: Mention):
    return chain_at(reading.annotation.attributions, trigger, reading.document, reading.names)


def _draft(
    reading: Reading, group: Sequence[Happening], which: int, counts: Sequence[Mention], before: list[tuple[int, str]]
) -> Draft:
    happening = group[which]
    number = happening.sentence
    sentence = reading.annotation.sentences[number]
    text = reading.document.text
    found = roles.merged([roles.roles_in(sentence, t.head, t.label) for t in happening.triggers])
    rows = tallying.tally(counts)
    killed = tallying.total_of(rows, "killed")
    times = reading.marks("time", number)
    cues = [
        (a.cue_start, a.cue_end)
        for a in reading.annotation.attributions
        if sentence.start <= a.cue_start < sentence.end
    ]
    chosen = choose_time([m for _, m in times], sentence=sentence, trigger_head=happening.main.head, cues=cues)
    when = next((reading.dates.get(n) for n, m in times if m is chosen), None)
    told = statement_time([m for _, m in times], sentence=sentence, trigger_head=happening.main.head, cues=cues)
    told_on = next((reading.dates.get(n) for n, m in times if m is told), None)
    acted = any(
        p.rule in ("subject", "agent: by") and sentence.tokens[p.head].lemma in PEOPLE_WHO_ACT for p in found.actors
    )
    typed = typing.resolve_type(
        sentence, happening, before, killed.who if killed else None, acted, _points_back(sentence, happening, found)
    )
    toll = typing.is_toll(
        sentence, happening, (killed.low or killed.high) if killed else None, bool(when and _is_long(when))
    )
    event_type = "toll" if toll else _of_people(sentence, happening, typed.event_type)
    chain = _chain(reading, happening.main)
    sources = [
        (a.source_start, a.source_end)
        for a in reading.annotation.attributions
        if a.source_start is not None and a.source_end is not None
    ]
    bearing = status.bearing(sentence, happening, reading.annotation.qualifiers)
    standing = (
        status.status_of(sentence, happening, event_type, bearing, _is_over(when, reading))
        if not toll
        else status.Standing("happened", "a running figure")
    )
    actors = _actors(reading, sentence, found, event_type)
    start, end = _span(sentence, happening)
    return Draft(
        happening=happening,
        start=start,
        end=end,
        event_type=event_type,
        status=standing.status,
        actors=actors,
        recipients=() if toll else _recipients(reading, sentence, found, counts),
        places=_places(reading, number, which, group, sources) or (_country(reading) if toll else ()),
        date=_since(reading, when) if toll else when,
        counts=_that_befell(rows, standing.status),
        attribution=chain,
        reason=_reason(sentence, happening, text),
        qualifiers=tuple(ClaimQualifier(q.kind, q.cue, q.start, q.end) for q in bearing),
        why=_why(happening, typed, standing, found, chosen),
        borrowed=typed.borrowed,
        definite=_definite(sentence, happening),
        aside=_aside(sentence, happening),
        headline=sentence.segment == "headline",
        is_total=toll,
        told_on=told_on,
        killed_who=killed.who if killed else None,
    )


def _why(
    happening: Happening, typed: typing.Typed, standing: status.Standing, found: roles.Roles, chosen: Mention | None
) -> tuple[Why, ...]:
    rows = [
        Why("trigger", happening.main.rule, happening.main.text, happening.main.start, happening.main.end),
        Why("event_type", typed.rule, typed.text),
        Why("status", standing.rule, standing.text),
    ]
    rows += [Why("actors", p.rule, "") for p in found.actors]
    rows += [Why("recipients", p.rule, "") for p in found.recipients]
    if chosen:
        rows.append(Why("date", chosen.rule, chosen.text, chosen.start, chosen.end))
    return tuple(rows)


_BACK = ("the", "this", "that", "these", "those")


def _points_back(sentence: Sentence, happening: Happening, found: roles.Roles) -> bool:
    """Tell whether an event can take up one told before: a consequence, a definite noun, or one without a doer of its own."""
    return happening.label in CONSEQUENCES or _definite(sentence, happening) or not found.actors


def _definite(sentence: Sentence, happening: Happening) -> bool:
    """Tell whether the event's name points back: "the blast", "those raids"."""
    from sayso.schema.tree import children

    main = happening.main.head
    if sentence.tokens[main].pos not in ("NOUN", "PROPN"):
        return False
    return any(
        sentence.tokens[n].dep == "det" and sentence.tokens[n].text.casefold() in _BACK
        for n in children(sentence, main)
    )


_TEMPORAL = ("after", "following", "since", "before", "during", "of", "amid", "ahead")


def _aside(sentence: Sentence, happening: Happening) -> bool:
    """Tell whether the event stands beside what the sentence states: "after the blast", "the plane that crashed"."""
    token = sentence.tokens[happening.main.head]
    if token.pos in ("VERB", "AUX"):
        return token.dep in ("relcl", "acl")
    head = sentence.tokens[token.head]
    return token.dep == "pobj" and head.lemma in _TEMPORAL


def _span(sentence: Sentence, happening: Happening) -> tuple[int, int]:
    if sentence.end - sentence.start <= LONG_SENTENCE:
        return sentence.start, sentence.end
    start, end = roles.subtree_span(sentence, happening.main.head)
    if end - start > LONG_SENTENCE or end - start < len(happening.main.text) + 20:
        start = max(sentence.start, happening.main.start - LONG_SENTENCE // 2)
        end = min(sentence.end, happening.main.end + LONG_SENTENCE // 2)
    return start, end


_BECAUSE = (
    ("due", "to"),
    ("because", "of"),
    ("owing", "to"),
    ("as", "a", "result", "of"),
    ("in", "retaliation", "for"),
    ("in", "response", "to"),
    ("over",),
)


def _clause_end(sentence: Sentence, head: int) -> int:
    """Return where a cause ends: with its phrase, before a participle that goes on ("…, denying the claim")."""
    end = roles.subtree_span(sentence, head)[1]
    for n, token in enumerate(sentence.tokens[:-1]):
        follows = sentence.tokens[n + 1]
        if token.text == "," and sentence.tokens[head].end <= token.start < end and follows.tag == "VBG":
            return token.start
    return end


def _reason(sentence: Sentence, happening: Happening, text: str) -> Reason | None:
    """Return the cause that the sentence gives after the event: "due to losses in personnel"."""
    words = [t.text.casefold() for t in sentence.tokens]
    for opener in _BECAUSE[:-1]:
        for n in range(len(words) - len(opener)):
            if tuple(words[n : n + len(opener)]) == opener:
                head = next(
                    (
                        m
                        for m in range(n + len(opener), len(words))
                        if sentence.tokens[m].dep == "pobj" and sentence.tokens[m].head in (n, n + len(opener) - 1)
                    ),
                    None,
                )
                if head is None:
                    continue
                start, end = sentence.tokens[n].start, _clause_end(sentence, head)
                if happening.main.start < start:
                    return Reason(text[start:end], start, end)
    return None


def _drafts(reading: Reading) -> Iterator[Draft]:
    told: list[tuple[int, str]] = []
    by_sentence: dict[int, list[Happening]] = {}
    triggers = [m for m in reading.annotation.mentions if m.kind == "trigger"]
    for happening in happenings(reading.annotation.sentences, triggers):
        by_sentence.setdefault(happening.sentence, []).append(happening)
    for number, group in sorted(by_sentence.items()):
        sentence = reading.annotation.sentences[number]
        group = [h for h in group if is_told(sentence, h, group)]
        counts = [m for _, m in reading.marks("count", number)]
        shares = tallying.share_out(sentence, counts, group)
        for which in range(len(group)):
            places = [m for _, m in reading.marks("place", number)]
            for part, (own, span) in enumerate(tallying.by_place(shares[which], places)):
                draft = _draft(reading, group, which, own, told)
                told.append((number, draft.event_type))
                yield _cut_to(reading, draft, part, span) if span else draft


def _cut_to(reading: Reading, draft: Draft, part: int, span: tuple[int, int]) -> Draft:
    """Return one of several drafts that share a trigger ("five died in A and one in B"): only the places in its stretch."""
    number = draft.sentence
    inside = [
        reading.places[n]
        for n, m in reading.marks("place", number)
        if span[0] <= m.start < span[1] and n in reading.places
    ]
    return replace(draft, part=part, places=order_places(inside) or draft.places)


def _claim(reading: Reading, draft: Draft) -> Claim:
    main = draft.happening.main
    text = reading.document.text
    end = min(main.end, main.start + TRIGGER_LENGTH)
    return Claim(
        id=claim_id(reading.document.id, main.start, main.end + draft.part, tuple(x.name for x in draft.attribution)),
        document_id=reading.document.id,
        codebook=reading.knowledge.codebook.name,
        event_type=draft.event_type,
        status=draft.status,
        quote=text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        trigger=Trigger(text[main.start : end], main.start, end),
        actors=draft.actors,
        recipients=draft.recipients,
        places=draft.places,
        date=draft.date,
        counts=draft.counts,
        attribution=draft.attribution,
        reason=draft.reason,
        qualifiers=draft.qualifiers,
        is_total=draft.is_total,
        why=draft.why,
    )


def code_claims(document: Document, annotation: Annotation, knowledge: Knowledge) -> tuple[Claim, ...]:
    """Return the claims of one document in text order; none for a report that tells of no event of the codebook."""
    reading = _reading(document, annotation, knowledge)
    if not is_on_conflict(annotation.sentences, reading.names):
        return ()
    drafts = carryover.settle(list(_drafts(reading)), annotation.sentences)
    return tuple(_claim(reading, d) for d in drafts)
