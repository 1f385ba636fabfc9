// Who dealt with whom: widths count, colours are mean scores.
(() => {
  "use strict";
  const { colour, data, say, chart } = window.dragoman;
  const shade = (score) => (score < -5 ? "q4" : score < 0 ? "q3" : score < 5 ? "q1" : "q2");
  let own = null;
  let drawn = null;

  function style() {
    const font = { "font-family": '"Source Sans 3", system-ui, sans-serif', color: colour("ink") };
    return [
      {
        selector: "node",
        style: {
          ...font,
          label: "data(label)",
          width: "data(size)",
          height: "data(size)",
          "background-color": colour("soft"),
          "border-width": 0,
          "font-size": 12,
          "min-zoomed-font-size": 6,
          "text-wrap": "ellipsis",
          "text-max-width": 150,
          "text-valign": "bottom",
          "text-margin-y": 3,
          "text-background-color": colour("paper"),
          "text-background-opacity": 0.75,
          "text-background-padding": 1,
        },
      },
      { selector: "node[kind = 'state']", style: { "background-color": colour("ink"), "font-weight": 600 } },
      {
        selector: "edge",
        style: {
          width: "data(width)",
          "line-color": (edge) => colour(shade(edge.data("score"))),
          "target-arrow-color": (edge) => colour(shade(edge.data("score"))),
          "target-arrow-shape": "triangle",
          "arrow-scale": 0.8,
          "curve-style": "bezier",
          opacity: 0.8,
        },
      },
      { selector: ".faint", style: { opacity: 0.12 } },
      { selector: ":selected", style: { "background-color": colour("focus"), "line-color": colour("focus"), "target-arrow-color": colour("focus") } },
    ];
  }

  function elements({ nodes, edges }) {
    const most = Math.max(...nodes.map((node) => node.count), 1);
    const used = new Set(edges.flatMap((edge) => [edge.actor, edge.recipient]));
    const drawn = nodes.filter((node) => used.has(node.id));
    return [
      ...drawn.map((node) => ({
        data: { id: node.id, label: node.name, kind: node.kind, count: node.count, size: 7 + 20 * Math.sqrt(node.count / most) },
      })),
      ...edges.map((edge) => ({
        data: {
          id: `${edge.actor}-${edge.recipient}`,
          source: edge.actor,
          target: edge.recipient,
          score: edge.score,
          count: edge.count,
          width: 1 + 1.6 * Math.log2(edge.count + 1),
        },
      })),
    ];
  }

  function link(href, words) {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = words;
    return made;
  }

  function picked(target) {
    const line = document.getElementById("picked");
    const told = target.data();
    if (target.isNode()) {
      line.replaceChildren(link(`/actors/${told.id}`, told.label), ` in ${told.count.toLocaleString("en")} events here`);
      return;
    }
    const query = new URLSearchParams(location.search);
    query.delete("page");
    query.set("actor", told.source);
    query.set("recipient", told.target);
    const names = `${target.source().data("label")} → ${target.target().data("label")}`;
    line.replaceChildren(link(`/events?${query}`, names), `: ${told.count.toLocaleString("en")} events, mean score ${told.score.toFixed(1)}`);
  }

  function draw(place, network) {
    own?.destroy();
    place.replaceChildren();
    if (!network.edges.length) {
      say(place, "No two named actors dealt with one another here.");
      return;
    }
    own = window.cytoscape({
      container: place,
      elements: elements(network),
      style: style(),
      minZoom: 0.15,
      maxZoom: 4,
      layout: { name: "concentric", concentric: (node) => node.data("count"), levelWidth: () => 3, animate: false },
    });
    own
      .layout({ name: "cose", randomize: false, animate: false, nodeDimensionsIncludeLabels: true, nodeRepulsion: 60000, idealEdgeLength: 60, edgeElasticity: 60, nodeOverlap: 30, gravity: 0.6, numIter: 900, componentSpacing: 40, padding: 16 })
      .run();
    // Letters of one size on the screen, however far the layout had to shrink the drawing.
    const size = 12 / Math.min(1, own.zoom());
    const scale = size / 12;
    own
      .style()
      .selector("node")
      .style({
        "font-size": size,
        "text-margin-y": size / 4,
        "text-max-width": size * 15,
        width: (node) => node.data("size") * scale,
        height: (node) => node.data("size") * scale,
      })
      .selector("edge")
      .style({ width: (edge) => edge.data("width") * scale, "arrow-scale": 0.8 })
      .update();
    own.on("tap", "node, edge", (event) => {
      const near = event.target.isNode() ? event.target.closedNeighborhood() : event.target.connectedNodes().union(event.target);
      own.elements().addClass("faint");
      near.removeClass("faint");
      picked(event.target);
    });
    own.on("tap", (event) => event.target === own && own.elements().removeClass("faint"));
    place.dataset.drawn = String(own.nodes().length);
  }

  async function show(place) {
    if (place.dataset.asked === place.dataset.src) return;
    place.dataset.asked = place.dataset.src;
    try {
      drawn = [place, await data(place)];
      draw(...drawn);
    } catch (problem) {
      say(place, `The network could not be drawn: ${problem.message}`);
    }
  }

  document.addEventListener("dragoman:theme", () => drawn && draw(...drawn));
  chart("#network", show);
})();
