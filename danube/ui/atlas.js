// Draws a choropleth inside a Streamlit component. `danube/drawing/browser.py` puts the constants
// LOCALE, THEMES, NAMES, COUNTRIES, FLAGS, WORDS and STYLE before this text and serves both as one module.
//
// Outlines are fetched once per URL and kept; a change of indicator or year only repaints.

const SVG = "http://www.w3.org/2000/svg";
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
const DEEPEST = 12; // largest zoom
const SLACK = 5; // pixels that a finger may slip and still mean a click
const outlines = (window.__atlasOutlines ??= new Map());
const atlases = new WeakMap();

/** Called by the loader at every rerun: builds the map the first time, then repaints it. */
export async function draw({ data: [data], parentElement, setTriggerValue, setStateValue }) {
  let atlas = atlases.get(parentElement);
  if (!atlas) atlases.set(parentElement, (atlas = new Atlas(parentElement)));
  atlas.choose = (code) => {
    atlas.mark(data.selected?.includes(code) ? data.selected.filter((one) => one !== code) : [code]);
    setStateValue("selected", atlas.chosen);
    setTriggerValue("clicked", code);
  };
  try {
    await atlas.show(data);
  } catch (error) {
    atlas.fail(error);
  }
}

/** Called when the component leaves the page. */
export function leave(parentElement) {
  atlases.get(parentElement)?.observer.disconnect();
  atlases.delete(parentElement);
}

class Atlas {
  constructor(root) {
    this.host = root.querySelector(".atlas");
    this.host.replaceChildren();
    this.host.append(
      element("style", { text: STYLE }),
      (this.legend = element("div", { class: "legend" })),
      (this.stage = element("div", { class: "stage" })),
      credit(),
    );
    this.svg = shape("svg", { role: "group", "aria-describedby": "help", preserveAspectRatio: "xMidYMid meet" });
    this.tip = element("div", { class: "tip", hidden: "", "aria-hidden": "true" });
    this.stage.append(this.svg, this.tip, this.buttons(), element("p", { id: "help", class: "unseen", text: WORDS.help }));
    this.fingers = new Map();
    this.chosen = [];
    this.listen();
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(this.stage);
  }

  async show(data) {
    const asked = (this.asked = data.outlines);
    const map = await fetched(asked);
    if (asked !== this.asked) return;
    if (this.url !== asked) this.build(map, asked);
    this.data = data;
    this.read();
    this.paint();
    performance.mark("atlas-painted");
  }

  // ---- building once per set of outlines

  build(map, url) {
    const keepView = this.map && this.map.w === map.w && this.map.h === map.h;
    Object.assign(this, { map, url, names: map.ids.map((code, place) => NAMES[code] ?? map.names[place]) });
    this.svg.replaceChildren(
      patterns(),
      shape("path", { class: "backdrop", d: map.backdrop }),
      (this.regions = shape("g", { class: "regions" })),
      (this.dotted = shape("g", { class: "overlay" })),
      shape("path", { class: "countries", d: map.countries }),
      shape("path", { class: "rivers", d: map.rivers }),
      (this.marks = shape("g", { class: "overlay" })),
      (this.focus = shape("g", { class: "overlay" })),
      (this.labels = shape("g", { class: "overlay labels" })),
    );
    this.paths = map.ids.map((code, place) =>
      shape("path", { d: map.d[place], role: "button", tabindex: "-1", "data-code": code, "data-place": place }),
    );
    this.fills = [];
    this.regions.append(...this.paths);
    this.current = 0;
    this.paths[0]?.setAttribute("tabindex", "0");
    this.stage.style.setProperty("--ratio", map.w / map.h);
    this.look(keepView ? this.view : { x: 0, y: 0, w: map.w, h: map.h });
  }

  buttons() {
    const names = { in: "+", out: "−", reset: "⤢" };
    const made = Object.entries(names).map(([act, sign]) => {
      const button = element("button", { type: "button", title: WORDS[act], "aria-label": WORDS[act], text: sign });
      button.onclick = () => this.act(act);
      return button;
    });
    const box = element("div", { class: "zoom" });
    box.append(...made);
    return box;
  }

  act(name) {
    if (name === "reset") this.look({ x: 0, y: 0, w: this.map.w, h: this.map.h });
    else this.zoom(name === "in" ? 1.6 : 1 / 1.6);
  }

  // ---- figures

  /** Unpacks the payload of maps.MapPicture into one entry per region. */
  read() {
    const { classes, values, coarser, notes, flags, decimals } = this.data;
    const known = values ? values.split(" ") : [];
    this.format = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    let next = 0;
    this.figures = [...classes].map((digit) => ({
      index: digit === "-" ? -1 : DIGITS.indexOf(digit),
      value: digit === "-" ? undefined : known[next++] / 10 ** decimals,
      words: [],
    }));
    for (const place of numbers(coarser)) this.figures[place].coarser = true;
    for (const [note, where] of notes)
      for (const place of numbers(where))
        this.figures[place].words.push(note.replace("{country}", COUNTRIES[this.map.ids[place].slice(0, 2)]));
    for (const [tokens, where] of flags) {
      const said = tokens.split(" ").map((token) => FLAGS[token] ?? token);
      for (const place of numbers(where)) this.figures[place].words.push(...said);
    }
  }

  paint() {
    const { data, figures, paths, map } = this;
    this.dress(data);
    this.svg.setAttribute("aria-label", data.title);
    figures.forEach((figure, place) => {
      const fill = figure.index < 0 ? "url(#hatch)" : data.ramp[figure.index];
      if (fill !== this.fills[place]) paths[place].setAttribute("fill", (this.fills[place] = fill));
    });
    this.dotted.replaceChildren(
      ...figures.flatMap((figure, place) =>
        figure.coarser ? [shape("path", { d: map.d[place], fill: "url(#dots)" })] : [],
      ),
    );
    this.mark(data.selected);
    this.explain();
    if (this.shown !== undefined) this.tell(this.shown);
    if (this.named === this.url) this.nameLater();
    else this.name();
  }

  /** The sentence of every region, for ears. */
  name() {
    this.paths.forEach((path, place) => path.setAttribute("aria-label", this.said(place)));
    this.named = this.url;
    this.svg.removeAttribute("aria-busy");
  }

  /** The same once the picture is on the screen: a thousand sentences would delay it. */
  nameLater() {
    this.svg.setAttribute("aria-busy", "true");
    clearTimeout(this.naming);
    this.naming = setTimeout(() => this.name());
  }

  /** Colours and height, where they differ: setting one makes the browser look at every region again. */
  dress({ theme, height }) {
    const worn = `${theme} ${height}`;
    if (worn === this.worn) return;
    this.worn = worn;
    for (const [name, colour] of Object.entries(THEMES[theme]))
      if (typeof colour === "string") this.host.style.setProperty(`--${name}`, colour);
    this.host.style.setProperty("--tallest", `${height}px`);
  }

  /** The figure of a region as it is written; empty where there is none. */
  written({ value }) {
    return value === undefined ? "" : this.format.format(value).replace("-", "−");
  }

  /** A region in one sentence, for ears: "Kärnten (Carinthia): 3.2 % of GDP. Provisional." */
  said(place) {
    const { words } = this.figures[place];
    const text = this.written(this.figures[place]);
    const figure = text ? `${text} ${this.data.unit}`.trim() : words.length ? "" : WORDS.missing;
    return `${this.names[place]}: ${[figure, ...words].filter(Boolean).join(". ")}`;
  }

  mark(codes) {
    const before = this.chosen;
    this.chosen = [...(codes ?? [])];
    if (this.marked === this.url && before.join() === this.chosen.join()) return;
    this.marked = this.url;
    const places = this.chosen.map((code) => this.map.ids.indexOf(code)).filter((place) => place >= 0);
    this.paths.forEach((path, place) => path.setAttribute("aria-pressed", places.includes(place)));
    this.marks.replaceChildren(...places.map((place) => shape("path", { class: "chosen", d: this.map.d[place] })));
    this.labels.replaceChildren(
      ...places.map((place) =>
        shape("text", { "data-place": place, y: this.map.at[2 * place + 1], text: this.names[place] }),
      ),
    );
    this.fit();
  }

  explain() {
    const { ramp, labels, unit, reference } = this.data;
    const entry = (background, text, kind = "") => {
      const item = element("li");
      item.append(element("span", { class: `swatch ${kind}`, style: background }), element("span", { text }));
      return item;
    };
    const list = element("ul");
    list.append(...ramp.map((colour, place) => entry(`background:${colour}`, labels[place])));
    list.append(entry("", WORDS.missing, "hatched"));
    if (this.figures.some((figure) => figure.coarser)) list.append(entry("", WORDS.coarser, "dotted"));
    const heading = [unit, reference].filter(Boolean).join(" · ");
    const title = element("p", { class: "paper", "aria-hidden": "true", text: this.data.title });
    this.legend.replaceChildren(title, element("p", { text: heading }), list);
    this.swatches = [...list.children];
  }

  // ---- pointing

  /** The words of a region beside the pointer, or beside the region itself. */
  tell(place, x, y) {
    const { index, words } = this.figures[place];
    const text = this.written(this.figures[place]);
    this.shown = place;
    this.pinned = x === undefined;
    const figure = text ? element("span", { class: "figure", text: `${text} ${this.data.unit}` }) : "";
    const rest = text || words.length ? words : [WORDS.missing];
    this.tip.replaceChildren(
      element("strong", { text: this.names[place] }),
      figure,
      ...rest.map((line) => element("span", { text: line })),
    );
    this.tip.hidden = false;
    this.swatches.forEach((item, step) => item.classList.toggle("here", step === (index < 0 ? this.data.ramp.length : index)));
    if (this.pinned) [x, y] = this.onStage(this.map.at[2 * place], this.map.at[2 * place + 1]);
    const { clientWidth, clientHeight } = this.stage;
    const { offsetWidth, offsetHeight } = this.tip;
    const left = x + 16 + offsetWidth > clientWidth ? x - 16 - offsetWidth : x + 16;
    const top = y + 16 + offsetHeight > clientHeight ? y - 12 - offsetHeight : y + 16;
    this.tip.style.transform = `translate(${Math.max(left, 4)}px, ${Math.max(top, 4)}px)`;
  }

  hush() {
    this.tip.hidden = true;
    this.shown = undefined;
    this.swatches?.forEach((item) => item.classList.remove("here"));
  }

  listen() {
    const { svg, stage } = this; // Chromium makes an SVG that listens to focus a stop of the Tab key
    svg.addEventListener("pointermove", (event) => this.moved(event));
    svg.addEventListener("pointerdown", (event) => this.pressed(event));
    for (const name of ["pointerup", "pointercancel"]) svg.addEventListener(name, (event) => this.lifted(event));
    svg.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.hush());
    svg.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
    svg.addEventListener("keydown", (event) => this.typed(event));
    stage.addEventListener("focusin", (event) => this.focused(event));
    stage.addEventListener("focusout", () => {
      this.focus.replaceChildren();
      this.hush();
    });
  }

  pressed(event) {
    this.fingers.set(event.pointerId, event);
    this.began = { x: event.clientX, y: event.clientY, view: { ...this.view }, far: false, spread: this.spread() };
  }

  moved(event) {
    const place = event.target.dataset?.place;
    if (this.fingers.has(event.pointerId)) {
      this.fingers.set(event.pointerId, event);
      if (this.fingers.size === 2) return this.pinched();
      if (this.dragged(event)) return this.hush();
    }
    if (place === undefined) return this.hush();
    const { left, top } = this.stage.getBoundingClientRect();
    this.tell(Number(place), event.clientX - left, event.clientY - top);
  }

  lifted(event) {
    const held = this.fingers.delete(event.pointerId);
    const code = event.target.dataset?.code;
    if (!held || event.type === "pointercancel" || this.began?.far || !code) return;
    const place = Number(event.target.dataset.place);
    this.rove(place);
    if (event.pointerType !== "mouse") this.tell(place);
    this.choose(code);
  }

  dragged(event) {
    const [dx, dy] = [event.clientX - this.began.x, event.clientY - this.began.y];
    if (!this.began.far && Math.hypot(dx, dy) <= SLACK) return false;
    this.began.far = true;
    if (this.view.w >= this.map.w) return true;
    if (!this.svg.hasPointerCapture(event.pointerId)) this.svg.setPointerCapture(event.pointerId);
    const { view } = this.began;
    this.look({ ...view, x: view.x - dx * this.pixel, y: view.y - dy * this.pixel });
    return true;
  }

  pinched() {
    const [one, other] = [...this.fingers.values()];
    const spread = this.spread();
    this.began.far = true;
    if (!this.began.spread) this.began.spread = spread;
    this.zoom(spread / this.began.spread, this.onMap((one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2));
    this.began.spread = spread;
  }

  spread() {
    const [one, other] = [...this.fingers.values()];
    return other ? Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) : 0;
  }

  /** The wheel alone scrolls the page; with Ctrl, or while a region holds the focus, it zooms. */
  wheeled(event) {
    const inside = this.svg.getRootNode().activeElement?.dataset?.place !== undefined;
    if (!event.ctrlKey && !event.metaKey && !inside) return;
    event.preventDefault();
    const turn = Math.min(Math.max(event.deltaY, -40), 40);
    this.zoom(Math.exp(-turn * 0.01), this.onMap(event.clientX, event.clientY));
  }

  // ---- keyboard

  typed(event) {
    const ways = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    const acts = { "+": "in", "=": "in", "-": "out", 0: "reset" };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ways) this.step(...ways[event.key]);
    else if (event.key in acts) this.act(acts[event.key]);
    else if (event.key === "Home") this.paths[0].focus();
    else if (event.key === "End") this.paths.at(-1).focus();
    else if (event.key === "Escape") this.hush();
    else if (event.key === "Enter" || event.key === " ") this.choose(this.map.ids[this.current]);
    else return;
    event.preventDefault();
  }

  /** The nearest region in a direction: distance counts, and being aside counts double. */
  step(dx, dy) {
    const at = (place) => [this.map.at[2 * place], this.map.at[2 * place + 1]];
    const [x, y] = at(this.current);
    let best, least = Infinity;
    for (let place = 0; place < this.paths.length; place++) {
      const [ax, ay] = [at(place)[0] - x, at(place)[1] - y];
      const ahead = ax * dx + ay * dy;
      const aside = Math.abs(ax * dy) + Math.abs(ay * dx);
      if (ahead > 0 && ahead >= aside / 2 && ahead + 2 * aside < least) [best, least] = [place, ahead + 2 * aside];
    }
    if (best !== undefined) this.paths[best].focus();
  }

  focused(event) {
    const place = Number(event.target.dataset.place);
    if (Number.isNaN(place)) return;
    this.rove(place);
    if (!event.target.matches(":focus-visible")) return;
    const ring = (kind) => shape("path", { class: kind, d: this.map.d[place] });
    this.focus.replaceChildren(ring("halo"), ring("focus"));
    this.reveal(place);
    this.tell(place);
  }

  rove(place) {
    this.paths[this.current]?.setAttribute("tabindex", "-1");
    this.paths[place].setAttribute("tabindex", "0");
    this.current = place;
  }

  reveal(place) {
    const { x, y, w, h } = this.view;
    const [ax, ay] = [this.map.at[2 * place], this.map.at[2 * place + 1]];
    if (ax < x || ay < y || ax > x + w || ay > y + h) this.look({ x: ax - w / 2, y: ay - h / 2, w, h });
  }

  // ---- view

  zoom(factor, about = [this.view.x + this.view.w / 2, this.view.y + this.view.h / 2]) {
    const w = Math.min(Math.max(this.view.w / factor, this.map.w / DEEPEST), this.map.w);
    const share = w / this.view.w;
    this.look({
      x: about[0] - (about[0] - this.view.x) * share,
      y: about[1] - (about[1] - this.view.y) * share,
      w,
      h: this.view.h * share,
    });
  }

  look({ x, y, w, h }) {
    const within = (low, high) => Math.min(Math.max(low, 0), high);
    this.view = { x: within(x, this.map.w - w), y: within(y, this.map.h - h), w, h };
    this.svg.setAttribute("viewBox", Object.values(this.view).map((number) => number.toFixed(1)).join(" "));
    this.stage.classList.toggle("zoomed", w < this.map.w - 1);
    this.fit();
  }

  /** Drawing units per pixel: hatch, dots and names keep their size on the screen. */
  fit() {
    if (!this.map) return;
    this.pixel = this.view.w / (this.stage.clientWidth || 1);
    this.svg.querySelector("#hatch").setAttribute("patternTransform", `scale(${this.pixel.toFixed(3)}) rotate(45)`);
    this.svg.querySelector("#dots").setAttribute("patternTransform", `scale(${this.pixel.toFixed(3)})`);
    this.labels.style.fontSize = `${(13 * this.pixel).toFixed(1)}px`;
    for (const label of this.labels.children) this.settle(label);
    if (this.shown !== undefined && this.pinned) this.tell(this.shown);
  }

  /** Keeps a name inside the frame, as far as its region is; one that is too long loses its exonym. */
  settle(label) {
    label.textContent = this.names[label.dataset.place];
    if (label.getComputedTextLength() + 12 * this.pixel > this.view.w)
      label.textContent = label.textContent.replace(/ \(.*\)$/, "");
    const half = label.getComputedTextLength() / 2 + 6 * this.pixel;
    const x = this.map.at[2 * label.dataset.place];
    const [low, high] = [this.view.x + half, this.view.x + this.view.w - half];
    const inside = x > this.view.x && x < this.view.x + this.view.w;
    label.setAttribute("x", inside ? Math.min(Math.max(x, low), high) : x);
  }

  onMap(clientX, clientY) {
    const { left, top } = this.stage.getBoundingClientRect();
    return [this.view.x + (clientX - left) * this.pixel, this.view.y + (clientY - top) * this.pixel];
  }

  onStage(x, y) {
    return [(x - this.view.x) / this.pixel, (y - this.view.y) / this.pixel];
  }

  fail(error) {
    console.warn("atlas:", error);
    this.stage.replaceChildren(element("p", { class: "broken", role: "alert", text: WORDS.broken }));
  }
}

function fetched(url) {
  if (!outlines.has(url)) {
    const answer = fetch(url).then((reply) => (reply.ok ? reply.json() : Promise.reject(new Error(`${reply.status} ${url}`))));
    answer.catch(() => outlines.delete(url));
    outlines.set(url, answer);
  }
  return outlines.get(url);
}

function credit() {
  const details = element("details", { class: "credit" });
  const summary = element("summary", { text: WORDS.attribution });
  details.append(summary, element("p", { text: WORDS.disclaimer }));
  return details;
}

function patterns() {
  const defs = shape("defs");
  const square = { width: 6, height: 6, patternUnits: "userSpaceOnUse" };
  const hatch = shape("pattern", { id: "hatch", ...square });
  hatch.append(shape("rect", { width: 6, height: 6, class: "blank" }), shape("path", { d: "M0 0v6", class: "stripe" }));
  const dots = shape("pattern", { id: "dots", ...square });
  dots.append(shape("circle", { cx: 3, cy: 3, r: 1.2, class: "dot" }));
  defs.append(hatch, dots);
  return defs;
}

/** "0-2 7" is 0, 1, 2, 7. */
function* numbers(ranges) {
  for (const range of ranges ? ranges.split(" ") : []) {
    const [first, last = first] = range.split("-").map(Number);
    for (let place = first; place <= last; place++) yield place;
  }
}

function element(name, attributes = {}) {
  return filled(document.createElement(name), attributes);
}

function shape(name, attributes = {}) {
  return filled(document.createElementNS(SVG, name), attributes);
}

function filled(node, { text, ...attributes }) {
  if (text !== undefined) node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}
