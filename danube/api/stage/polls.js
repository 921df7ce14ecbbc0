// The poll on the slide: open, close, reveal, count, and words that wait to be let through.
import { post } from "./deliver.js";

const part = (id) => document.getElementById(id);
const STEPS = { waiting: ["open"], open: ["close", "reveal"], closed: ["open", "reveal"], revealed: ["hide"] };

export function polls(base, words, send) {
  let slide = null;
  let enabled = false;
  const judged = new Set();

  part("poll").addEventListener("click", async (event) => {
    const chosen = event.target.closest("button");
    if (!chosen || !enabled) return;
    if (chosen.dataset.poll) send({ action: chosen.dataset.poll, of: slide });
    else judge(chosen.closest("li"), chosen.dataset.judge === "pass");
  });

  async function judge(line, passed) {
    line.hidden = true;
    judged.add(line.dataset.text);
    const answer = await post(`${base}/judge`, { slide, text: line.dataset.text, passed }).catch(() => null);
    if (answer?.ok) return;
    judged.delete(line.dataset.text);
    line.hidden = false;
  }

  function show(desk, current, mine) {
    const asked = desk.poll && current && !desk.detour;
    part("poll").hidden = !asked;
    if (!asked) return;
    if (slide !== current.id) judged.clear();
    slide = current.id;
    enabled = mine;
    part("stage-of-poll").textContent = words.polls[desk.poll];
    part("votes").textContent = desk.votes;
    for (const one of part("poll").querySelectorAll("[data-poll]"))
      one.hidden = !(one.dataset.poll === "points" ? desk.weighs : STEPS[desk.poll].includes(one.dataset.poll));
    results(desk.results);
    waiting(desk.pending);
  }

  function results(rows) {
    part("results").hidden = !rows.length;
    part("tallied").replaceChildren(...rows.map(({ label, said }) => line([text("span", label), text("b", said)])));
  }

  function waiting(pending) {
    const rows = pending.filter((one) => !judged.has(one));
    const known = [...part("pending").children].map((one) => one.dataset.text);
    part("moderation").hidden = !rows.length;
    if (known.join("\n") === rows.join("\n")) return;
    part("pending").replaceChildren(...rows.map(word));
  }

  function word(said) {
    const made = line([text("span", said), choice("pass", words.pass, said), choice("drop", words.drop, said)]);
    made.dataset.text = said;
    return made;
  }

  function choice(name, label, said) {
    const made = text("button", label);
    made.type = "button";
    made.dataset.judge = name;
    made.setAttribute("aria-label", `${label}: ${said}`);
    return made;
  }

  return { show };
}

function text(name, content) {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}

function line(parts) {
  const made = document.createElement("li");
  made.append(...parts);
  return made;
}
