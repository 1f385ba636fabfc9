from hypothesis import given
from hypothesis import strategies as st

from dragoman.parsing.paragraphs import segments

WRAPPED = """The Putin meeting was preceded by talks in Moscow between Barak and
the Russian defense minister at which the two signed an agreement that
S-300 missiles were not part of, a spokesman said after the talks had
ended.

Next."""

HEADED = """Barak - AP - September 6, 2010
Defense Minister Ehud Barak speaks to Labor party members in Tel Aviv, Israel. Photo by AP
Text size

Defense Minister Ehud Barak met Monday in Russia."""


def cut(text: str) -> list[tuple[int, str]]:
    return [(s.paragraph, text[s.start : s.end]) for s in segments(text)]


def test_wrapped_lines_are_one_segment() -> None:
    assert [text.split("\n")[0][:10] for _, text in cut(WRAPPED)] == ["The Putin ", "Next."]


def test_headlines_and_captions_stand_alone() -> None:
    assert [paragraph for paragraph, _ in cut(HEADED)] == [0, 0, 0, 1]


def test_items_of_a_list_stand_alone() -> None:
    assert [text for _, text in cut("Israel\nRussia\nSyria")] == ["Israel", "Russia", "Syria"]


def test_a_line_that_goes_on_is_joined() -> None:
    assert len(cut("He asked his hosts to sell Iran the\nS-300")) == 1


def test_windows_line_ends() -> None:
    assert [text for _, text in cut("One.\r\n\r\nTwo.")] == ["One.", "Two."]


@given(st.text(alphabet="aB. ,\n\r\u2029\u2028\t"))
def test_segments_are_in_order_and_leave_out_space_only(text: str) -> None:
    at = 0
    for segment in segments(text):
        assert text[at : segment.start].strip() == ""
        assert text[segment.start : segment.end].strip()
        at = segment.end
    assert text[at:].strip() == ""
