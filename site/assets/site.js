// What every page gains with JavaScript: tables sort by their headings, citations can be copied, pages printed.
(function () {
  "use strict";
  var order = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;

  function key(row, column) {
    var cell = row.cells[column];
    var text = cell ? cell.textContent.trim() : "";
    return text === "—" ? "" : text;
  }

  // Blank cells stay at the end whichever way the column is sorted.
  function sort(table, column, descending) {
    var body = table.tBodies[0];
    var rows = Array.from(body.rows).map(function (row, i) { return { row: row, key: key(row, column), i: i }; });
    rows.sort(function (a, b) {
      if (!a.key !== !b.key) return a.key ? -1 : 1;
      return (descending ? order(b.key, a.key) : order(a.key, b.key)) || a.i - b.i;
    });
    rows.forEach(function (r) { body.appendChild(r.row); });
  }

  document.querySelectorAll("table.sortable").forEach(function (table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (th, column, all) {
      var button = document.createElement("button");
      button.type = "button";
      while (th.firstChild) button.appendChild(th.firstChild);
      th.appendChild(button);
      button.addEventListener("click", function () {
        var descending = th.getAttribute("aria-sort") === "ascending";
        all.forEach(function (other) { other.removeAttribute("aria-sort"); });
        th.setAttribute("aria-sort", descending ? "descending" : "ascending");
        // Who knows more rows than the page has may sort them in its stead.
        var ask = new CustomEvent("sort", { cancelable: true, detail: { column: column, descending: descending } });
        if (table.dispatchEvent(ask)) sort(table, column, descending);
      });
    });
  });

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent).then(function () {
        button.textContent = button.dataset.done;
      });
    });
  });

  // A reference is saved from the page itself: no file of its own is needed. Files of RIS end their lines with CR LF.
  document.querySelectorAll("[data-download]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var text = document.getElementById(button.dataset.download).textContent;
      if (/\.ris$/.test(button.dataset.name)) text = text.replace(/\n/g, "\r\n");
      var link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
      link.download = button.dataset.name;
      link.click();
      setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
    });
  });

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
