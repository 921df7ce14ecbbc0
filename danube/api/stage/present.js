// The presenter's desk: what the room sees, what comes next, and every key of a clicker.
import { awake, fullscreen, given } from "./awake.js";
import { Delivery, post } from "./deliver.js";
import { Follower } from "./follow.js";
import { Fragments, Place } from "./fragments.js";
import { steer } from "./keys.js";
import { picture, region, share } from "./picture.js";
import { polls } from "./polls.js";
import { clock } from "./timer.js";

const { code, language, seat: proposed, slides, words } = given();
const base = `/live/${code}`;
const POINT_EVERY = 66;
const LOOK_EVERY = 3000;

const part = (id) => document.getElementById(id);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const seat = kept("seat", proposed);
const now = new Place(part("shown"), new Fragments((key) => `${base}/scene/${key}?as=screen&lang=${language}`));
const next = new Place(part("coming"), new Fragments((place) => `${base}/desk/${place}?lang=${language}`));
const questions = polls(base, words, send);
const time = clock(part("timer"), part("clock"), words);
let desk = null;
let wanted = 0;

// A tab keeps its seat when it is loaded again; another tab or machine is another seat.
function kept(name, fresh) {
  const value = sessionStorage.getItem(`${name}-${code}`) ?? fresh;
  sessionStorage.setItem(`${name}-${code}`, value);
  return value;
}

const delivery = new Delivery(`${base}/act`, {
  state: take,
  refused: (sentence) => {
    tell(sentence);
    look();
  },
  waiting: (count) => {
    part("offline").hidden = !count;
    part("offline").textContent = fill(words.waiting, { count });
  },
});

function send(action) {
  return delivery.send({ seat, ...action });
}

const mine = () => desk?.holder === seat;

const acts = {
  next: () => (desk.detour ? acts.back() : go(wanted + 1)),
  previous: () => (desk.detour ? acts.back() : go(wanted - 1)),
  first: () => go(0),
  last: () => go(slides.length - 1),
  black: () => send({ action: desk.dark ? "light" : "dark" }),
  back: () => desk.detour && send({ action: "back" }),
  take: () => send({ action: "take" }),
  earlier: () => year(-1),
  later: () => year(1),
  slides: () => part("slides").showModal(),
  larger: () => letters(1.15),
  smaller: () => letters(1 / 1.15),
  full: () => fullscreen(),
};

function act(name) {
  if (!desk || (!mine() && !["take", "slides", "larger", "smaller", "full"].includes(name))) return;
  acts[name]();
}

function go(place) {
  const slide = Math.min(Math.max(place, 0), slides.length - 1);
  if (slide === wanted && !desk.detour) return;
  wanted = slide;
  where();
  ahead();
  send({ action: "go", slide });
}

function year(step) {
  const place = desk.years.indexOf(desk.year) + step;
  if (desk.years[place]) send({ action: "year", year: desk.years[place] });
}

async function take(fresh) {
  if (desk && fresh.seq < desk.seq) return;
  desk = fresh;
  if (delivery.queue.length <= 1) wanted = desk.slide;
  if (!desk.holder && !desk.closed && delivery.idle) acts.take();
  paint();
  await Promise.allSettled([now.show(desk.scene.key), ahead()]);
}

function ahead() {
  const place = wanted + 1;
  part("last").hidden = place < slides.length;
  return next.show(place < slides.length ? `${place}` : "").catch(() => next.clear());
}

function paint() {
  const watching = !mine() && Boolean(desk.holder);
  part("watching").hidden = !watching;
  part("holder").textContent = watching ? fill(words.holds, named(desk.holder)) : "";
  document.body.classList.toggle("watching", watching);
  document.body.classList.toggle("dark", desk.dark);
  document.body.classList.toggle("detour", desk.detour);
  for (const [act, on] of [["back", desk.detour], ["earlier", step(-1)], ["later", step(1)]]) button(act).hidden = !on;
  part("year").textContent = desk.year ?? "";
  button("black").setAttribute("aria-pressed", desk.dark);
  part("ended").hidden = !desk.closed;
  questions.show(desk, slides[desk.slide], mine());
  time.began(desk.began, desk.now);
  where();
}

const button = (name) => document.querySelector(`[data-act="${name}"]`);
const step = (way) => desk.years[desk.years.indexOf(desk.year) + way];
const named = (holder) => ({ seat: words.rivers[holder.split("-")[0]] ?? holder });

function where() {
  part("place").textContent = fill(words.place, { place: wanted + 1, count: slides.length });
  const notes = slides[wanted]?.notes ?? "";
  if (part("said").dataset.slide !== `${wanted}`) {
    part("said").replaceChildren(...paragraphs(notes || words.nothing));
    part("said").dataset.slide = wanted;
    part("said").scrollTop = 0;
  }
  part("said").classList.toggle("quiet", !notes);
  part("slides").querySelectorAll("button[data-slide]").forEach((one) => {
    const here = Number(one.dataset.slide) === wanted;
    one.toggleAttribute("aria-current", here);
    one.classList.toggle("seen", Boolean(desk?.shown.includes(Number(one.dataset.slide))));
  });
}

function paragraphs(text) {
  return text.split(/\n\s*\n/).map((one) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = one;
    return paragraph;
  });
}

function letters(factor) {
  const size = Math.min(Math.max((Number(localStorage.getItem("notes")) || 1) * factor, 0.6), 3);
  localStorage.setItem("notes", size);
  part("said").style.setProperty("--letters", size);
}

let telling = 0;
function tell(sentence) {
  clearTimeout(telling);
  part("told").textContent = sentence;
  part("told").hidden = false;
  telling = setTimeout(() => (part("told").hidden = true), 8000);
}

// Asked at every change and every few seconds: who has the desk, votes, words that wait.
let looking = 0;
async function look() {
  clearTimeout(looking);
  try {
    const answer = await fetch(`${base}/desk?lang=${language}`, { cache: "no-store", signal: AbortSignal.timeout(4000) });
    if (answer.status === 403) tell((await answer.json()).error);
    else if (answer.ok && delivery.idle) await take(await answer.json());
    part("link").hidden = true;
  } catch {
    part("link").hidden = false;
  }
  clearTimeout(looking);
  looking = setTimeout(look, LOOK_EVERY);
}

let pointed = 0;
let pointing = false;
async function point(where) {
  if (pointing || !mine()) return;
  pointing = true;
  await post(`${base}/point`, where).catch(() => undefined);
  pointing = false;
}

part("shown").addEventListener("pointermove", (event) => {
  const drawn = picture(part("shown"));
  if (!drawn || event.timeStamp - pointed < POINT_EVERY) return;
  pointed = event.timeStamp;
  point(share(drawn, event));
});
part("shown").addEventListener("pointerleave", () => point({ x: null, y: null }));
part("shown").addEventListener("click", (event) => {
  const tapped = region(event);
  if (tapped && mine()) send({ action: "region", region: tapped });
});
document.addEventListener("click", (event) => {
  const name = event.target.closest("[data-act]")?.dataset.act;
  if (name) act(name);
});
part("slides").addEventListener("click", (event) => {
  const chosen = event.target.closest("button[data-slide]");
  if (chosen && mine()) go(Number(chosen.dataset.slide));
  if (chosen || event.target === part("slides")) part("slides").close();
});
part("language").addEventListener("change", (event) => {
  location.search = `lang=${event.target.value}`;
});

// Titles that the deck leaves to the figures come once these are drawn.
async function titles() {
  const answer = await fetch(`${base}/desk/titles?lang=${language}`).catch(() => null);
  if (!answer?.ok) return;
  for (const [place, title] of (await answer.json()).titles.entries())
    part("slides").querySelector(`[data-slide="${place}"]`).textContent = title;
}

steer(act);
awake();
letters(1);
titles();
new Follower(base, "screen", {
  state: (state) => state.mark !== desk?.mark && look(),
  link: (up) => (part("link").hidden = up),
});
look();
