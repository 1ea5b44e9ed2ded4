"""A sheet: HTML of ours with its own style, sent as one component. Every text in it is escaped by its maker.

Charts and Streamlit's own tables would cost seconds here; this costs about as much as an empty
page. A click anywhere on a row with a link follows the link.
"""

import streamlit as st

from metrics.theme import Palette, css_variables

SCRIPT = """
export default function ({ data, parentElement }) {
  const sheet = parentElement.querySelector('.sheet');
  if (sheet.shown !== data.html) { sheet.innerHTML = data.html; sheet.shown = data.html; }
  sheet.style.cssText = data.colours;
  sheet.onclick = (event) => {
    if (event.target.closest('a')) return;
    event.target.closest('tr[data-code]')?.querySelector('a').click();
  };
}
"""


def show(name: str, html: str, *, css: str, palette: Palette) -> None:
    """Show a sheet under its component's name, in the reader's colours."""
    render = st.components.v2.component(name, html='<div class="sheet"></div>', css=css, js=SCRIPT)
    render(data={"html": html, "colours": css_variables(palette)}, key=name)
