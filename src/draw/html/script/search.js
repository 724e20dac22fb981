// Search.

const search = byId('search');
const hits = byId('hits');
let found = [];
let active = 0;

const searchable = data.entities.map((entity) => [entity.label, ...entity.aliases, ...entity.codes].map(folded));

/** How well a name fits: begins alike, has a word that does, holds it somewhere; 9 is not at all. */
function fitness(names, wanted) {
  return Math.min(...names.map((name) => {
    const at = name.indexOf(wanted);
    if (at < 0) return 9;
    if (at === 0) return name.length === wanted.length ? 0 : 1;
    return name.includes(` ${wanted}`) ? 2 : 3;
  }));
}

function runSearch() {
  const wanted = folded(search.value.trim());
  const ranked = wanted ? searchable.map((names, entity) => ({ entity, rank: fitness(names, wanted) })) : [];
  found = ranked.filter(({ rank }) => rank < 9)
    .sort((one, two) => one.rank - two.rank || degree(two.entity) - degree(one.entity) || one.entity - two.entity)
    .map(({ entity }) => entity);
  active = 0;
  picture.querySelectorAll('.found').forEach((shape) => shape.classList.remove('found'));
  found.forEach((entity) => entityShape(entity).classList.add('found'));
  byId('announcement').textContent = wanted ? `${counted(found.length, 'entity', 'entities')} found` : '';
  showHits(wanted);
}

function showHits(wanted) {
  const rows = found.slice(0, 50).map((entity, number) => {
    const { label, aliases } = data.entities[entity];
    const alias = folded(label).includes(wanted) ? undefined : aliases.find((name) => folded(name).includes(wanted));
    return make('li', { role: 'option', id: `hit${number}`, 'aria-selected': `${number === active}`, click: () => choose(number) },
      words(shorter(label, 120)), alias && make('small', {}, data.entities[entity].is_folded ? 'with ' : 'also ', words(shorter(alias, 120))));
  });
  if (wanted && rows.length === 0) rows.push(make('li', { role: 'option', 'aria-disabled': 'true' }, 'No entity has this name'));
  hits.replaceChildren(...rows);
  hits.hidden = !wanted;
  search.setAttribute('aria-expanded', `${!hits.hidden}`);
  markActive();
}

function markActive() {
  [...hits.children].forEach((row, number) => row.setAttribute('aria-selected', `${number === active && found.length > 0}`));
  if (hits.hidden || found.length === 0) search.removeAttribute('aria-activedescendant');
  else search.setAttribute('aria-activedescendant', `hit${active}`);
  hits.children[active]?.scrollIntoView({ block: 'nearest' });
}

function choose(number) {
  const entity = found[number];
  if (entity === undefined) return;
  clearSearch();
  openEntity(entity, true);
}

function clearSearch() {
  search.value = '';
  runSearch();
}

function onSearchKey(event) {
  const last = Math.min(found.length, 50) - 1;
  if (event.key === 'ArrowDown') active = Math.min(active + 1, last);
  else if (event.key === 'ArrowUp') active = Math.max(active - 1, 0);
  else if (event.key === 'Enter') { choose(active); return; }
  else if (event.key === 'Escape') { clearSearch(); event.stopPropagation(); return; }
  else return;
  event.preventDefault();
  markActive();
}
