import pytest

from dragoman.errors import SettingsError
from dragoman.sources.dates import date_alone, find_date, find_garbled_date, given_date, nearest_year


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Monday, October 14, 2019", "2019-10-14"),
        ("Sept. 6, 2010", "2010-09-06"),
        ("6 September 2010", "2010-09-06"),
        ("1st May, 1987", "1987-05-01"),
        ("2015-03-12T10:20:00Z", "2015-03-12"),
        ("Published: Wed, 4 March 2015 10:15 GMT", "2015-03-04"),
        ("Last updated on March 4, 2015 at 3:05 p.m. EST", "2015-03-04"),
        ("Posted 2015/03/04", "2015-03-04"),
        ("February 30, 2015", None),
        ("March 2015", None),
        ("He left on March 4, 2015", None),
        ("", None),
    ],
)
def test_a_date_alone(text: str, value: str | None) -> None:
    assert date_alone(text) == value


def test_dates_inside_a_line() -> None:
    assert find_date("Visitors in Lima, Wednesday, Sept. 1, 2010. Photo by AP") == "2010-09-01"
    assert find_date("The 32 December 2010 issue, then 2 January 2011") == "2011-01-02"
    assert find_date("no date") is None


def test_a_misspelt_month() -> None:
    assert find_garbled_date("Talks - Ocotber 3, 2011") == "2011-10-03"
    assert find_garbled_date("Flight 3, 2011") is None


def test_the_year_that_a_dateline_leaves_out() -> None:
    assert nearest_year(12, 31, "2015-01-02") == "2014-12-31"
    assert nearest_year(1, 1, "2014-12-31") == "2015-01-01"
    assert nearest_year(2, 29, "2016-02-20") == "2016-02-29"
    assert nearest_year(2, 30, "2016-02-20") is None


def test_a_date_that_a_user_gives() -> None:
    assert given_date("2010-09-06") == "2010-09-06"
    assert given_date(" Sept 6, 2010 ") == "2010-09-06"
    with pytest.raises(SettingsError, match="'last Tuesday' is no date"):
        given_date("last Tuesday")
