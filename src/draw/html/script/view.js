// The view: one transform on the picture, whatever it holds.

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

/** A place of the window as one of the stage. */
function onStage(x, y) {
  const corner = stage.getBoundingClientRect();
  return { x: x - corner.left, y: y - corner.top };
}

const middle = () => ({ x: stage.clientWidth / 2, y: stage.clientHeight / 2 });

/** Zooms about a place of the stage. */
function zoom(factor, { x, y }, isGliding = false) {
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

/** Brings a shape to the middle, large enough to be read. What is filtered out has no place. */
function goTo(shape, isGliding = true) {
  const frame = shape.getBBox();
  if (frame.width === 0) return;
  // Not where it is on the screen: that is on its way while the picture glides.
  const { e: right, f: down } = shape.parentNode.transform.baseVal[0].matrix;
  view.scale = Math.max(view.scale, 0.9);
  view.x = middle().x - (frame.x + frame.width / 2 + right) * view.scale;
  view.y = middle().y - (frame.y + frame.height / 2 + down) * view.scale;
  place(isGliding);
}

/** The middle of two fingers and how far they are apart. */
function spread() {
  const [one, two] = [...pointers.values()];
  return { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2, apart: Math.hypot(one.x - two.x, one.y - two.y) || 1 };
}

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
    view.x += after.x - before.x;
    view.y += after.y - before.y;
    zoom(after.apart / before.apart, onStage(after.x, after.y));
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
  const pixels = event.deltaY * [1, 16, 400][event.deltaMode];
  const factor = Math.exp(-Math.max(-240, Math.min(240, pixels)) * (event.ctrlKey ? 0.01 : 0.0016));
  zoom(factor, onStage(event.clientX, event.clientY));
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
