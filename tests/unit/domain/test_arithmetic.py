from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalkreel.domain.arithmetic import BY_NOTHING, NOT_A_SUM, TOO_LARGE, SumError, value_of, whole_number


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("1920/2", 960),
        (" 1280 - 2*40 ", 1200),
        ("(1280-40)/3", 413),
        ("-5", -5),
        ("--5", 5),
        ("10+-4", 6),
        ("2×3", 6),
        ("1/2", 1),
        ("-1/2", 0),
        ("2,5*2", 5),
        ("1080*16/9", 1920),
        ("7.", 7),
        (".5*4", 2),
        ("１９２０／２", 960),
        ("（１２８０－４０）／３", 413),
    ],
)
def test_sums(text, result):
    assert whole_number(text) == result


@pytest.mark.parametrize(
    "text", ["", " ", "+", "1+", "(1", "1)", "1 2 a", "a", "1..2", "10²", "٣", "import os", "1" * 61]
)
def test_what_is_no_sum(text):
    with pytest.raises(SumError) as error:
        whole_number(text)
    assert error.value.sentence == NOT_A_SUM


def test_division_by_nothing_and_numbers_beyond_reason():
    for text, sentence in (("1/(2-2)", BY_NOTHING), ("99999*99999", TOO_LARGE)):
        with pytest.raises(SumError) as error:
            whole_number(text)
        assert error.value.sentence == sentence


SUMS = st.recursive(
    st.integers(0, 9999).map(lambda n: (str(n), Fraction(n))),
    lambda parts: st.one_of(
        st.tuples(parts, parts).map(lambda two: (f"({two[0][0]}+{two[1][0]})", two[0][1] + two[1][1])),
        st.tuples(parts, parts).map(lambda two: (f"{two[0][0]}-({two[1][0]})", two[0][1] - two[1][1])),
        st.tuples(parts, parts).map(lambda two: (f"({two[0][0]})*({two[1][0]})", two[0][1] * two[1][1])),
    ),
    max_leaves=5,
)


@given(SUMS)
def test_sums_are_worked_out_exactly(known):
    text, value = known
    if len(text) <= 60 and abs(value) <= 10**9:
        assert value_of(text) == value


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_is_refused(text):
    with suppress(SumError):
        assert abs(whole_number(text)) <= 10**9
