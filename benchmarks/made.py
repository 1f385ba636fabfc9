"""Makes news reports of some 400 words, every other one political: the same number gives the same report everywhere.

    python benchmarks/made.py --reports 1000 > made.jsonl

All sentences are of our own writing, all people invented. Speed is measured on them, nothing else: they are too regular
to tell how well anything is read.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

WORDS = 400  # at least so many in a report
STRAY = 0.25  # share of the sentences of a political report that are about something else
FIRST = date(2015, 1, 1)

GIVEN = (
    *("Ana", "Omar", "Ingrid", "Pavel", "Mina", "Jonas", "Leila", "Tomas", "Ruth", "Viktor"),
    *("Salma", "Henrik", "Noor", "Paulo", "Greta", "Idris", "Klara", "Marek", "Dina", "Otto"),
)
FAMILY = (
    *("Rojas", "Haddad", "Lund", "Novak", "Okafor", "Berg", "Karimi", "Silva", "Adler", "Petrov"),
    *("Nasser", "Holm", "Rahman", "Costa", "Weiss", "Diallo", "Varga", "Kowal", "Moreno", "Lindqvist"),
    *("Tanaka", "Abadi", "Ferrer", "Ostrow", "Bianchi", "Mbeki", "Sato", "Duarte", "Halvorsen", "Farouk"),
)
STATES = {
    "Norway": ("Norwegian", "Oslo"),
    "Chile": ("Chilean", "Santiago"),
    "Egypt": ("Egyptian", "Cairo"),
    "Kenya": ("Kenyan", "Nairobi"),
    "Poland": ("Polish", "Warsaw"),
    "Peru": ("Peruvian", "Lima"),
    "Jordan": ("Jordanian", "Amman"),
    "India": ("Indian", "New Delhi"),
    "Turkey": ("Turkish", "Ankara"),
    "Japan": ("Japanese", "Tokyo"),
    "Brazil": ("Brazilian", "Brasilia"),
    "Iran": ("Iranian", "Tehran"),
    "France": ("French", "Paris"),
    "Ukraine": ("Ukrainian", "Kiev"),
    "Sudan": ("Sudanese", "Khartoum"),
    "Greece": ("Greek", "Athens"),
}
OFFICES = (
    "foreign minister",
    "defence minister",
    "prime minister",
    "president",
    "interior minister",
    "ambassador to the United Nations",
)
GOODS = (
    "12 fighter jets",
    "an air defence system",
    "four patrol boats",
    "anti-tank missiles",
    "200 armoured vehicles",
    "surveillance drones",
)
TOPICS = (
    "the border",
    "fishing rights",
    "a prisoner exchange",
    "the ceasefire",
    "water from the river",
    "trade in grain",
    "the disputed islands",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

POLITICAL = (
    "{a}'s {office_a} {p} met {b_adj} {office_b} {q} in {city} on {day} for talks about {topic}.",
    "“We will not accept any change to what was agreed,” {p_last} told reporters after the meeting.",
    "{a} and {b} signed an agreement on {topic} that runs for {n} years and provides for joint patrols.",
    "The two sides failed to agree on {topic}, and a second round of talks was put off until {day}.",
    "{c} has agreed to sell {goods} to {b}, a deal worth ${n} million, officials in {c_city} said.",
    "{q_last} said {b} would not buy {goods} from {c} unless the price was lowered.",
    "At least {n} people were killed and {m} wounded when gunmen attacked an army post near {b_city} on {day}.",
    "{b} accused {a} of supporting the rebels, a charge that {a} denied.",
    "Thousands of people marched through {a_city} on {day} to demand the resignation of the {office_a}.",
    "Police fired tear gas at the protesters and arrested {n} of them.",
    "{c} imposed sanctions on {n} {b_adj} officials over the killing of a journalist.",
    "The {a_adj} government expelled three {b_adj} diplomats, and {b} promised to answer in kind.",
    "{a} sent {n} tonnes of food and medicine to {b} after the floods.",
    "A spokesman for the {c_adj} foreign ministry called on both sides to show restraint.",
    "“This is a good day for {a} and for {b},” {q_last} said, adding that {topic} remained open.",
    "The parliament of {b} ratified the treaty with {c} by {m} votes to {n}.",
    "{b_adj} troops withdrew from two villages along the border under the ceasefire signed last month.",
    "{a} asked {c} not to deliver {goods} to {b}, according to a senior official who spoke on condition of anonymity.",
    "The United Nations warned that fighting near {b_city} had driven {n},000 people from their homes.",
    "{p_last}, who took office last year, is expected to visit {c_city} next week.",
    "A court in {a_city} sentenced a former {office_b} to {n} years in prison for taking bribes.",
    "Analysts said that the visit would do little to settle the quarrel over {topic}.",
    "He did not say when the troops would leave.",
    "The statement made no mention of {topic}.",
)
OTHER = (
    "{p} scored twice as the home side beat the visitors {s}-{t} in {a_city} on {day}.",
    "Shares of the company rose {n} percent after it reported higher sales for the third quarter.",
    "The museum shows {m} paintings, many of which have never left {b} before.",
    "Rain is forecast for the north of {a} through {day}, with highs of {n} degrees.",
    "The bank expects prices to rise by {s}.{t} percent this year, it said in its monthly survey.",
    "{q}, a biologist at the university of {b_city}, has studied the birds for {n} years.",
    "“It is the best season we have had,” said coach {q_last}.",
    "The new bridge is {m} metres long and cost less than had been planned.",
    "Tickets for the festival sold out within {n} minutes, the organisers said.",
    "The farm keeps {m} sheep and sells its cheese at the market every {day}.",
    "Wheat for delivery in May closed {s} cents higher at ${m} a tonne.",
    "Her third novel tells the story of a fisherman and his two daughters.",
    "The train from {a_city} was {n} minutes late because of a fallen tree.",
    "Doctors recommend {s} hours of sleep and a walk in the afternoon.",
    "The orchestra will play in {b_city} and {a_city} before it returns home.",
    "Turnover in the quarter came to ${m} million, compared with ${n} million a year earlier.",
    "The telescope took pictures of a galaxy that is {n} billion light years away.",
    "{p_last} ran the distance in two hours and {n} minutes, a personal best.",
    "Visitors may bring their own food, but dogs have to stay outside.",
    "The recipe takes {n} minutes and needs nothing but flour, eggs and butter.",
    "It was the third goal that decided the match.",
    "The software is free and runs on any telephone made in the last {s} years.",
    "The old cinema on the square will open again in spring.",
    "Most of the work was done by volunteers.",
)


def report(number: int) -> dict[str, str]:
    """The report of this number; even ones are political."""
    rng = random.Random(f"dragoman {number}")
    political = number % 2 == 0
    words = _words(rng)
    day = FIRST + timedelta(days=rng.randrange(2000))
    body = _paragraphs(rng, POLITICAL if political else OTHER, words)
    headline = body[0][0].split(" on ")[0].rstrip(".")
    text = f"{headline}\n\n{words['a_city'].upper()} - " + "\n\n".join(" ".join(paragraph) for paragraph in body)
    return {"id": f"made{number:07}", "title": headline, "published": day.isoformat(), "text": text + "\n"}


def reports(number: int) -> Iterator[dict[str, str]]:
    """The first reports."""
    return map(report, range(number))


def _words(rng: random.Random) -> dict[str, str]:
    words = {}
    for letter, state in zip("abc", rng.sample(sorted(STATES), 3), strict=True):
        words |= {letter: state, f"{letter}_adj": STATES[state][0], f"{letter}_city": STATES[state][1]}
    for letter in "pq":
        family = rng.choice(FAMILY)
        words |= {letter: f"{rng.choice(GIVEN)} {family}", f"{letter}_last": family}
    return words | {"office_a": rng.choice(OFFICES), "office_b": rng.choice(OFFICES), "city": words["c_city"]}


def _paragraphs(rng: random.Random, templates: Sequence[str], words: dict[str, str]) -> list[list[str]]:
    """Sentences in paragraphs of two or three; now and then one of the other kind, as in real reports."""
    found: list[list[str]] = []
    length = 0
    waiting: list[str] = []
    while length < WORDS:
        paragraph = []
        for _ in range(rng.randint(2, 3)):
            waiting = waiting or rng.sample(templates, len(templates))
            template = rng.choice(OTHER) if rng.random() < STRAY else waiting.pop()
            sentence = template.format_map({**words, **_drawn(rng)})
            paragraph.append(sentence)
            length += len(sentence.split())
        found.append(paragraph)
    return found


def _drawn(rng: random.Random) -> dict[str, str | int]:
    return {
        "goods": rng.choice(GOODS),
        "topic": rng.choice(TOPICS),
        "day": rng.choice(DAYS),
        "n": rng.randint(3, 60),
        "m": rng.randint(61, 400),
        "s": rng.randint(3, 9),
        "t": rng.randint(0, 2),
    }


def main() -> None:
    """Print reports as JSON lines."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=int, default=1000)
    for made in reports(arguments.parse_args().reports):
        sys.stdout.write(json.dumps(made, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
