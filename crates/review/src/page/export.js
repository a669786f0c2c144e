// What was decided, as TOML, and on the page.

const quoted = (string) => JSON.stringify(string).replace(/\x7f/g, '\\u007f');
const line = (key, value) => (value === null || value === undefined || value === '' ? [] : [`${key} = ${
  typeof value === 'number' ? value : quoted(value)}`]);

const list = (key, strings) => [`${key} = [${strings.map(quoted).join(', ')}]`];

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
  const until = line('last', data.year === null ? null : data.year - 1);
  const splits = new Map();
  const lessons = Object.entries(kept.units).flatMap(([name, { picked, other, renamed, id }]) => {
    const suggestion = data.suggestions.find((one) => one.name === name);
    if (!suggestion) return [];
    const [way, unit, ...more] = picked === 'other' ? [renamed ? 'rename' : 'alias', other] : picked.split(' ');
    const unknown = ['[[new]]', ...line('name', name), ...line('id', id), ...line('kind', suggestion.kind)];
    if (way === 'new') return [unknown];
    if (way === 'merger') return [unknown, ['[[merger]]', ...list('units', [unit, ...more]), ...line('into', name), ...until]];
    if (way === 'split') { splits.set(unit, [...splits.get(unit) ?? [], name]); return [unknown]; }
    return [[`[[${way}]]`, ...line('unit', unit), ...line('name', name), ...line('from', data.year)]];
  });
  // A unit is split once, into all that were said to come of it.
  splits.forEach((names, unit) => lessons.push(['[[split]]', ...line('unit', unit), ...list('into', names), ...until]));
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
    // Else the browser shows the end of what it gives the focus to.
    $(`${file}-toml`).setSelectionRange(0, 0);
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
