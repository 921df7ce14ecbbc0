// A deck in a loop for whoever passes by: touch to explore, left alone it goes on.
import { awake, fullscreen, given } from "./awake.js";
import { Fragments, Place } from "./fragments.js";
import { region } from "./picture.js";

const { base, language, seconds, slides, edition } = given();
const IDLE = 60_000;
const CHECK = 60_000;
const part = (id) => document.getElementById(id);
const place = new Place(part("shown"), new Fragments((key) => `${base}/${key}?lang=${language}`));
let slide = Number(sessionStorage.getItem("kiosk")) % slides.length || 0;
let exploring = false;
let turning = 0;
let idle = 0;

// A picture that cannot be had now leaves the last one on the screen.
async function show(key) {
  try {
    await place.show(key);
  } catch {
    part("link").hidden = false;
  }
  part("place").textContent = `${slide + 1} / ${slides.length}`;
  const dated = part("shown").querySelector("[data-dated]")?.dataset.dated;
  part("dated").textContent = dated;
  part("dated").parentElement.style.visibility = dated ? "visible" : "hidden";
}

function turn(step) {
  slide = (slide + step + slides.length) % slides.length;
  sessionStorage.setItem("kiosk", slide);
  leave();
  return show(`slide/${slides[slide]}`);
}

function leave() {
  part("back").hidden = true;
}

function loop() {
  clearTimeout(turning);
  turning = setTimeout(async () => {
    if (!exploring) await turn(1);
    loop();
  }, seconds * 1000);
}

// Whoever touches has the screen; a minute after the last touch the loop has it again.
function touched() {
  exploring = true;
  document.body.classList.add("exploring");
  clearTimeout(idle);
  idle = setTimeout(rest, IDLE);
}

function rest() {
  clearTimeout(idle);
  exploring = false;
  document.body.classList.remove("exploring");
  if (!part("back").hidden) turn(0);
  part("shown").querySelector("details")?.removeAttribute("open");
  loop();
}

function explore(code) {
  part("back").hidden = false;
  return show(`region/${code}`);
}

// The deck may have been changed while it ran: then it is loaded anew, memory and all.
async function check() {
  try {
    const answer = await fetch(`${base}/edition`, { cache: "no-store", signal: AbortSignal.timeout(10_000) });
    if (answer.ok && (await answer.json()).edition !== edition) location.reload();
    part("link").hidden = true;
  } catch {
    part("link").hidden = false;
  }
  setTimeout(check, CHECK);
}

const wishes = { next: () => turn(1), previous: () => turn(-1), back: () => turn(0), full: fullscreen };
document.addEventListener("pointerdown", touched);
document.addEventListener("keydown", (event) => {
  touched();
  if (event.key === "ArrowRight" || event.key === "PageDown") turn(1);
  if (event.key === "ArrowLeft" || event.key === "PageUp") turn(-1);
});
document.addEventListener("click", (event) => {
  const wish = event.target.closest("[data-act]")?.dataset.act;
  if (wish) wishes[wish]();
  else if (region(event)) explore(region(event));
});

awake();
turn(0);
loop();
setTimeout(check, CHECK);
