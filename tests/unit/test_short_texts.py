"""Short texts that people write: one line, and never somebody's identity number however it is written."""

import pytest

from data.models.words import holds_personal, one_line

WRITTEN = [
    "850412-1236",
    "850412\u20131236",  # en dash
    "850412\u20111236",  # a hyphen that doesn't break
    "850412 - 1236",
    "850412  \u2013  1236",
    "850412\u2212 1236",
    "850412+1236",
    "1985-04-12-1236",
    "1985-04-12\u20111236",
    "８５０４１２-１２３６",
    "850412\u200b-1236",
    "19850412 1236",
    "8504121236",
    "850472\u20131236",  # a co-ordination number
]
ORDINARY = [
    "Dnr 2019/0123",
    "från 2019-03-01 till 2019-12-31",
    "2019\u20132020",
    "1 200 000 kronor",
    "tel. 08-123 45 678",
    "Influensa, vecka 10\u201312",
]


@pytest.mark.parametrize("number", WRITTEN)
def test_an_identity_number_is_refused_however_it_is_written(number: str) -> None:
    for text in (number, f"Anna {number} kom hem."):
        assert holds_personal(text)
        with pytest.raises(ValueError, match="personnummer"):
            one_line(300)(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_numbers_are_taken(text: str) -> None:
    assert one_line(300)(text) == text
