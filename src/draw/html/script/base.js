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

/** An element with attributes, listeners (functions) and content; what is not there is left out. */
function make(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...content.filter((part) => part || part === 0));
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
    const first = relation.passages.find((passage) => passage.place) ?? relation.passages[0];
    relation.place = [first?.source ?? Number.MAX_SAFE_INTEGER, first?.place?.[0] ?? Number.MAX_SAFE_INTEGER];
  });
}
