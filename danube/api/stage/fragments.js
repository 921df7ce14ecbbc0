// Slides as the server drew them, a few of them kept: fetched once, shown as they are.
const KEPT = 24;

export class Fragments {
  constructor(address) {
    this.address = address;
    this.kept = new Map();
  }

  async get(key) {
    const known = this.kept.get(key) ?? this.fetched(key);
    this.kept.delete(key);
    this.kept.set(key, known);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    try {
      return await known;
    } catch (problem) {
      this.kept.delete(key);
      throw problem;
    }
  }

  async fetched(key) {
    const answer = await fetch(this.address(key), { signal: AbortSignal.timeout(15000) });
    if (!answer.ok) throw new Error(answer.status);
    return answer.text();
  }
}

// Shows the newest of what was asked for: an older answer that comes later is thrown away.
export class Place {
  constructor(element, fragments) {
    this.element = element;
    this.fragments = fragments;
    this.wanted = null;
    this.showing = null;
  }

  async show(key) {
    this.wanted = key;
    if (!key) return this.clear();
    if (key === this.showing) return true;
    const html = await this.fragments.get(key);
    if (key !== this.wanted || key === this.showing) return true;
    this.element.innerHTML = html;
    this.showing = key;
    return true;
  }

  clear() {
    this.element.replaceChildren();
    this.showing = null;
  }
}
