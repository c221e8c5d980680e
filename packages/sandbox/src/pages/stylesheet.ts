/** The sandbox's one stylesheet: the portal's colours, light and dark as the browser asks. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --page: #f5f7f6; --card: #fff; --ink: #14201e; --quiet: #53605d; --line: #dfe5e2; --edge: #84918d;
  --accent: #0b5e57; --accent-ink: #fff; --link: #0b5e57; --code: #f1f4f3; --ring: #1a6ad1;
  --good: #0b6b60; --bad: #a81d24; --warn: #8a5200;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1413; --card: #171d1c; --ink: #eef3f1; --quiet: #a5b2ae; --line: #2b3533; --edge: #6b7a76;
    --accent: #4fb9a7; --accent-ink: #04201c; --link: #68c9b8; --code: #0f1413; --ring: #8ab8ff;
    --good: #5fd0b4; --bad: #ff8f80; --warn: #f0b354;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 14px/1.45 -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
}
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--ring); outline-offset: 2px; }
header.top { background: var(--card); border-bottom: 1px solid var(--line); padding: 10px 20px; display: flex; gap: 16px; align-items: center; flex-wrap: wrap; }
header.top .who { margin-left: auto; color: var(--quiet); display: flex; gap: 12px; align-items: center; }
header.top .brand { font-weight: 600; text-decoration: none; color: var(--ink); }
main { max-width: 1080px; margin: 0 auto; padding: 20px; }
main.narrow { max-width: 460px; padding-top: 48px; }
h1 { font-size: 20px; line-height: 1.3; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 16px; margin: 24px 0 8px; }
p.lead, .quiet { color: var(--quiet); }
nav.tabs { display: flex; gap: 4px; flex-wrap: wrap; margin: 12px 0 16px; border-bottom: 1px solid var(--line); }
nav.tabs a { padding: 8px 12px; text-decoration: none; color: var(--quiet); }
nav.tabs a[aria-current] { color: var(--ink); font-weight: 600; box-shadow: inset 0 -2px var(--accent); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: 0 0 16px; }
.card > .body { padding: 16px; }
table { width: 100%; border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 9px 16px; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child > td { border-bottom: 0; }
th { font-size: 12px; font-weight: 600; color: var(--quiet); }
code, pre, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; font-size: 92%; }
pre { background: var(--code); border-radius: 6px; padding: 12px; overflow-x: auto; margin: 0; }
.source td { border: 0; padding: 0 12px; white-space: pre; }
.source td:first-child { width: 1%; text-align: right; color: var(--quiet); user-select: none; }
.scroll { overflow-x: auto; }
.badge { border: 1px solid var(--line); border-radius: 9999px; padding: 1px 8px; font-size: 12px; color: var(--quiet); white-space: nowrap; }
.good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; } .warn { color: var(--warn); }
button, .button {
  font: inherit; min-height: 32px; padding: 4px 14px; border-radius: 6px; border: 1px solid var(--edge);
  background: var(--card); color: var(--ink); cursor: pointer; text-decoration: none; display: inline-block;
}
button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); font-weight: 600; }
input[type=text] { font: inherit; min-height: 32px; padding: 4px 10px; border-radius: 6px; border: 1px solid var(--edge); background: var(--card); color: var(--ink); width: 100%; }
ul.people { list-style: none; padding: 0; margin: 16px 0; }
ul.people button { width: 100%; text-align: left; padding: 10px 14px; margin-bottom: 8px; display: flex; gap: 12px; align-items: center; }
ul.people .face { flex: none; width: 36px; height: 36px; border-radius: 50%; background: var(--accent); color: var(--accent-ink); display: grid; place-items: center; font-weight: 600; }
ul.people .name { font-weight: 600; display: block; }
.markdown img { max-width: 100%; } .markdown table { width: auto; }
@media (max-width: 600px) { main { padding: 12px; } th, td { padding: 8px 10px; } }
`;
