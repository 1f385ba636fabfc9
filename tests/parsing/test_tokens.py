import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.parsing.tokens import tokenize

CUTS = [
    ("Don't go.", "Do|n't|go|."),
    ("He can't, won’t and CANNOT.", "He|ca|n't|,|wo|n’t|and|CAN|NOT|."),
    ("Barak's office, Israelis' fears", "Barak|'s|office|,|Israelis|'|fears"),
    ("We'll see; they’ve gone; I'm here", "We|'ll|see|;|they|’ve|gone|;|I|'m|here"),
    ("S-300, P-800 and F-35A jets", "S-300|,|P-800|and|F-35A|jets"),
    ('P-800 "Yakhont" missiles', 'P-800|"|Yakhont|"|missiles'),
    ("a 9M133 missile, BM-21s", "a|9M133|missile|,|BM-21s"),
    ("U.S. and U.N. envoys", "U.S.|and|U.N.|envoys"),
    ("the U.N.-backed talks", "the|U.N.|-|backed|talks"),
    ("Russian-Israeli, Israeli-made", "Russian|-|Israeli|,|Israeli|-|made"),
    ("non-aligned, anti-ship, e-mail", "non-aligned|,|anti-ship|,|e-mail"),
    ("Mr. Smith met Lt. Gen. Jones on Sept. 6.", "Mr.|Smith|met|Lt.|Gen.|Jones|on|Sept.|6|."),
    ("J. F. Kennedy", "J.|F.|Kennedy"),
    ("It was plan B.", "It|was|plan|B|."),
    ("Resolution No. 4 said no. So it goes.", "Resolution|No.|4|said|no|.|So|it|goes|."),
    ("$1,000.5 and 50% of 12 km", "$|1,000.5|and|50|%|of|12|km"),
    ("at 5pm on 11/28/2000, the 20th", "at|5|pm|on|11/28/2000|,|the|20th"),
    ("10-15 years", "10|-|15|years"),
    ("O'Neill in N'Djamena", "O'Neill|in|N'Djamena"),
    ("al-Qaeda", "al|-|Qaeda"),
    ('said: ""It\'s important', 'said|:|""|It|\'s|important'),
    ("“Yes,” he said...", "“|Yes|,|”|he|said|..."),
    ("see http://a.org/b?c=1, or mail x.y@z.co.uk.", "see|http://a.org/b?c=1|,|or|mail|x.y@z.co.uk|."),
    ("Vickers Plc <VICK.L> rose", "Vickers|Plc|<|VICK.L|>|rose"),
    ("wait--no", "wait|--|no"),
    ("(150 miles)", "(|150|miles|)"),
    ("gonna", "gon|na"),
    ("R&D at AT&T", "R&D|at|AT&T"),
]


@pytest.mark.parametrize(("text", "words"), CUTS)
def test_cuts_as_the_treebanks_do(text: str, words: str) -> None:
    assert [token.text for token in tokenize(text)] == words.split("|")


@given(st.text())
def test_every_word_is_a_slice_of_the_text(text: str) -> None:
    at = 0
    for token in tokenize(text):
        assert token.start >= at
        assert text[token.start : token.end] == token.text != ""
        at = token.end


@given(st.text(alphabet="aZ9.'’\"-$@:/&n t\0\u0301\u200d😀א", max_size=60))
def test_nothing_but_space_is_left_out(text: str) -> None:
    covered = "".join(token.text for token in tokenize(text))
    assert covered == "".join(c for c in text if c not in " \0")


def test_offsets_count_from_the_text_when_a_part_is_cut() -> None:
    text = "One. Two three."
    assert [(t.text, t.start) for t in tokenize(text, 5, 8)] == [("Two", 5)]


@pytest.mark.parametrize("piece", ["a", "1", ".", "\0", "1,", "\u0301"])
def test_a_huge_word_is_cut(piece: str) -> None:
    tokens = tokenize(piece * 300_000)
    assert all(len(token.text) <= 4000 for token in tokens)
