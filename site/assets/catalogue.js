// The catalogue table: narrows the rows by text and facets, counts what each choice would leave, keeps the choice
// in the address so that it can be sent on, e.g. ?q=电子证照&level=national&review=overdue&sort=4.
(function () {
  "use strict";
  var form = document.getElementById("filters");
  var table = document.getElementById("standards");
  if (!form || !table) return;
  var text = document.getElementById("q");
  var shown = document.getElementById("shown");
  var sentence = document.getElementById("shown-form").textContent;
  var everything = shown.textContent;
  var reset = document.getElementById("reset");
  var nothing = document.getElementById("nothing");
  var chosen = document.getElementById("chosen");
  var sorted = "";

  // Dashes, spaces and full-width forms are typed in many ways: "gb/t22239—2019" finds "GB/T 22239—2019".
  function plain(s) {
    return s.normalize("NFKC").toLowerCase().replace(/[‐-―−－一]/g, "-").replace(/\s+/g, "");
  }

  var rows = Array.from(table.tBodies[0].rows).map(function (row) {
    return { row: row, text: plain(row.cells[0].textContent + "\n" + row.cells[1].textContent) };
  });
  var facets = Array.from(form.querySelectorAll("fieldset")).map(function (set) {
    var name = set.dataset.facet;
    rows.forEach(function (r) { r[name] = (r.row.getAttribute("data-" + name) || "").split(" "); });
    return {
      name: name,
      on: [],
      n: {},
      boxes: Array.from(set.querySelectorAll("input")).map(function (box) {
        return { box: box, count: box.parentNode.querySelector(".count") };
      })
    };
  });

  function values(facet) {
    return facet.boxes.filter(function (b) { return b.box.checked; }).map(function (b) { return b.box.value; });
  }

  function remember(words) {
    var query = new URLSearchParams();
    if (words) query.set("q", words);
    facets.forEach(function (f) { f.on.forEach(function (v) { query.append(f.name, v); }); });
    if (sorted) query.set("sort", sorted);
    var q = query.toString();
    try { history.replaceState(null, "", location.pathname + (q ? "?" + q : "") + location.hash); } catch (e) { /* some browsers refuse on file: */ }
  }

  // A choice within a facet widens, facets narrow one another; a facet's own counts ignore the facet itself.
  function apply() {
    var words = text.value.trim().split(/\s+/).map(plain).filter(Boolean);
    var whole = plain(text.value);
    var visible = 0;
    facets.forEach(function (f) { f.on = values(f); f.n = {}; });
    rows.forEach(function (r) {
      var matches = r.text.indexOf(whole) >= 0 || words.every(function (w) { return r.text.indexOf(w) >= 0; });
      var misses = matches ? facets.filter(function (f) {
        return f.on.length && !f.on.some(function (v) { return r[f.name].indexOf(v) >= 0; });
      }) : null;
      if (misses && misses.length < 2) facets.forEach(function (f) {
        if (misses.length === 0 || misses[0] === f) r[f.name].forEach(function (v) { f.n[v] = (f.n[v] || 0) + 1; });
      });
      var show = !!misses && misses.length === 0;
      r.row.hidden = !show;
      if (show) visible++;
    });
    var picked = 0;
    facets.forEach(function (f) {
      picked += f.on.length;
      f.boxes.forEach(function (b) { b.count.textContent = f.n[b.box.value] || 0; });
    });
    var all = !whole && !picked;
    shown.textContent = all ? everything : sentence.replace("%n", visible).replace("%all", rows.length);
    chosen.textContent = picked ? "(" + picked + ")" : "";
    reset.hidden = all;
    nothing.hidden = visible > 0;
    remember(text.value.trim());
  }

  var query = new URLSearchParams(location.search);
  text.value = query.get("q") || "";
  facets.forEach(function (f) {
    var on = query.getAll(f.name);
    f.boxes.forEach(function (b) { b.box.checked = on.indexOf(b.box.value) >= 0; });
  });
  var wide = window.matchMedia("(min-width: 66rem)").matches;
  document.getElementById("facets").open = wide || facets.some(function (f) { return values(f).length; });
  form.hidden = false;

  form.addEventListener("submit", function (e) { e.preventDefault(); });
  form.addEventListener("change", apply);
  text.addEventListener("input", apply);
  reset.addEventListener("click", function () {
    text.value = "";
    facets.forEach(function (f) { f.boxes.forEach(function (b) { b.box.checked = false; }); });
    apply();
    text.focus();
  });
  table.addEventListener("sorted", function (e) {
    sorted = (e.detail.descending ? "-" : "") + e.detail.column;
    remember(text.value.trim());
  });
  apply();
  var by = query.get("sort") || "";
  var heading = /^-?\d$/.test(by) && table.tHead.rows[0].cells[Math.abs(parseInt(by, 10))];
  if (heading) {
    heading.querySelector("button").click();
    if (by.charAt(0) === "-") heading.querySelector("button").click();
  }
})();
