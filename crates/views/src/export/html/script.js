(() => {
  "use strict";
  // The filter. What an entry does not have, no choice leaves out; a term or party that it has not got does.
  const form = document.getElementById("filter");
  const shown = document.getElementById("shown");
  const entries = [...document.querySelectorAll("[data-f]")];
  const has = (list, one) => list === undefined || list.split(" ").includes(one);
  const within = (days, from, to) => {
    if (days === undefined) return true;
    const [first, last] = days.split("/");
    return (!from || !last || last >= from) && (!to || !first || first <= to);
  };
  const apply = () => {
    const { party, term, standing, from, to } = Object.fromEntries(new FormData(form));
    let count = 0;
    for (const entry of entries) {
      const { p, t, s, d } = entry.dataset;
      const fits = (!party || has(p, party)) && (!term || has(t, term)) && (!standing || has(s, standing)) && within(d, from, to);
      entry.classList.toggle("out", !fits);
      count += fits;
    }
    for (const cell of document.querySelectorAll("[data-col]")) cell.classList.toggle("out", Boolean(party) && cell.dataset.col !== party);
    for (const row of document.querySelectorAll("[data-row]")) row.classList.toggle("out", !row.querySelector("td:not(.out) .position:not(.out)"));
    for (const section of document.querySelectorAll("main > section")) {
      const inside = [...section.querySelectorAll("[data-f]")];
      section.querySelector(".none").hidden = inside.length === 0 || inside.some((entry) => !entry.classList.contains("out"));
    }
    const narrowed = party || term || standing || from || to;
    shown.textContent = narrowed ? `${count} of ${entries.length} entries and marks shown` : "";
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  // A passage may be cut by others that overlap it: all of its pieces light up.
  const light = () => {
    for (const lit of document.querySelectorAll("mark.lit")) lit.classList.remove("lit");
    const [, report, passage] = /^#(r\d+)\.(\d+)$/.exec(location.hash) || [];
    if (report) for (const piece of document.querySelectorAll(`#${report} mark`)) if (piece.dataset.k.split(" ").includes(passage)) piece.classList.add("lit");
    const target = document.getElementById(location.hash.slice(1));
    for (let outer = target; outer; outer = outer.parentElement) if (outer.tagName === "DETAILS") outer.open = true;
  };
  addEventListener("hashchange", light);
  light();
  // On paper nothing can be opened.
  const opened = [];
  addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details:not([open])")) { one.open = true; opened.push(one); } });
  addEventListener("afterprint", () => { for (const one of opened.splice(0)) one.open = false; });
})();
