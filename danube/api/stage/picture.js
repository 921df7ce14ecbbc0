// Where something lies on a picture, as shares of the picture itself: the same on every screen.
export function picture(within) {
  return within.querySelector("figure > svg, figure > img");
}

// The rectangle that the picture really fills in its box, which may have another ratio.
export function filled(drawn) {
  const box = drawn.getBoundingClientRect();
  const ratio = proportion(drawn) || box.width / box.height;
  const width = Math.min(box.width, box.height * ratio);
  const height = width / ratio;
  return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
}

function proportion(drawn) {
  const size = drawn.viewBox?.baseVal;
  if (size) return size.width / size.height;
  return drawn.naturalWidth / drawn.naturalHeight;
}

export function share(drawn, event) {
  const area = filled(drawn);
  const x = (event.clientX - area.x) / area.width;
  const y = (event.clientY - area.y) / area.height;
  return x >= 0 && x <= 1 && y >= 0 && y <= 1 ? { x, y } : { x: null, y: null };
}

export function region(event) {
  return event.target.closest?.("[data-region]")?.dataset.region ?? "";
}
