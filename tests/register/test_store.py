"""What goes into the register and comes out: on SQLite and on PostgreSQL."""

import msgspec
import pytest
from sqlalchemy import func, select

from dragoman.errors import NotFound
from dragoman.records import NOT_READ, Report
from dragoman.register import Filters, open_register, schema
from dragoman.register.keeping import CHILDREN, alike
from dragoman.sources.feeds.state import FeedState
from dragoman.version import __version__


def add(register, *readings):
    return [(added.report, added.outcome) for added in register.add(readings)]


def counted(register):
    """How many rows each table has that a report fills."""
    with register.engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(schema.metadata.tables[name]))
            for name in (
                *CHILDREN,
                "reports",
                "events",
                "actors",
                "event_parties",
                "mention_parties",
                "agreement_parties",
            )
        }


def with_report(reading, **changes):
    return msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, **changes))


def test_a_reading_comes_back_as_it_went(register, made) -> None:
    readings = [made(number) for number in range(5)]
    assert add(register, *readings) == [(f"made-{number}", "added") for number in range(5)]
    assert [register.reading(f"made-{number}") for number in range(5)] == readings


def test_it_stands_in_another_process(register, second, made) -> None:
    add(register, made(1))
    assert second().reading("made-1") == made(1)


def test_nothing_is_stored_before_it_is_taken(register, made) -> None:
    adding = register.add(made(number) for number in range(3))
    assert register.counts().reports == 0
    next(adding)
    assert register.counts().reports == 1


def test_adding_again_changes_nothing(register, made) -> None:
    readings = [made(number) for number in range(4)]
    add(register, *readings)
    before = counted(register)
    assert {outcome for _, outcome in add(register, *readings)} == {"known"}
    assert counted(register) == before


def test_the_same_twice_in_one_go_is_kept_once(register, made) -> None:
    assert [outcome for _, outcome in add(register, made(1), made(1))] == ["added", "known"]


def test_known_before_it_is_read(register, made) -> None:
    reading = msgspec.structs.replace(made(1), lexicon=register.lexicon)
    assert not register.known(reading.report)
    add(register, reading)
    assert register.known(reading.report)
    assert not register.known(made(1, revision=1).report)
    assert not register.known(msgspec.structs.replace(reading.report, published="1999-01-01"))


@pytest.mark.parametrize("changed", [{"version": "0.0.1"}, {"lexicon": "another"}])
def test_what_another_version_or_lexicon_read_is_not_known(register, made, changed) -> None:
    add(register, msgspec.structs.replace(made(1), **{"lexicon": register.lexicon, **changed}))
    assert not register.known(made(1).report)


def test_a_report_that_changed_is_revised_and_its_history_kept(register, made) -> None:
    add(register, made(1), made(2))
    first = register.counts()
    (added,) = register.add([made(1, revision=2)])
    assert (added.outcome, added.why) == ("revised", "the report has changed")
    assert register.reading("made-1") == made(1, revision=2)
    assert [old.reading for old in register.history("made-1")] == [made(1)]
    assert register.counts().mentions == first.mentions + 2
    assert register.counts().reports == 2


def test_a_revision_leaves_the_rows_that_it_alone_would_have(register, made, register_url) -> None:
    add(register, made(3, revision=1), made(3), made(4))
    revised = counted(register)
    register.remove("made-3")
    register.remove("made-4")
    assert set(counted(register).values()) == {0}
    add(register, made(3), made(4))
    assert counted(register) == revised


@pytest.mark.parametrize(
    ("changed", "why"),
    [({"version": "0.0.1"}, "read before by dragoman 0.0.1"), ({"lexicon": "old"}, "read with another lexicon")],
)
def test_a_newer_reading_replaces_an_older(register, made, changed, why) -> None:
    poorer = msgspec.structs.replace(made(1), statements=(), **changed)
    add(register, poorer)
    (added,) = register.add([made(1)])
    assert (added.outcome, added.why) == ("revised", why)
    (old,) = register.history("made-1")
    assert {"version": __version__, "lexicon": "made", **changed} == {
        "version": old.version,
        "lexicon": old.lexicon,
    }


def test_a_newer_reading_that_says_the_same_only_signs(register, made) -> None:
    add(register, msgspec.structs.replace(made(1), version="0.0.1"))
    before = counted(register)
    assert add(register, made(1)) == [("made-1", "known")]
    assert register.history("made-1") == ()
    assert counted(register) == before
    assert [maker.version for maker in register.info().makers] == [__version__]


def test_another_story_under_the_same_id_is_another_report(register, made) -> None:
    one, other = with_report(made(1, identity="index"), url=None), with_report(made(2, identity="index"), url=None)
    add(register, one)
    (added,) = register.add([other])
    assert added.outcome == "added"
    assert added.report.startswith("index-")
    assert "has the id 'index'" in (added.why or "")
    assert register.reading("index") == one
    assert register.reading(added.report).report.text == other.report.text
    assert add(register, other) == [(added.report, "known")]
    assert add(register, one) == [("index", "known")]


def test_the_same_address_is_the_same_report_whatever_it_says_now(register, made) -> None:
    add(register, with_report(made(1, identity="page"), url="https://a.example/"))
    assert add(register, with_report(made(2, identity="page"), url="https://a.example/")) == [("page", "revised")]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "anything", True),
        ("a b c d e", "a b c d e f g h", True),
        ("a b c d e", "v w x y z", False),
        ("one", "one two three four", False),
        ("word", "word", True),
    ],
)
def test_versions_of_one_text(one: str, other: str, expected: bool) -> None:
    assert alike(one, other) is expected


class TestReadingsThatFailed:
    def flagged(self, made, number=1):
        reading = made(number)
        report = msgspec.structs.replace(reading.report, flags=(f"{NOT_READ}: ValueError: no",))
        return msgspec.structs.replace(reading, report=report, events=(), statements=(), transfers=(), agreements=())

    def test_is_stored_with_its_flag_and_its_words_are_found(self, register, made) -> None:
        (added,) = register.add([self.flagged(made)])
        assert (added.outcome, added.why) == ("flagged", f"{NOT_READ}: ValueError: no")
        assert register.info().flagged == 1
        assert register.search("minister", kind="report")

    def test_is_known_the_second_time(self, register, made) -> None:
        add(register, self.flagged(made))
        assert add(register, self.flagged(made)) == [("made-1", "known")]

    def test_gives_way_to_one_that_succeeds(self, register, made) -> None:
        add(register, msgspec.structs.replace(self.flagged(made), version="0.0.1"))
        assert add(register, made(1)) == [("made-1", "revised")]
        assert register.info().flagged == 0

    def test_replaces_none_that_succeeded(self, register, made) -> None:
        add(register, made(1))
        (added,) = register.add([msgspec.structs.replace(self.flagged(made), version="99")])
        assert added.outcome == "flagged"
        assert "the reading of before stands" in (added.why or "")
        assert register.reading("made-1") == made(1)


class TestOddReadings:
    def test_an_empty_report(self, register) -> None:
        from dragoman.records import Reading

        assert add(register, Reading(Report("empty", ""))) == [("empty", "added")]
        register.remove("empty")

    def test_zero_characters_quotes_and_wide_letters(self, register, made) -> None:
        odd = with_report(
            made(1), text=made(1).report.text + "\0 '; DROP TABLE reports;-- \U0001f600 \ufffd", title="a\0b"
        )
        add(register, odd)
        assert register.reading("made-1") == odd
        assert register.counts().reports == 1

    def test_half_a_character_is_flagged_and_the_rest_goes_on(self, register, made) -> None:
        broken = with_report(made(1), text="a \ud800 b")
        outcomes = list(register.add([broken, made(2)]))
        assert [added.outcome for added in outcomes] == ["flagged", "added"]
        assert (outcomes[0].why or "").startswith("not stored")

    def test_a_reading_with_two_records_of_one_id_is_flagged(self, register, made) -> None:
        reading = made(1)
        doubled = msgspec.structs.replace(reading, events=reading.events + reading.events)
        assert add(register, doubled, made(2)) == [("made-1", "flagged"), ("made-2", "added")]

    def test_very_long_names_and_numbers(self, register, made) -> None:
        reading = with_report(made(1), publisher="p" * 9000, id="i" * 3000, title="t" * 9000)
        actors = (msgspec.structs.replace(reading.actors[0], name="n" * 9000), *reading.actors[1:])
        size = msgspec.structs.replace(reading.events[0].size, dead=10**11, injured=10**30)
        event = msgspec.structs.replace(reading.events[0], size=size)
        odd = msgspec.structs.replace(reading, actors=actors, events=(event, *reading.events[1:]))
        (added,) = register.add([odd, made(2)][:1])
        assert added.outcome == "flagged"
        assert "its id is longer" in (added.why or "")
        assert add(register, with_report(odd, id="short")) == [("short", "added")]

    def test_parties_that_name_nobody(self, register, made) -> None:
        reading = made(1)
        stray = msgspec.structs.replace(reading.events[0].actor[0], actor="a99")
        event = msgspec.structs.replace(reading.events[0], actor=(stray,))
        assert add(register, msgspec.structs.replace(reading, events=(event,))) == [("made-1", "added")]


class TestRemoving:
    def test_takes_out_all_that_it_told(self, register, made) -> None:
        add(register, made(1), made(2))
        alone = counted(register)
        add(register, made(30), made(30, revision=1))
        register.remove("made-30")
        assert counted(register) == alone
        assert register.info().revisions == 0

    def test_what_is_not_there(self, register) -> None:
        for call in (register.remove, register.reading, register.history, register.source):
            with pytest.raises(NotFound, match="no report of this id"):
                call("nothing")


class TestRecoding:
    def test_shows_what_changed_and_keeps_the_old(self, register, made) -> None:
        add(register, made(1), made(2))
        newer = {"made-1": made(1, revision=1), "made-2": made(2)}

        def read(report):
            told = newer[report.id]
            return msgspec.structs.replace(told, report=report, lexicon=register.lexicon)

        done = {one.report: one for one in register.recode(read)}
        assert [line.split(":")[0] for line in done["made-1"].came] == ["event SUPPORT"]
        assert (done["made-1"].gone, done["made-2"].came) == ((), ())
        assert len(register.history("made-1")) == 1
        assert register.history("made-2") == ()  # nothing changed but who read it
        assert [maker.lexicon for maker in register.info().makers] == [register.lexicon]
        assert list(register.recode(read)) == []

    def test_goes_on_where_it_was_stopped(self, register, made) -> None:
        add(register, *(made(number) for number in range(4)))
        read = []

        def again(report):
            read.append(report.id)
            return msgspec.structs.replace(register.reading(report.id), lexicon=register.lexicon)

        next(register.recode(again))
        list(register.recode(again))
        assert sorted(read) == sorted(set(read)) == [f"made-{number}" for number in range(4)]

    def test_only_what_is_asked_for(self, register, made) -> None:
        add(register, made(1), made(2))
        done = register.recode(lambda r: register.reading(r.id), Filters(report="made-2"))
        assert [one.report for one in done] == ["made-2"]

    def test_a_report_that_failed_is_tried_without_its_flag(self, register, made) -> None:
        add(register, TestReadingsThatFailed().flagged(made))
        seen = []

        def read(report):
            seen.append(report.flags)
            return msgspec.structs.replace(made(1), report=report, lexicon=register.lexicon)

        (done,) = register.recode(read)
        assert seen == [()]
        assert done.came
        assert register.info().flagged == 0

    def test_a_failure_replaces_nothing(self, register, made) -> None:
        add(register, made(1))
        failed = TestReadingsThatFailed().flagged(made)
        (done,) = register.recode(lambda report: msgspec.structs.replace(failed, lexicon="new"))
        assert done.why == f"{NOT_READ}: ValueError: no"
        assert register.reading("made-1") == made(1)

    def test_a_report_removed_meanwhile_is_passed_over(self, register, second, made) -> None:
        add(register, made(1), made(2))
        other = second()

        def read(report):
            if report.id == "made-1":
                other.remove("made-1")
                other.remove("made-2")
            return msgspec.structs.replace(made(1), lexicon=register.lexicon)

        assert list(register.recode(read)) == []


def test_feeds_are_remembered(register, second) -> None:
    state = FeedState("https://a.example/feed", "etag", None, "2026-01-01T00:00:00", 2, ("b", "a"))
    assert register.feeds.get(state.url) == FeedState(state.url)
    register.feeds.put(FeedState(state.url))
    register.feeds.put(state)
    assert second().feeds.get(state.url) == state


def test_info(register, register_url, made) -> None:
    add(register, made(1), made(2), made(2, revision=1))
    info = register.info()
    assert info.database == ("postgresql" if "://" in register_url else "sqlite")
    assert [(maker.version, maker.lexicon, maker.reports) for maker in info.makers] == [(__version__, "made", 2)]
    assert (info.counts.reports, info.revisions, info.flagged) == (2, 1, 0)
    assert info.size > 0


def test_the_order_of_adding_changes_no_id(register_url, tmp_path, made) -> None:
    readings = [made(number) for number in range(12)]
    with open_register(tmp_path / "one.sqlite") as one, open_register(register_url) as other:
        add(one, *readings)
        add(other, *reversed(readings))
        assert sorted(e.id for e in one.events()) == sorted(e.id for e in other.events())
        assert sorted(a.id for a in one.actors()) == sorted(a.id for a in other.actors())
