// A report and its records: looking at words lights their record, looking at a record lights its words.
(() => {
  "use strict";
  const text = document.getElementById("text");
  if (!text) return;
  const SVG = "http://www.w3.org/2000/svg";
  const runs = [...text.querySelectorAll(".r")];
  const cards = new Map([...document.querySelectorAll(".card")].map((card) => [card.dataset.r, card]));
  const refsOf = (run) => (run.dataset.r ? run.dataset.r.split(" ") : []);
  const at = new Map(runs.map((run) => [run.dataset.at, run]));

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);

  const lines = document.createElementNS(SVG, "svg");
  lines.setAttribute("class", "lines");
  lines.setAttribute("aria-hidden", "true");
  text.append(lines);

  function clear() {
    for (const lit of document.querySelectorAll(".lit, .now")) lit.classList.remove("lit", "now");
    tip.hidden = true;
    draw(tied() ? allTies() : []);
  }

  function light(refs, now) {
    for (const run of runs) if (refsOf(run).some((ref) => refs.includes(ref))) run.classList.add("lit");
    for (const ref of refs) cards.get(ref)?.classList.add("lit");
    now?.classList.add("now");
  }

  // The innermost record of a run is the last of its marks.
  function lookAtRun(run) {
    clear();
    const marks = run.dataset.m ? run.dataset.m.split(" ") : refsOf(run);
    if (!marks.length) return;
    light(marks.slice(-1), run);
    for (const ref of refsOf(run)) cards.get(ref)?.classList.add("lit");
    const card = cards.get(marks[marks.length - 1]);
    const beside = card?.closest(".beside");
    if (beside && getComputedStyle(beside).position === "sticky") bringIn(beside, card);
    show(run, marks);
    if (run.dataset.to) draw([[run, at.get(run.dataset.to)]]);
  }

  function bringIn(beside, card) {
    const [a, b] = [beside.getBoundingClientRect(), card.getBoundingClientRect()];
    if (b.top < a.top || b.bottom > a.bottom) beside.scrollTop += b.top - a.top - 40;
  }

  function lookAtCard(card) {
    clear();
    light([card.dataset.r]);
    draw(deed(card));
  }

  function show(run, refs) {
    const words = refs.map((ref) => cards.get(ref)?.dataset.tip).filter(Boolean).reverse().slice(0, 3);
    if (run.dataset.why) words.splice(1, 0, run.dataset.why);
    tip.replaceChildren(
      ...words.map((word) => {
        const line = document.createElement("p");
        line.textContent = word;
        return line;
      }),
    );
    tip.hidden = words.length === 0;
    const box = run.getClientRects()[0];
    const wide = tip.offsetWidth;
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - wide - 8))}px`;
    const above = box.top - tip.offsetHeight - 6;
    tip.style.top = `${above > 8 ? above : box.bottom + 6}px`;
  }

  // Lines: from a pronoun to the name it means, from who acts over the act to whom.
  function middle(run) {
    const frame = text.getBoundingClientRect();
    const box = run.getClientRects()[0];
    return { x: box.left - frame.left + box.width / 2, top: box.top - frame.top, bottom: box.bottom - frame.top };
  }

  function draw(pairs) {
    lines.replaceChildren();
    for (const [from, to] of pairs) {
      if (!from || !to || from === to) continue;
      const a = middle(from);
      const b = middle(to);
      const level = Math.abs(a.top - b.top) < 4;
      const down = b.top > a.top;
      const [ya, yb] = level ? [a.top, b.top] : down ? [a.bottom, b.top] : [a.top, b.bottom];
      const bend = level ? -11 : (yb - ya) / 2;
      const path = document.createElementNS(SVG, "path");
      const near = level ? 0 : down ? -5 : 5;
      path.setAttribute("d", `M${a.x},${ya} C${a.x},${ya + bend} ${b.x},${level ? yb + bend : yb - bend} ${b.x},${yb + near}`);
      const head = document.createElementNS(SVG, "path");
      head.setAttribute("class", "tip-of");
      const s = level || down ? -6 : 6;
      head.setAttribute("d", `M${b.x - 4},${yb + s} L${b.x + 4},${yb + s} L${b.x},${yb} Z`);
      lines.append(path, head);
    }
  }

  const tied = () => document.querySelector("#layers [value=li]")?.checked;
  const allTies = () => runs.filter((run) => run.dataset.to).map((run) => [run, at.get(run.dataset.to)]);

  // Who, act, to whom: where their words begin stands in the card.
  function deed(card) {
    const { who = "", act, whom = "" } = card.dataset;
    if (!act) return [];
    const runsAt = (places) => places.split(" ").filter(Boolean).map((place) => at.get(place));
    return [...runsAt(who).map((run) => [run, at.get(act)]), ...runsAt(whom).map((run) => [at.get(act), run])];
  }

  const runOf = (event) => event.target.closest?.(".r");
  text.addEventListener("pointerover", (event) => runOf(event) && lookAtRun(runOf(event)));
  text.addEventListener("pointerleave", clear);
  text.addEventListener("focusin", (event) => runOf(event) && lookAtRun(runOf(event)));
  text.addEventListener("focusout", clear);
  for (const card of cards.values()) {
    card.addEventListener("pointerenter", () => lookAtCard(card));
    card.addEventListener("pointerleave", clear);
    card.addEventListener("focusin", () => lookAtCard(card));
  }
  document.addEventListener("keydown", (event) => event.key === "Escape" && clear());
  document.addEventListener("scroll", () => (tip.hidden = true), { passive: true });

  document.getElementById("layers").addEventListener("change", (event) => {
    if (event.target.value === "li") clear();
    else text.classList.toggle(`show-${event.target.value}`, event.target.checked);
  });

  // Coming from a record's link: its words in view.
  function arrive() {
    const card = cards.get(location.hash.slice(1));
    if (!card) return;
    lookAtCard(card);
    const first = runs.find((run) => refsOf(run).includes(card.dataset.r));
    first?.scrollIntoView({ block: "center" });
    const beside = card.closest(".beside");
    if (getComputedStyle(beside).position === "sticky") bringIn(beside, card);
  }
  addEventListener("hashchange", () => {
    const card = cards.get(location.hash.slice(1));
    if (card) card.focus({ preventScroll: false });
  });
  arrive();
})();
