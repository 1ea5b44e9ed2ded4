"""The ways to a show: the button that starts it, and the link that opens it anywhere."""

from functools import partial

import streamlit as st

from pages.parts.sheet import link_to
from pages.parts.show.choice import Asked

KEY = "apt_start"
CSS = """
:host { display: block; }
.start { display: flex; flex-wrap: wrap; gap: 10px 16px; align-items: end; font: 16px/1.35 var(--st-font);
  color: var(--st-text-color); }
button { font: inherit; height: 42px; padding: 0 18px; cursor: pointer; border-radius: var(--st-base-radius);
  border: 1px solid var(--st-border-color); color: inherit; background: var(--st-background-color); }
button.go { font-weight: 600; color: var(--st-background-color); background: var(--st-primary-color);
  border-color: var(--st-primary-color); }
button:disabled { opacity: .5; cursor: default; }
button:focus-visible, input:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
label { font-size: 14px; flex: 1 1 260px; min-width: 0; }
input { display: block; width: 100%; height: 42px; margin-top: 4px; padding: 0 10px; box-sizing: border-box;
  font: 14px/1.35 var(--st-font); color: inherit; background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius); }
"""
SCRIPT = """
export default function ({ data, parentElement, setTriggerValue }) {
  const start = parentElement.querySelector('.start');
  if (start.shown !== data.html) { start.innerHTML = data.html; start.shown = data.html; }
  const link = start.querySelector('input');
  link.value = new URL(data.link, location.href).href;
  link.onfocus = () => link.select();
  start.querySelector('.go').onclick = () => {
    document.documentElement.requestFullscreen?.().catch(() => {});
    setTriggerValue('started', true);
  };
  const copy = start.querySelector('.copy');
  copy.onclick = async () => {
    link.select();
    try { await navigator.clipboard.writeText(link.value); } catch { document.execCommand('copy'); }
    copy.textContent = 'Kopierad';
    setTimeout(() => { copy.textContent = 'Kopiera länken'; }, 2000);
  };
}
"""


def show(asked: Asked, *, is_ready: bool) -> None:
    """Show the button and the link; neither can be used before enough is chosen."""
    off = "" if is_ready else " disabled"
    html = (
        f'<button class="go"{off}>Starta visningen</button>'
        f"<label>Länk som öppnar samma visning<input readonly{off}></label>"
        f'<button class="copy"{off}>Kopiera länken</button>'
    )
    render = st.components.v2.component(KEY, html='<div class="start"></div>', css=CSS, js=SCRIPT)
    render(
        data={"html": html, "link": link_to("apt", asked.address)},
        key=KEY,
        on_started_change=partial(_start, asked.address),
    )


def _start(address: dict[str, str]) -> None:
    st.query_params.update(address)
