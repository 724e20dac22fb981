// The panel: the list of relations, an entity, or an arrow with its quotes.

function show(kind, focusHeading, ...content) {
  panel.dataset.shows = kind;
  panel.replaceChildren(...content.filter(Boolean));
  panel.scrollTop = 0;
  if (focusHeading) panel.querySelector('h2')?.focus({ preventScroll: true });
}

/** For a list in the order of the texts. */
function inReadingOrder(one, two) {
  const [a, b] = [data.relations[one], data.relations[two]];
  return a.place[0] - b.place[0] || a.place[1] - b.place[1] || one - two;
}

function sentence(relation, number) {
  const { from, to, predicate } = relation;
  // Where entities share a box, the relation is of one of them.
  const [subject, object] = relation.ends ?? [data.entities[from].label, data.entities[to].label];
  return make('button', { type: 'button', class: 'sentence', click: () => openArrow(relation.arrow, true, number) },
    make('b', {}, words(shorter(subject, 120))), ' ',
    make('span', { class: 'predicate' }, words(shorter(predicate, 120))), ' ',
    make('b', {}, words(shorter(object, 120))));
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
    relation.ends ? sentence(relation, number) : make('p', { class: 'predicate' }, words(relation.predicate)),
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
  const { label, aliases, is_folded, classes, codes, links, values } = data.entities[entity];
  const near = [...leaving[entity], ...arriving[entity]];
  mark(entityShape(entity), near.map((number) => data.relations[number].arrow));
  if (goesThere) goTo(entityShape(entity));
  const sources = sourcesOf(entity);
  const anchors = links.map((link) => make('p', {}, make('a', { href: link, rel: 'noopener noreferrer', target: '_blank' }, shorter(link, 120))));
  show('entity', true, back(), heading(words(label)),
    make('p', { class: 'quiet' }, ...[...classes, ...codes].filter(Boolean).flatMap((part, at) => (at ? [' · ', words(part)] : [words(part)]))),
    aliases.length > 0 && make('p', {}, is_folded ? 'These are: ' : 'Also: ', ...aliases.flatMap((alias, at) => (at ? [', ', words(alias)] : [words(alias)]))),
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
