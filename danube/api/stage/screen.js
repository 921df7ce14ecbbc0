// The projector: the slide alone, as large as the screen, following the presenter.
import { awake, fullscreen, given } from "./awake.js";
import { Follower } from "./follow.js";
import { Fragments, Place } from "./fragments.js";
import { filled, picture } from "./picture.js";

const { code, language } = given();
const base = `/live/${code}`;
const GONE_AFTER = 2000;
const AGAIN = 1500;

const part = (id) => document.getElementById(id);
const fragments = new Fragments((key) => `${base}/scene/${key}?as=screen&lang=${language}`);
const place = new Place(part("shown"), fragments);
let state = null;
let retry = 0;

async function take(fresh) {
  state = fresh;
  document.body.classList.toggle("dark", state.dark);
  part("ended").hidden = !state.closed;
  hide();
  await show();
}

async function show() {
  clearTimeout(retry);
  try {
    await place.show(state.scene.key);
    document.body.classList.toggle("roomy", !picture(part("shown")));
    if (state.scene.next) fragments.get(state.scene.next).catch(() => undefined);
  } catch {
    retry = setTimeout(show, AGAIN);
  }
}

let fading = 0;
function point({ x, y }) {
  const drawn = picture(part("shown"));
  if (x === null || !drawn) return hide();
  const area = filled(drawn);
  part("pointer").style.translate = `${area.x + x * area.width}px ${area.y + y * area.height}px`;
  part("pointer").hidden = false;
  clearTimeout(fading);
  fading = setTimeout(hide, GONE_AFTER);
}

function hide() {
  clearTimeout(fading);
  part("pointer").hidden = true;
}

function corner() {
  const off = localStorage.getItem("corner") === "off";
  part("corner").hidden = off;
  document.body.classList.toggle("cornered", !off);
  part("switch").setAttribute("aria-pressed", !off);
}

part("switch").addEventListener("click", () => {
  localStorage.setItem("corner", part("corner").hidden ? "on" : "off");
  corner();
});
part("full").addEventListener("click", fullscreen);
document.addEventListener("keydown", (event) => {
  if (event.key === "f") fullscreen();
  if (event.key === "q") part("switch").click();
});

// The buttons show while a hand is at this machine, and are off the wall otherwise.
let resting = 0;
function moved() {
  document.body.classList.remove("resting");
  clearTimeout(resting);
  resting = setTimeout(() => document.body.classList.add("resting"), 3000);
}
for (const kind of ["pointermove", "keydown", "focusin"]) document.addEventListener(kind, moved);

moved();
corner();
awake();
new Follower(base, "screen", { state: take, point, link: (up) => (part("link").hidden = up) });
