// Walking: from finding to finding, and from annex to annex.

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
