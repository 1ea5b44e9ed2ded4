"""What the form does in the browser: keeps what is typed, sends it, shows the answers. It judges nothing.

What is typed lies in the page and in the tab's own memory until it is saved. A line that nobody has typed in
follows what is stored; one that somebody has keeps the revision that it was filled from.
"""

SCRIPT = """
const FIELDS = ['value', 'numerator', 'denominator', 'n', 'state', 'reason'];
const WORDS = ['role', 'why'];
const PAUSE = 400;

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const form = parentElement.querySelector('.entry');
  const first = !form.kept;
  const kept = (form.kept ||= { typed: {}, basis: {}, words: {}, order: data.order });
  if (first) recall();
  kept.data = data;
  kept.say = setStateValue;
  form.style.cssText = data.colours;
  if (kept.html !== data.html) rebuild();
  const fresh = data.order === kept.order;
  for (const row of rows()) answer(row);
  able(true);
  if (kept.asked !== undefined && kept.asked !== data.delivery) done();
  form.querySelector('.end .count').textContent = kept.told || data.told;
  pointOut(data.wrong);
  show(form.querySelector('.finished'), data.finished);
  correct(data.correcting);
  listen();
  if (first && Object.keys(kept.typed).length) { kept.order += 1; send(); }

  function rows() { return [...form.querySelectorAll('tr[data-key]')]; }
  function boxes(row) { return [...row.querySelectorAll('.typed input')]; }
  function able(yes) { for (const each of form.querySelectorAll('[data-save]')) each.disabled = !yes; }
  function field(row, name) { return row.querySelector(`[name="${name}"]`); }

  function recall() {
    try {
      const before = JSON.parse(sessionStorage.getItem(data.name) || 'null') || data.before;
      if (before && before.typed) Object.assign(kept, { typed: before.typed, basis: before.basis || {},
        words: before.words || {}, order: Math.max(before.order || 0, data.order) });
    } catch { /* a browser that keeps nothing */ }
  }

  function remember() {
    const { typed, basis, words, order } = kept;
    try {
      const text = JSON.stringify({ typed, basis, words, order });
      if (Object.keys(typed).length) sessionStorage.setItem(data.name, text);
      else sessionStorage.removeItem(data.name);
    } catch { /* a browser that keeps nothing */ }
  }

  function rebuild() {
    const active = form.getRootNode().activeElement;
    const at = active && form.contains(active) && { name: active.name,
      key: active.closest('tr')?.dataset.key, from: active.selectionStart, to: active.selectionEnd };
    form.innerHTML = data.html;
    kept.html = data.html;
    for (const row of rows()) fill(row, kept.typed[row.dataset.key] || data.rows[row.dataset.key].texts);
    for (const name of WORDS) {
      const box = form.querySelector(`.end [name="${name}"]`);
      if (box) box.value = kept.words[name] || '';
    }
    if (!at || !at.name) return;
    const home = at.key ? form.querySelector(`tr[data-key="${at.key}"]`) : form;
    const box = home?.querySelector(`[name="${at.name}"]`);
    box?.focus();
    if (box?.type === 'text' && at.from !== null) box.setSelectionRange(at.from, at.to);
  }

  function fill(row, texts) {
    for (const name of FIELDS) {
      const box = field(row, name);
      if (box && box !== form.getRootNode().activeElement) box.value = texts[name] || '';
    }
  }

  function answer(row) {
    const key = row.dataset.key, said = data.rows[key];
    if (!said) return;
    if (kept.typed[key] && fresh && !said.changed) { delete kept.typed[key]; remember(); }
    if (!kept.typed[key]) {
      if (kept.basis[key] !== said.revision || fresh) fill(row, said.texts);
      kept.basis[key] = said.revision;
    }
    const mark = row.querySelector('.mark');
    mark.innerHTML = '<b aria-hidden="true"></b><span></span>';
    mark.firstChild.textContent = said.symbol;
    mark.lastChild.textContent = said.word;
    mark.style.color = `var(${said.tone})`;
    row.querySelector('.told').textContent = said.told;
    show(row.querySelector('.problem'), said.problem);
    show(row.querySelector('.odd'), said.odd);
    row.classList.toggle('warned', Boolean(said.odd && said.doubtful));
    row.classList.toggle('stopped', Boolean(said.problem || said.newer));
    row.querySelector('.why').hidden = !said.doubtful && !field(row, 'reason').value;
    const newer = row.querySelector('.newer');
    newer.hidden = !said.newer;
    newer.querySelector('p').textContent = said.newer;
    for (const box of boxes(row)) box.setAttribute('aria-invalid', Boolean(said.problem));
    const computed = row.querySelector('[name="numerator"]') && field(row, 'value');
    if (computed) computed.placeholder = said.computed || 'räknas ut';
  }

  function done() {
    kept.asked = undefined;
    form.querySelector('.end [name="why"]').value = '';
    delete kept.words.why;
    form.querySelector('.fill').hidden = true;
    form.querySelector('[name="fill_missing"]').checked = false;
  }

  function correct(asked) {
    form.querySelector('.end .wide.why').hidden = !asked;
    if (asked) return;
    form.querySelector('.end [name="why"]').value = '';
    delete kept.words.why;
  }

  function pointOut(wrong) {
    const box = form.querySelector('.wrong');
    box.hidden = !wrong.length;
    box.textContent = wrong.length ? 'Att rätta eller förklara: ' : '';
    wrong.forEach(({ key, name }, number) => {
      const way = document.createElement('a');
      way.href = '#';
      way.dataset.to = key;
      way.textContent = name;
      box.append(...(number ? [', ', way] : [way]));
    });
  }

  function lead(key) {
    const row = form.querySelector(`tr[data-key="${key}"]`);
    if (!row) return;
    const reason = row.querySelector('.why');
    const box = row.matches('.stopped') || reason.hidden ? boxes(row)[0] : field(row, 'reason');
    row.scrollIntoView({ block: 'center' });
    box.focus({ preventScroll: true });
  }

  function show(box, text) { box.textContent = text; box.hidden = !text; }

  function texts(row) {
    const all = {};
    for (const name of FIELDS) { const box = field(row, name); if (box) all[name] = box.value; }
    return all;
  }

  function typed(row) {
    const key = row.dataset.key, now = texts(row), stored = kept.data.rows[key].texts;
    const same = FIELDS.every((name) => (now[name] || '') === (stored[name] || ''));
    if (same && kept.basis[key] === kept.data.rows[key].revision) delete kept.typed[key];
    else kept.typed[key] = now;
  }

  function payload() {
    const { typed, basis, words, order } = kept;
    return { typed, basis, words, order, delivery: kept.data.delivery };
  }

  function send() {
    clearTimeout(kept.timer);
    remember();
    kept.say('typed', payload());
  }

  function soon() {
    kept.order += 1;
    kept.told = '';
    clearTimeout(kept.timer);
    kept.timer = setTimeout(send, PAUSE);
  }

  function asked(row) {
    return boxes(row).filter((box) => box.name !== 'value' || !field(row, 'numerator'));
  }

  function move(box, steps, event) {
    const list = [...form.querySelectorAll('tr[data-key]')];
    const at = list.indexOf(box.closest('tr'));
    if (event.key === 'Enter') {
      const all = asked(list[at]), beside = all[all.indexOf(box) + steps];
      if (all.includes(box) && beside) { beside.focus(); beside.select(); return; }
      const next = list[at + steps];
      if (next) { const box = asked(next).at(steps > 0 ? 0 : -1); box.focus(); box.select(); return; }
    }
    for (let next = at + steps; next >= 0 && next < list.length; next += steps) {
      const wanted = list[next].querySelector(`[name="${box.name}"]`) || boxes(list[next])[0];
      if (wanted) { wanted.focus(); wanted.select(); return; }
    }
    if (steps > 0) form.querySelector('.end [name="role"]').focus();
  }

  function paste(event) {
    const box = event.target, text = event.clipboardData?.getData('text/plain') || '';
    const lines = text.replace(/\\r/g, '').replace(/\\n+$/, '').split('\\n');
    const grid = lines.map((line) => line.split('\\t'));
    if (!box.closest('.typed')) return;
    if (grid.length === 1 && grid[0].length === 1) {
      if (!/[\\r\\n]/.test(text)) return;
    }
    event.preventDefault();
    const list = [...form.querySelectorAll('tr[data-key]')], start = list.indexOf(box.closest('tr'));
    const column = boxes(box.closest('tr')).indexOf(box);
    let filled = 0;
    grid.forEach((cells, down) => {
      const row = list[start + down];
      if (!row) return;
      const own = boxes(row), from = Math.min(column, own.length - 1);
      cells.forEach((cell, right) => { if (own[from + right]) own[from + right].value = cell.trim(); });
      if (cells.some((cell) => cell.trim())) field(row, 'state').value = '';
      typed(row);
      filled += 1;
    });
    const left = grid.length - filled;
    soon();
    kept.told = left ? `${filled} rader klistrades in. ${left} till fick inte plats.` : '';
    if (kept.told) form.querySelector('.end .count').textContent = kept.told;
    send();
  }

  function listen() {
    form.oninput = ({ target }) => {
      const row = target.closest('tr[data-key]');
      if (!row) { if (WORDS.includes(target.name)) kept.words[target.name] = target.value; return; }
      if (target.name === 'state' && target.value) {
        for (const box of boxes(row)) box.value = '';
      } else if (target.closest('.typed') && target.value) field(row, 'state').value = '';
      typed(row);
      soon();
    };
    form.onchange = ({ target }) => {
      if (target.closest('tr[data-key]') || WORDS.includes(target.name)) send();
    };
    form.onkeydown = (event) => {
      const box = event.target;
      if (box.tagName !== 'INPUT' || !box.closest('.typed')) return;
      const steps = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (steps) { event.preventDefault(); move(box, steps, event); }
    };
    form.onpaste = paste;
    if (!kept.listening) form.addEventListener('focusin', tell);
    kept.listening = true;
    form.onclick = (event) => {
      const { target } = event;
      if (target.dataset.to) { event.preventDefault(); lead(target.dataset.to); return; }
      const row = target.closest('tr[data-key]'), key = row?.dataset.key;
      if (target.dataset.do) {
        kept.basis[key] = kept.data.rows[key].revision;
        kept.order += 1;
      }
      if (target.dataset.do === 'mine') send();
      if (target.dataset.do === 'theirs') {
        delete kept.typed[key];
        fill(row, kept.data.rows[key].texts);
        send();
      }
      if (target.dataset.save) save(target);
    };
  }

  function tell({ target }) {
    const row = target.closest('tr[data-key]'), about = form.querySelector('.about');
    if (!row) return;
    about.innerHTML = "<b></b> <span></span>";
    about.firstChild.textContent = row.querySelector('th').firstChild.textContent + ':';
    about.children[1].textContent = row.dataset.about;
  }

  function save(button) {
    able(false);
    setTimeout(() => able(true), 4000);
    if (button.dataset.save === 'done' && kept.data.empty) form.querySelector('.fill').hidden = false;
    kept.order += 1;
    kept.told = '';
    kept.asked = kept.data.delivery;
    clearTimeout(kept.timer);
    remember();
    const words = Object.fromEntries(WORDS.map((name) =>
      [name, form.querySelector(`.end [name="${name}"]`)?.value || '']));
    kept.words = words;
    const fill_missing = form.querySelector('[name="fill_missing"]').checked;
    setStateValue('typed', payload());
    setTriggerValue('save', { ...payload(), ...words, fill_missing, way: button.dataset.save });
  }
}
"""
