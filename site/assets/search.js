// Asks the search index under search/; src/site/search/ says how it is made. Loaded by the search page,
// and by the catalogue table once something is chosen.
// A query loads the few files that hold its keys, and the rows of what is shown: as scripts, so that it works
// from a disk too.
var mulu = (function () {
  "use strict";
  var self = document.currentScript;
  var root = self.src.replace(/assets\/[^/]*$/, "search/");
  // Which build this is, site.css says: no page does, since it would be another every night.
  var version = getComputedStyle(document.documentElement).getPropertyValue("--build").replace(/[^\w-]/g, "");
  var waiting = {};
  var arrived = {};
  var base = null;

  // The text of a file of the index. A page and its index are of one day and revision, whatever a cache holds of another.
  function load(name) {
    if (!waiting[name]) waiting[name] = new Promise((done, failed) => {
      var script = document.createElement("script");
      script.src = root + name + ".js" + (version && location.protocol !== "file:" ? "?" + version : "");
      script.onload = () => { done(arrived[name]); script.remove(); };
      script.onerror = () => { delete waiting[name]; failed(new Error(name)); };
      document.head.appendChild(script);
    });
    return waiting[name];
  }

  function take(name, text) { arrived[name] = text; }

  // What a document is, in the order in which equals are shown: see `mark` in src/site/search/document.rs.
  var MARKS = "cPKAJT01uCRdrw";

  function start() {
    return load("base").then(json => {
      if (base) return base;
      base = JSON.parse(json);
      base.standing = Uint8Array.from(base.marks, mark => MARKS.indexOf(mark));
      base.lang = Math.max(0, base.languages.indexOf(document.documentElement.lang));
      return base;
    });
  }

  // Folding and cutting must be what src/site/search/token.rs does; the suite compares them.
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/([0-9])一(?=[0-9])/g, "$1-")
      .replace(/([a-z]{2})[/ -](?=[tz](?![a-z]))/g, "$1");
  }

  function kind(c) {
    if (/[0-9]/.test(c)) return "digits";
    if (!/[\p{Alphabetic}\p{N}]/u.test(c)) return "";
    return c.codePointAt(0) < 0x2e80 ? "letters" : "han";
  }

  function runs(text) {
    var all = [];
    var last = null;
    Array.from(fold(text)).forEach(c => {
      var own = kind(c);
      if (own && last && last.kind === own) last.chars.push(c);
      else last = own ? all[all.push({ kind: own, chars: [c] }) - 1] : null;
    });
    return all;
  }

  function text(run) { return run.chars.join(""); }

  var SPAN = { han: 2, digits: 3, letters: 24 };

  function keys(run) {
    var span = SPAN[run.kind];
    var starts = run.kind === "letters" ? [0] : run.chars.map((c, i) => i);
    return starts.map(i => run.chars.slice(i, i + span).join(""));
  }

  function shard(key, count) {
    var first = key.codePointAt(0);
    var second = first < 0x2e80 && key.length > 1 && kind(key[1]) ? key.charCodeAt(1) : 0;
    return (Math.imul(Math.imul(first, 0x9e3779b1) + second, 0x9e3779b1) >>> 16) % count;
  }

  // Lists: distances in base 32, most significant digit first; see src/site/search/posting.rs.
  var DIGITS = new Uint8Array(128);
  Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_").forEach((c, i) => {
    DIGITS[c.charCodeAt(0)] = i;
  });

  function list(text) {
    var all = [];
    var next = 0;
    for (var i = 0, number = 0; i < text.length; i++) {
      var digit = DIGITS[text.charCodeAt(i)];
      number = number * 32 + (digit & 31);
      if (digit < 32) {
        all.push(next + number);
        next += number + 1;
        number = 0;
      }
    }
    return all;
  }

  // A number of so many digits of base 64.
  function number(text) {
    return Array.from(text).reduce((n, c) => n * 64 + DIGITS[c.charCodeAt(0)], 0);
  }

  // How well documents answer: in the head, in the words to find them by, in the text, by an abbreviation.
  var HEAD = 4, SKIP = 1;

  // The documents of a key, or of all keys that begin with it, each with how well it answers.
  function look(family, count, key, whole) {
    return load(family + "-" + shard(key, count)).then(lines => {
      var found = new Uint8Array(base.documents);
      var sought = "\n" + key + (whole ? " " : "");
      lines = "\n" + lines;
      for (var at = lines.indexOf(sought); at >= 0 && lines.startsWith(sought, at); ) {
        var end = lines.indexOf("\n", at + 1);
        lines.slice(lines.indexOf(" ", at) + 1, end).split(".").forEach((part, field) => {
          list(part).forEach(n => { found[n] = Math.max(found[n], HEAD - field); });
        });
        at = end;
      }
      return found;
    });
  }

  function both(a, b) {
    return a.map((score, n) => Math.min(score, b[n]));
  }

  // The documents that have a run of the query. A run that is shorter than a key is found by the keys that begin with it; so is
  // a word, which may still be being typed.
  function having(run, abbreviated) {
    var own = keys(run).filter(key => Array.from(key).length === SPAN[run.kind]);
    if (run.kind === "letters" || !own.length) {
      var key = keys(run)[0];
      return look("keys", base.shards, key, key.length === 1 && run.kind !== "han");
    }
    return Promise.all(own.map(key => {
      var direct = look("keys", base.shards, key, true);
      if (!abbreviated || run.kind !== "han") return direct;
      return Promise.all([direct, look("skips", base.skips, key, true)]).then(found => {
        return found[0].map((score, n) => score || (found[1][n] && SKIP));
      });
    })).then(all => all.reduce(both));
  }

  // How much nearer the documents found are for their numbers: the code that was typed, its digits or the beginning of them.
  function numbered(runs) {
    var typed = runs.map(text).join("");
    var code = (/^db\d+t?/.exec(typed) || /^[a-z]+/.exec(typed) || [""])[0];
    var local = /\d/.test(code);
    var wanted = code ? [look("keys", base.shards, code + (local ? "" : ":"), !local)] : [];
    runs.slice(local ? 2 : 0).forEach(run => {
      if (run.kind !== "digits") return;
      wanted.push(look("keys", base.shards, text(run).slice(0, 3) + "^", true));
      if (run.chars.length < 4) wanted.push(look("keys", base.shards, text(run) + ".", true));
    });
    return Promise.all(wanted);
  }

  // Everything that a query finds, best first: { runs, scores, ids }.
  function find(query) {
    return start().then(() => {
      var asked = runs(query);
      if (!asked.length) return { runs: asked, scores: new Uint8Array(base.documents), ids: [] };
      var collect = abbreviated => {
        return Promise.all(asked.map(run => having(run, abbreviated))).then(all => {
          return all.reduce(both);
        });
      };
      var long = asked.some(run => run.kind === "han" && run.chars.length > 1);
      var enough = scores => scores.filter(Boolean).length > 9;
      return Promise.all([collect(false), numbered(asked)]).then(found => {
        if (!long || enough(found[0])) return found;
        return collect(true).then(scores => [scores, found[1]]);
      }).then(found => {
        return { runs: asked, scores: found[0], ids: ordered(found[0], found[1]) };
      });
    });
  }

  // Best first; among equals what is in force before what is not, then the order of the catalogue.
  function ordered(scores, numbers) {
    var buckets = [];
    scores.forEach((score, n) => {
      var page = base.marks[n];
      if (!score || (/[0-9]/.test(page) && +page !== base.lang)) return;
      if (score === HEAD) numbers.forEach(found => { if (found[n]) score++; });
      var bucket = (HEAD + numbers.length - score) * MARKS.length + base.standing[n];
      (buckets[bucket] = buckets[bucket] || []).push(n);
    });
    return buckets.reduce((all, bucket) => all.concat(bucket), []);
  }

  // What is to be shown of documents: number, address from the language's root, title, dates, excerpt.
  function rows(ids) {
    var files = Array.from(new Set(ids.map(n => Math.floor(n / base.rows))));
    return Promise.all(files.map(file => load("rows-" + file))).then(texts => {
      var lines = {};
      files.forEach((file, i) => { lines[file] = texts[i].split("\n"); });
      return ids.map(n => row(n, lines[Math.floor(n / base.rows)][n % base.rows].split("\t")));
    });
  }

  function row(n, cells) {
    var many = base.languages.length;
    var own = cells[2 + base.lang];
    var number = cells[0] || "";
    var derived = number.toLowerCase().split(/[^a-z0-9.]+/).filter(Boolean).join("-");
    return {
      id: n,
      mark: base.marks[n],
      number: number,
      href: cells[1] || "standards/" + derived + ".html",
      title: own || cells[2] || "",
      lang: own || /[0-9]/.test(base.marks[n]) ? "" : base.languages[0],
      titles: cells.slice(2, 2 + many),
      effective: cells[2 + many] || "",
      due: cells[3 + many] || "",
      excerpt: cells[4 + many] || "",
      excerptLang: base.languages[0]
    };
  }

  function compact(text) {
    return fold(text).replace(/[^\p{Alphabetic}\p{N}]/gu, "");
  }

  // How near a row is to what was typed, now that it can be read: the whole number, its digits, its beginning, the title.
  function nearness(row, asked) {
    var typed = asked.map(text);
    var whole = typed.join("");
    var number = compact(row.number);
    var undated = compact(row.number.replace(/[—:-]\d{4}$/, ""));
    var words = row.titles.concat(row.excerpt).map(compact).join("\n");
    if (number === whole) return 9;
    if (undated === whole) return 8;
    var digits = runs(row.number).filter(run => run.kind === "digits").map(text);
    if (typed.some(word => word.length > 2 && digits.indexOf(word) >= 0)) return 7;
    if (number && number.indexOf(whole) === 0) return 6;
    if (digits.some(run => run.indexOf(whole) === 0)) return 5;
    if (number.indexOf(whole) >= 0) return 4;
    if (words.indexOf(whole) >= 0) return 3;
    return typed.every(word => words.indexOf(word) >= 0 || number.indexOf(word) >= 0) ? 2 : 1;
  }

  // The first rows of an answer, those before others that are nearer to what was typed.
  function first(answer, count) {
    return rows(answer.ids.slice(0, count)).then(all => {
      var ranked = all.map((row, i) => {
        return { row: row, i: i, near: answer.scores[row.id] === HEAD ? nearness(row, answer.runs) : 0 };
      });
      ranked.sort((a, b) => b.near - a.near || a.i - b.i);
      return ranked.map(r => r.row);
    });
  }

  return {
    take: take, load: load, start: start, find: find, first: first, rows: rows, list: list, number: number,
    text: text
  };
})();

// The search page: shows what the index finds, as one types. The query is in the address: ?q=政务云 安全
(function () {
  "use strict";
  var form = document.getElementById("find");
  if (!form) return;
  var input = document.getElementById("q");
  var count = document.getElementById("count");
  var results = document.getElementById("results");
  var more = document.getElementById("more");
  var model = document.getElementById("result").content.firstElementChild;
  var home = form.dataset.home;
  var AT_ONCE = 20, READ = 24;
  var turn = 0;
  var pending = 0;
  var labels = {};
  document.querySelectorAll("#marks li").forEach(li => {
    Array.from(li.dataset.marks).forEach(mark => { labels[mark] = li; });
  });

  // A text with what was typed marked in it.
  function marked(into, text, words) {
    var lower = text.toLowerCase();
    var at = 0;
    while (lower.length === text.length && words.length) {
      var next = words.map(function (word) { return { from: lower.indexOf(word, at), word: word }; })
        .filter(hit => hit.from >= 0)
        .sort((a, b) => a.from - b.from || b.word.length - a.word.length)[0];
      if (!next) break;
      into.append(text.slice(at, next.from));
      var mark = document.createElement("mark");
      at = next.from + next.word.length;
      mark.textContent = text.slice(next.from, at);
      into.append(mark);
    }
    into.append(text.slice(at));
  }

  // The part of an excerpt around what was typed.
  function around(text, words) {
    var at = Math.min.apply(null, words.map(word => text.toLowerCase().indexOf(word))
      .filter(at => at >= 0).concat(text.length));
    var from = at === text.length || at < 30 ? 0 : at - 20;
    return (from ? "…" : "") + text.slice(from, from + 120) + (from + 120 < text.length ? "…" : "");
  }

  function item(row, words) {
    var li = model.cloneNode(true);
    var part = name => li.querySelector("." + name);
    var label = labels[row.mark];
    part("result-link").href = home + row.href;
    marked(part("num"), row.number, words);
    marked(part("result-title"), row.title, words);
    if (row.lang) part("result-title").lang = row.lang;
    part("result-kind").textContent = label.dataset.kind || label.textContent;
    if (label.dataset.status) {
      part("badge").textContent = label.textContent;
      part("badge").classList.add("is-" + label.dataset.status);
    } else part("badge").remove();
    if (row.excerpt) {
      part("result-excerpt").lang = row.excerptLang;
      marked(part("result-excerpt"), around(row.excerpt, words), words);
    } else part("result-excerpt").remove();
    return li;
  }

  function show(answer) {
    var words = answer.runs.map(mulu.text);
    var shown = 0;
    var nearest = mulu.first(answer, READ);
    var next = own => {
      var from = shown;
      shown = Math.min(answer.ids.length, shown + AT_ONCE);
      return nearest.then(near => {
        var known = near.slice(from, shown);
        return mulu.rows(answer.ids.slice(Math.max(from, near.length), Math.max(shown, near.length))).then(rest => {
          return known.concat(rest);
        });
      }).then(rows => {
        if (own !== turn) return;
        if (!from) results.textContent = "";
        results.append.apply(results, rows.map(row => item(row, words)));
        more.hidden = shown >= answer.ids.length;
        if (from && results.children[from]) results.children[from].querySelector("a").focus();
        var n = answer.ids.length;
        count.textContent = (n ? n === 1 ? count.dataset.one : count.dataset.many : count.dataset.none).replace("%n", n);
      });
    };
    more.onclick = () => { next(turn); };
    return next(turn);
  }

  function search() {
    var own = ++turn;
    var query = input.value.trim();
    try { history.replaceState(null, "", location.pathname + (query ? "?q=" + encodeURIComponent(query) : "")); } catch (e) { /* some browsers refuse on file: */ }
    mulu.find(query).then(answer => {
      if (own !== turn) return null;
      if (answer.runs.length) return show(answer);
      results.textContent = "";
      count.textContent = "";
      more.hidden = true;
    }).catch(() => {
      if (own === turn) count.textContent = count.dataset.failed;
    });
  }

  input.addEventListener("input", () => {
    clearTimeout(pending);
    pending = setTimeout(search, 60);
  });
  form.addEventListener("submit", e => {
    e.preventDefault();
    search();
  });
  // The arrows go from the box through the results and back.
  document.addEventListener("keydown", e => {
    if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return;
    var links = Array.from(results.querySelectorAll("a"));
    var at = e.target === input ? -1 : links.indexOf(e.target);
    if (!links.length || (at < 0 && e.target !== input)) return;
    var to = at + (e.key === "ArrowDown" ? 1 : -1);
    if (to < -1 || to >= links.length) return;
    e.preventDefault();
    (to < 0 ? input : links[to]).focus();
  });

  input.value = new URLSearchParams(location.search).get("q") || "";
  form.hidden = false;
  if (input.value) search();
  else input.focus();
})();
