"""`python -m reports`: a period's report, or some indicators, as files in a folder.

The only composition root beside the pages: what is ordered is read by `data` and written by `reports`, and
nothing imports it. The exit status is 0 when every file was written, 1 when something couldn't be read or
made, and 2 for a command that is written wrongly.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from data.as_of import office_day
from data.recording import RecordingError
from data.report_order import OrderError, Wish, ordered_report
from data.settings import SettingError, Settings
from data.store import StoreError
from data.template_file import INSTEAD, read_template, template_bytes
from reports.command_line import parser
from reports.files import FileKind, stem_of
from reports.slides import TemplateError, checked_template
from reports.written_files import tell, write_files


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the files that are asked for; return the exit status."""
    chosen = parser().parse_args(arguments)
    try:
        return 0 if _made(Settings.from_environment(), chosen) else 1
    except (SettingError, StoreError, OrderError, RecordingError) as error:
        tell(str(error))
    except OSError as error:
        tell(f"Filen gick inte att skriva ({error.strerror}): {error.filename}. Välj en annan mapp med --to.")
    return 1


def _made(settings: Settings, chosen: argparse.Namespace) -> bool:
    day = chosen.day or office_day()
    order, report = ordered_report(settings, _wish(chosen), day, tell)
    template = _template(settings, chosen) if FileKind.POWERPOINT in chosen.files else None
    stem = stem_of(report.kind, order.office.code, order.place.code, order.period.code, order.lens)
    return write_files(report, chosen.to, chosen.files, stem=stem, made_on=day, template=template)


def _wish(chosen: argparse.Namespace) -> Wish:
    return Wish(
        organisation=chosen.organisation,
        unit=chosen.unit,
        period=chosen.period,
        kind=chosen.kind,
        lens=chosen.lens,
        indicators=tuple(chosen.indicators),
        draft=chosen.draft,
    )


def _template(settings: Settings, chosen: argparse.Namespace) -> bytes | None:
    """Return the template for slides; None, and why, for one that can't be used."""
    try:
        data = read_template(Path(chosen.template)) if chosen.template else template_bytes(settings)
        if data is not None:
            checked_template(data)
    except OSError as error:
        tell(f"Mallen {chosen.template} går inte att läsa ({error.strerror}). {INSTEAD}")
        return None
    except (SettingError, TemplateError) as error:
        tell(f"{error} {INSTEAD}")
        return None
    return data


if __name__ == "__main__":
    sys.exit(main())
