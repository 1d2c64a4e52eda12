// Losses, metrics and health over the steps.
const kinds = [["training", "training, a minibatch", 1], ["validation", "validation, a minibatch", 0], ["split", "validation, all rows", 2]];
function losses() {
  if (!runs.some(r => Object.keys(r.history).length)) return;
  const node = section("losses", "Losses", "The training loss says how well the model fits the rows it learns from, the validation loss how well it does on rows it does not: the hyperparameters are tuned to lower the latter. A training loss that falls while the validation loss rises is overfitting.");
  const grid = el("div", { class: "grid" });
  node.append(grid);
  const metrics = new Set(runs.flatMap(r => Object.keys(r.metricCurves)));
  if (one) lossesOfOne(grid, runs[0], metrics.size !== 1); else {
    overlay(grid, "Validation loss", "Of all validation rows where that was taken, else of a minibatch. Lower is better.", r => r.history.split ?? r.history.validation, true);
    overlay(grid, "Training loss", "Of the minibatch of each step, penalties included.", r => r.history.training, true);
  }
  for (const name of metrics) overlay(grid, words(name), "Of all validation rows.", r => r.metricCurves[name], false);
}
function lossesOfOne(grid, r, wide) {
  const shown = kinds.filter(([k]) => r.history[k]), all = shown.flatMap(([k]) => [...r.history[k].y, ...(r.history[k].low ?? []), ...(r.history[k].high ?? [])]);
  const isLog = positive(all) && span(all) > 10;
  chart(grid, {
    title: "Losses over the steps", wide,
    caption: `Bold lines are moving means; what is faint behind them are the minibatches themselves.${isLog ? " The axis is logarithmic: equal distances are equal ratios." : ""} The number is where a curve ends.`,
    legend: shown.map(([k, name, c]) => ({ name, color: color(c), value: num(last(r.history[k])) })),
    label: `Losses over ${count(r.steps)} steps: ${shown.map(([k, name]) => `${name} from ${num(r.history[k].y[0])} to ${num(last(r.history[k]))}`).join("; ")}`,
    draw: width => ({
      height: Math.round(Math.max(230, Math.min(380, width * (wide ? 0.36 : 0.6)))), x: steps(width), y: { ...axis(all, isLog, "loss"), grid: true },
      marks: [...shown.flatMap(([k, , c]) => k === "split" ? [Plot.lineY(points(r.history[k]), { x: "x", y: "y", stroke: color(c), strokeWidth: 2 }), r.history[k].x.length < 60 ? Plot.dot(points(r.history[k]), { x: "x", y: "y", fill: color(c), r: 2.5 }) : null] : noisy(r.history[k], color(c))),
        isNumber(r.bestStep) && r.bestStep < r.steps ? [Plot.ruleX([r.bestStep], { stroke: "var(--soft)", strokeDasharray: "2,3" }), Plot.text([r.bestStep], { x: d => d, text: () => "kept", frameAnchor: "top", dy: -10, fill: "var(--soft)" })] : null,
        pointer(shown.flatMap(([k, name]) => points(r.history[k]).map(p => ({ ...p, name }))), d => `${d.name}\nstep ${count(d.x)}: ${num(d.y)}`)],
    }),
    rows: () => curveRows(shown.map(([k]) => r.history[k]), shown.map(([, name]) => name)),
  });
}
function overlay(grid, title, caption, get, mayBeLog) {
  const shown = runs.map((r, i) => ({ r, i, curve: get(r) })).filter(d => d.curve);
  if (!shown.length) return;
  const all = shown.flatMap(d => [...d.curve.y, ...(d.curve.low ?? []), ...(d.curve.high ?? [])]), isLog = mayBeLog && positive(all) && span(all) > 10;
  chart(grid, {
    title, caption: caption + (isLog ? " Logarithmic axis." : ""),
    legend: shown.map(d => ({ name: one ? "at the end" : d.r.name, color: color(d.i), value: num(last(d.curve)) })),
    label: `${title}: ${shown.map(d => `${d.r.name} from ${num(d.curve.y[0])} to ${num(last(d.curve))}`).join("; ")}`,
    draw: width => ({ x: steps(width), y: { ...axis(all, isLog, null), grid: true }, marks: [...shown.flatMap(d => noisy(d.curve, color(d.i))), pointer(shown.flatMap(d => points(d.curve).map(p => ({ ...p, name: d.r.name }))), d => `${d.name}\nstep ${count(d.x)}: ${num(d.y)}`)] }),
    rows: () => curveRows(shown.map(d => d.curve), shown.map(d => d.r.name)),
  });
}
const healthWords = {
  best_response_gap: "How much lower the training loss gets by a few more steps of ordinary training: near zero is well. A large gap says that the hypernetwork does not follow the hyperparameters, and that their gradient cannot be trusted.",
  validation_loss: "Of the first validation rows, measured at a few points.",
  held_out_loss: "Of rows that neither weights nor hyperparameters learn from. Where it is far above the validation loss, the hyperparameters overfit the validation rows.",
  saturation: "The share of bounded values that lie at a bound. Where it is large, consider wider bounds.",
};
function health() {
  const names = [...new Set(runs.flatMap(r => Object.keys(r.health)))], warnings = runs.flatMap(r => r.historyWarnings.map(w => ({ ...w, run: r.name })));
  const node = section("health", "Health and warnings", "What the run measured about itself. A healthy run is one whose hypergradient can be trusted.");
  const messages = runs.flatMap(r => r.warnings.map(text => ({ text, run: r.name })));
  if (!warnings.length && !messages.length) node.append(el("p", { class: "note good" }, "Nothing was found wrong."));
  for (const w of messages) node.append(el("p", { class: "note bad" }, one ? "" : `${w.run}: `, w.text, " ", el("small", {}, "at the end")));
  for (const w of warnings) node.append(el("p", { class: "note bad" }, one ? "" : `${w.run}: `, w.text, " ", el("small", {}, w.count === 1 ? `at step ${count(w.first)}` : `${count(w.count)} times, from step ${count(w.first)} to ${count(w.last)}`)));
  const grid = el("div", { class: "grid small" });
  node.append(grid);
  for (const name of names) overlay(grid, words(name), healthWords[name] ?? "", r => r.health[name], false);
}
