// What every page does: theme, filters without blanks, folding of filters, colours for the charts.
(() => {
  "use strict";
  const root = document.documentElement;

  const dark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

  function toggleTheme() {
    root.dataset.theme = dark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // it holds for this page only
    }
    document.dispatchEvent(new Event("dragoman:theme"));
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-theme-toggle]")) toggleTheme();
    const fold = event.target.closest("[data-folds]");
    if (fold) {
      const open = document.getElementById(fold.dataset.folds).classList.toggle("open");
      fold.setAttribute("aria-expanded", String(open));
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    document.dispatchEvent(new Event("dragoman:theme")),
  );

  // Blank fields stay out of the address.
  document.addEventListener("htmx:configRequest", (event) => {
    const given = event.detail.formData;
    if (!given) return;
    for (const name of new Set(given.keys())) {
      const kept = given.getAll(name).filter((value) => value !== "" && !(name === "sources" && value === "1"));
      given.delete(name);
      for (const value of kept) given.append(name, value);
    }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    for (const field of event.target.elements) if (field.name && field.value === "") field.disabled = true;
  });

  const probe = document.createElement("span");
  probe.hidden = true;

  // Shared with the charts.
  window.dragoman = {
    // A colour of page.css as the browser has resolved it, for canvases.
    colour(name, alpha = 1) {
      if (!probe.isConnected) document.body.append(probe);
      probe.style.color = `color-mix(in srgb, var(--${name}) ${alpha * 100}%, transparent)`;
      const canvas = document.createElement("canvas");
      canvas.width = canvas.height = 1;
      const ink = canvas.getContext("2d", { willReadFrequently: true });
      ink.fillStyle = getComputedStyle(probe).color;
      ink.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = ink.getImageData(0, 0, 1, 1).data;
      return `rgba(${r},${g},${b},${(a / 255).toFixed(3)})`;
    },
    // Draw now and whenever the chart's place is put in anew.
    chart(selector, draw) {
      const run = () => document.querySelectorAll(selector).forEach((place) => draw(place));
      document.addEventListener("htmx:afterSettle", run);
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run);
      else run();
    },
    async data(place) {
      await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 13px "Source Sans 3"`)));
      const answer = await fetch(place.dataset.src, { headers: { Accept: "application/json" } });
      const found = await answer.json();
      if (!answer.ok) throw new Error(found.error || "the figures could not be fetched");
      return found;
    },
    say(place, words) {
      const line = document.createElement("p");
      line.className = "waits";
      line.textContent = words;
      place.replaceChildren(line);
    },
    // Go to another selection: through the filters, so that the address says it.
    select(values) {
      const form = document.getElementById("filters");
      for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
      window.htmx.trigger(form, "change");
    },
  };
})();
