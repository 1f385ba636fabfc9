"""How well the same act is found across reports: pairwise precision and recall on a made set.

    python benchmarks/merging.py [--acts N] [--seed N] [--sets N] [--texts N] [--verbose]

Made: acts of eight sorts, each told 1 to 12 times with other words, by person or by state, with a day, a month or no
date, with a place or none, with errors in days and numbers, now and then denied; three in ten are distractors: the same
parties do the same again on another day. All names of people are invented. `--texts` tellings are written out
and read by the real reader; what it does not read as an act of the right type is counted as missed by the reader.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

import networkx as nx

from dragoman.knowledge.load import DATA, read_csv
from dragoman.records import Reading, Report
from dragoman.register.merging import blocks
from dragoman.register.merging.cluster import cluster
from dragoman.register.merging.events import compare_acts
from dragoman.register.merging.records import Act, Named
from dragoman.register.rows import days

GOAL = (0.95, 0.85)  # precision, recall
FIRST = date(2012, 1, 2)

STATES = {
    "Norway": ("NOR", "Norwegian", "Oslo"),
    "Chile": ("CHL", "Chilean", "Santiago"),
    "Egypt": ("EGY", "Egyptian", "Cairo"),
    "Kenya": ("KEN", "Kenyan", "Nairobi"),
    "Poland": ("POL", "Polish", "Warsaw"),
    "Peru": ("PER", "Peruvian", "Lima"),
    "Jordan": ("JOR", "Jordanian", "Amman"),
    "India": ("IND", "Indian", "New Delhi"),
    "Japan": ("JPN", "Japanese", "Tokyo"),
    "Brazil": ("BRA", "Brazilian", "Brasilia"),
    "Turkey": ("TUR", "Turkish", "Ankara"),
    "Sudan": ("SDN", "Sudanese", "Khartoum"),
}
CITIES = {
    "Oslo": (59.9, 10.7, "NOR"),
    "Santiago": (-33.4, -70.6, "CHL"),
    "Cairo": (30.0, 31.2, "EGY"),
    "Geneva": (46.2, 6.1, "CHE"),
    "Warsaw": (52.2, 21.0, "POL"),
    "Lima": (-12.0, -77.0, "PER"),
    "Amman": (31.9, 35.9, "JOR"),
    "Vienna": (48.2, 16.4, "AUT"),
    "Tokyo": (35.7, 139.7, "JPN"),
    "Ankara": (39.9, 32.8, "TUR"),
    "Khartoum": (15.6, 32.5, "SDN"),
    "Mombasa": (-4.0, 39.7, "KEN"),
}
GIVEN = ("Ingrid", "Omar", "Pavel", "Mina", "Jonas", "Leila", "Tomas", "Ruth", "Noor", "Klara", "Emil", "Farid")
FAMILY = ("Rojas", "Haddad", "Lund", "Novak", "Okafor", "Berg", "Karimi", "Silva", "Adler", "Holm", "Varga", "Tanaka")
TOPICS = (
    "border fishing rights", "a prisoner exchange", "river water", "grain trade", "a gas pipeline", "nuclear safety",
    "air links", "the ceasefire", "refugee camps", "steel tariffs", "a naval base", "debt relief",
)  # fmt: skip
TAILS = (
    "", "", ", officials said", ", state television reported", ", according to diplomats", " amid tight security",
    ", the ministry announced", " after weeks of tension", ", a spokesman confirmed", ", local media said",
)  # fmt: skip
SORTS: dict[str, tuple[str, ...]] = {
    "CONSULT": (
        "{a} met {b}{p}{d} to discuss {topic}{tail}.",
        "{a} held talks with {b} on {topic}{p}{d}{tail}.",
        "{a} and {b} held talks{p}{d} about {topic}{tail}.",
        "{b} held a meeting with {a}{p}{d}; {topic} topped the agenda{tail}.",
    ),
    "AGREE": (
        "{a} and {b} signed an agreement on {topic}{p}{d}{tail}.",
        "{a} signed a pact with {b} on {topic}{p}{d}{tail}.",
        "{a} reached an accord with {b} over {topic}{p}{d}{tail}.",
    ),
    "ACCUSE": (
        "{a} accused {b}{d} of blocking {topic}{tail}.",
        "{a} blamed {b}{d} for the failure of talks on {topic}{tail}.",
        "{a} criticized {b}{d} over {topic}{tail}.",
    ),
    "AID": (
        "{a} sent humanitarian aid to {b}{d}, mostly {goods}{tail}.",
        "{a} delivered aid, among it {goods}, to {b}{d}{tail}.",
        "{a} gave {goods} and other relief supplies to {b}{d}{tail}.",
    ),
    "SANCTION": (
        "{a} imposed sanctions on {b}{d} over {topic}{tail}.",
        "{a} imposed an embargo on {b}{d} in a dispute about {topic}{tail}.",
        "{a} banned imports from {b}{d} because of {topic}{tail}.",
    ),
    "ASSAULT": (
        "{a} warplanes bombed a {site}{p}{d}, killing {n} people{tail}.",
        "{a} jets attacked a {site}{p}{d} and killed {n} people{tail}.",
        "{a} troops shelled a {site}{p}{d}, and {n} people were killed{tail}.",
        "{a} forces killed {n} people when they attacked a {site}{p}{d}{tail}.",
    ),
    "PROTEST": (
        "{a} students protested{p}{d} against {topic}{tail}.",
        "{a} demonstrators marched{p}{d} to protest {topic}{tail}.",
        "{a} workers staged a rally{p}{d} against {topic}{tail}.",
    ),
    "COERCE": (
        "{a} police arrested {n} smugglers{p}{d}{tail}.",
        "{a} police detained {n} suspected smugglers{p}{d}{tail}.",
        "{n} smugglers were arrested by {a} police{p}{d}{tail}.",
    ),
}
SITES = ("market", "bridge", "village school", "power station", "harbour", "refugee camp", "oil depot", "radio mast")
GOODS = ("wheat", "tents", "vaccines", "power generators", "blankets", "water pumps", "rice", "field kitchens")
CODES = {"CONSULT": "040", "AGREE": "057", "ACCUSE": "112", "AID": "073", "SANCTION": "163", "ASSAULT": "195"}
CODES |= {"PROTEST": "141", "COERCE": "173"}
WITH_PEOPLE = frozenset({"CONSULT", "AGREE", "ACCUSE"})
ALONE = frozenset({"ASSAULT", "PROTEST", "COERCE"})


@dataclass(frozen=True)
class Deed:
    """What happened: who did what to whom, when and where; `number` of dead or arrested."""

    type: str
    states: tuple[str, str]
    people: tuple[str, str]
    day: date
    place: str
    topic: str
    site: str
    goods: str
    number: int


@dataclass(frozen=True)
class Telling:
    """A deed as one report tells it: as a record, and in words."""

    deed: int
    act: Act
    text: str


def deeds(random_: random.Random, count: int) -> list[Deed]:
    """`count` deeds; three in ten repeat an earlier one on another day."""
    made: list[Deed] = []
    while len(made) < count:
        if made and random_.random() < 0.3:
            old = random_.choice(made)
            taken = {d.day for d in made if (d.type, d.states) == (old.type, old.states)}
            days_on = (old.day + timedelta(days=random_.choice((1, 2, 3, 5, 8, 13))) for _ in range(100))
            day = next(d for d in days_on if d not in taken)
            again = replace(old, day=day, topic=random_.choice(TOPICS), site=random_.choice(SITES))
            again = replace(again, goods=random_.choice(GOODS))
            made.append(replace(again, number=random_.randint(2, 40), place=random_.choice([old.place, *CITIES])))
            continue
        states = random_.sample(sorted(STATES), 2)
        people = [f"{random_.choice(GIVEN)} {random_.choice(FAMILY)}" for _ in states]
        made.append(
            Deed(
                random_.choice(sorted(SORTS)),
                (states[0], states[1]),
                (people[0], people[1]),
                FIRST + timedelta(days=random_.randrange(120)),
                random_.choice(sorted(CITIES)),
                random_.choice(TOPICS),
                random_.choice(SITES),
                random_.choice(GOODS),
                random_.randint(2, 40),
            )
        )
    return made


def tellings(random_: random.Random, told: Sequence[Deed]) -> list[Telling]:
    """Each deed told one to twelve times."""
    return [
        _telling(random_, number, deed, f"r{number:04d}.{n:02d}")
        for number, deed in enumerate(told)
        for n in range(random_.randint(1, 12))
    ]


def _telling(random_: random.Random, number: int, deed: Deed, report: str) -> Telling:
    published = deed.day + timedelta(days=random_.choice((0, 0, 0, 0, 1, 1, 1, 2)))
    since, until, given, words = _when(random_, deed, published)
    by_person = deed.type in WITH_PEOPLE and random_.random() < 0.6
    actor, a = _side(deed, 0, by_person)
    recipient, b = _side(deed, 1, by_person)
    if deed.type in ALONE:
        recipient = Named("group", "people", CITIES[deed.place][2], "CVL" if deed.type == "ASSAULT" else "CRM")
    dead = random_.choice((deed.number, deed.number, deed.number, deed.number + random_.randint(1, 4)))
    placed = random_.random() < 0.7 and "{p}" in SORTS[deed.type][0]
    sentence = random_.choice(SORTS[deed.type]).format(
        a=a, b=b, d=words, n=dead, topic=deed.topic, site=deed.site, goods=deed.goods, tail=random_.choice(TAILS),
        p=f" in {deed.place}" if placed else "",
    )  # fmt: skip
    north, east, country = CITIES[deed.place]
    act = Act(
        id=0,
        key=report,
        report=report,
        published=published.isoformat(),
        type=deed.type,
        cameo=CODES[deed.type],
        negation=random_.random() < 0.03,
        since=since,
        until=until,
        given=given,
        actor=() if random_.random() < 0.05 else (actor,),
        recipient=() if deed.type == "PROTEST" or random_.random() < 0.15 else (recipient,),
        place=deed.place if placed else None,
        place_country=country if placed else None,
        point=(north, east) if placed else None,
        sizes=_sizes(deed, dead),
        trigger=sentence.split()[2],
        evidence=sentence,
    )
    return Telling(number, act, f"{sentence[0].upper()}{sentence[1:]}")


def _sizes(deed: Deed, number: int) -> tuple[int | None, int | None, int | None]:
    return (
        number if deed.type == "ASSAULT" else None,
        None,
        number if deed.type == "COERCE" else None,
    )


def _when(random_: random.Random, deed: Deed, published: date) -> tuple[str | None, str | None, bool, str]:
    """The first and last day that a report gives, whether in words, and the words; one day in thirty is wrong."""
    chance = random_.random()
    day = deed.day + timedelta(days=1 if random_.random() < 0.03 else 0)
    if chance < 0.6:
        words = f" on {day:%A}" if (published - day).days < 6 else f" on {day.day} {day:%B}"
        return day.isoformat(), day.isoformat(), True, words if random_.random() < 0.6 else f" on {day:%B} {day.day}"
    if chance < 0.72:
        return published.isoformat(), published.isoformat(), False, ""
    if chance < 0.8:
        first, last = days(f"{deed.day:%Y-%m}")
        return first, last, True, f" in {deed.day:%B}"
    return None, None, True, ""


def _side(deed: Deed, number: int, by_person: bool) -> tuple[Named, str]:
    """The actor of the record and its words."""
    state = deed.states[number]
    code, adjective, _ = STATES[state]
    if by_person:
        return Named("person", deed.people[number], code, "GOV"), f"{adjective} Foreign Minister {deed.people[number]}"
    if deed.type in ALONE:
        sector = {"ASSAULT": "MIL", "PROTEST": "CVL", "COERCE": "COP"}[deed.type]
        return Named("group", f"{adjective} {sector}", code, sector), adjective
    return Named("state", state, code), state


def merged(acts: Sequence[Act]) -> list[list[int]]:
    """The clusters, by place in `acts`: candidates by block, then as the register does it."""
    numbered = [replace(act, id=n) for n, act in enumerate(acts)]
    shelves: dict[str, list[tuple[blocks.Block, int]]] = defaultdict(list)
    for act in numbered:
        for block in blocks.of_act(act):
            shelves[block.name].append((block, act.id))
    pairs = {
        (min(a, b), max(a, b))
        for shelf in shelves.values()
        for (one, a), (other, b) in combinations(shelf, 2)
        if one.since <= other.until and other.since <= one.until
    }
    links = [pair for pair in sorted(pairs) if compare_acts(numbered[pair[0]], numbered[pair[1]]).linked]
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(acts)))
    graph.add_edges_from(links)
    made = []
    for part in nx.connected_components(graph):
        inside = [pair for pair in links if pair[0] in part]
        made += [[m.id for m in c.members] for c in cluster([numbered[n] for n in part], compare_acts, inside)]
    return made


def pairs_of(groups: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    """All pairs of members of one group."""
    return {(min(p), max(p)) for group in groups for p in combinations(group, 2)}


def score(truth: Sequence[object], found: list[list[int]]) -> tuple[float, float]:
    """Pairwise precision and recall."""
    groups: dict[object, list[int]] = defaultdict(list)
    for n, deed in enumerate(truth):
        groups[deed].append(n)
    right, made = pairs_of(groups.values()), pairs_of(found)
    common = len(right & made)
    return common / max(1, len(made)), common / max(1, len(right))


def read_acts(told: Sequence[Telling]) -> list[tuple[object, Act]]:
    """Each telling as a report of its own, read; the acts of the right type, with the deed that each tells."""
    import dragoman

    reader = dragoman.load(dragoman.Settings(threads=1))
    reports = [Report(t.act.report, t.text, published=t.act.published) for t in told]
    found: list[tuple[object, Act]] = []
    for telling, reading in zip(told, reader.read_many(reports), strict=True):
        found += [((telling.deed, act.type), act) for act in acts_of(reading) if act.type == telling.act.type]
    return found


def acts_of(reading: Reading) -> list[Act]:
    """The events of a reading as the merging sees them."""
    actors = {a.id: Named(a.kind, a.name, a.country, a.sector) for a in reading.actors}
    places = {p.id: p for p in reading.places}
    whole = {int(row["geonames"]) for row in read_csv(DATA / "places" / "countries.csv")}
    found = []
    for event in reading.events:
        since, until = days(event.date.value if event.date else None)
        sides = [
            tuple(actors.get(p.actor or "", Named("group", p.text)) for p in side)
            for side in (event.actor, event.recipient)
        ]
        place = places.get(event.place or "")
        town = place is not None and place.geonames is not None and place.geonames not in whole
        point = (place.lat or 0.0, place.lon or 0.0) if place is not None and town else None
        found.append(
            Act(
                id=0,
                key=f"{reading.report.id} {event.id}",
                report=reading.report.id,
                published=reading.report.published,
                type=event.type,
                modes=frozenset(event.modes),
                cameo=event.cameo,
                coming=("future" in event.aux, "hypothetical" in event.aux),
                negation="negation" in event.aux,
                since=since,
                until=until,
                given=event.date is None or event.date.start is not None,
                actor=sides[0],
                recipient=sides[1],
                place=place.name if place else None,
                place_country=place.country if place else None,
                point=point,
                sizes=(event.size.dead, event.size.injured, event.size.arrested),
                trigger=event.trigger.text,
                evidence=event.evidence.text,
            )
        )
    return found


def main() -> None:
    """Measure and print; exit with 1 below the goal."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--acts", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--sets", type=int, default=5)
    arguments.add_argument("--texts", type=int, default=300)
    arguments.add_argument("--verbose", action="store_true")
    args = arguments.parse_args()
    scores = []
    for seed in range(args.seed, args.seed + args.sets):
        random_ = random.Random(seed)
        told = tellings(random_, deeds(random_, args.acts))
        found = merged([t.act for t in told])
        scores.append(score([t.deed for t in told], found))
        print(f"records  set {seed}  acts {args.acts}  tellings {len(told)}  events {len(found)}", end="  ")
        print(f"precision {scores[-1][0]:.3f}  recall {scores[-1][1]:.3f}")
        if args.verbose:
            _by_type(told, found)
    precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    print(f"records  mean of {len(scores)} sets  precision {precision:.3f}  recall {recall:.3f}")
    if args.texts:
        read = read_acts(told[: args.texts])
        exact, whole = score([deed for deed, _ in read], merged([act for _, act in read]))
        print(f"texts    tellings {args.texts}  acts read {len(read)}  precision {exact:.3f}  recall {whole:.3f}")
    raise SystemExit(int(precision < GOAL[0] or recall < GOAL[1]))


def _by_type(told: Sequence[Telling], found: list[list[int]]) -> None:
    """What was missed and what was wrong, by type."""
    truth = defaultdict(list)
    for n, telling in enumerate(told):
        truth[telling.deed].append(n)
    right, made = pairs_of(truth.values()), pairs_of(found)
    for name, pairs in (("missed", right - made), ("wrong", made - right)):
        print(name, len(pairs), dict(Counter(told[a].act.type for a, _ in pairs)))
        for a, b in sorted(pairs)[:: max(1, len(pairs) // 12)]:
            verdict = compare_acts(told[a].act, told[b].act)
            print(f"  {verdict.points:5.1f} {'barred' if verdict.barred else ''} {verdict.why}")
            for t in (told[a], told[b]):
                sides = [[n.name for n in side] for side in (t.act.actor, t.act.recipient)]
                print(f"      {t.act.published} {t.act.since} {t.act.until} {t.act.given} {sides} {t.text}")


if __name__ == "__main__":
    main()
