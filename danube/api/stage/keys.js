// The keys of ordinary clickers. A key held down or bouncing counts once; fields keep their keys.
const KEYS = {
  PageDown: "next",
  ArrowRight: "next",
  ArrowDown: "next",
  " ": "next",
  PageUp: "previous",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
  ".": "black",
  b: "black",
  Escape: "back",
  g: "slides",
};
const BOUNCE = 120;

export function steer(act) {
  let last = { key: "", at: -BOUNCE };
  document.addEventListener("keydown", (event) => {
    const wish = KEYS[event.key];
    if (!wish || event.ctrlKey || event.metaKey || event.altKey || taken(event)) return;
    event.preventDefault();
    const bounced = event.repeat || (event.key === last.key && event.timeStamp - last.at < BOUNCE);
    last = { key: event.key, at: event.timeStamp };
    if (!bounced) act(wish);
  });
}

// A field or an open list has the key, and a button its own space bar.
function taken(event) {
  const target = event.target;
  if (target.closest("input, select, textarea, [contenteditable], dialog[open]")) return true;
  return event.key === " " && Boolean(target.closest("button, a, summary"));
}
