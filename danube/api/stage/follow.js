// The state of a room as it changes: by server-sent events, and by asking where those do not come.
const ASK_EVERY = 5000;
const PATIENCE = 4000;
const SOON = 1000;

export class Follower {
  // base: "/live/CODE"; as: who follows; heard: { state(state), point(where), link(up) }.
  constructor(base, as, heard) {
    this.base = base;
    this.as = as;
    this.heard = heard;
    this.seq = -1;
    this.mark = "";
    this.up = null;
    this.open();
    this.later(ASK_EVERY);
    addEventListener("online", () => this.open());
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
  }

  open() {
    this.source?.close();
    const source = new EventSource(`${this.base}/events?as=${this.as}`);
    source.addEventListener("state", (event) => this.take(JSON.parse(event.data)));
    source.addEventListener("point", (event) => this.heard.point?.(JSON.parse(event.data)));
    source.addEventListener("open", () => this.link(true));
    source.addEventListener("error", () => this.ask());
    this.source = source;
  }

  take(state) {
    if (state.seq < this.seq) return;
    this.seq = state.seq;
    this.mark = state.mark;
    this.over = state.closed;
    this.link(true);
    this.heard.state(state);
  }

  // Notices a line that died without a word: what is newer here than there came past the events.
  async ask() {
    clearTimeout(this.timer);
    let pause = ASK_EVERY;
    try {
      const address = `${this.base}/state?after=${encodeURIComponent(this.mark)}`;
      const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) throw new Error(answer.status);
      if (answer.status === 204) this.link(true);
      else this.take(await answer.json());
      const dead = answer.status !== 204 || this.source.readyState === EventSource.CLOSED;
      if (dead && !this.over) this.open();
    } catch {
      this.link(false);
      pause = SOON;
    }
    this.later(pause);
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), pause);
  }

  link(up) {
    if (up !== this.up) this.heard.link?.((this.up = up));
  }
}
