"""What the database refuses is told for what it is: said already, or impossible."""

from typing import Any

import pytest
from sqlalchemy import insert
from store_office import RIGHT, Office

from data.entering import SOMEONE_ELSE, transaction
from data.models import Meeting
from data.models.base import table_of
from data.recording import RecordingError
from data.unwritten import IMPOSSIBLE


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, SOMEONE_ELSE),  # the same meeting stands there
        ({"role": ""}, IMPOSSIBLE),
        ({"unit_id": 999}, IMPOSSIBLE),
    ],
)
def test_only_what_stands_there_already_is_called_somebody_elses(
    office: Office, changes: dict[str, Any], told: str
) -> None:
    owned = {"organisation_id": office.organisation, "import_id": office.ids["import"]}
    row = {**RIGHT[Meeting], **owned, "unit_id": office.ids["norr"]}
    with transaction(office.engine) as connection:
        connection.execute(insert(table_of(Meeting)).values(**row))
    with pytest.raises(RecordingError) as refused, transaction(office.engine) as connection:
        connection.execute(insert(table_of(Meeting)).values(**{**row, **changes}))
    assert refused.value.problems == [told]
