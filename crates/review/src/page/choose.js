// Choosing: a cell on either side shows on the other.

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
