"use strict";
(() => {
  const root = document.documentElement;
  const sections = [...document.querySelectorAll("section[data-language]")];
  const count = sections[0].querySelectorAll("article").length;
  let language = sections[0].dataset.language;
  let place = 0;

  const section = () => sections.find((one) => one.dataset.language === language);

  function show(announce) {
    for (const one of sections) {
      one.hidden = one.dataset.language !== language;
      one.querySelectorAll("article").forEach((slide, at) => { slide.hidden = at !== place; });
      one.querySelector("[data-jump]").value = String(place);
      one.querySelector("[data-language-choice]").value = language;
      one.querySelector("[data-step='-1']").disabled = place === 0;
      one.querySelector("[data-step='1']").disabled = place === count - 1;
    }
    const heading = section().querySelectorAll("article")[place]?.querySelector("h1");
    root.lang = language;
    document.title = [heading?.textContent, section().dataset.name].filter(Boolean).join(" · ");
    const address = `#${language}-${place + 1}`;
    if (location.hash !== address) history.replaceState(null, "", address);
    scrollTo(0, 0);
    if (announce) heading?.focus({ preventScroll: true });
  }

  function go(target) {
    const wanted = Math.min(Math.max(target, 0), count - 1);
    if (wanted === place) return;
    place = wanted;
    show(true);
  }

  function speak(wanted) {
    language = wanted;
    show(false);
    section().querySelector("[data-language-choice]").focus();
  }

  function follow() {
    const [, wanted, number] = /^#([a-z]{2})-(\d{1,4})$/.exec(location.hash) ?? [];
    if (sections.some((one) => one.dataset.language === wanted)) language = wanted;
    if (number) place = Math.min(Math.max(Number(number) - 1, 0), count - 1);
    show(false);
  }

  function table() {
    const details = section().querySelectorAll("article")[place].querySelector("details");
    if (details) details.open = !details.open;
  }

  function theme() {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  }

  const KEYS = {
    ArrowRight: () => go(place + 1),
    ArrowLeft: () => go(place - 1),
    PageDown: () => go(place + 1),
    PageUp: () => go(place - 1),
    Home: () => go(0),
    End: () => go(count - 1),
    t: table,
  };

  addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("select, .scroll")) return;
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  let start = null;
  addEventListener("touchstart", (event) => {
    const alone = event.touches.length === 1 && !event.target.closest("nav, .scroll");
    start = alone ? [event.touches[0].clientX, event.touches[0].clientY] : null;
  }, { passive: true });
  addEventListener("touchend", (event) => {
    if (!start) return;
    const across = event.changedTouches[0].clientX - start[0];
    const down = event.changedTouches[0].clientY - start[1];
    start = null;
    if (Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(down)) go(place - Math.sign(across));
  }, { passive: true });

  addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.step) go(place + Number(button.dataset.step));
    if (button?.hasAttribute("data-theme-switch")) theme();
  });
  addEventListener("change", (event) => {
    if (event.target.hasAttribute("data-jump")) go(Number(event.target.value));
    if (event.target.hasAttribute("data-language-choice")) speak(event.target.value);
  });
  addEventListener("hashchange", follow);

  const wished = navigator.languages.map((one) => one.slice(0, 2)).find((one) => sections.some((s) => s.dataset.language === one));
  language = wished ?? language;
  root.classList.add("js");
  follow();
})();
