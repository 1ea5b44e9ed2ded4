"""Who may change a plan on screen."""

import pytest

from data.editors import may_edit
from data.settings import Settings


@pytest.mark.parametrize(
    ("named", "user", "may"),
    [
        ("", None, True),
        ("", "anna", True),
        (" , ", None, True),
        ("anna,bo", "anna", True),
        ("anna, bo", " Bo ", True),
        ("Åsa.Öberg", "åsa.öberg", True),
        ("anna,bo", "annabo", False),
        ("anna,bo", "anna,bo", False),
        ("anna,bo", "cia", False),
        ("anna,bo", "", False),
        ("anna,,bo", "", False),
        ("anna,bo", None, False),
    ],
)
def test_those_who_are_named_may_and_everyone_where_nobody_is(named: str, user: str | None, may: bool):
    assert may_edit(Settings(plan_editors=named), user) is may


def test_the_editors_and_the_header_are_read_from_the_environment():
    given = {"LAGESBILD_PLAN_EDITORS": "anna", "LAGESBILD_USER_HEADER": "X-Auth-User"}
    settings = Settings.from_environment(given)
    assert (settings.plan_editors, settings.user_header) == ("anna", "X-Auth-User")
    assert Settings.from_environment({}).user_header == "X-Forwarded-User"
