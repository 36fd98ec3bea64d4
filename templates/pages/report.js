const $ = id => document.getElementById(id), body = document.body, units = () => [...document.querySelectorAll("#marked .unit")];
const seen = e => e.offsetParent !== null, changed = () => units().filter(e => e.classList.contains("changed") && seen(e));
// the paragraph of a unit as the chosen view shows it: every change, or rewritten passages as one
const shown = unit => unit.querySelector(body.classList.contains("read") ? ".said > p:not(.exact)" : ".said > p:not(.reading)");
// the words of one side: a copy of the marked words without those of the other
function words(unit, out, label) {
  const p = shown(unit).cloneNode(true);
  p.removeAttribute("class");
  p.querySelectorAll(out).forEach(e => e.remove());
  if (label !== undefined) {
    const first = p.firstElementChild;
    if (first && first.matches("span[title]")) first.textContent = label;
  }
  return p;
}
function sides() {
  for (const unit of units()) if (!unit.querySelector(".old")) {
    const pair = document.createElement("div"), ghost = unit.classList.contains("ghost");
    pair.className = "pair";
    const old = words(unit, "ins, sup.mark, .states", unit.dataset.old || ""), now = words(unit, "del");
    old.className = "old"; now.className = "new";
    if (ghost) now.textContent = "";
    if (unit.classList.contains("insert")) old.textContent = "";
    if (unit.classList.contains("delete")) now.textContent = "";
    pair.append(old, now);
    shown(unit).after(pair);
  }
}
function final() {
  if ($("final").children.length > 1) return;
  for (const unit of units()) {
    if (unit.classList.contains("ghost") || unit.classList.contains("delete")) continue;
    const p = words(unit, "del");
    p.querySelectorAll("ins").forEach(e => e.replaceWith(...e.childNodes));
    p.className = "final " + [...unit.classList].filter(c => ["heading", "item", "line", "row", "changed"].includes(c)).join(" ");
    p.dataset.of = unit.id;
    if (unit.dataset.section) p.dataset.section = unit.dataset.section;
    $("final").append(p);
  }
}
function follow(unit) {
  if ($("layout").value !== "projector") return;
  document.querySelectorAll("#final .at").forEach(e => e.classList.remove("at"));
  const p = document.querySelector(`#final [data-of="${unit.id}"]`);
  if (p) { p.classList.add("at"); $("final").scrollTo({top: p.offsetTop - $("final").clientHeight / 3}); }
}
function apply() {
  const layout = $("layout").value, show = $("show").value || (layout === "projector" ? "only-changed" : "");
  if (layout === "side") sides();
  if (layout === "projector") final();
  $("final").hidden = layout !== "projector";
  for (const name of ["only-changed", "only-substance"]) body.classList.toggle(name, show === name);
  for (const name of ["side", "projector"]) body.classList.toggle(name, layout === name);
  body.classList.toggle("notes-only", $("notes-only").checked);
  body.classList.toggle("no-ghosts", !$("ghosts").checked);
  const section = $("section").value;
  body.classList.toggle("one-section", section !== "");
  document.querySelectorAll("[data-section]").forEach(e => e.classList.toggle("elsewhere", section !== "" && e.dataset.section !== section));
}
["show", "section", "layout", "notes-only", "ghosts"].forEach(id => $(id).addEventListener("change", apply));
$("view").addEventListener("change", () => {
  body.classList.toggle("read", $("view").value === "read");
  document.querySelectorAll(".pair").forEach(e => e.remove());
  apply();
});
const reveal = () => {
  const target = location.hash && $(location.hash.slice(1));
  if (!target) return;
  if (location.hash.endsWith("-old")) $("ghosts").checked = true;
  apply();
  if (!seen(target)) { $("show").value = ""; $("section").value = ""; $("notes-only").checked = false; apply(); }
  target.scrollIntoView();
};
addEventListener("hashchange", reveal); apply(); reveal();
// what the bar covers is no place to scroll to
new ResizeObserver(entries => document.documentElement.style.setProperty("--bar", `${entries[0].target.offsetHeight}px`)).observe(document.querySelector(".bar"));
// keys of one letter can be switched off; the choice is kept where the browser lets a page keep something
const keys = $("keys"), kept = "drafting: single-letter keys";
try { keys.checked = localStorage.getItem(kept) !== "off"; } catch { keys.checked = true; }
keys.addEventListener("change", () => {
  try { localStorage.setItem(kept, keys.checked ? "on" : "off"); } catch { /* it holds until the page is closed */ }
});
let at = -1;
const toggle = (id, value) => { $(id).value = $(id).value === value ? "" : value; $(id).dispatchEvent(new Event("change")); };
addEventListener("keydown", e => {
  if (!keys.checked || e.ctrlKey || e.altKey || e.metaKey || e.target.matches("select, input[type=text]")) return;
  const list = changed();
  if (e.key === "t") { at = -1; scrollTo(0, 0); }
  else if (e.key === "n") at = Math.min(at + 1, list.length - 1);
  else if (e.key === "p") at = Math.max(at - 1, 0);
  else if (e.key === "c") toggle("show", "only-changed");
  else if (e.key === "s") toggle("show", "only-substance");
  else if (e.key === "r") toggle("view", "read");
  else if (e.key === "d") toggle("layout", "side");
  else if (e.key === "j") toggle("layout", "projector");
  else if (e.key === "f") { $("notes-only").checked = !$("notes-only").checked; apply(); }
  else return;
  if ("np".includes(e.key) && list[at]) { list[at].scrollIntoView({block: "center"}); list[at].focus({preventScroll: true}); follow(list[at]); }
});
document.addEventListener("click", e => { const unit = e.target.closest("#marked .unit"); if (unit) follow(unit); });
