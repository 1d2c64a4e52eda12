// First of all: what was tuned, from where to where, and what came of it.
function summary() {
  const main = document.getElementById("main");
  const hero = el("section", { id: "summary", class: "hero", "aria-label": "Summary" });
  main.append(hero);
  document.getElementById("nav").append(el("a", { href: "#summary" }, "Summary"));
  one ? summaryOfOne(hero, runs[0]) : summaryOfSeveral(hero);
}
const movedBy = h => h.scale === "log" && h.tuned > 0 && h.initial > 0 ? `× ${num(h.tuned / h.initial)}` : `${h.tuned >= h.initial ? "+" : "−"}${num(Math.abs(h.tuned - h.initial))}`;
const range = h => h.min == null && h.max == null ? "any" : `${h.min == null ? "…" : num(h.min)} to ${h.max == null ? "…" : num(h.max)}`;
const firstLoss = r => r.history.split?.y[0] ?? r.history.validation?.y[0];
function what(r) {
  const total = d3.sum(r.hyperparameters, h => h.count), names = r.hyperparameters.map(h => h.name);
  const list = names.length > 4 ? `${names.slice(0, 4).join(", ")} and others` : names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0] ?? "";
  return total === 0 ? `A run of ${short(r.experiment)}` : `${plural(total, "hyperparameter")} of ${short(r.model)}${total === names.length ? `, ${list},` : ` (${list})`}`;
}
function summaryOfOne(hero, r) {
  const from = firstLoss(r), trials = r.trials.length;
  hero.append(el("p", { class: "kicker" }, el("span", { class: `pill ${r.status}` }, r.status), el("span", {}, r.name), el("span", {}, r.started)),
    el("h1", {}, short(r.experiment)),
    el("p", { class: "lead" }, r.failure ? `The run failed: ${r.failure}` : `${what(r)} ${trials ? `were searched for in ${plural(trials, "training")}` : `were tuned while the model trained, in ${plural(r.steps, "step")}`}${r.seconds ? ` and ${duration(r.seconds)}` : ""}.`
      + (isNumber(from) && isNumber(r.validationLoss) && !trials ? ` The validation loss went from ${num(from)} to ${num(r.validationLoss)}.` : isNumber(r.validationLoss) ? ` The best validation loss is ${num(r.validationLoss)}.` : "")));
  const tiles = [["Validation loss", num(r.validationLoss), isNumber(from) && !trials ? `from ${num(from)}; lower is better` : "lower is better"]];
  if (isNumber(r.testLoss)) tiles.push(["Test loss", num(r.testLoss), "on rows that nothing was chosen by"]);
  for (const [name, value] of Object.entries(r.metrics).slice(0, 3)) tiles.push([words(name), num(value), `over the ${r.data.test ? "test" : "validation"} rows`]);
  tiles.push(["Time", duration(r.seconds), trials ? plural(trials, "trial") : `${plural(r.steps, "step")}${isNumber(r.bestStep) ? `; kept: step ${count(r.bestStep)}` : ""}`]);
  hero.append(el("dl", { class: "tiles" }, tiles.map(([name, value, under]) => el("div", { class: "tile" }, el("dt", {}, name), el("dd", {}, value, el("div", { class: "under" }, under))))));
  const scalars = r.hyperparameters.filter(h => h.count === 1), many = r.hyperparameters.filter(h => h.count > 1);
  if (r.hyperparameters.length) hero.append(el("div", { class: "card" }, el("h2", { class: "minor" }, "From where to where"), table(["hyperparameter", "from", "to", "change", "allowed"],
    [...scalars.map(h => [h.name, num(h.initial), el("b", {}, num(h.tuned)), movedBy(h), range(h)]),
     ...many.map(h => [`${h.name}, median of ${count(h.count)}`, num(h.startQuantiles?.[2] ?? h.initial), el("b", {}, num(h.quantiles[2])), `nine of ten from ${num(h.quantiles[0])} to ${num(h.quantiles[4])}`, range(h)])], "compact")));
  for (const w of r.warnings) hero.append(el("p", { class: "note bad" }, w));
}
function summaryOfSeveral(hero) {
  const losses = runs.map(r => r.validationLoss).filter(isNumber), best = d3.min(losses);
  const winner = runs.find(r => r.validationLoss === best);
  hero.append(el("h1", {}, `${runs.length} runs side by side`), el("p", { class: "lead" }, winner ? `${winner.name} has the lowest validation loss, ${num(best)}. Each run keeps its colour on this page.` : "None of them has ended. Each run keeps its colour on this page."));
  const names = [...new Set(runs.flatMap(r => r.hyperparameters.map(h => h.name)))], metrics = [...new Set(runs.flatMap(r => Object.keys(r.metrics)))];
  const row = (title, get, lowest) => { const values = runs.map(get); const b = lowest ? d3.min(values.filter(isNumber)) : null; return [title, ...values.map(v => b != null && v === b ? el("b", {}, num(v)) : isNumber(v) ? num(v) : v)]; };
  hero.append(el("div", { class: "card" }, el("h2", { class: "minor" }, "In numbers"), table(["run", ...runs.map((r, i) => el("span", {}, swatch(i), r.name))], [
    row("Experiment", r => short(r.experiment)), row("Status", r => r.status), row("Validation loss", r => r.validationLoss, true), row("Test loss", r => r.testLoss, true), ...metrics.map(m => row(words(m), r => r.metrics[m])),
    row("Time", r => duration(r.seconds)), row("Steps", r => r.trials.length ? plural(r.trials.length, "trial") : count(r.steps)), row("Seed", r => String(r.seed)),
    ...names.map(n => row(n, r => { const h = r.hyperparameters.find(x => x.name === n); return !h ? "—" : h.count === 1 ? h.tuned : `${num(h.quantiles[2])} (median of ${count(h.count)})`; })),
  ])));
  for (const r of runs) for (const w of r.failure ? [r.failure] : r.warnings) hero.append(el("p", { class: "note bad" }, `${r.name}: ${w}`));
}
