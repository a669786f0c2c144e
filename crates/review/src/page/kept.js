'use strict';
// Keeps what a person decides about a notice, shows printed and read side by side, and exports the decisions.

const data = JSON.parse(document.getElementById('data').textContent);
const root = document.documentElement;
const $ = (id) => document.getElementById(id);
const text = (zh, en) => (root.dataset.lang === 'zh' ? zh : en);

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
