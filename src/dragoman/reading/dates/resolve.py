"""What a date phrase means: one operation for each `means` of data/language/dates.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dragoman.knowledge.dates import Meaning
from dragoman.reading.dates import periods
from dragoman.reading.dates.anchor import Anchor, Fields
from dragoman.reading.dates.periods import Period

# A past date may lie this many days after `published`, which is often the day before the report went out.
GRACE = timedelta(days=3)


Operation = Callable[[Fields, Anchor], Period]


def resolve(means: str, values: Mapping[str, Meaning], anchor: Anchor) -> Period | None:
    """The period that a phrase names, or None where its anchor is unknown or no such day exists."""
    try:
        return OPERATIONS[means](Fields(values), anchor)
    except (ValueError, OverflowError, StopIteration):
        return None


def _nearest(make: Callable[[int], Period], anchor: Anchor) -> Period:
    """Of the same date in three years, the last one past, or the first one to come where the clause looks ahead.

    Where it looks ahead from some time in the past, the one that is nearest to publication.
    """
    now = anchor.now
    options = [made for year in (now.year - 1, now.year, now.year + 1) if (made := _made(make, year)) is not None]
    if anchor.direction == "open":
        return min(options, key=lambda option: abs(option.first - now))
    if anchor.ahead:
        return next(option for option in options if option.last >= now)
    return next(option for option in reversed(options) if option.first <= now + GRACE)


def _made(make: Callable[[int], Period], year: int) -> Period | None:
    try:
        return make(year)
    except ValueError:  # 29 February
        return None


def _in_year(make: Callable[[int], Period], fields: Fields, anchor: Anchor) -> Period:
    year = fields.year(anchor)
    return make(year) if year is not None else _nearest(make, anchor)


def _date(fields: Fields, anchor: Anchor) -> Period:
    month = fields.number("mm" if fields.has("mm") else "month")
    first, last = fields.number("day"), fields.maybe("day2") or fields.number("day")
    if last < first:
        raise ValueError("a range that runs backwards")
    return _in_year(lambda year: Period(date(year, month, first), date(year, month, last), "day"), fields, anchor)


def _slashed(fields: Fields, anchor: Anchor) -> Period:
    """3/25/2011 or 25/3/2011; 3/4/2011 is left alone, since nobody knows which is meant."""
    first, second = fields.number("first"), fields.number("second")
    if first <= 12 and second <= 12 and first != second:
        raise ValueError("day and month cannot be told apart")
    day, month = (first, second) if first > 12 else (second, first)
    return periods.day(date(fields.number("year"), month, day))


def _iso_week(fields: Fields, anchor: Anchor) -> Period:
    return periods.week(date.fromisocalendar(fields.number("year"), fields.number("week"), 1))


def _month(fields: Fields, anchor: Anchor) -> Period:
    number = fields.number("month")
    if fields.word("of_year") or not fields.has("shift"):
        return _in_year(lambda year: periods.month(year, number), fields, anchor)
    options = [periods.month(anchor.now.year + n, number) for n in (-1, 0, 1)]
    return _shifted(options, fields.number("shift"), anchor.now)


def _shifted(options: list[Period], shift: int, now: date) -> Period:
    """The last option that is over, the one of this year, or the next one to begin."""
    if shift < 0:
        return next(option for option in reversed(options) if option.last < now)
    if shift > 0:
        return next(option for option in options if option.first > now)
    return next(option for option in options if option.last.year >= now.year and option.first.year == now.year)


def _decade(fields: Fields, anchor: Anchor) -> Period:
    return periods.years(fields.number("year"), fields.number("year") + 9)


def _short_decade(fields: Fields, anchor: Anchor) -> Period:
    name = next(name for name in ("tens", "tens2", "decade_word") if fields.has(name))
    start = 1900 + fields.number(name)
    return periods.years(start, start + 9)


def _century(fields: Fields, anchor: Anchor) -> Period:
    number = fields.number("century")
    return periods.years(100 * number - 99, 100 * number)


def _year(fields: Fields, anchor: Anchor) -> Period:
    if fields.has("tail"):
        return _years(fields, anchor)
    return periods.years(fields.maybe("year") or fields.number("year2"))


def _years(fields: Fields, anchor: Anchor) -> Period:
    """2014-16 and 2014-2016; 2014-03 is a month."""
    first, tail = fields.number("year"), fields.number("tail")
    last = tail if tail > 99 else first // 100 * 100 + tail
    if last <= first and tail <= 12:
        return periods.month(first, tail) if tail else periods.years(first)
    if not first < last < first + 100:
        raise ValueError("no range of years")
    return periods.years(first, last)


def _bare_year(fields: Fields, anchor: Anchor) -> Period:
    year = fields.number("year")
    if anchor.published is not None and year > anchor.published.year + 60:
        raise ValueError("too far ahead")
    return periods.years(year)


def _half(fields: Fields, anchor: Anchor) -> Period:
    half = fields.number("ordinal")
    if half > 2:
        raise ValueError("a year has two halves")
    return periods.month(fields.year(anchor) or anchor.now.year, 6 * half - 5, 6)


def _quarter(fields: Fields, anchor: Anchor) -> Period:
    number = fields.number("quarter" if fields.has("quarter") else "ordinal")
    if fields.has("deictic"):
        return periods.month(anchor.now.year, 3 * number - 2, 3)
    return _in_year(lambda year: periods.month(year, 3 * number - 2, 3), fields, anchor)


def _season(fields: Fields, anchor: Anchor) -> Period:
    """Seasons of the northern half of the earth, in whole months."""
    start = fields.number("season")
    if fields.has("shift") and not fields.has("of_year"):
        options = [periods.month(anchor.now.year + n, start, 3) for n in (-2, -1, 0, 1)]
        return _shifted(options, fields.number("shift"), anchor.now)
    return _in_year(lambda year: periods.month(year, start, 3), fields, anchor)


def _day_word(fields: Fields, anchor: Anchor) -> Period:
    return periods.shift(anchor.now, "day", fields.number("day_word"))


def _this_part(fields: Fields, anchor: Anchor) -> Period:
    return periods.shift(anchor.now, "day", -1 if fields.has("night") else 0)


def _weekday(fields: Fields, anchor: Anchor) -> Period:
    wanted, now = fields.number("weekday"), anchor.now
    shift = fields.maybe("shift") or 0
    if shift > 0 or (shift == 0 and anchor.ahead):
        return periods.day(_weekday_from(now + timedelta(days=1 if shift else 0), wanted, 1))
    return periods.day(_weekday_from(now + timedelta(days=shift), wanted, -1))


def _weekday_from(start: date, wanted: int, step: int) -> date:
    """The first such weekday on or after (step 1), on or before (step -1) a day."""
    return start + timedelta(days=step * (step * (wanted - start.isoweekday()) % 7))


def _weekday_of_week(fields: Fields, anchor: Anchor) -> Period:
    monday = periods.shift(anchor.now, "week", fields.number("shift")).first
    return periods.day(monday + timedelta(days=fields.number("weekday") - 1))


def _week_of_date(fields: Fields, anchor: Anchor) -> Period:
    return periods.week(_date(fields, anchor).first)


def _span(fields: Fields, anchor: Anchor) -> Period:
    if fields.word("span") == "weekend" and fields.number("shift") == 0:
        return _weekend(fields, anchor)
    return periods.shift(anchor.now, fields.word("span"), fields.number("shift"))


def _within(fields: Fields, anchor: Anchor) -> Period:
    if fields.has("span"):
        return _span(fields, anchor)
    return periods.shift(anchor.now, fields.word("within").lower(), 0)


def _weekend(fields: Fields, anchor: Anchor) -> Period:
    this = periods.weekend(anchor.now)
    return this if anchor.ahead or this.first <= anchor.now else periods.shift(anchor.now, "weekend", -1)


def _ago(fields: Fields, anchor: Anchor) -> Period:
    return periods.shift(anchor.now, fields.word("unit"), -fields.count)


def _lasting(fields: Fields, anchor: Anchor) -> Period:
    """ "week-old", "the third week of", "two years of": from the start until now; not what is still to come."""
    if anchor.ahead and not fields.has("unit"):
        raise ValueError("a duration")
    unit = (fields.word("unit") or fields.word("nth_of") or fields.word("units_of").rstrip("s")).lower()
    count = fields.number("rank") - 1 if fields.has("nth_of") else fields.count if fields.counted else 1
    if fields.has("half"):
        start = periods.years(periods.same_day(anchor.now, "month", -12 * count - 6).year)
    else:
        start = periods.shift(anchor.now, unit, -count)
    return Period(start.first, anchor.now, start.grain)


def _hours_ago(fields: Fields, anchor: Anchor) -> Period:
    return periods.day(anchor.now)


def _from_now(fields: Fields, anchor: Anchor) -> Period:
    return periods.shift(anchor.now, fields.word("unit"), fields.count)


def _in_units(fields: Fields, anchor: Anchor) -> Period:
    """ "in two weeks" is a date when it will be and a duration when it was."""
    if not anchor.ahead:
        raise ValueError("a duration")
    return _from_now(fields, anchor)


def _moved(unit: str, count: int, anchor: Anchor) -> Period:
    """Some units from the last date mentioned that is known at least as finely."""
    grains = {"day": ["day"], "week": ["day", "week"], "fortnight": ["day", "week"], "month": ["day", "month"]}
    return periods.shift(anchor.last(*grains.get(unit, ["day", "week", "month", "year"])).first, unit, count)


def _units_later(fields: Fields, anchor: Anchor) -> Period:
    return _moved(fields.word("unit"), fields.count * fields.number("later"), anchor)


def _turn(fields: Fields, anchor: Anchor) -> Period:
    turn = fields.number("turn")
    if fields.has("span"):
        return _moved(fields.word("span"), turn, anchor)
    start = anchor.last("day").first
    if fields.has("weekday"):
        return periods.day(_weekday_from(start + timedelta(days=turn), fields.number("weekday"), turn or 1))
    return periods.shift(start, "day", turn)


def _day_before(fields: Fields, anchor: Anchor) -> Period:
    return _moved(fields.word("unit"), fields.number("later"), anchor)


def _that(fields: Fields, anchor: Anchor) -> Period:
    return _moved("day" if fields.has("daylike") else fields.word("within").lower(), 0, anchor)


def _famous(fields: Fields, anchor: Anchor) -> Period:
    return periods.day(date.fromisoformat(fields.word("famous")))


def _feast(fields: Fields, anchor: Anchor) -> Period:
    month, day = divmod(fields.number("feast"), 100)
    return _in_year(lambda year: periods.day(date(year, month, day)), fields, anchor)


def _easter(fields: Fields, anchor: Anchor) -> Period:
    distance = timedelta(days=fields.number("easter"))
    return _in_year(lambda year: periods.day(easter_sunday(year) + distance), fields, anchor)


def easter_sunday(year: int) -> date:
    """Easter of the western churches (the anonymous Gregorian reckoning)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    dominical = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + dominical - 7 * ((golden + 11 * epact + 22 * dominical) // 451) + 114, 31)
    return date(year, month, day + 1)


OPERATIONS: Mapping[str, Operation] = {
    "date": _date,
    "slashed": _slashed,
    "iso_week": _iso_week,
    "month": _month,
    "decade": _decade,
    "short_decade": _short_decade,
    "century": _century,
    "year": _year,
    "years": _years,
    "bare_year": _bare_year,
    "half": _half,
    "quarter": _quarter,
    "season": _season,
    "day_word": _day_word,
    "this_part": _this_part,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "week_of_date": _week_of_date,
    "span": _span,
    "within": _within,
    "weekend": _weekend,
    "ago": _ago,
    "lasting": _lasting,
    "hours_ago": _hours_ago,
    "from_now": _from_now,
    "in_units": _in_units,
    "units_later": _units_later,
    "turn": _turn,
    "day_before": _day_before,
    "that": _that,
    "famous": _famous,
    "feast": _feast,
    "easter": _easter,
}
