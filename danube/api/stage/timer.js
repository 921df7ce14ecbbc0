// How long the talk has lasted, by the room's own beginning, and the time of day.
export function clock(timer, day, words) {
  let begun = null;
  let ahead = 0;
  const two = (number) => String(number).padStart(2, "0");

  function tick() {
    const seconds = begun === null ? 0 : Math.max(0, Math.floor((Date.now() + ahead - begun) / 1000));
    const hours = Math.floor(seconds / 3600);
    const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    timer.textContent = hours ? `${hours}:${rest}` : rest;
    day.textContent = new Date().toLocaleTimeString(words.locale, { hour: "2-digit", minute: "2-digit" });
  }

  setInterval(tick, 500);
  tick();
  return {
    // The server's clock counts: this machine's may go wrong by hours.
    began(moment, server) {
      begun = moment ? Date.parse(moment) : null;
      ahead = Date.parse(server) - Date.now();
      tick();
    },
  };
}
