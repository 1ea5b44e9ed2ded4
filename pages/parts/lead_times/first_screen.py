"""What is seen first: the limits beside the radar of coming deadlines, as one sheet."""

from collections.abc import Mapping
from datetime import date
from html import escape

from metrics.case_limits.limits_view import LimitsView
from metrics.case_limits.lines import LimitLine
from metrics.case_limits.radar_words import age_words, nothing_counted, radar_words
from metrics.case_limits.words import deadline_words, figure_notes, standing_words
from metrics.theme import Palette
from pages.parts.lead_times import style
from pages.parts.lead_times.radar import radar_html
from pages.parts.lead_times.table import limits_html


def show(
    name: str,
    view: LimitsView,
    line: LimitLine | None,
    address: Mapping[str, str],
    palette: Palette,
    *,
    last_day: date,
    with_past: bool = True,
) -> None:
    """Show the table of limits, and the radar of the kind of a line, under a component's name."""
    table = limits_html(view.lines, view.related, address, with_past=with_past)
    if line is None:
        style.show(name, table, palette)
        return
    notes = [deadline_words(view.lines), *standing_words(view), *figure_notes(view.lines)]
    told = f'<p class="notes">{escape(" ".join(notes))}</p>'
    radar = _radar(view, line, last_day)
    style.show(name, f'<div class="both"><div>{table}{told}</div>{radar}</div>', palette)


def _radar(view: LimitsView, line: LimitLine, last_day: date) -> str:
    radar = view.radars.get(line.key)
    if radar is not None:
        return radar_html(line.name, radar, radar_words(radar), age_words(radar, last_day))
    if view.counted_on is None:
        return radar_html(line.name, None, "", nothing_counted(last_day))
    return radar_html(line.name, None, f"Inget ärende väntade på sin frist {view.counted_on}.", "")
