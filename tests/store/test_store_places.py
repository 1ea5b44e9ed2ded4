"""What every test of the store stands on: it begins as in a new database."""

from store_office import office_in
from store_places import Place


def test_a_store_given_back_numbers_its_rows_from_one_again(place: Place) -> None:
    numbers = []
    for _time in range(2):
        engine = place.without_rows()
        numbers.append(office_in(engine, "exempel").ids)
        place.take_back(engine)
    assert numbers[0] == numbers[1]
