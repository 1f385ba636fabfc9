// Events over time: cooperation up, conflict down, a lane for each type, statements and transfers beneath.
(() => {
  "use strict";
  const { colour, data, say, select, chart } = window.dragoman;
  const LENGTH = { day: 10, month: 7, year: 4 };
  const UNIT = { 10: "day", 7: "month", 4: "year" };
  const found = new WeakMap();

  function periods(days, unit) {
    const cut = (text) => {
      const full = text.length >= LENGTH[unit] ? text : text + "-01-01".slice(text.length - 4);
      return full.slice(0, LENGTH[unit]);
    };
    const dates = days.map((day) => cut(day.date)).sort();
    const list = [];
    const last = dates[dates.length - 1];
    const [year, month, date] = dates[0].split("-").map(Number);
    for (let n = 0; list[list.length - 1] !== last && n < 4000; n += 1) {
      const step = unit === "day" ? [0, 0, n] : unit === "month" ? [0, n, 0] : [n, 0, 0];
      const at = new Date(Date.UTC(2000, (month || 1) - 1 + step[1], (unit === "day" ? date || 1 : 1) + step[2]));
      at.setUTCFullYear(at.getUTCFullYear() + year - 2000 + step[0]);
      list.push(at.toISOString().slice(0, LENGTH[unit]));
    }
    return { list, cut };
  }

  function series(days, unit) {
    const { list, cut } = periods(days, unit);
    const index = new Map(list.map((date, place) => [date, place]));
    const quads = { 1: [], 2: [], 3: [], 4: [] };
    for (const quad of Object.keys(quads)) quads[quad] = new Array(list.length).fill(0);
    const kinds = new Map();
    for (const day of days) {
      const x = index.get(cut(day.date));
      if (x === undefined) continue;
      if (quads[day.quad]) quads[day.quad][x] += day.quad > 2 ? -day.count : day.count;
      const kind = kinds.get(day.type) || { quad: day.quad, counts: new Map() };
      kind.counts.set(x, (kind.counts.get(x) || 0) + day.count);
      kinds.set(day.type, kind);
    }
    return { list, quads, kinds };
  }

  const rank = ([type, { quad }]) => (type === "statement" ? 8 : type === "transfer" ? 9 : quad || 7);
  const paint = (type, quad) => (type === "statement" ? colour("edge") : type === "transfer" ? colour("arms") : colour(`q${quad || 0}`));

  function draw(place, days) {
    if (!days.length) {
      say(place, "None of these events has a date.");
      return;
    }
    const unit = UNIT[Math.max(...days.map((day) => day.date.length))];
    const { list, quads, kinds } = series(days, unit);
    const lanes = [...kinds.entries()].sort((a, b) => rank(a) - rank(b) || a[0].localeCompare(b[0])).reverse();
    const ink = colour("ink");
    const soft = colour("soft");
    const line = colour("line");
    const height = 170 + lanes.length * 20 + 60;
    place.style.height = `${height}px`;
    window.echarts.getInstanceByDom(place)?.dispose();
    place.replaceChildren();
    const own = window.echarts.init(place, null, { renderer: "canvas" });
    const narrow = place.clientWidth < 520;
    const left = narrow ? 84 : 110;
    const axis = { type: "category", data: list, axisTick: { show: false }, axisLine: { lineStyle: { color: line } } };
    const font = { fontFamily: '"Source Sans 3", system-ui, sans-serif', fontSize: 13 };
    const most = Math.max(1, ...lanes.flatMap(([, kind]) => [...kind.counts.values()]));
    own.setOption({
      animation: false,
      textStyle: { ...font, color: ink },
      grid: [
        { left, right: 12, top: 10, height: 150, outerBoundsMode: "none" },
        { left, right: 12, top: 176, height: lanes.length * 20, outerBoundsMode: "none" },
      ],
      tooltip: {
        renderMode: "richText",
        confine: true,
        backgroundColor: ink,
        borderWidth: 0,
        padding: [6, 10],
        textStyle: { ...font, color: colour("paper") },
        formatter: (p) =>
          p.seriesIndex < 4
            ? `${p.name}: ${Math.abs(p.value)} ${p.seriesName}`
            : `${list[p.value[0]]}: ${p.value[2]} ${p.value[3]}`,
      },
      xAxis: [
        { ...axis, gridIndex: 0, axisLabel: { show: false }, axisLine: { onZero: true, lineStyle: { color: soft } } },
        { ...axis, gridIndex: 1, axisLabel: { ...font, color: soft, hideOverlap: true }, axisLine: { show: false } },
      ],
      yAxis: [
        {
          gridIndex: 0,
          minInterval: 1,
          splitNumber: 4,
          axisLabel: { ...font, color: soft, formatter: (value) => Math.abs(value).toLocaleString("en") },
          splitLine: { lineStyle: { color: line } },
        },
        {
          gridIndex: 1,
          type: "category",
          data: lanes.map(([type]) => type),
          axisLabel: { ...font, color: ink, fontSize: narrow ? 11 : 12, interval: 0 },
          axisTick: { show: false },
          axisLine: { show: false },
          splitLine: { show: true, lineStyle: { color: line } },
        },
      ],
      series: [
        ...[1, 2, 3, 4].map((quad) => ({
          name: ["", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"][quad],
          type: "bar",
          stack: quad > 2 ? "conflict" : "cooperation",
          barGap: "-100%",
          barCategoryGap: "18%",
          barMaxWidth: 28,
          data: quads[quad],
          itemStyle: { color: colour(`q${quad}`) },
        })),
        {
          type: "scatter",
          xAxisIndex: 1,
          yAxisIndex: 1,
          symbolSize: (value) => 4 + 11 * Math.sqrt(value[2] / most),
          data: lanes.flatMap(([type, kind], lane) =>
            [...kind.counts.entries()].map(([x, count]) => ({
              value: [x, lane, count, type],
              itemStyle: { color: paint(type, kind.quad), opacity: 0.9 },
            })),
          ),
        },
      ],
    });
    place.querySelector("canvas").setAttribute("aria-hidden", "true");
    brush(place, own, list);
    place.dataset.drawn = String(list.length);
  }

  // Dragging over a stretch of time chooses it.
  function brush(place, own, list) {
    const band = document.createElement("div");
    band.className = "band";
    band.hidden = true;
    place.append(band);
    const grid = own.getModel().getComponent("grid").coordinateSystem.getRect();
    const inside = (event) =>
      Math.min(grid.x + grid.width, Math.max(grid.x, event.clientX - place.getBoundingClientRect().left));
    const at = (x) =>
      Math.min(list.length - 1, Math.max(0, Math.floor(((x - grid.x) / grid.width) * list.length)));
    let from = null;
    const stretch = (x) => {
      band.hidden = Math.abs(x - from) < 4;
      band.style.left = `${Math.min(x, from)}px`;
      band.style.width = `${Math.abs(x - from)}px`;
    };
    place.onpointerdown = (event) => {
      if (event.button !== 0) return;
      from = inside(event);
      place.setPointerCapture(event.pointerId);
    };
    place.onpointermove = (event) => from !== null && stretch(inside(event));
    place.onpointercancel = () => {
      from = null;
      band.hidden = true;
    };
    place.onpointerup = (event) => {
      if (from === null) return;
      const [a, b] = [from, inside(event)].sort((x, y) => x - y);
      from = null;
      if (!band.hidden) select({ since: list[at(a)], until: list[at(b)] });
    };
  }

  async function show(place) {
    if (place.dataset.asked === place.dataset.src) return;
    place.dataset.asked = place.dataset.src;
    try {
      found.set(place, await data(place));
      draw(place, found.get(place));
    } catch (problem) {
      say(place, `The timeline could not be drawn: ${problem.message}`);
    }
  }

  const again = () => document.querySelectorAll("#timeline").forEach((place) => found.has(place) && draw(place, found.get(place)));
  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(again, 150);
  });
  document.addEventListener("dragoman:theme", again);
  chart("#timeline", show);
})();
