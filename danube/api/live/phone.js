/* The page of the audience: follows the presenter by events, asks where events do not come, votes.
   Written for any phone browser since 2020: no build, no library. */
(function () {
  "use strict";

  const FIRST = 4000; // milliseconds without an event before this page begins to ask
  const DEAD = 20000; // the server tells of itself each 15 seconds
  const SECOND = 1200; // between two answers of a phone, with some room for the way
  const KEPT = 12; // pieces in memory; the browser keeps the others
  const words = data("words");
  const base = "/live/" + data("state").code;
  const language = document.documentElement.lang;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const slide = one("slide"), line = one("line"), news = one("news"), back = one("back");
  const pieces = new Map(); // address → promise of HTML
  const keys = new Map(); // place → key of a slide that was shown
  const drafts = new Map(); // slide → what was chosen and not sent
  let state = data("state");
  let at = null; // the place looked at; null follows the presenter
  let put = ""; // address of the piece on the page
  let listed = ""; // mark at which the keys were asked for
  let source = null, live = false, heardAt = Date.now(), openedAt = 0, askedAt = 0, asking = false;
  let pause = 2000, failures = 0, sentAt = 0;

  function one(id) { return document.getElementById(id); }
  function data(id) { return JSON.parse(one(id).textContent); }
  function said(text, values) {
    return text.replace(/\{(\w+)\}/g, function (_all, name) { return values[name]; });
  }
  function tell(element, text) { if (element.textContent !== text) element.textContent = text; }

  /* Pieces */

  function address(key) {
    return base + "/scene/" + key + "?lang=" + language + "&theme=" + (dark.matches ? "dark" : "light");
  }

  function piece(url) {
    if (!pieces.has(url)) {
      const asked = fetch(url, { credentials: "omit" }).then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      });
      asked.catch(function () { pieces.delete(url); });
      pieces.set(url, asked);
      if (pieces.size > KEPT) pieces.delete(pieces.keys().next().value);
    }
    return pieces.get(url);
  }

  function wanted() {
    if (at !== null) return keys.has(at) ? address(keys.get(at)) : "";
    return state.dark ? "dark" : address(state.scene.key);
  }

  function show() {
    const url = wanted();
    steps();
    if (!url) return;
    if (url === put) { polls(); return; }
    if (url === "dark") { darken(); return; }
    piece(url).then(function (html) {
      if (url === wanted()) place(url, html);
    }, function () {
      if (url !== wanted()) return;
      tell(news, words.broken);
      failures += 1;
      const pause = Math.min(30000, 1000 * Math.pow(2, failures)) * (0.5 + Math.random());
      window.setTimeout(function () { if (put !== wanted()) { ask(); show(); } }, pause);
    });
  }

  function place(url, html) {
    const first = !put, within = slide.contains(document.activeElement);
    keep();
    slide.innerHTML = html;
    put = url;
    failures = 0;
    if (within) slide.focus({ preventScroll: true });
    if (!first) window.scrollTo(0, 0);
    const title = slide.querySelector("h1");
    tell(news, !first && title ? title.textContent : "");
    polls();
  }

  function darken() {
    keep();
    slide.innerHTML = "<p class=dark></p>";
    tell(slide.firstChild, words.dark);
    tell(news, words.dark);
    put = "dark";
  }

  function ahead() {
    const next = state.scene.next, saving = navigator.connection && navigator.connection.saveData;
    if (!next || saving || state.closed) return;
    window.setTimeout(function () {
      if (state.scene.next === next) piece(address(next)).catch(function () {});
    }, 500 + Math.random() * 5000);
  }

  /* Slides that were shown */

  function neighbour(step) {
    const here = at === null ? state.slide : at;
    const others = state.shown.filter(function (other) { return step < 0 ? other < here : other > here; });
    if (at === null && state.detour && step < 0) others.push(state.slide);
    return others.length ? (step < 0 ? Math.max.apply(null, others) : Math.min.apply(null, others)) : null;
  }

  function look(step) {
    const there = neighbour(step);
    if (there === null) return;
    at = there === state.slide && !state.detour ? null : there;
    if (at === null) { show(); return; }
    list().then(show, function () { tell(news, words.broken); });
  }

  function list() {
    if (listed === state.mark) return Promise.resolve();
    const mark = state.mark;
    return fetch(base + "/slides?lang=" + language, { credentials: "omit" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(function (told) {
      told.slides.forEach(function (shown) { keys.set(shown.index, shown.key); });
      listed = mark;
    });
  }

  function steps() {
    const here = at === null ? state.slide : at;
    one("steps").hidden = false;
    one("earlier").disabled = neighbour(-1) === null;
    one("later").disabled = neighbour(1) === null;
    tell(one("place"), said(words.place, { place: here + 1, count: state.count }));
    if (at === null && document.activeElement === back) slide.focus({ preventScroll: true });
    back.hidden = at === null;
    tell(back, words.back + (at === null ? "" : " (" + (state.slide + 1) + ")"));
  }

  /* Votes */

  function saved(name, answer) {
    const key = "danube-live-" + state.code + "-" + name;
    try {
      if (answer !== undefined) window.localStorage.setItem(key, JSON.stringify(answer));
      return JSON.parse(window.localStorage.getItem(key));
    } catch (_error) {
      return answer === undefined ? null : answer;
    }
  }

  function inputs(form, chosen) {
    return Array.prototype.slice.call(form.querySelectorAll(chosen || "input"));
  }

  function collected(form) {
    const kind = form.dataset.kind;
    if (kind === "words") return form.elements.words.value.trim() || null;
    const checked = inputs(form, "input:checked");
    if (kind === "one") return checked.length ? checked[0].value : null;
    if (kind === "several") return checked.length ? checked.map(function (box) { return box.value; }) : null;
    const given = {};
    checked.concat(inputs(form, "input[type=number]")).forEach(function (box) {
      if (box.value !== "") given[box.name] = Number(box.value);
    });
    return Object.keys(given).length ? given : null;
  }

  function fill(form, answer) {
    inputs(form).forEach(function (box) {
      const list = Array.isArray(answer) ? answer : [answer];
      if (box.type === "text") box.value = typeof answer === "string" ? answer : "";
      else if (box.name === "choice") box.checked = list.indexOf(box.value) >= 0;
      else if (box.type === "radio") box.checked = String(answer[box.name]) === box.value;
      else box.value = box.name in answer ? answer[box.name] : "";
    });
  }

  function keep() {
    const form = slide.querySelector("form.ballot");
    if (form && form.dataset.touched) drafts.set(form.dataset.slide, collected(form));
  }

  function polls() {
    const form = slide.querySelector("form.ballot");
    if (!form) return;
    const name = form.dataset.slide, stage = state.polls[name] || "waiting";
    if (!form.dataset.ready) {
      form.dataset.ready = "yes";
      const answer = drafts.get(name) || saved(name);
      if (answer !== null && answer !== undefined) fill(form, answer);
    }
    form.firstElementChild.disabled = stage !== "open" || state.closed;
    const given = saved(name) !== null ? words.given : "";
    if (form.dataset.stage !== stage) {
      form.dataset.stage = stage;
      tell(form.querySelector(".said"), stage === "open" ? given : words[stage] || "");
    }
    rest(form);
  }

  function rest(form) {
    const left = form.querySelector(".rest");
    if (!left) return;
    const given = collected(form) || {};
    const sum = Object.keys(given).reduce(function (all, key) { return all + given[key]; }, 0);
    tell(left, said(words.rest, { rest: Number(form.dataset.most) - sum }));
  }

  function changed(event) {
    const form = event.target.form;
    if (!form || !form.classList.contains("ballot")) return;
    form.dataset.touched = "yes";
    const most = Number(form.dataset.most), several = form.dataset.kind === "several";
    if (several && inputs(form, "input:checked").length > most) {
      event.target.checked = false;
      tell(form.querySelector(".said"), said(words.most, { most: most }));
    }
    rest(form);
  }

  /* One answer in a second is enough: whoever is quicker waits for the rest of it. */
  function soon() {
    const rest = Math.max(0, sentAt + SECOND - Date.now());
    return new Promise(function (done) { window.setTimeout(done, rest); });
  }

  function send(event) {
    const form = event.target;
    if (!form.classList.contains("ballot")) return;
    event.preventDefault();
    const told = form.querySelector(".said"), button = form.querySelector("button");
    const name = form.dataset.slide, answer = collected(form);
    if (answer === null) { tell(told, words.nothing); return; }
    button.disabled = true;
    tell(told, words.sending);
    soon().then(function () {
      return fetch(base + "/vote?lang=" + language, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ slide: name, answer: answer }),
      });
    }).then(function (reply) {
      sentAt = Date.now();
      return reply.json().then(function (content) {
        if (reply.ok) { saved(name, answer); drafts.delete(name); delete form.dataset.touched; }
        tell(told, reply.ok ? content.said : content.error);
      });
    }).catch(function () { tell(told, words.unsent); }).then(function () { button.disabled = false; });
  }

  /* The line to the room */

  function status(name) {
    line.dataset.line = name;
    tell(line, words[name]);
  }

  function take(next) {
    if (next.seq < state.seq) return;
    const moved = next.mark !== state.mark;
    state = next;
    if (at !== null && moved) list().then(show, function () {});
    if (at === null) show(); else steps();
    if (moved) ahead();
    if (state.closed) { source.close(); status("over"); }
  }

  function heard(next) {
    heardAt = Date.now();
    live = true;
    status("live");
    if (next) take(next);
  }

  function open() {
    if (source) source.close();
    openedAt = Date.now();
    source = new EventSource(base + "/events");
    source.addEventListener("state", function (event) { heard(JSON.parse(event.data)); });
    source.addEventListener("beat", function () { heard(null); });
    source.onerror = function () {
      if (state.closed) return;
      if (live) status("lost");
      live = false;
    };
  }

  function ask() {
    if (asking || state.closed) return;
    asking = true;
    askedAt = Date.now();
    pause = 2000 + Math.random() * 1000;
    fetch(base + "/state?after=" + state.mark, { credentials: "omit", cache: "no-store" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.status === 204 ? null : answer.json();
    }).then(function (next) {
      if (!live) status("asking");
      if (next) take(next);
    }).catch(function () {
      if (!live) status("lost");
    }).then(function () { asking = false; });
  }

  function tick() {
    const now = Date.now();
    if (state.closed) return;
    if (live && now - heardAt > DEAD) { live = false; open(); }
    if (!live && now - heardAt > FIRST && now - askedAt > pause) ask();
    if (source.readyState === 2 && now - openedAt > 5000 + pause) open();
  }

  function woke() {
    if (document.hidden || state.closed) return;
    if (source.readyState === 2 || Date.now() - heardAt > DEAD) open();
    ask();
  }

  one("earlier").addEventListener("click", function () { look(-1); });
  one("later").addEventListener("click", function () { look(1); });
  back.addEventListener("click", function () { at = null; show(); });
  slide.addEventListener("submit", send);
  slide.addEventListener("input", changed);
  document.addEventListener("visibilitychange", woke);
  window.addEventListener("online", function () { open(); ask(); });
  window.addEventListener("offline", function () { live = false; status("lost"); });
  window.addEventListener("pagehide", function () { source.close(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { open(); ask(); } });
  if (dark.addEventListener) dark.addEventListener("change", show);

  if (state.closed) status("over");
  open();
  show();
  ahead();
  window.setInterval(tick, 500);
})();
