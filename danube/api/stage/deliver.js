// What the presenter does, sent in order, each until the server has answered.
// Every action says what shall be, not what to change, so one that arrives twice moves nothing twice.
const PATIENCE = 4000;
const AGAIN = 700;

export class Delivery {
  // told: { state(state), refused(sentence, action), waiting(count) }.
  constructor(address, told) {
    this.address = address;
    this.told = told;
    this.queue = [];
    this.busy = false;
  }

  // A turn rises with every action, beyond a reload too: the server leaves out what was overtaken.
  send(action) {
    this.turn = Math.max(Date.now(), (this.turn ?? 0) + 1);
    this.queue.push({ ...action, turn: this.turn });
    return this.work();
  }

  get idle() {
    return !this.queue.length;
  }

  async work() {
    if (this.busy) return;
    this.busy = true;
    while (this.queue.length) {
      if (await this.attempt(this.queue[0])) this.queue.shift();
      else {
        this.told.waiting(this.queue.length);
        await new Promise((done) => setTimeout(done, AGAIN));
      }
    }
    this.busy = false;
    this.told.waiting(0);
  }

  // True when the server has answered, whatever it said.
  async attempt(action) {
    try {
      const answer = await post(this.address, action);
      if (answer.status > 500) return false; // 500 is an answer: what failed once would block all that follows
      const said = await answer.json();
      if (answer.ok) this.told.state(said);
      else {
        this.queue.length = 1;
        this.told.refused(said.error, action);
      }
      return true;
    } catch {
      return false;
    }
  }
}

export function post(address, content) {
  return fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(content),
    signal: AbortSignal.timeout(PATIENCE),
  });
}
