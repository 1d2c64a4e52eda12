// The way of each hyperparameter, and of those with many values their spread.
function hyperparameters() {
  const names = [...new Set(runs.flatMap(r => r.hyperparameters.filter(h => h.count === 1 && h.way?.x.length > 1).map(h => h.name)))];
  const many = runs.flatMap((r, i) => r.hyperparameters.filter(h => h.count > 1).map(h => ({ r, i, h })));
  if (!names.length && !many.length) return;
  const node = section("hyperparameters", "Hyperparameters", "Where each hyperparameter went. One that has come to rest was found; one that still moves at the end may want more steps; one that lies at the edge of its range may want a wider one. The dotted line is where it started.");
  const grid = el("div", { class: "grid small" });
  node.append(grid);
  for (const name of names) trajectory(grid, name);
  for (const { r, i, h } of many.slice(0, 12)) manyValues(node, r, i, h);
}
function trajectory(grid, name) {
  const shown = runs.map((r, i) => ({ r, i, h: r.hyperparameters.find(h => h.name === name && h.way?.x.length > 1) })).filter(d => d.h), h0 = shown[0].h;
  const isLog = h0.scale === "log", all = shown.flatMap(d => [...d.h.way.y, d.h.initial]);
  chart(grid, {
    title: name,
    caption: one ? `From ${num(h0.initial)} to ${num(h0.tuned)} (${movedBy(h0)}). Allowed: ${range(h0)}${isLog ? ", logarithmic" : ""}.` : `Allowed: ${range(h0)}${isLog ? ", logarithmic" : ""}.`,
    legend: one ? null : shown.map(d => ({ name: d.r.name, color: color(d.i), value: num(d.h.tuned) })),
    label: `${name} over the steps: ${shown.map(d => `${d.r.name} from ${num(d.h.initial)} to ${num(d.h.tuned)}`).join("; ")}`,
    draw: width => ({
      height: 210, marginLeft: 58, x: steps(width), y: { ...axis(all, isLog, null, 4), grid: true },
      marks: [Plot.ruleY([h0.initial], { stroke: "var(--soft)", strokeDasharray: "2,4" }),
        ...shown.map(d => Plot.lineY(points(d.h.way), { x: "x", y: "y", stroke: color(d.i), strokeWidth: 2.2 })),
        ...shown.map(d => Plot.dot([points(d.h.way).at(-1)], { x: "x", y: "y", fill: color(d.i), r: 4 })),
        pointer(shown.flatMap(d => points(d.h.way).map(p => ({ ...p, name: d.r.name }))), d => `${one ? name : d.name}\nstep ${count(d.x)}: ${num(d.y)}`)],
    }),
    rows: () => curveRows(shown.map(d => d.h.way), shown.map(d => d.r.name)),
  });
}
