'use strict';
// Completion of names while they are typed. Everything else works without it. What the server sends becomes text
// nodes and addresses of this server, nothing else.

const PAUSE = 90;

/** An element with attributes and content. */
function make(tag, attributes, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/** The word of a query that the cursor stands at the end of, if it is a prefixed name. */
function wordAt(field) {
  const before = field.value.slice(0, field.selectionEnd);
  const found = /(?:^|[\s({;,.^/|!+*?<>=&])([A-Za-z][\w.-]*:[\w%.-]*)$/.exec(before);
  return found ? { text: found[1], start: field.selectionEnd - found[1].length, end: field.selectionEnd } : undefined;
}

/** What is being typed into a field. */
function typed(field) {
  if (field.tagName === 'TEXTAREA') return wordAt(field);
  const text = field.value.trim();
  return text ? { text, start: 0, end: field.value.length } : undefined;
}

/** Makes a field a combobox (W3C ARIA Authoring Practices: editable combobox with list autocomplete). */
function complete(field) {
  const kind = field.dataset.suggest;
  const list = make('ul', { role: 'listbox', id: `${field.id}-list`, 'aria-label': 'Suggestions' });
  list.hidden = true;
  const box = make('span', { class: 'combo' });
  field.replaceWith(box);
  box.append(field, list);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-expanded': 'false', 'aria-controls': list.id, 'aria-autocomplete': 'list' })) {
    field.setAttribute(name, value);
  }
  let found = [];
  let active = -1;
  let timer = 0;
  let wanted = 0;

  function mark(number) {
    active = number;
    [...list.children].forEach((row, at) => row.setAttribute('aria-selected', `${at === active}`));
    if (active < 0) field.removeAttribute('aria-activedescendant');
    else {
      field.setAttribute('aria-activedescendant', list.children[active].id);
      list.children[active].scrollIntoView({ block: 'nearest' });
    }
  }

  function close() {
    clearTimeout(timer);
    wanted += 1;
    found = [];
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    mark(-1);
  }

  function choose(number) {
    const { value, href } = found[number];
    const word = typed(field);
    close();
    if (href && !('fill' in field.dataset)) {
      location.assign(href);
      return;
    }
    if (word) field.setRangeText(value, word.start, word.end, 'end');
    field.focus();
  }

  function show(suggestions) {
    found = suggestions;
    list.replaceChildren(...found.map(({ value, note }, number) => {
      const row = make('li', { role: 'option', id: `${list.id}-${number}`, 'aria-selected': 'false' }, make('bdi', {}, value));
      if (note) row.append(make('small', {}, note));
      row.addEventListener('mousedown', (event) => { event.preventDefault(); choose(number); });
      return row;
    }));
    list.hidden = found.length === 0;
    field.setAttribute('aria-expanded', `${!list.hidden}`);
    mark(-1);
    const count = found.length;
    document.getElementById('announcement').textContent = count === 1 ? '1 suggestion' : `${count} suggestions`;
  }

  async function ask() {
    const word = typed(field);
    if (!word) {
      close();
      return;
    }
    wanted += 1;
    const mine = wanted;
    const answer = await fetch(`/suggest?kind=${kind}&text=${encodeURIComponent(word.text)}`).catch(() => undefined);
    const suggestions = answer?.ok ? await answer.json() : [];
    // What was typed meanwhile has an answer of its own.
    if (mine === wanted) show(suggestions);
  }

  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown') mark(Math.min(active + 1, found.length - 1));
    else if (event.key === 'ArrowUp') mark(Math.max(active - 1, 0));
    else if ((event.key === 'Enter' || event.key === 'Tab') && active >= 0) choose(active);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  });
}

document.querySelectorAll('[data-suggest]').forEach(complete);

// A query is sent by Ctrl or Command and Enter too.
document.getElementById('query')?.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.target.form.requestSubmit();
});
