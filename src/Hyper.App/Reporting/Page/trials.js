// The trials of a search.
function trials() {
  for (const [i, r] of runs.entries()) if (r.trials.length) trialsOf(r, i);
}
function trialsOf(r, i) {
  const node = section(one ? "trials" : `trials-${i}`, one ? "Trials" : `Trials: ${r.name}`, "Each trial is a training at fixed hyperparameters. What matters is how fast the best one gets low, and whether good trials lie together.");
  const grid = el("div", { class: "grid small" }), done = r.trials.filter(t => isNumber(t.validation)), best = done[d3.minIndex(done, t => t.validation)];
  node.append(grid);
  let low = Infinity;
  const path = done.map(t => ({ x: t.trial, y: low = Math.min(low, t.validation) })), losses = done.map(t => t.validation), isLog = positive(losses) && span(losses) > 10;
  if (!best) return;
  chart(grid, {
    title: "Trial by trial", wide: true, caption: `A dot is a trial, the line the best so far. The best is trial ${best.trial}, with ${num(best.validation)}; ${count(done.length)} of ${count(r.trials.length)} came to their end.${isLog ? " Logarithmic axis." : ""}`,
    legend: [{ name: "a trial", color: color(i), mark: "dot" }, { name: "best so far", color: "var(--c2)", value: num(best.validation) }], label: `Validation loss of ${done.length} trials; the best is trial ${best.trial} with ${num(best.validation)}`,
    draw: width => ({ height: 260, x: { label: "trial", ticks: Math.max(3, Math.floor(width / 90)) }, y: { ...axis(losses, isLog, "validation loss"), grid: true }, marks: [Plot.dot(done, { x: "trial", y: "validation", fill: color(i), fillOpacity: 0.6, r: 3.5 }), Plot.lineY(path, { x: "x", y: "y", curve: "step-after", stroke: "var(--c2)", strokeWidth: 2.2 }),
      Plot.dot([best], { x: "trial", y: "validation", r: 7, stroke: "var(--c2)", strokeWidth: 2 }), pointer(done.map(t => ({ x: t.trial, y: t.validation, t })), d => `trial ${d.x}: ${num(d.y)}\n${Object.entries(d.t.values).map(([n, v]) => `${n} ${num(v)}`).join("\n")}`)] }),
  });
  for (const name of Object.keys(best.values)) {
    const h = r.hyperparameters.find(x => x.name === name), log = h?.scale === "log", xs = done.map(t => t.values[name]);
    chart(grid, {
      title: name, caption: `The best trial has ${num(best.values[name])}.`, label: `Validation loss of the trials along ${name}; the best has ${num(best.values[name])}`,
      draw: width => ({ height: 220, marginLeft: 58, x: axis(xs, log, fitting(name, width - 60), Math.max(3, Math.floor(width / 80))), y: { ...axis(losses, isLog, "validation loss", 4), grid: true }, marks: [Plot.dot(done, { x: d => d.values[name], y: "validation", fill: color(i), fillOpacity: 0.6, r: 3.5 }), Plot.dot([best], { x: d => d.values[name], y: "validation", r: 7, stroke: "var(--c2)", strokeWidth: 2 })] }),
    });
  }
  const names = Object.keys(best.values);
  node.append(el("div", { class: "card", style: "margin-top:1rem" }, el("h3", {}, "The best ten"), table(["trial", "validation loss", ...names, "steps", "time"], d3.sort(done, t => t.validation).slice(0, 10).map(t => [String(t.trial), t.validation, ...names.map(n => t.values[n]), count(t.steps), duration(t.seconds)]))));
}
