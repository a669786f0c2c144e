'use strict';
// Keeps what a person decides about a notice, shows printed and read side by side, and exports the decisions.

const data = JSON.parse(document.getElementById('data').textContent);
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const text = (zh, en) => (root.dataset.lang === 'zh' ? zh : en);

// --- What is kept: decisions for this input, the language for all.

const store = {
  read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  write(key, value) {
    try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* The page works without a memory. */ }
  },
};
const KEPT = `fenjie-review/${data.sha256}`;
/** What a finding is known by: the last three count where another is alike in the rest. */
const KNOWN_BY = ['code', 'annex', 'table', 'row', 'col', 'message', 'page', 'line', 'printed'];
const signature = (finding) => JSON.stringify(KNOWN_BY.map((key) => finding[key]));
const printedText = (cell) => cell.dataset.printed ?? cell.querySelector('.text').textContent;

/** What the corrections decided with which the notice was read. */
function decidedBefore() {
  const corrected = [...document.querySelectorAll('[data-printed]')];
  const accepted = data.findings.filter((finding) => finding.accepted);
  return {
    cells: Object.fromEntries(corrected.map((cell) => [cell.id.slice(2), { text: cell.querySelector('.text').textContent, reason: '' }])),
    accepted: Object.fromEntries(accepted.map((finding) => [signature(finding), true])),
  };
}
const kept = Object.assign({ cells: {}, accepted: {}, units: {} }, decidedBefore(), store.read(KEPT));
const keep = () => { store.write(KEPT, kept); show(); };

function speak(message) {
  $('status').textContent = '';
  requestAnimationFrame(() => { $('status').textContent = message; });
}

function setLanguage(language) {
  root.dataset.lang = language;
  root.lang = language === 'zh' ? 'zh-CN' : 'en';
  store.write('fenjie-language', language);
}

// --- Choosing: a cell on either side shows on the other.

let chosen = null;

function choose(id, source) {
  const cell = $(`c-${id}`);
  if (!cell) return;
  document.querySelectorAll('.chosen').forEach((element) => element.classList.remove('chosen'));
  chosen = id;
  cell.classList.add('chosen');
  const place = $(`b-${id}`) ?? document.querySelector(`.line[data-c="${CSS.escape(id)}"]`) ?? lineOf(id);
  place?.classList.add('chosen');
  if (source !== 'printed') place?.scrollIntoView({ block: 'center', inline: 'nearest' });
  if (source !== 'read') cell.scrollIntoView({ block: 'center', inline: 'nearest' });
  roam(cell);
  describe(id, cell);
}

/** The printed line of a cell that is not the first of its line: that of a cell in the same row. */
function lineOf(id) {
  const row = id.replace(/c\d+$/, 'c');
  return document.querySelector(`.line[data-c^="${CSS.escape(row)}"]`);
}

/** One cell of each table is reached by Tab, the others by arrows. */
function roam(cell) {
  cell.closest('table').querySelectorAll('[tabindex="0"]').forEach((other) => { other.tabIndex = -1; });
  cell.tabIndex = 0;
}

function describe(id, cell) {
  const fact = data.targets[id];
  const rows = fact ? factRows(fact) : [];
  $('chosen-text').textContent = printedText(cell) || text('（空）', '(blank)');
  $('chosen-facts').replaceChildren(...rows.flatMap(([name, value]) => {
    const [dt, dd] = [document.createElement('dt'), document.createElement('dd')];
    dt.textContent = name;
    dd.textContent = value;
    return [dt, dd];
  }));
  const correction = kept.cells[id];
  $('correction-text').value = correction?.text ?? printedText(cell);
  $('correction-reason').value = correction?.reason ?? '';
  $('chosen').hidden = false;
  speak([printedText(cell), ...rows.map(([name, value]) => `${name} ${value}`)].join(', '));
}

function factRows(fact) {
  const value = fact.number ?? (fact.low !== null ? `${fact.low} – ${fact.high}` : null);
  const named = (name, id) => (id ? `${name} · ${id}` : name);
  return [
    [text('指标', 'Indicator'), named(fact.indicator, fact.indicator_id)],
    [text('单位', 'Unit'), fact.unit && named(fact.unit, fact.unit_id)],
    [text('数值', 'Value'), value === null ? fact.kind : [value, fact.bound, fact.note].filter(Boolean).join(' · ')],
    [text('计量', 'Measure'), fact.measure],
    [text('阶段', 'Stage'), fact.stage],
    [text('期间', 'Period'), [fact.year, fact.months?.join('–')].filter(Boolean).join(' / ')],
    [text('责任单位', 'Responsible'), fact.responsible.join('、')],
  ].filter(([, value]) => value);
}

function closePanels() {
  document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
  $('chosen').hidden = true;
}

// --- Findings.

const cards = [...document.querySelectorAll('.finding')];
let current = -1;

const findingOf = (card) => data.findings[Number(card.dataset.f)];
const cellOf = (finding) => (finding.table && finding.row !== null && finding.col !== null
  ? `${finding.table}-r${finding.row}c${finding.col}` : null);

function go(to) {
  if (!cards.length) return;
  current = (to + cards.length) % cards.length;
  cards.forEach((card, i) => card.classList.toggle('current', i === current));
  const card = cards[current];
  point(findingOf(card));
  card.scrollIntoView({ block: 'nearest' });
  card.focus({ preventScroll: true });
}

/** Shows where a finding stands: its cell, else its box, its line or its page. */
function point(finding) {
  document.querySelectorAll('.spot').forEach((spot) => spot.remove());
  const cell = cellOf(finding);
  if (cell && $(`c-${cell}`)) {
    choose(cell, 'read');
    $('chosen').hidden = true;
    return;
  }
  const line = finding.line && $(`line-${finding.line}`);
  if (line) {
    document.querySelectorAll('.chosen').forEach((element) => element.classList.remove('chosen'));
    line.classList.add('chosen');
    line.scrollIntoView({ block: 'center' });
  }
  const sheet = finding.page && $(`page-${finding.page}`);
  if (!sheet) return;
  if (!finding.bbox) { sheet.scrollIntoView({ block: 'start' }); return; }
  const [x, y, right, bottom] = finding.bbox;
  const spot = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const sides = { x, y, width: Math.max(right - x, 4), height: Math.max(bottom - y, 4) };
  Object.entries(sides).forEach(([side, value]) => spot.setAttribute(side, value));
  spot.setAttribute('class', 'spot');
  sheet.querySelector('svg').append(spot);
  spot.scrollIntoView({ block: 'center' });
}

function accept(card) {
  const finding = findingOf(card);
  const key = signature(finding);
  if (kept.accepted[key]) delete kept.accepted[key]; else kept.accepted[key] = true;
  keep();
  speak(kept.accepted[key] ? text('已认可', 'Accepted') : text('不再认可', 'No longer accepted'));
}

function correct(id) {
  choose(id, 'none');
  $('correction-text').focus();
  $('correction-text').select();
}

// --- Annexes.

const annexes = [...document.querySelectorAll('section.annex')];

function annexStep(step) {
  const read = $('read').getBoundingClientRect().top;
  const tops = annexes.map((annex) => annex.getBoundingClientRect().top - read);
  const next = step > 0 ? tops.findIndex((top) => top > 20) : tops.findLastIndex((top) => top < -20);
  if (next >= 0) goAnnex(annexes[next]);
}

function goAnnex(section) {
  section.scrollIntoView({ block: 'start' });
  section.focus({ preventScroll: true });
  const first = section.querySelector('td, th');
  const place = first && ($(`b-${first.id.slice(2)}`) ?? lineOf(first.id.slice(2)));
  (place?.closest('.sheet') ?? place)?.scrollIntoView({ block: 'start' });
  if ([...$('jump').options].some((option) => option.value === section.id)) $('jump').value = section.id;
}

// --- Units that the registry does not know.

function decideUnit(form) {
  const picked = form.querySelector('input[type=radio]:checked')?.value;
  if (!picked) return;
  const { other, renamed, id } = form.elements;
  kept.units[form.dataset.name] = {
    picked, other: other?.value ?? null, renamed: renamed?.checked ?? false, id: id.value.trim(),
  };
  keep();
}

function restoreUnit(form) {
  const decision = kept.units[form.dataset.name];
  if (!decision) return;
  const radio = [...form.querySelectorAll('input[type=radio]')].find((input) => input.value === decision.picked);
  if (radio) radio.checked = true;
  const { other, renamed, id } = form.elements;
  if (other && decision.other) other.value = decision.other;
  if (renamed) renamed.checked = decision.renamed;
  id.value = decision.id;
}

// --- What was decided, as TOML.

const quoted = (string) => JSON.stringify(string).replace(/\x7f/g, '\\u007f');
const line = (key, value) => (value === null || value === undefined || value === '' ? [] : [`${key} = ${
  typeof value === 'number' ? value : quoted(value)}`]);

function correctionsToml() {
  const cells = Object.entries(kept.cells).filter(([id]) => $(`c-${id}`));
  const accepted = data.findings.filter((finding) => kept.accepted[signature(finding)]);
  if (!cells.length && !accepted.length) return '';
  const parts = [['[notice]', ...line('doc_number', data.doc_number), ...line('year', data.year)]];
  for (const [id, { text: should, reason }] of cells) {
    const [, table, row, col] = id.match(/^(.*)-r(\d+)c(\d+)$/);
    parts.push(['[[cell]]', ...line('table', table), ...line('row', Number(row)), ...line('col', Number(col)),
      `printed = ${quoted(printedText($(`c-${id}`)))}`, `text = ${quoted(should)}`, ...line('reason', reason)]);
  }
  for (const finding of accepted) {
    const rest = KNOWN_BY.slice(0, -3);
    const alike = data.findings.filter((other) => rest.every((key) => other[key] === finding[key]));
    parts.push(['[[accepted]]', ...(alike.length > 1 ? KNOWN_BY : rest).flatMap((key) => line(key, finding[key]))]);
  }
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** A patch as `fenjie units suggest` prints it. */
function registryToml() {
  const lessons = Object.entries(kept.units).flatMap(([name, { picked, other, renamed, id }]) => {
    const suggestion = data.suggestions.find((one) => one.name === name);
    if (!suggestion) return [];
    const [way, unit] = picked === 'other' ? [renamed ? 'rename' : 'alias', other] : picked.split(' ');
    if (way === 'new') return [['[[new]]', ...line('name', name), ...line('id', id), ...line('kind', suggestion.kind)]];
    return [[`[[${way}]]`, ...line('unit', unit), ...line('name', name), ...line('from', data.year)]];
  });
  if (!lessons.length) return '';
  const region = data.region ? [['[region]', `id = ${quoted(data.region.id ?? '000000')}`, ...line('name', data.region.name)]] : [];
  return `${[...region, ...lessons].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const base = data.name.replace(/\.[^.]*$/, '') || 'notice';

function openExport() {
  $('corrections-toml').value = correctionsToml();
  $('registry-toml').value = registryToml();
  for (const file of ['corrections', 'registry']) {
    $(`${file}-toml`).placeholder = text('还没有决定', 'nothing decided yet');
    document.querySelector(`[data-do=save-${file}]`).disabled = !$(`${file}-toml`).value;
  }
  $('corrections-name').textContent = `${base}.corrections.toml`;
  $('registry-name').textContent = `${base}.registry.toml`;
  $('export').showModal();
}

function save(name, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'application/toml' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

// --- Showing what was decided.

function show() {
  for (const card of cards) {
    const finding = findingOf(card);
    const accepted = Boolean(kept.accepted[signature(finding)]);
    const decided = accepted || Boolean(kept.units[finding.printed] && card.querySelector('form.unit'))
      || Boolean(kept.cells[cellOf(finding)]);
    card.classList.toggle('decided', decided);
    card.querySelector('[data-do=accept]').setAttribute('aria-pressed', accepted);
  }
  document.querySelectorAll('.corrected').forEach((element) => element.classList.remove('corrected'));
  document.querySelectorAll('table.read ins').forEach((element) => element.remove());
  for (const [id, correction] of Object.entries(kept.cells)) {
    const cell = $(`c-${id}`);
    if (!cell) continue;
    $(`b-${id}`)?.classList.add('corrected');
    if (correction.text === cell.querySelector('.text').textContent) continue;
    const ins = document.createElement('ins');
    ins.textContent = correction.text || text('（空）', '(blank)');
    cell.append(ins);
    cell.classList.add('corrected');
  }
  $('decided').textContent = [kept.cells, kept.accepted, kept.units].reduce((n, of) => n + Object.keys(of).length, 0);
}

// --- Events.

const commands = {
  language: () => setLanguage(root.dataset.lang === 'zh' ? 'en' : 'zh'),
  keys: () => $('keys').showModal(),
  export: openExport,
  close: closePanels,
  accept: (button) => accept(button.closest('.finding')),
  correct: (button) => correct(cellOf(findingOf(button.closest('.finding')))),
  forget: () => { delete kept.cells[chosen]; keep(); choose(chosen, 'read'); },
  'save-corrections': () => save(`${base}.corrections.toml`, $('corrections-toml').value),
  'save-registry': () => save(`${base}.registry.toml`, $('registry-toml').value),
};

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (button) { commands[button.dataset.do](button); return; }
  if (event.target.closest('a, form, dialog, aside')) return;
  const read = event.target.closest('table.read th, table.read td');
  if (read) { choose(read.id.slice(2), 'read'); return; }
  const printedLine = event.target.closest('.line[data-c]');
  if (printedLine) { choose(printedLine.dataset.c, 'printed'); return; }
  if (event.target.closest('.sheet svg')) {
    // Text lies over the cells.
    const box = document.elementsFromPoint(event.clientX, event.clientY).find((element) => element.matches('.cell'));
    if (box && getSelection().isCollapsed) choose(box.id.slice(2), 'printed');
    return;
  }
  const card = event.target.closest('.finding');
  if (card) go(cards.indexOf(card));
});

document.addEventListener('change', (event) => {
  const form = event.target.closest('form.unit');
  if (form) decideUnit(form);
  if (event.target === $('jump')) {
    if ($('jump').value === 'findings') $('findings').scrollIntoView(); else goAnnex($($('jump').value));
  }
});

$('correction').addEventListener('submit', (event) => {
  event.preventDefault();
  const should = $('correction-text').value;
  if (should === printedText($(`c-${chosen}`))) delete kept.cells[chosen];
  else kept.cells[chosen] = { text: should, reason: $('correction-reason').value };
  keep();
  speak(text('已记下', 'Kept'));
  $(`c-${chosen}`).focus({ preventScroll: true });
});
document.querySelectorAll('form.unit').forEach((form) => form.addEventListener('submit', (event) => event.preventDefault()));

/** The nearest cell in a direction, by where the cells are. */
function neighbour(cell, key) {
  const from = cell.getBoundingClientRect();
  const middle = (box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const [x, y] = middle(from);
  const ahead = {
    ArrowUp: (box) => [from.top - box.bottom, x < box.left || x > box.right],
    ArrowDown: (box) => [box.top - from.bottom, x < box.left || x > box.right],
    ArrowLeft: (box) => [from.left - box.right, y < box.top || y > box.bottom],
    ArrowRight: (box) => [box.left - from.right, y < box.top || y > box.bottom],
  }[key];
  let best = null;
  for (const other of cell.closest('table').querySelectorAll('th, td')) {
    const [distance, aside] = ahead(other.getBoundingClientRect());
    if (distance >= -1 && !aside && (!best || distance < best[0])) best = [distance, other];
  }
  return best?.[1];
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') { closePanels(); return; }
  if (event.target.matches('input, textarea, select') || document.querySelector('dialog[open]')) return;
  const cell = event.target.closest('table.read th, table.read td');
  if (cell && event.key.startsWith('Arrow')) {
    const next = neighbour(cell, event.key);
    if (next) { choose(next.id.slice(2), 'read'); next.focus({ preventScroll: true }); next.scrollIntoView({ block: 'nearest' }); }
    event.preventDefault();
    return;
  }
  if (cell && (event.key === 'Enter' || event.key === ' ')) { choose(cell.id.slice(2), 'read'); event.preventDefault(); return; }
  const keys = {
    j: () => go(current + 1),
    k: () => go(current - 1),
    n: () => annexStep(1),
    p: () => annexStep(-1),
    a: () => cards[current] && accept(cards[current]),
    c: () => {
      const id = chosen ?? (cards[current] && cellOf(findingOf(cards[current])));
      if (id) correct(id);
    },
    f: () => { $('findings').scrollIntoView(); go(Math.max(current, 0)); },
    e: openExport,
    l: commands.language,
    '?': commands.keys,
  };
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
});

setLanguage(store.read('fenjie-language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'));
document.querySelectorAll('form.unit').forEach(restoreUnit);
for (const finding of data.findings) {
  const cell = cellOf(finding);
  if (cell && finding.severity !== 'info') $(`b-${cell}`)?.classList.add(finding.severity);
}
document.querySelectorAll('table.read').forEach((table) => {
  const first = table.querySelector('td') ?? table.querySelector('th');
  if (first) first.tabIndex = 0;
});
show();
