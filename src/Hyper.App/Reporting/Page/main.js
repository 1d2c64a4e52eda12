// The theme, the sections, and one drawing of all charts.
(() => {
  const root = document.documentElement, button = document.getElementById("theme"), preferred = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try { chosen = localStorage.getItem("hyper-theme"); } catch { /* A page from a file may have no storage. */ }
  const apply = () => { const dark = (chosen ?? (preferred.matches ? "dark" : "light")) === "dark"; root.dataset.theme = dark ? "dark" : "light"; button.textContent = dark ? "Light" : "Dark"; button.setAttribute("aria-label", dark ? "Show the page light" : "Show the page dark"); };
  button.addEventListener("click", () => { chosen = root.dataset.theme === "dark" ? "light" : "dark"; try { localStorage.setItem("hyper-theme", chosen); } catch { /* It holds until the page is closed. */ } apply(); });
  preferred.addEventListener("change", apply);
  apply();
  for (const part of [summary, losses, hyperparameters, responses, evaluation, trials, health, details]) {
    try { part(); } catch (problem) { window.hyperReport.errors.push(`${part.name}: ${problem.message}`); console.error(part.name, problem); }
  }
  drawAll();
  window.hyperReport.milliseconds = performance.now();
  let waiting = 0;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(drawAll, 120); });
})();
