// Keeps the screen from going dark where the browser can, and fills it on demand.
export function awake() {
  const hold = () => {
    if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => undefined);
  };
  document.addEventListener("visibilitychange", hold);
  document.addEventListener("click", hold, { once: true });
  hold();
}

export function fullscreen() {
  if (document.fullscreenElement) return document.exitFullscreen();
  return document.documentElement.requestFullscreen?.().catch(() => undefined);
}

export function given() {
  return JSON.parse(document.getElementById("given").textContent);
}
