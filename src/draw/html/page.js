'use strict';
// The reader of the picture: search, filters, panel, view. Words from the data become text nodes and
// nothing else; shapes are known by their numbers only.

const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId('data').textContent);
const stage = byId('stage');
const picture = byId('picture');
const panel = byId('panel');

/** The shape of an entity, and that of an arrow: in the picture they count from 1. */
const entityShape = (entity) => byId(`n${entity + 1}`);
const arrowShape = (arrow) => byId(`e${arrow + 1}`);

/** What hangs on each entity and each arrow, as numbers of relations. */
const leaving = data.entities.map(() => []);
const arriving = data.entities.map(() => []);
const onArrow = [];

/** An element with attributes, listeners (functions) and content. */
function make(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...content.filter((part) => part !== '' && part !== undefined && part !== null));
  return element;
}

const counted = (number, one, more) => `${number.toLocaleString('en')} ${number === 1 ? one : more}`;
const shorter = (text, most) => (text.length > most ? `${[...text].slice(0, most - 1).join('')}…` : text);
/** Letters without case and accents, for comparing. */
const folded = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
/** Something from the data in a line of ours, which its direction must not reorder. */
const words = (text) => make('bdi', {}, text || '(no name)');

function readRelations() {
  data.relations.forEach((relation, number) => {
    leaving[relation.from].push(number);
    if (relation.to !== relation.from) arriving[relation.to].push(number);
    (onArrow[relation.arrow] ||= []).push(number);
    const kinds = [relation.from, relation.to].flatMap((end) => data.entities[end].choices);
    relation.choices = [[...new Set(kinds)], ...relation.choices];
    relation.isShown = true;
  });
}

// ---- The view: one transform on the picture, whatever it holds.

const view = { x: 0, y: 0, scale: 1 };
const pointers = new Map();
let wasDragged = false;
let settling = 0;

function place(isGliding) {
  picture.classList.toggle('gliding', isGliding);
  picture.classList.toggle('moving', !isGliding);
  picture.style.transform = `translate(${view.x}px,${view.y}px) scale(${view.scale})`;
  // Without `will-change` the browser draws again, sharp at the new scale.
  clearTimeout(settling);
  settling = setTimeout(() => picture.classList.remove('moving'), 180);
}

/** The room that the tools leave. */
const room = () => ({ width: stage.clientWidth - 24, height: stage.clientHeight - 68 });
const fittingScale = () => Math.max(Math.min(room().width / data.view[2], room().height / data.view[3], 1.5), 0.02);

function fit(isGliding) {
  const [left, top, width, height] = data.view;
  view.scale = fittingScale();
  view.x = 12 + room().width / 2 - (left + width / 2) * view.scale;
  view.y = 12 + room().height / 2 - (top + height / 2) * view.scale;
  place(isGliding);
}

function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2, isGliding = false) {
  const least = Math.min(fittingScale() / 2, 0.5);
  const scale = Math.min(Math.max(view.scale * factor, least), 8);
  view.x = x - ((x - view.x) * scale) / view.scale;
  view.y = y - ((y - view.y) * scale) / view.scale;
  view.scale = scale;
  place(isGliding);
}

function pan(x, y) {
  view.x += x;
  view.y += y;
  place(false);
}

/** Brings a shape to the middle, large enough to be read. */
function goTo(shape, isGliding = true) {
  const frame = shape.getBoundingClientRect();
  if (frame.width === 0) return; // filtered out
  const around = stage.getBoundingClientRect();
  const x = (frame.left + frame.width / 2 - around.left - view.x) / view.scale;
  const y = (frame.top + frame.height / 2 - around.top - view.y) / view.scale;
  view.scale = Math.max(view.scale, 0.9);
  view.x = around.width / 2 - x * view.scale;
  view.y = around.height / 2 - y * view.scale;
  place(isGliding);
}

const spread = () => {
  const [one, two] = [...pointers.values()];
  return { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2, apart: Math.hypot(one.x - two.x, one.y - two.y) || 1 };
};

function onPointerDown(event) {
  if (event.button !== 0 || event.target.closest('.tools')) return;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY });
  if (pointers.size === 1) wasDragged = false;
}

function onPointerMove(event) {
  const pointer = pointers.get(event.pointerId);
  if (!pointer) return;
  const far = Math.hypot(event.clientX - pointer.startX, event.clientY - pointer.startY);
  if (!wasDragged && far < 5 && pointers.size === 1) return;
  if (!wasDragged) stage.setPointerCapture(event.pointerId);
  wasDragged = true;
  stage.classList.add('dragging');
  const before = pointers.size === 2 ? spread() : { x: pointer.x, y: pointer.y };
  pointer.x = event.clientX;
  pointer.y = event.clientY;
  if (pointers.size === 2) {
    const after = spread();
    const corner = stage.getBoundingClientRect();
    view.x += after.x - before.x;
    view.y += after.y - before.y;
    zoom(after.apart / before.apart, after.x - corner.left, after.y - corner.top);
  } else {
    pan(pointer.x - before.x, pointer.y - before.y);
  }
}

function onPointerEnd(event) {
  pointers.delete(event.pointerId);
  if (pointers.size === 0) stage.classList.remove('dragging');
}

function onWheel(event) {
  event.preventDefault();
  const corner = stage.getBoundingClientRect();
  const pixels = event.deltaY * [1, 16, 400][event.deltaMode];
  const factor = Math.exp(-Math.max(-240, Math.min(240, pixels)) * (event.ctrlKey ? 0.01 : 0.0016));
  zoom(factor, event.clientX - corner.left, event.clientY - corner.top);
}

/** The shape at a place, or the nearest within a few pixels: lines are thin. */
function shapeNear(x, y) {
  for (const radius of [0, 4, 8]) {
    for (let step = 0; step < (radius ? 8 : 1); step += 1) {
      const angle = (step * Math.PI) / 4;
      const found = document.elementFromPoint(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
      const shape = found?.closest('#picture .entity, #picture .relation');
      if (shape && /^[ne]\d+$/.test(shape.id)) return shape;
    }
  }
  return null;
}

function onStageClick(event) {
  if (wasDragged || event.target.closest('.tools')) return;
  const shape = shapeNear(event.clientX, event.clientY);
  if (shape) open(shape);
  else close();
}

// ---- Filters.

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

// ---- Search.

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
      words(shorter(label, 120)), alias && make('small', {}, 'also ', words(shorter(alias, 120))));
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

// ---- The panel: the list of relations, an entity, or an arrow with its quotes.

function show(kind, focusHeading, ...content) {
  panel.dataset.shows = kind;
  panel.replaceChildren(...content.filter(Boolean));
  panel.scrollTop = 0;
  if (focusHeading) panel.querySelector('h2')?.focus({ preventScroll: true });
}

/** Where a relation's first words stand, for a list in the order of the texts. */
function position({ passages }) {
  const first = passages.find((passage) => passage.place) ?? passages[0];
  return [first?.source ?? Infinity, first?.place?.[0] ?? Infinity];
}

function inReadingOrder(one, two) {
  const [a, b] = [position(data.relations[one]), position(data.relations[two])];
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  if (a[1] !== b[1]) return a[1] < b[1] ? -1 : 1;
  return one - two;
}

function sentence(relation, number) {
  const { from, to, predicate } = relation;
  return make('button', { type: 'button', class: 'sentence', click: () => openArrow(relation.arrow, true, number) },
    make('b', {}, words(shorter(data.entities[from].label, 120))), ' ',
    make('span', { class: 'predicate' }, words(shorter(predicate, 120))), ' ',
    make('b', {}, words(shorter(data.entities[to].label, 120))));
}

function card(number) {
  const relation = data.relations[number];
  const quote = relation.passages.find((passage) => passage.quote)?.quote;
  return make('li', { class: `card ${relation.standing}` }, sentence(relation, number),
    quote && make('p', { class: 'quoted clamped', dir: 'auto' }, `“${shorter(quote, 400)}”`),
    make('p', { class: 'footing', dir: 'auto' }, shorter(relation.footing, 300)));
}

/** Cards, the first of them at once and the others when asked for. */
function cards(numbers, most = 100) {
  const list = make('ol', {}, ...numbers.slice(0, most).map(card));
  if (numbers.length <= most) return list;
  const more = make('button', { type: 'button', click: () => {
    more.remove();
    list.append(...numbers.slice(most).map(card));
    list.children[most].querySelector('button').focus();
  } }, `Show the other ${(numbers.length - most).toLocaleString('en')}`);
  return make('div', {}, list, more);
}

const heading = (...content) => make('h2', { tabindex: '-1' }, ...content);
const back = () => make('button', { type: 'button', class: 'back', click: () => close(true) }, '← All relations');

function showList() {
  const numbers = [...data.relations.keys()].filter((number) => data.relations[number].isShown).sort(inReadingOrder);
  show('list', false, heading('Relations'),
    make('p', { class: 'quiet' }, 'Choose one to read the words behind it in their source.'), cards(numbers));
}

function sourceLine(number, link) {
  const source = data.sources[number];
  const address = link ?? source.link;
  return make('p', { class: 'imprint' }, words(shorter(source.title, 300)), source.imprint && ' · ', source.imprint && words(shorter(source.imprint, 200)),
    address && ' · ', address && make('a', { href: address, rel: 'noopener noreferrer', target: '_blank' }, link ? 'Read it there' : 'Open'));
}

/** Where to cut a text so that no word is broken, if one ends nearby, and no character ever. */
function cutNear(text, at, step) {
  for (let place = at; place > 0 && place < text.length && Math.abs(place - at) < 40; place += step) {
    if (/\s/.test(text[place])) return place;
  }
  const inPair = at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text[at]);
  return inPair ? at - 1 : at;
}

/** The marked words with what stands around them: a window of the text, or all of it. */
function fillQuote(block, text, [start, end], isWhole) {
  const from = isWhole ? 0 : cutNear(text, Math.max(0, start - 180), 1);
  const to = isWhole ? text.length : cutNear(text, Math.min(text.length, end + 180), -1);
  const before = (from > 0 ? '… ' : '') + text.slice(Math.min(from, start), start);
  const after = text.slice(end, Math.max(to, end)) + (to < text.length ? ' …' : '');
  const mark = make('mark', {}, text.slice(start, end));
  block.replaceChildren(make('span', { class: 'around' }, before), mark, make('span', { class: 'around' }, after));
  block.classList.toggle('whole', isWhole);
  block.scrollTop = isWhole ? mark.offsetTop - block.offsetTop - block.clientHeight / 3 : 0;
}

function passageBlock(passage) {
  const source = data.sources[passage.source];
  const block = make('blockquote', { dir: 'auto', lang: source?.language });
  const parts = [block];
  if (passage.place) {
    fillQuote(block, source.text, passage.place, false);
    const whole = make('button', { type: 'button', 'aria-expanded': 'false', click: () => {
      const isWhole = whole.getAttribute('aria-expanded') === 'false';
      whole.setAttribute('aria-expanded', `${isWhole}`);
      whole.textContent = isWhole ? 'Show less' : 'Show the whole text';
      fillQuote(block, source.text, passage.place, isWhole);
    } }, 'Show the whole text');
    if (source.text.length > block.textContent.length) parts.push(whole);
  } else {
    block.append(passage.quote ? `“${passage.quote}”` : 'No words are given.');
    parts.push(passage.is_unverified
      ? make('p', { class: 'warning' }, 'Unverified: these words were not found in the text of the source.')
      : make('p', { class: 'quiet' }, 'Not checked: the text of the source is not at hand.'));
  }
  if (source) parts.push(sourceLine(passage.source, passage.link));
  return make('div', { class: 'passage' }, ...parts);
}

const passageBlocks = ({ passages }) => (passages.length > 0 ? passages.map(passageBlock)
  : [make('p', { class: 'quiet' }, 'No words are given for this.')]);

const nameButton = (entity) => make('button', { type: 'button', class: 'name', click: () => openEntity(entity, true) },
  words(shorter(data.entities[entity].label, 200)));

function evidenceCard(number, isPointed) {
  const relation = data.relations[number];
  const speakers = relation.speakers.map(nameButton);
  const confidence = relation.confidence === undefined ? '' : `; confidence ${relation.confidence}`;
  return make('li', { class: `card ${relation.standing}${isPointed ? ' pointed' : ''}` },
    make('p', { class: 'predicate' }, words(relation.predicate)),
    make('p', { class: 'footing', dir: 'auto' }, relation.footing + confidence),
    speakers.length > 0 && make('p', { class: 'footing' }, 'Go to ', ...speakers.flatMap((button, place) => (place ? [', ', button] : [button]))),
    ...passageBlocks(relation));
}

function openArrow(arrow, goesThere, pointed) {
  const numbers = onArrow[arrow];
  const { from, to } = data.relations[numbers[0]];
  mark(arrowShape(arrow), [arrow]);
  if (goesThere) goTo(arrowShape(arrow));
  show('arrow', true, back(), heading(nameButton(from), ' → ', nameButton(to)),
    make('p', { class: 'quiet' }, counted(numbers.length, 'relation', 'relations')),
    make('ol', {}, ...numbers.map((number) => evidenceCard(number, number === pointed && numbers.length > 1))));
  panel.querySelector('.pointed')?.scrollIntoView({ block: 'nearest' });
}

function valueRows(values) {
  return make('div', { class: 'values' }, ...values.map((value) => make('details', { class: `card ${value.standing}` },
    make('summary', {}, words(value.predicate), ': ', words(value.value)),
    make('p', { class: 'footing' }, value.footing), ...passageBlocks(value))));
}

function sourcesOf(entity) {
  const near = [...leaving[entity], ...arriving[entity]].flatMap((number) => data.relations[number].passages);
  const passages = [...near, ...data.entities[entity].values.flatMap((value) => value.passages)];
  const numbers = passages.map((passage) => passage.source).filter((source) => source !== undefined);
  return [...new Set([...data.entities[entity].sources, ...numbers])].sort((one, two) => one - two);
}

const section = (title, content) => [make('h3', {}, title), content];

function openEntity(entity, goesThere) {
  const { label, aliases, classes, codes, links, values } = data.entities[entity];
  const near = [...leaving[entity], ...arriving[entity]];
  mark(entityShape(entity), near.map((number) => data.relations[number].arrow));
  if (goesThere) goTo(entityShape(entity));
  const sources = sourcesOf(entity);
  const anchors = links.map((link) => make('p', {}, make('a', { href: link, rel: 'noopener noreferrer', target: '_blank' }, shorter(link, 120))));
  show('entity', true, back(), heading(words(label)),
    make('p', { class: 'quiet' }, ...[...classes, ...codes].filter(Boolean).flatMap((part, at) => (at ? [' · ', words(part)] : [words(part)]))),
    aliases.length > 0 && make('p', {}, 'Also: ', ...aliases.flatMap((alias, at) => (at ? [', ', words(alias)] : [words(alias)]))),
    ...anchors,
    ...(leaving[entity].length > 0 ? section(`Starting here: ${leaving[entity].length}`, cards(leaving[entity])) : []),
    ...(arriving[entity].length > 0 ? section(`Ending here: ${arriving[entity].length}`, cards(arriving[entity])) : []),
    ...(values.length > 0 ? section('Figures and other values', valueRows(values)) : []),
    ...(sources.length > 0 ? section('Sources', make('div', {}, ...sources.map((number) => sourceLine(number)))) : []));
}

/** Marks what was opened, and the arrows that are to be seen with it. */
function mark(shape, arrows) {
  picture.querySelectorAll('.chosen, .near').forEach((element) => element.classList.remove('chosen', 'near'));
  picture.classList.toggle('focused', shape !== null);
  shape?.classList.add('chosen');
  arrows.forEach((arrow) => arrowShape(arrow).classList.add('near'));
}

function open(shape) {
  const number = Number(shape.id.slice(1)) - 1;
  if (shape.id.startsWith('n')) openEntity(number, false);
  else openArrow(number, false);
}

function close(focusHeading = false) {
  if (panel.dataset.shows === 'list') return;
  const last = picture.querySelector('.chosen');
  mark(null, []);
  showList();
  if (focusHeading && last?.hasAttribute('tabindex')) last.focus({ preventScroll: true });
}

// ---- Theme, saving, keys.

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
let wantsDark = null;
const isDark = () => wantsDark ?? prefersDark.matches;

function applyTheme() {
  if (wantsDark !== null) {
    document.querySelectorAll('style.dark').forEach((style) => { style.media = wantsDark ? 'all' : 'not all'; });
  }
  byId('theme').textContent = isDark() ? 'Light' : 'Dark';
  byId('theme').title = `Change to the ${isDark() ? 'light' : 'dark'} colours`;
}

/** The picture as a file of its own: as filtered and coloured now, without what the page added. */
function savedPicture() {
  const copy = picture.cloneNode(true);
  const dark = copy.querySelector('style.dark');
  if (isDark()) dark.removeAttribute('media');
  else dark.remove();
  ['style', 'class'].forEach((name) => copy.removeAttribute(name));
  copy.querySelectorAll('.relation.out').forEach((shape) => shape.remove());
  copy.querySelectorAll('.entity, .relation').forEach((shape) => {
    shape.classList.remove('chosen', 'near', 'found');
    shape.removeAttribute('tabindex');
    if (shape.getAttribute('role') === 'button') shape.setAttribute('role', 'graphics-symbol img');
  });
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

function save() {
  const address = URL.createObjectURL(new Blob([savedPicture()], { type: 'image/svg+xml' }));
  const name = folded(document.title).replace(/[^a-z0-9]+/g, '-').slice(0, 60).replace(/^-|-$/g, '');
  make('a', { href: address, download: `${name || 'picture'}.svg` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const STEP = 60;
const onView = {
  '+': () => zoom(1.25, undefined, undefined, true),
  '=': () => zoom(1.25, undefined, undefined, true),
  '-': () => zoom(0.8, undefined, undefined, true),
  0: () => fit(true),
  ArrowLeft: () => pan(STEP, 0),
  ArrowRight: () => pan(-STEP, 0),
  ArrowUp: () => pan(0, STEP),
  ArrowDown: () => pan(0, -STEP),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target.closest('input, textarea, select');
  if (event.key === '/' && !isTyping) {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'Escape') {
    close(true);
  } else if ((event.key === 'Enter' || event.key === ' ') && event.target.matches('#picture .entity')) {
    event.preventDefault();
    open(event.target);
  } else if (onView[event.key] && (event.target === document.body || event.target.closest('#stage'))) {
    event.preventDefault();
    onView[event.key]();
  }
}

function listen() {
  stage.addEventListener('pointerdown', onPointerDown);
  stage.addEventListener('pointermove', onPointerMove);
  ['pointerup', 'pointercancel'].forEach((name) => addEventListener(name, onPointerEnd));
  stage.addEventListener('wheel', onWheel, { passive: false });
  stage.addEventListener('click', onStageClick);
  stage.addEventListener('dblclick', (event) => {
    if (!event.target.closest('.tools') && !shapeNear(event.clientX, event.clientY)) fit(true);
  });
  // A shape that gets the focus outside the stage is not to scroll the stage, but to be brought in.
  stage.addEventListener('scroll', () => stage.scrollTo(0, 0));
  picture.addEventListener('focusin', (event) => {
    const frame = event.target.getBoundingClientRect();
    const around = stage.getBoundingClientRect();
    const isInside = frame.left >= around.left && frame.right <= around.right && frame.top >= around.top && frame.bottom <= around.bottom;
    if (!isInside && event.target.matches('.entity')) goTo(event.target);
  });
  addEventListener('keydown', onKey);
  search.addEventListener('input', runSearch);
  search.addEventListener('keydown', onSearchKey);
  search.addEventListener('blur', () => setTimeout(() => { if (!hits.contains(document.activeElement)) hits.hidden = true; }, 200));
  search.addEventListener('focus', () => { hits.hidden = !search.value; });
  byId('zoom-in').addEventListener('click', onView['+']);
  byId('zoom-out').addEventListener('click', onView['-']);
  byId('fit').addEventListener('click', onView[0]);
  byId('save').addEventListener('click', save);
  byId('theme').addEventListener('click', () => { wantsDark = !isDark(); applyTheme(); });
  byId('clear').addEventListener('click', clearFilters);
  prefersDark.addEventListener('change', applyTheme);
  addEventListener('resize', () => fit(false));
}

const degree = (entity) => leaving[entity].length + arriving[entity].length;
const busiest = () => data.entities.reduce((best, _, entity) => (degree(entity) > degree(best) ? entity : best), 0);

function start() {
  document.documentElement.classList.add('scripted');
  readRelations();
  data.entities.forEach((_, entity) => {
    entityShape(entity).setAttribute('tabindex', '0');
    entityShape(entity).setAttribute('role', 'button');
  });
  byId('facets').append(...data.facets.map(facet));
  const isNarrow = matchMedia('(max-width: 640px)').matches;
  byId('drawer').open = !isNarrow;
  panel.dataset.shows = 'list';
  applyFilters();
  applyTheme();
  listen();
  fit(false);
  if (isNarrow && view.scale < 0.5) goTo(entityShape(busiest()), false);
}

start();
