// What the hypernetwork predicts along each hyperparameter, and how much that is.
function responses() {
  const names = [...new Set(runs.flatMap(r => Object.keys(r.responses)))];
  if (!names.length) return;
  const node = section("response", "Response", "The hypernetwork has learned how the trained weights answer to the hyperparameters. So it can say what the validation loss would be at other values, without training again. It is best near the tuned value, and a guess far from it. Lines are predicted, dots are the tuned values; crosses, where there are any, are ordinary trainings at fixed values: the nearer they are to the line, the better the prediction.");
  const grid = el("div", { class: "grid small" });
  for (const [i, r] of runs.entries()) if (Object.keys(r.responses).length > 1) importance(grid, r, i);
  for (const name of names) response(grid, name);
  node.append(grid);
}
function importance(grid, r, i) {
  const data = Object.entries(r.responses).map(([name, c]) => { const y = c.y.filter(isNumber); return { name, rise: d3.max(y) - d3.min(y), worst: c.x[c.y.indexOf(d3.max(y))] }; }).filter(d => isNumber(d.rise)).sort((a, b) => b.rise - a.rise);
  const room = Math.min(150, 16 + 7 * d3.max(data, d => d.name.length));
  chart(grid, {
    title: one ? "Which ones matter" : `Which ones matter: ${r.name}`, caption: "How far the predicted validation loss rises from its lowest point over the plausible range of each, the others at their tuned values. A short bar: any plausible value does.",
    label: `Importance: ${data.map(d => `${d.name} ${num(d.rise)}`).join("; ")}`,
    draw: width => ({ height: 44 + 34 * data.length, marginLeft: room, marginRight: 60, marginTop: 8, x: { label: "rise of the predicted loss", ticks: 3, tickFormat: tick, domain: [0, d3.max(data, d => d.rise) || 1] }, y: { label: null, domain: data.map(d => d.name), padding: 0.3, tickSize: 0, tickFormat: n => fitting(n, room - 12) }, marks: [
      Plot.barX(data, { x: "rise", y: "name", fill: color(i), rx: 3 }), Plot.text(data, { x: "rise", y: "name", text: d => num(d.rise), dx: 6, textAnchor: "start", fill: "var(--ink)", fontWeight: 600 })] }),
    rows: () => ({ head: ["hyperparameter", "rise", "worst at"], rows: data.map(d => [d.name, d.rise, d.worst]) }),
  });
}
function response(grid, name) {
  const shown = runs.map((r, i) => ({ r, i, c: r.responses[name], h: r.hyperparameters.find(h => h.name === name) })).filter(d => d.c);
  const isLog = shown[0].h?.scale === "log", xs = shown.flatMap(d => d.c.x), ys = shown.flatMap(d => [...d.c.y, ...d.c.retrainedY]), retrained = shown.some(d => d.c.retrainedX.length);
  const at = c => { const k = d3.minIndex(c.x, x => Math.abs(isLog ? Math.log(x / c.tuned) : x - c.tuned)); return { x: c.tuned, y: c.y[k] }; };
  chart(grid, {
    title: name, caption: one ? `Tuned: ${num(shown[0].c.tuned)}. Anything where the line is flat does as well.` : null,
    legend: [...shown.map(d => ({ name: one ? "predicted" : d.r.name, color: color(d.i) })), ...(retrained ? [{ name: "trained anew", color: one ? "var(--c2)" : "var(--ink)", mark: "cross" }] : [])],
    label: `Predicted validation loss along ${name}: ${shown.map(d => `lowest ${num(d3.min(d.c.y.filter(isNumber)))}, highest ${num(d3.max(d.c.y.filter(isNumber)))}, tuned at ${num(d.c.tuned)}`).join("; ")}`,
    draw: width => ({ height: 220, marginLeft: 58, x: axis(xs, isLog, fitting(name, width - 60), Math.max(3, Math.floor(width / 80))), y: { ...axis(ys, false, "validation loss", 4), grid: true }, marks: [
      ...shown.flatMap(d => [Plot.lineY(d.c.x.map((x, k) => ({ x, y: d.c.y[k] })), { x: "x", y: "y", stroke: color(d.i), strokeWidth: 2.4 }), Plot.dot([at(d.c)], { x: "x", y: "y", r: 5, fill: color(d.i), stroke: "var(--card)", strokeWidth: 1.5 }),
        Plot.dot(d.c.retrainedX.map((x, k) => ({ x, y: d.c.retrainedY[k] })), { x: "x", y: "y", symbol: "times", stroke: one ? "var(--c2)" : color(d.i), strokeWidth: 2.4, r: 5 })]),
      pointer(shown.flatMap(d => d.c.x.map((x, k) => ({ x, y: d.c.y[k], name: d.r.name }))).filter(d => isNumber(d.y)), d => `${one ? name : d.name} ${num(d.x)}\npredicted loss ${num(d.y)}`)] }),
    rows: () => ({ head: [name, "predicted loss", "trained anew", "run"], rows: shown.flatMap(d => [...d.c.x.map((x, k) => [num(x), d.c.y[k], null, d.r.name]), ...d.c.retrainedX.map((x, k) => [num(x), null, d.c.retrainedY[k], d.r.name])]) }),
  });
}
