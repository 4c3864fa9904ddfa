// What was found, for people: a table, then every fault by check.

/** Faults of one check that are printed; the rest are counted. */
const SHOWN = 12;

/** Columns that line up: cells of the first row are headings. */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const line = (row) => row.map((cell, i) => (typeof cell === "number" ? String(cell).padStart(widths[i]) : String(cell).padEnd(widths[i]))).join("  ").trimEnd();
  return [line(rows[0]), widths.map((width) => "-".repeat(width)).join("  "), ...rows.slice(1).map(line)].join("\n");
}

/** The same rows as a Markdown table; numbers stand to the right. */
export function markdown(rows) {
  const line = (row) => `| ${row.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  const bar = rows[0].map((_, column) => (typeof rows[1]?.[column] === "number" ? "---:" : "---"));
  return [line(rows[0]), line(bar), ...rows.slice(1).map(line)].join("\n");
}

/** Results as text: { check, examined, faults: [{ page, what }] } each. */
export function report(results) {
  const lines = [table([["check", "examined", "faults"], ...results.map((r) => [r.check, r.examined, r.faults.length])])];
  for (const { check, faults } of results.filter((result) => result.faults.length)) {
    lines.push("", `${check}:`);
    lines.push(...faults.slice(0, SHOWN).map(({ page, what }) => `  ${page}: ${what}`));
    if (faults.length > SHOWN) lines.push(`  and ${faults.length - SHOWN} more`);
  }
  return lines.join("\n");
}
