// What the run was made of, and how to have it again.
const quoted = a => /^[\w@%+=:,./-]+$/.test(a) ? a : `'${a.replace(/'/g, `'\\''`)}'`;
function details() {
  const node = section("details", "What it was made of", "All that decides what comes out, and how to have it again.");
  for (const [i, r] of runs.entries()) {
    if (!one) node.append(el("h3", { style: "margin:1.6rem 0 .6rem" }, swatch(i), r.name));
    node.append(el("div", { class: "grid" },
      el("div", { class: "card" }, el("h3", {}, "Experiment"), facts([["Experiment", r.experiment], ["Model", r.model], ["Method", r.method], ["Hypernetwork", r.hypernetwork], ["Seed", String(r.seed)], ["Device", r.device], ["Ended", r.ending]])),
      el("div", { class: "card" }, el("h3", {}, "Data"), facts([["Source", r.data.source ?? "the program's own"], ["Training rows", count(r.data.training)], ["Validation rows", count(r.data.validation)], ["Test rows", r.data.test ? count(r.data.test) : "none"], ["Fingerprint", r.data.fingerprint]])),
      el("div", { class: "card" }, el("h3", {}, "Settings"), facts(Object.entries(r.settings))),
      el("div", { class: "card" }, el("h3", {}, "Environment"), facts([...Object.entries(r.versions), ...Object.entries(r.machine), ["Commit", r.commit], ["Started", r.started], ["Ended", r.ended]])),
      reproduce(r)));
  }
}
function reproduce(r) {
  const program = r.versions.program ?? "program", command = r.command.length ? r.command.map(quoted).join(" ") : null;
  const copy = text => { const b = el("button", { type: "button", class: "copy" }, "Copy"); b.addEventListener("click", () => navigator.clipboard?.writeText(text).then(() => { b.textContent = "Copied"; })); return b; };
  return el("div", { class: "card wide" }, el("h3", {}, "How to have it again"),
    command ? [el("p", { style: "margin:.5rem 0 0" }, "The arguments that the program was given:"), el("pre", { tabindex: "0" }, command), copy(command)] : el("p", {}, "The run was not started from a command line."),
    r.config ? [el("p", { style: "margin:1rem 0 0" }, "Its configuration. Save it as config.json and give it back with ", el("code", {}, "run --config config.json"), ":"), el("pre", { tabindex: "0" }, r.config), copy(r.config)] : null,
    el("p", { style: "color:var(--soft);font-size:.87rem;margin:.8rem 0 0" }, "The same rows, seed and versions on the same kind of machine give the same numbers."));
}
