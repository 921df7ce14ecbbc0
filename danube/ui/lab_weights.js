// Sliders for the weights of an index. While one is moved the server is told at most once at a time:
// the next place is sent when the ranking of the one before has come back.

const boards = new WeakMap();
const PATIENCE = 1500; // ms after which an answer is no longer waited for

export default function ({ data: [data], parentElement, setTriggerValue }) {
  let board = boards.get(parentElement);
  if (!board) boards.set(parentElement, (board = new Board(parentElement.querySelector(".weights"))));
  board.tell = (moved) => setTriggerValue("moved", moved);
  board.show(data);
}

class Board {
  constructor(host) {
    this.host = host;
    this.turn = 0;
    host.addEventListener("input", (event) => this.moved(event.target, false));
    host.addEventListener("change", (event) => this.moved(event.target, true));
    host.addEventListener("click", (event) => event.target.closest("[data-reset]") && this.reset());
  }

  show(data) {
    const shape = JSON.stringify([data.look, data.groups.map(plain)]);
    if (shape !== this.shape) this.build(data);
    this.shape = shape;
    this.data = data;
    const known = new Map(data.groups.flatMap((group) => [group, ...group.parts]).map((node) => [node.id, node]));
    for (const input of this.inputs) if (input !== this.held) input.value = known.get(input.dataset.node).value;
    this.label();
    if (data.turn === this.turn) this.free();
  }

  build({ groups, look }) {
    this.host.innerHTML = groups.map((group) => grouped(group, look)).join("") + foot(look);
    this.inputs = [...this.host.querySelectorAll("input")];
  }

  moved(input, done) {
    this.held = done ? undefined : input;
    this.label();
    this.waiting = { done: done || this.waiting?.done || false };
    this.send();
  }

  reset() {
    for (const input of this.inputs) input.value = this.data.look.usual;
    this.waiting = { done: true };
    this.label();
    this.send();
  }

  send() {
    if (this.busy || !this.waiting) return;
    const weights = Object.fromEntries(this.inputs.map((input) => [input.dataset.node, Number(input.value)]));
    this.turn += 1;
    this.busy = setTimeout(() => this.free(), PATIENCE);
    this.tell({ weights, done: this.waiting.done, turn: this.turn });
    this.waiting = undefined;
  }

  free() {
    clearTimeout(this.busy);
    this.busy = undefined;
    this.send();
  }

  /** What each slider comes to, in per cent of its group. */
  label() {
    for (const group of [this.data.groups, ...this.data.groups.map((one) => one.parts)]) {
      const values = group.map((node) => (this.data.look.fixed ? node.share : Number(this.find(node.id)?.value ?? 0)));
      const total = values.reduce((sum, value) => sum + value, 0);
      group.forEach((node, place) => this.write(node.id, total ? Math.round((values[place] / total) * 100) : 0));
    }
  }

  find(id) {
    return this.inputs.find((input) => input.dataset.node === id);
  }

  write(id, percent) {
    const said = `${percent} %`;
    const output = this.host.querySelector(`output[data-of="${id}"]`);
    if (output) output.textContent = said;
    this.find(id)?.setAttribute("aria-valuetext", said);
  }
}

const plain = ({ id, label, parts }) => [id, label, (parts ?? []).map((part) => [part.id, part.label])];
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function slider({ id, label, value }, look) {
  const bounds = `min="0" max="${look.most}" step="${look.step}" value="${value}"`;
  const range = look.fixed ? "" : `<input type="range" id="w-${id}" data-node="${id}" ${bounds}>`;
  return `<label for="w-${id}">${escaped(label)}</label><output data-of="${id}"></output>${range}`;
}

function grouped(group, look) {
  const parts = group.parts.map((part) => `<div class="node">${slider(part, look)}</div>`).join("");
  const drawer = parts && `<details><summary>${escaped(group.within)}</summary>${parts}</details>`;
  return `<div class="node">${slider(group, look)}</div>${drawer}`;
}

const foot = (look) => (look.fixed ? "" : `<button type="button" data-reset>${escaped(look.reset)}</button>`);
