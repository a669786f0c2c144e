// Units that the registry does not know: who they are.

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
