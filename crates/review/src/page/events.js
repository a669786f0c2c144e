// What a person clicks, types and presses, and how the page begins.

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
