// Shows the ranking that the server has drawn, keeps the focus where it was, tells which row is chosen.

export default function ({ data: [html], parentElement, setTriggerValue }) {
  const host = parentElement.querySelector(".host");
  const focused = host.getRootNode().activeElement?.closest?.("[data-code]")?.dataset.code;
  host.innerHTML = html;
  if (focused) host.querySelector(`[data-code="${focused}"] button`)?.focus({ preventScroll: true });
  host.onclick = ({ target }) => {
    const row = target.closest("[data-code]");
    if (row) setTriggerValue("clicked", row.dataset.code);
  };
  performance.mark("ladder-drawn");
}
