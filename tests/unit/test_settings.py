"""The settings as the environment gives them."""

import pytest

from data.settings import SettingError, Settings


@pytest.mark.parametrize(
    ("given", "days"),
    [({}, 10), ({"LAGESBILD_REPORTING_DAYS": ""}, 10), ({"LAGESBILD_REPORTING_DAYS": "15"}, 15)],
)
def test_the_days_of_reporting_are_ten_unless_they_are_set(given, days):
    assert Settings.from_environment(given).reporting_days == days


@pytest.mark.parametrize("text", ["tio", "-1", "1,5", "400", "²", "9" * 5_000])
def test_days_that_are_no_number_are_refused_with_the_name_of_the_setting(text):
    with pytest.raises(SettingError, match=r"LAGESBILD_REPORTING_DAYS är «.*» och ska vara ett heltal"):
        Settings.from_environment({"LAGESBILD_REPORTING_DAYS": text})


@pytest.mark.parametrize(
    ("variable", "least", "most"),
    [
        ("LAGESBILD_REPORTING_DAYS", 0, 366),
        ("LAGESBILD_THRESHOLD", 1, 1000),
        ("LAGESBILD_ROUNDING", 1, 1000),
    ],
)
def test_each_number_has_its_own_least_and_most_and_tells_them(variable, least, most):
    for within in (least, most):
        Settings.from_environment({variable: str(within)})
    for beyond in (least - 1, most + 1, "fem"):
        with pytest.raises(SettingError) as raised:
            Settings.from_environment({variable: str(beyond)})
        told = f"{variable} är «{beyond}» och ska vara ett heltal från {least} till {most}."
        assert str(raised.value) == told
