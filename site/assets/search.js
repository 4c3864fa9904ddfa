// Asks the search index under search/; crates/mulu-site/src/search/ says how it is made. Loaded by the search page, and by the
// catalogue table once something is chosen. What a document is (`marks`) is told in search/document.rs.
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

  function start() {
    return load("base").then(json => {
      if (base) return base;
      base = JSON.parse(json);
      base.lang = Math.max(0, base.languages.indexOf(document.documentElement.lang));
      return base;
    });
  }

  // Folding and cutting must be what search/token.rs does; the suite compares them.
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

  // Lists: distances in base 32, most significant digit first; see search/posting.rs.
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

  // How well a key answers by where it stands: nowhere, as an abbreviation, in the text, in the words to find it by, in the head.
  var FIELD = [0, 0.25, 0.4, 0.75, 1];
  var HEAD = 4, SKIP = 1;
  // What a document counts by what it is: what is in force before what is not, standards before what speaks of them.
  var WEIGHT = { c: 1, u: .9, d: .85, P: .95, A: .9, J: .9, I: .85, X: .85, C: .85, K: .75, T: .55, R: .6, r: .45, w: .45 };
  var OF_GUIDE = .3;
  // An answer to part of a query has at least so much of it: of what its keys count for, or of its characters.
  var PART = .5, COVERED = .75;
  // Where nothing has so much, this is better than no answer.
  var LITTLE = .2;

  // The documents of a key, or of all keys that begin with it, each with how well it answers.
  function look(family, count, key, whole) {
    return load(family + "-" + shard(key, count)).then(lines => {
      var sought = "\n" + key + (whole ? " " : "");
      return gather("\n" + lines, function* (text) {
        for (var at = text.indexOf(sought); at >= 0 && text.startsWith(sought, at); at = text.indexOf("\n", at + 1)) yield at;
      });
    });
  }

  // The documents of the lines of a shard that begin at some places.
  function gather(text, places) {
    var found = new Uint8Array(base.documents);
    for (var at of places(text)) {
      var end = text.indexOf("\n", at + 1);
      text.slice(text.indexOf(" ", at) + 1, end < 0 ? text.length : end).split(".").forEach((part, field) => {
        list(part).forEach(n => { found[n] = Math.max(found[n], HEAD - field); });
      });
    }
    return found;
  }

  // Whether two words differ in no more than one letter: another one, one more, one less, or two that changed places.
  function alike(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    var i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    var rest = (x, y) => a.slice(i + x) === b.slice(i + y);
    return rest(1, 1) || rest(1, 0) || rest(0, 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(2, 2));
  }

  // The documents of the words that are nearly a word. Its first two letters may be the wrong ones: their shards are looked into too.
  function nearly(word) {
    var starts = [word.slice(0, 2), word[1] + word[0], word[0] + word[2], word.slice(1, 3)];
    var files = Array.from(new Set(starts.map(start => shard(start, base.shards))));
    return Promise.all(files.map(file => load("keys-" + file))).then(texts => texts.map(lines => {
      return gather("\n" + lines, function* (text) {
        for (var words = /\n([a-z]{3,24}) /g, hit; (hit = words.exec(text)); words.lastIndex--) if (alike(hit[1], word)) yield hit.index;
      });
    })).then(all => all.reduce(either));
  }

  function either(a, b) {
    return a.map((score, n) => Math.max(score, b[n]));
  }

  // What is looked up for a run: each of its keys, with the documents that have it.
  function lookups(run) {
    var own = keys(run).filter(key => Array.from(key).length === SPAN[run.kind]);
    if (run.kind !== "letters" && own.length) {
      return own.map((key, at) => look("keys", base.shards, key, true).then(found => ({ key: key, kind: run.kind, found: found, at: at })));
    }
    // A run that is shorter than a key is found by the keys that begin with it; so is a word, which may still be being typed.
    var key = keys(run)[0];
    return [look("keys", base.shards, key, key.length === 1 && run.kind !== "han").then(found => {
      if (run.kind !== "letters" || key.length < 5 || found.some(Boolean)) return found;
      return nearly(key);
    }).then(found => ({ key: key, kind: run.kind, found: found }))];
  }

  // The same with abbreviations: a pair of characters is also found where they stand one apart.
  function abbreviated(looked) {
    return Promise.all(looked.map(one => {
      if (one.kind !== "han" || Array.from(one.key).length < 2) return one;
      return look("skips", base.skips, one.key, true).then(skips => {
        return { key: one.key, kind: one.kind, at: one.at, found: one.found.map((score, n) => score || (skips[n] && SKIP)) };
      });
    }));
  }

  // How well each document answers all of a query, and how well those do that have a part of it: a rare key counts for more.
  function weigh(looked) {
    var whole = new Float32Array(base.documents), part = new Float32Array(base.documents), little = new Float32Array(base.documents);
    var rarity = looked.map(one => {
      var n = one.found.reduce((n, score) => n + (score ? 1 : 0), 0);
      return n && Math.log(1 + base.documents / n);
    });
    // What nothing has may be a slip of the pen, and counts no more than the rest.
    var known = rarity.filter(Boolean);
    rarity = rarity.map(own => own || known.reduce((a, b) => a + b, 0) / (known.length || 1));
    var sum = rarity.reduce((a, b) => a + b, 0);
    for (var n = 0; n < base.documents; n++) {
      for (var i = 0, had = 0, score = 0, share = 0; i < looked.length; i++) {
        var field = looked[i].found[n];
        if (!field) continue;
        had++;
        share += rarity[i];
        score += rarity[i] * FIELD[field];
      }
      if (!had) continue;
      if (had === looked.length) whole[n] = score / sum;
      else if (share >= PART * sum) part[n] = score / sum;
      else if (covered(looked, n) >= COVERED) part[n] = score / sum;
      else if (share >= LITTLE * sum) little[n] = score / sum;
    }
    return { whole: whole, part: part, little: little };
  }

  // How much of the characters of a query a document has. 公开数据 is two words, and what has both need not have 开数.
  function covered(looked, n) {
    var all = 0, had = 0;
    for (var i = 0, last = -1; i < looked.length; i++) {
      var one = looked[i];
      var from = one.at ? Math.max(last, one.at) : 0;
      var end = (one.at || 0) + one.key.length;
      if (!one.at) last = -1;
      all += end - (one.at ? one.at + one.key.length - 1 : 0);
      if (!one.found[n]) continue;
      had += end - from;
      last = end;
    }
    return had / all;
  }

  // How much nearer documents are for their numbers: the code that was typed, its digits or the beginning of them.
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

  // How questions begin and end: they say nothing of what is sought.
  var ASKING = /请问|怎么样?|怎样|如何|什么|哪些|哪个|哪里|多少|是不是|是否|有没有|要不要|需不需要|吗|呢|\?|\b(?:what|which|how|where|is|are|the|of|for|do|does|to)\b/g;

  // The other words for what begins with a query: 渗透 may be going to be 渗透测试.
  function begun(query) {
    var folded = fold(query).trim();
    var longer = base.synonyms.filter(synonym => folded.length > 1 && fold(synonym[0]).indexOf(folded) === 0);
    return longer.reduce((all, synonym) => all.concat(synonym.map(fold)), []).slice(0, 8);
  }

  // A query, and the same with other words for what it says: 密评 is 商用密码应用安全性评估. Words are replaced whole.
  function variants(query) {
    // An article stands by itself, whatever it was written up against.
    var folded = fold(query).trim().replace(/(\S)(?=第[0-9零一二三四五六七八九十百]+条)/g, "$1 ").replace(ASKING, " ").trim();
    var all = [folded];
    base.synonyms.forEach(synonym => {
      var word = fold(synonym[0]);
      var at = folded.indexOf(word);
      var within = /[a-z0-9]/;
      if (at < 0 || (within.test(word[0]) && within.test(folded[at - 1] || "")) ||
        (within.test(word[word.length - 1]) && within.test(folded[at + word.length] || ""))) return;
      synonym.slice(1).forEach(other => { all.push(folded.slice(0, at) + " " + fold(other) + " " + folded.slice(at + word.length)); });
    });
    return all.slice(0, 8);
  }

  // What the code before a number tells of its level.
  var LEVELS = [["national", /^gb[tz]?$/], ["local", /^db\d/], ["group", /^t[/ ]/], ["international", /^(iso|iec|itu|ieee|ietf|w3c)/],
    ["industry", /^[a-z]{2}[tz]?$/]];

  // A number as a standard has it, in a query that is nothing else; null for other queries. `level` is where it would be looked up.
  function numberIn(query) {
    var hit = /^(db\d{2,6}\/?t?|[a-z]{1,8}(?:[/ ][a-z]{2,8}){0,2}) ?-?(\d+(?:\.\d+)*)(?: ?[-—–:] ?(\d{4}))?$/.exec(fold(query).trim());
    if (!hit) return null;
    var code = hit[1].replace(/[^a-z0-9]/g, "");
    var level = LEVELS.filter(level => level[1].test(hit[1]))[0];
    return level ? { code: code, serial: hit[2], year: hit[3] || "", level: level[0] } : null;
  }

  function weight(n) {
    return WEIGHT[base.marks[n]] || OF_GUIDE;
  }

  // The codes of ICS and CCS in a query: 35.040, L80.
  function codes(words) {
    return words.match(/(^|\s)(\d{2}\.\d{3}(\.\d{2})?|[a-z]\d{2})(?=\s|$)/g) || [];
  }

  // One way of saying a query: its runs, and how well documents answer it.
  function ask(words) {
    var classes = codes(words);
    var asked = runs(classes.reduce((rest, code) => rest.replace(code, " "), words).replace(classes.length ? /\b(ics|ccs)\b/g : / $/, " "));
    if (!asked.length && !classes.length) return Promise.resolve(null);
    var classed = classes.map(code => look("keys", base.shards, code.trim(), true).then(found => ({ key: code, kind: "", found: found })));
    var long = asked.some(run => run.kind === "han" && run.chars.length > 1);
    return Promise.all([Promise.all(asked.reduce((all, run) => all.concat(lookups(run)), classed)), numbered(asked)]).then(found => {
      var looked = found[0];
      var weighed = weigh(looked);
      var few = weighed.whole.filter(Boolean).length < 10;
      return (long && few ? abbreviated(looked).then(weigh) : Promise.resolve(weighed)).then(weighed => {
        found[1].forEach(near => weighed.whole.forEach((score, n) => { if (score && near[n]) weighed.whole[n] += .2; }));
        return { runs: asked, whole: weighed.whole, part: weighed.part, little: weighed.little };
      });
    });
  }

  // Everything that a query finds, best first: { runs, variants, scores, ids, whole, missing }. The first `whole` of the ids answer all
  // of the query, the others a part of it. `missing` is a number that nothing on record has.
  function find(query) {
    var answers = all => all.some(one => one.whole.some((score, n) => score && weight(n) > OF_GUIDE));
    return start().then(() => Promise.all(variants(query).map(ask))).then(all => {
      all = all.filter(Boolean);
      return answers(all) ? all : Promise.all(begun(query).map(ask)).then(more => all.concat(more.filter(Boolean)));
    }).then(all => {
      var some = answers(all);
      var scores = new Float32Array(base.documents), parts = new Float32Array(base.documents);
      all.forEach((one, i) => {
        one.whole.forEach((score, n) => { if (score) scores[n] = Math.max(scores[n], score * weight(n)) + (scores[n] ? .05 : 0); });
        // Of a query in other words a part is not near enough, unless nothing is nearer.
        if (!i || !some) one.part.forEach((score, n) => { parts[n] = Math.max(parts[n], score * weight(n)); });
      });
      if (!some && !parts.some(Boolean)) all.forEach(one => one.little.forEach((score, n) => { parts[n] = Math.max(parts[n], score * weight(n)); }));
      // A page of the handbook that has all words is no better than a standard that has most.
      var whole = ordered(scores).filter(n => weight(n) > OF_GUIDE);
      parts.forEach((score, n) => { parts[n] = weight(n) > OF_GUIDE ? (scores[n] ? 0 : score) : scores[n] || score; });
      var others = ordered(parts);
      others = whole.length < 10 ? others.slice(0, 50) : others.filter(n => scores[n]);
      others.forEach(n => { scores[n] = parts[n]; });
      var answer = {
        runs: all.length ? all[0].runs : [], variants: all.map(one => one.runs), scores: scores, ids: whole.concat(others), whole: whole.length, missing: null
      };
      var wanted = numberIn(query);
      return wanted ? nearest(answer, wanted) : answer;
    });
  }

  // Where nothing has the number that is sought, its other editions come first, then the numbers that are nearly it.
  function nearest(answer, wanted) {
    return first(answer, 24).then(found => {
      if (found.some(row => isOf(row, wanted, true))) return answer;
      answer.missing = wanted;
      return ask(wanted.code + " " + wanted.serial).then(other => {
        var near = ordered(other.whole.map((score, n) => (score || other.part[n]) * weight(n))).slice(0, 48);
        return rows(near).then(all => {
          var close = all.filter(row => isOf(row, wanted, false)).concat(all.filter(row => isNear(row, wanted)));
          var ids = close.map(row => row.id);
          answer.ids = ids.concat(answer.ids.slice(0, answer.whole).filter(n => ids.indexOf(n) < 0));
          answer.whole = 0;
          answer.ids.forEach(n => { answer.scores[n] = answer.scores[n] || .1; });
          answer.ranked = true;
          return answer;
        });
      });
    });
  }

  function parts(row) {
    return numberIn(row.number.replace(/[—–]/g, "-"));
  }

  // Whether a row is of a number: of the edition too, where one is named and that is asked for.
  function isOf(row, wanted, edition) {
    var own = /[a-z]/.test(row.mark) && parts(row);
    return own && own.code === wanted.code && own.serial === wanted.serial && (!edition || !wanted.year || own.year === wanted.year);
  }

  function isNear(row, wanted) {
    var own = /[a-z]/.test(row.mark) && parts(row);
    if (!own || isOf(row, wanted, false)) return false;
    return own.serial === wanted.serial || (own.code === wanted.code && own.serial.length > 2 && alike(own.serial, wanted.serial));
  }

  // Documents with a score, best first, then in the order of the catalogue; pages of the handbook only in the page's language.
  function ordered(scores) {
    var ids = [];
    scores.forEach((score, n) => {
      if (score && (!/[0-9]/.test(base.marks[n]) || +base.marks[n] === base.lang)) ids.push(n);
    });
    return ids.sort((a, b) => scores[b] - scores[a] || a - b);
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

  // How much nearer a row is to what was typed, now that it can be read: the whole number, its digits, its beginning, the title.
  function nearness(row, asked) {
    var typed = asked.map(text);
    var whole = typed.join("");
    var number = compact(row.number);
    var undated = compact(row.number.replace(/[—:-]\d{4}$/, ""));
    var titles = row.titles.filter(Boolean).map(compact);
    if (number === whole) return 3;
    if (undated === whole) return 2;
    // The digits of an edition, without the code before them.
    if (/^\d{7,}$/.test(whole) && number.endsWith(whole)) return 3;
    var digits = runs(row.number).filter(run => run.kind === "digits").map(text);
    if (typed.some(word => word.length > 2 && digits.indexOf(word) >= 0)) return 1.5;
    if (titles.indexOf(whole) >= 0) return 1;
    if (number && number.indexOf(whole) === 0) return .9;
    if (digits.some(run => run.indexOf(whole) === 0)) return .8;
    if (titles.some(title => title.indexOf(whole) >= 0)) return .5;
    if (number.indexOf(whole) >= 0) return .4;
    return titles.some(title => typed.every(word => title.indexOf(word) >= 0)) ? .3 : 0;
  }

  // The first rows of an answer, those before others that are nearer to what was typed; what has only a part of it stays behind.
  function first(answer, count) {
    return rows(answer.ids.slice(0, count)).then(all => {
      if (answer.ranked) return all;
      var ranked = all.map((row, i) => {
        // An older edition is what was meant only where its own number was typed.
        var near = answer.variants.map(asked => nearness(row, asked));
        var best = Math.max.apply(null, near.concat(0));
        return { row: row, i: i, part: i >= answer.whole, near: answer.scores[row.id] + best * (best >= 3 ? 1 : weight(row.id)) };
      });
      ranked.sort((a, b) => a.part - b.part || b.near - a.near || a.i - b.i);
      return ranked.map(r => r.row);
    });
  }

  return {
    take: take, load: load, start: start, find: find, first: first, rows: rows, list: list, number: number,
    text: text
  };
})();
