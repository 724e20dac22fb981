// Theme, saving, keys, and the start of it all.

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
let wantsDark = null;
const isDark = () => wantsDark ?? prefersDark.matches;

function applyTheme() {
  if (wantsDark !== null) {
    const media = wantsDark ? 'all' : 'not all';
    // Not by the attribute, at which Chromium 148 looks only once inside of SVG.
    document.querySelectorAll('style.dark').forEach((style) => { style.sheet.media.mediaText = media; });
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
  '+': () => zoom(1.25, middle(), true),
  '=': () => zoom(1.25, middle(), true),
  '-': () => zoom(0.8, middle(), true),
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
