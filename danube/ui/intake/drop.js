// A place to drop a file: sends it as it is, tells how far it is, and hands over the id that the server gave.
// Whatever a file is called is only ever set as text.

const places = new WeakMap();
const MB = 1e6;

export default function ({ data: [data], parentElement, setTriggerValue }) {
  let place = places.get(parentElement);
  if (!place) places.set(parentElement, (place = new Place(parentElement.querySelector(".drop"))));
  place.arrive = (id) => setTriggerValue("arrived", id);
  place.speak(data);
  return () => {
    place.leave();
    places.delete(parentElement);
  };
}

class Place {
  constructor(host) {
    this.build(host);
    this.state = "waiting";
    this.input.onchange = () => this.take([...this.input.files]);
    this.zone.ondragover = (event) => this.hover(event);
    this.zone.ondragleave = (event) => this.zone.contains(event.relatedTarget) || this.lit(false);
    this.zone.ondrop = (event) => this.dropped(event);
    this.cancel.onclick = () => this.stop();
    this.again.onclick = () => this.send(this.file);
    this.missed = (event) => this.nearby(event);
    this.going = (event) => this.request && event.preventDefault();
    document.addEventListener("dragover", this.missed);
    document.addEventListener("drop", this.missed);
    window.addEventListener("beforeunload", this.going);
  }

  build(host) {
    this.title = element("p", { className: "title" });
    this.hint = element("p", { className: "hint", id: "hint" });
    this.fill = element("i");
    this.bar = element("div", { className: "bar", role: "progressbar", ariaValueMin: "0", ariaValueMax: "100" }, this.fill);
    this.figures = element("p", { className: "figures" });
    this.heard = element("div", { role: "status", ariaLive: "polite" }, this.title);
    this.input = element("input", { type: "file", id: "file" });
    this.input.setAttribute("aria-describedby", "hint");
    this.label = element("label", { htmlFor: "file" });
    this.again = element("button", { type: "button", className: "first" });
    this.cancel = element("button", { type: "button" });
    const said = element("div", { className: "said" }, this.heard, this.hint, this.bar, this.figures);
    const acts = element("div", { className: "acts" }, this.again, this.input, this.label, this.cancel);
    this.zone = element("div", { className: "zone" }, said, acts);
    host.replaceChildren(this.zone);
  }

  /** The words of the reader's language, which may have changed since. */
  speak(data) {
    this.data = data;
    this.words = data.words;
    this.label.textContent = this.words.choose;
    this.cancel.textContent = this.words.cancel;
    this.again.textContent = this.words.again;
    this.hint.textContent = this.words.hint;
    this.count = new Intl.NumberFormat(data.locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    if (this.state === "waiting") this.show("waiting", this.words.title);
  }

  /** waiting, sending, refused or arrived: what is seen and can be done in each. */
  show(state, sentence) {
    this.state = state;
    this.zone.dataset.state = state;
    this.title.textContent = sentence;
    this.zone.classList.toggle("refused", state === "refused");
    const busy = state === "sending";
    for (const part of [this.bar, this.figures, this.cancel]) part.hidden = !busy;
    for (const part of [this.input, this.label]) part.hidden = busy;
    this.hint.hidden = state !== "waiting";
    const retry = state === "refused" && Boolean(this.file);
    this.again.hidden = !retry;
    this.zone.classList.toggle("retry", retry);
  }

  // ---- choosing

  hover(event) {
    event.preventDefault();
    event.dataTransfer.dropEffect = this.state === "sending" ? "none" : "copy";
    this.lit(this.state !== "sending");
  }

  /** A file let go beside the place would make the browser leave the page. */
  nearby(event) {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  }

  lit(on) {
    this.zone.classList.toggle("over", on);
  }

  dropped(event) {
    event.preventDefault();
    this.lit(false);
    if (this.state === "sending") return;
    const folder = [...event.dataTransfer.items].some((item) => item.webkitGetAsEntry?.()?.isDirectory);
    if (folder) this.refuse(this.words.folder);
    else this.take([...event.dataTransfer.files]);
  }

  take(files) {
    this.input.value = "";
    if (files.length > 1) return this.refuse(this.words.several);
    const [file] = files;
    if (!file) return;
    if (!file.size) return this.refuse(named(this.words.empty, file));
    if (file.size > this.data.largest) return this.refuse(named(this.words.large, file));
    if (file.size > this.data.room) return this.refuse(named(this.words.crowded, file), file);
    this.send(file);
  }

  refuse(sentence, file) {
    this.file = file;
    this.show("refused", sentence);
    (file ? this.again : this.input).focus({ preventScroll: true });
  }

  // ---- sending

  send(file) {
    this.file = file;
    this.show("sending", named(this.words.sending, file));
    this.tell(0);
    this.cancel.focus({ preventScroll: true });
    const request = (this.request = new XMLHttpRequest());
    request.upload.onprogress = ({ loaded }) => this.tell(Math.min(loaded, file.size));
    request.upload.onload = () => (this.figures.textContent = this.words.settling);
    request.onload = () => this.answered(request, file);
    request.onerror = () => this.ended(() => this.refuse(named(this.words.broken, file), file));
    const address = new URL(this.data.url, document.baseURI);
    address.searchParams.set("name", wellFormed(file.name));
    request.open("POST", address);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  }

  tell(done) {
    const { size } = this.file;
    const percent = Math.floor((100 * done) / size);
    const said = { done: this.count.format(done / MB), total: this.count.format(size / MB), percent };
    const sentence = this.words.sent.replace(/\{(\w+)\}/g, (_whole, name) => said[name]);
    this.fill.style.width = `${percent}%`;
    this.figures.textContent = sentence;
    this.bar.setAttribute("aria-valuenow", percent);
    this.bar.setAttribute("aria-valuetext", sentence);
    this.bar.setAttribute("aria-label", this.title.textContent);
  }

  answered(request, file) {
    const told = parsed(request.responseText);
    this.ended(() => {
      if (request.status !== 200 || !told.id) return this.refuse(told.error ?? named(this.words.broken, file), file);
      this.file = undefined;
      this.show("arrived", named(this.words.arrived, file));
      this.arrive(told.id);
    });
  }

  stop() {
    this.request?.abort();
    const { file } = this;
    this.ended(() => this.refuse(named(this.words.cancelled, file), file));
  }

  ended(then) {
    this.request = undefined;
    then();
  }

  leave() {
    this.request?.abort();
    document.removeEventListener("dragover", this.missed);
    document.removeEventListener("drop", this.missed);
    window.removeEventListener("beforeunload", this.going);
  }
}

const named = (sentence, file) => sentence.replaceAll("{name}", () => file.name);
const wellFormed = (name) => name.replace(/\p{Surrogate}/gu, "");

function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}
