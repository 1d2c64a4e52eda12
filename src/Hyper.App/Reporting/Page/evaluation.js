// The answers of the tuned model beside what is right.
function evaluation() {
  const with_ = runs.filter(r => r.evaluation);
  if (!with_.length) return;
  const node = section("answers", "Answers", "What the tuned model answers, beside what is right.");
  const grid = el("div", { class: "grid" });
  for (const r of with_) { const e = r.evaluation; if (e.confusion) confusion(grid, r, e); else if (e.task === "labels") labels(grid, r, e); else numbers(grid, r, e); }
  node.append(grid);
}
const named = (r, title) => one ? title : `${title}: ${r.name}`;
function confusion(grid, r, e) {
  const k = e.confusion.length, data = e.confusion.flatMap((row, i) => { const all = d3.sum(row) || 1; return row.map((n, j) => ({ i: String(i), j: String(j), n, s: n / all })); });
  const total = d3.sum(data, d => d.n), right = d3.sum(data.filter(d => d.i === d.j), d => d.n), wrong = data.filter(d => d.i !== d.j && d.n > 0).sort((a, b) => b.n - a.n).slice(0, 3);
  const worst = e.confusion.map((row, i) => ({ i, s: row[i] / (d3.sum(row) || 1) })).sort((a, b) => a.s - b.s)[0];
  chart(grid, {
    title: named(r, "Which class was taken for which"), caption: `${count(right)} of ${count(total)} ${e.split} rows are right (${share(right / total)}), on the blue diagonal; orange are mistakes.${wrong.length ? ` The most frequent: ${wrong.map(d => `${d.i} taken for ${d.j} (${d.n})`).join(", ")}.` : ""} The weakest class is ${worst.i}, with ${share(worst.s)} right.`,
    label: `Confusion matrix of ${k} classes: ${count(right)} of ${count(total)} rows are right`,
    draw: width => { const side = Math.min(width, 470), every = Math.ceil(k / 16), sparse = name => Number(name) % every === 0 ? name : ""; return { width: side, height: side, marginTop: 34, marginRight: 6, marginLeft: 46, marginBottom: 10, padding: k > 30 ? 0 : 0.06,
      x: { axis: "top", label: "the model said", domain: d3.range(k).map(String), tickSize: 0, tickFormat: sparse }, y: { label: "right is", domain: d3.range(k).map(String), tickSize: 0, tickFormat: sparse }, color: { type: "ordinal", domain: ["right", "wrong", "none"], range: ["var(--c1)", "var(--c2)", "var(--faint)"] }, opacity: { type: "identity" }, marks: [
        Plot.cell(data, { x: "j", y: "i", fill: d => d.n === 0 ? "none" : d.i === d.j ? "right" : "wrong", fillOpacity: d => d.n === 0 ? 1 : 0.14 + 0.5 * d.s, rx: 3, title: d => `${d.i} taken for ${d.j}: ${count(d.n)}` }),
        k <= 16 ? Plot.text(data.filter(d => d.n > 0), { x: "j", y: "i", text: d => count(d.n), fill: "var(--ink)", fontWeight: 600 }) : null] }; },
    rows: () => ({ head: ["right is", ...d3.range(k).map(String)], rows: e.confusion.map((row, i) => [String(i), ...row.map(count)]) }),
  });
  const recalls = e.confusion.map((row, i) => { const all = d3.sum(row), said = d3.sum(e.confusion, other => other[i]); return { name: String(i), recall: all ? row[i] / all : null, precision: said ? row[i] / said : null, all }; });
  if (k <= 40) chart(grid, {
    title: named(r, "Class by class"), caption: "Found: of the rows of a class, how many the model found. Right: of the rows that it took for a class, how many are of it.",
    legend: [{ name: "found", color: "var(--c1)", mark: "dot" }, { name: "right", color: "var(--c2)", mark: "dot" }],
    label: `Share found of each class: ${recalls.map(d => `${d.name} ${isNumber(d.recall) ? share(d.recall) : "none"}`).join(", ")}`,
    draw: () => ({ height: 56 + 28 * k, marginTop: 10, marginLeft: 40, x: { label: "share, %", percent: true, nice: true, grid: true, ticks: 5 }, y: { label: null, domain: recalls.map(d => d.name), tickSize: 0 }, marks: [
      Plot.ruleY(recalls, { y: "name", x1: "recall", x2: "precision", stroke: "var(--line)", strokeWidth: 4 }), Plot.dot(recalls, { x: "precision", y: "name", fill: "var(--c2)", r: 5 }), Plot.dot(recalls, { x: "recall", y: "name", fill: "var(--c1)", r: 5 })] }),
    rows: () => ({ head: ["class", "rows", "found", "right"], rows: recalls.map(d => [d.name, count(d.all), d.recall, d.precision]) }),
  });
}
function numbers(grid, r, e) {
  e.targets.slice(0, 4).forEach((target, t) => {
    const output = e.outputs[t] ?? [], data = target.map((x, k) => ({ x, y: output[k], error: output[k] - x })).filter(d => isNumber(d.x) && isNumber(d.y)), name = e.targets.length > 1 ? `, target ${t + 1}` : "";
    const [low, high] = d3.extent(data.flatMap(d => [d.x, d.y])), rmse = Math.sqrt(d3.mean(data, d => d.error ** 2)), mean = d3.mean(data, d => d.x), r2 = 1 - d3.sum(data, d => d.error ** 2) / d3.sum(data, d => (d.x - mean) ** 2);
    chart(grid, {
      title: named(r, `Answers and what is right${name}`), caption: `A point is one of ${count(data.length)} ${e.split} rows. On the line the model is right; above it the answer is too high. R² = ${num(r2)}: the share of the differences that the model explains.`,
      label: `Answers against targets of ${count(data.length)} rows, R² ${num(r2)}`,
      draw: () => ({ height: 320, marginLeft: 58, x: { label: "right", ticks: 5, grid: true, domain: [low, high], nice: true, tickFormat: tick }, y: { label: "the model's answer", ticks: 5, grid: true, domain: [low, high], nice: true, tickFormat: tick }, marks: [
        Plot.link([0], { x1: low, y1: low, x2: high, y2: high, stroke: "var(--c2)", strokeWidth: 2 }), Plot.dot(data, { x: "x", y: "y", fill: "var(--c1)", fillOpacity: 0.35, r: 2.5 })] }),
      rows: () => ({ head: ["right", "answer", "difference"], rows: data.slice(0, 200).map(d => [num(d.x), d.y, d.error]) }),
    });
    chart(grid, {
      title: named(r, `How far off${name}`), caption: `The answer less what is right. The typical difference, the root of the mean square, is ${num(rmse)}; the mean ${num(d3.mean(data, d => d.error))} says whether the model leans to one side.`,
      label: `Histogram of differences: root mean square ${num(rmse)}`,
      draw: () => ({ height: 320, x: { label: "difference", ticks: 6, tickFormat: tick }, y: { label: "rows", grid: true, ticks: 5 }, marks: [Plot.rectY(data, Plot.binX({ y: "count" }, { x: "error", thresholds: 30, fill: "var(--c1)", fillOpacity: 0.75 })), Plot.ruleY([0], { stroke: "var(--soft)" }), Plot.ruleX([0], { stroke: "var(--c2)", strokeWidth: 2 })] }),
    });
  });
}
function labels(grid, r, e) {
  e.targets.slice(0, 8).forEach((target, t) => {
    const data = target.map((x, k) => ({ holds: x > 0.5 ? "holds" : "does not hold", y: e.outputs[t]?.[k] })).filter(d => isNumber(d.y));
    const right = d3.mean(data, d => (d.y > 0) === (d.holds === "holds") ? 1 : 0);
    chart(grid, {
      title: named(r, `Label ${t + 1}`), caption: `The model's scores where the label holds and where it does not; it says yes above zero. ${share(right)} of ${count(data.length)} ${e.split} rows are right.`,
      legend: [{ name: "holds", color: "var(--c1)", mark: "box" }, { name: "does not hold", color: "var(--c2)", mark: "box" }], label: `Scores of label ${t + 1}: ${share(right)} right`,
      draw: () => ({ x: { label: "score", tickFormat: tick }, y: { label: "rows", grid: true, ticks: 5 }, color: { type: "ordinal", domain: ["holds", "does not hold"], range: ["var(--c1)", "var(--c2)"] }, marks: [Plot.rectY(data, Plot.binX({ y2: "count" }, { x: "y", fill: "holds", thresholds: 30, fillOpacity: 0.55, mixBlendMode: "normal" })), Plot.ruleX([0], { stroke: "var(--soft)" })] }),
    });
  });
}
