// Filters: in each facet nothing chosen means everything.

const chosen = data.facets.map(() => new Set());
let counters = [];
const isOut = new Map();

/** Whether a relation has what is chosen in each facet, one facet perhaps aside. */
function passes(relation, aside = -1) {
  return chosen.every((choices, facet) =>
    facet === aside || choices.size === 0 || relation.choices[facet].some((choice) => choices.has(choice)));
}

function setOut(shape, value) {
  if ((isOut.get(shape) ?? false) === value) return;
  isOut.set(shape, value);
  shape.classList.toggle('out', value);
}

/** Entities at the ends of what passes; without a choice among relations also those that have none. */
function entitiesShown(relations, kinds) {
  const shown = new Set(relations.flatMap((relation) => [relation.from, relation.to]));
  if (chosen.slice(1).every((choices) => choices.size === 0)) {
    data.entities.forEach((entity, number) => {
      if (kinds.size === 0 || entity.choices.some((choice) => kinds.has(choice))) shown.add(number);
    });
  }
  return shown;
}

function countChoices() {
  counters.forEach((outputs, facet) => {
    const counts = new Array(outputs.length).fill(0);
    const passing = data.relations.filter((relation) => passes(relation, facet));
    if (facet === 0) {
      const shown = entitiesShown(passing, new Set());
      shown.forEach((entity) => data.entities[entity].choices.forEach((choice) => { counts[choice] += 1; }));
    } else {
      passing.forEach((relation) => relation.choices[facet].forEach((choice) => { counts[choice] += 1; }));
    }
    outputs.forEach((output, choice) => {
      output.textContent = counts[choice].toLocaleString('en');
      output.parentElement.classList.toggle('none', counts[choice] === 0);
    });
  });
}

function applyFilters() {
  data.relations.forEach((relation) => { relation.isShown = passes(relation); });
  const relations = data.relations.filter((relation) => relation.isShown);
  onArrow.forEach((on, arrow) => setOut(arrowShape(arrow), !on.some((number) => data.relations[number].isShown)));
  const entities = entitiesShown(relations, chosen[0]);
  data.entities.forEach((_, entity) => setOut(entityShape(entity), !entities.has(entity)));
  countChoices();
  const isFiltered = chosen.some((choices) => choices.size > 0);
  byId('clear').hidden = !isFiltered;
  const part = (shown, total) => `${shown.toLocaleString('en')} of ${total}`;
  byId('status').textContent = isFiltered
    ? `${part(relations.length, counted(data.relations.length, 'relation', 'relations'))}, ${part(entities.size, counted(data.entities.length, 'entity', 'entities'))}`
    : 'Choose to see only these.';
  if (panel.dataset.shows === 'list') showList();
}

function facet({ title, choices }, number) {
  counters[number] = [];
  const rows = choices.map((choice, place) => {
    const sample = choice.sample && byId('samples').content.querySelector(`.${choice.sample}`).cloneNode(true);
    const box = make('input', { type: 'checkbox', change: () => {
      if (box.checked) chosen[number].add(place);
      else chosen[number].delete(place);
      applyFilters();
    } });
    const count = make('span', { class: 'count' });
    counters[number].push(count);
    const label = make('span', { class: 'label', title: shorter(choice.label, 300), dir: 'auto' }, choice.label || '(no name)');
    return make('label', { class: choice.is_part ? 'choice part' : 'choice' }, box, sample, label, count);
  });
  return make('fieldset', {}, make('legend', {}, title), make('div', { class: 'choices' }, ...rows));
}

function clearFilters() {
  chosen.forEach((choices) => choices.clear());
  byId('facets').querySelectorAll('input').forEach((box) => { box.checked = false; });
  applyFilters();
}
