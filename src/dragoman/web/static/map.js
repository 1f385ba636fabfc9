// Places of events, and flows of transfers between states, on Natural Earth's coasts.
(() => {
  "use strict";
  const { data, say, chart } = window.dragoman;
  const SVG = "http://www.w3.org/2000/svg";
  // Claims differ here (see /about#borders); names as in world-atlas. Crimea is found by a place inside it.
  const OPEN = new Set(["W. Sahara", "N. Cyprus", "Kosovo", "Somaliland", "Palestine", "Taiwan"]);
  const CRIMEA = [34.3, 45.3];
  let land = null;

  function element(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent?.append(made);
    return made;
  }

  function crimea(countries) {
    for (const { geometry } of countries.features) {
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      const own = polygons.find((rings) => d3.geoContains({ type: "Polygon", coordinates: rings }, CRIMEA));
      if (own && polygons.length > 1) return { type: "Polygon", coordinates: own };
    }
    return null;
  }

  function ground(svg, path) {
    const all = land.objects.countries;
    const countries = topojson.feature(land, all);
    const isOpen = (country) => OPEN.has(country.properties.name);
    const hatched = [...countries.features.filter(isOpen), crimea(countries)].filter(Boolean);
    const pattern = element("pattern", { id: "hatch", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, element("defs", {}, svg));
    element("line", { class: "hatching", x1: 0, y1: 0, x2: 0, y2: 4 }, pattern);
    element("path", { class: "land", d: path(countries) }, svg);
    element("path", { class: "coast", d: path(topojson.mesh(land, all, (a, b) => a === b)) }, svg);
    element("path", { class: "border", d: path(topojson.mesh(land, all, (a, b) => a !== b && !isOpen(a) && !isOpen(b))) }, svg);
    element("path", { class: "open", d: path(topojson.mesh(land, all, (a, b) => a !== b && (isOpen(a) || isOpen(b)))) }, svg);
    for (const shape of hatched) {
      element("path", { class: "hatch", d: path(shape) }, svg);
      if (shape.type === "Polygon") element("path", { class: "open", d: path(shape) }, svg);
    }
  }

  function linked(svg, href, words) {
    const anchor = element("a", { href, "aria-label": words }, svg);
    element("title", {}, anchor).textContent = words;
    return anchor;
  }

  function flows(svg, project, drawn) {
    for (const flow of drawn) {
      const [a, b] = [project(flow.start), project(flow.end)];
      const words = `${flow.supplier} to ${flow.recipient}: ${flow.count} (${Object.keys(flow.statuses).join(", ")})`;
      const query = new URLSearchParams({ actor: flow.supplier, recipient: flow.recipient });
      const anchor = linked(svg, `/transfers?${query}`, words);
      const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
      const bend = [(a[0] + b[0]) / 2 + dy * 0.18, (a[1] + b[1]) / 2 - dx * 0.18];
      const wide = 1.2 + 1.2 * Math.sqrt(flow.count);
      element("path", { class: "flow", "stroke-width": wide, d: `M${a} Q${bend} ${b}` }, anchor);
      const turn = (Math.atan2(b[1] - bend[1], b[0] - bend[0]) * 180) / Math.PI;
      const size = 5 + wide;
      element("path", { class: "head", d: `M0,0 L${-size},${-size / 2.4} L${-size},${size / 2.4} Z`, transform: `translate(${b}) rotate(${turn})` }, anchor);
    }
  }

  function spots(svg, project, drawn, query) {
    const most = Math.max(36, ...drawn.map((spot) => spot.count));
    for (const spot of drawn) {
      const at = project([spot.lon, spot.lat]);
      if (!at) continue;
      const words = `${spot.name}: ${spot.count.toLocaleString("en")} ${spot.count === 1 ? "event" : "events"}`;
      const wanted = new URLSearchParams(query);
      wanted.delete("page");
      if (spot.country) wanted.set("country", spot.country);
      const anchor = linked(svg, `/events?${wanted}`, words);
      element("circle", { class: "spot", cx: at[0], cy: at[1], r: 2 + 13 * Math.sqrt(spot.count / most) }, anchor);
    }
  }

  // The smallest frame that holds all that is drawn, never less than a continent.
  function fitted(drawing, wide, high) {
    const points = [...drawing.spots.map((s) => [s.lon, s.lat]), ...drawing.flows.flatMap((f) => [f.start, f.end])];
    const whole = d3.geoNaturalEarth1().fitExtent([[4, 4], [wide - 4, high - 4]], { type: "Sphere" });
    if (!points.length) return whole;
    const at = points.map((point) => whole(point));
    const [left, right] = [Math.min(...at.map((p) => p[0])), Math.max(...at.map((p) => p[0]))];
    const [top, bottom] = [Math.min(...at.map((p) => p[1])), Math.max(...at.map((p) => p[1]))];
    const zoom = Math.min(5, Math.max(1, 0.82 * Math.min(wide / Math.max(right - left, 1), high / Math.max(bottom - top, 1))));
    const [x, y] = whole.translate();
    const centre = [(left + right) / 2, (top + bottom) / 2];
    return whole.scale(whole.scale() * zoom).translate([wide / 2 + (x - centre[0]) * zoom, high / 2 + (y - centre[1]) * zoom]);
  }

  function draw(place, drawing) {
    const [wide, high] = [place.clientWidth, place.clientHeight];
    const svg = element("svg", { viewBox: `0 0 ${wide} ${high}` });
    const project = fitted(drawing, wide, high);
    ground(svg, d3.geoPath(project).digits(1));
    flows(svg, project, drawing.flows.slice(0, 200));
    spots(svg, project, drawing.spots, place.dataset.query);
    place.replaceChildren(svg);
    place.dataset.drawn = String(drawing.spots.length + drawing.flows.length);
  }

  let drawn = null;
  let waiting = 0;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => drawn?.[0].isConnected && draw(...drawn), 150);
  });

  async function show(place) {
    if (place.dataset.asked === place.dataset.src) return;
    place.dataset.asked = place.dataset.src;
    try {
      land ||= await (await fetch(place.dataset.land)).json();
      drawn = [place, await data(place)];
      draw(...drawn);
    } catch (problem) {
      say(place, `The map could not be drawn: ${problem.message}`);
    }
  }

  chart("#map", show);
})();
