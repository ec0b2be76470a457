// c15t: it has no file for a plain page, and its JavaScript package no banner, so this is the React package with React,
// bundled and minified, in its mode without a backend, which needs no request of its own.
import { createRequire } from "node:module";
import { DECLARATION, version } from "./package.mjs";

const { buildSync } = createRequire(new URL("../../../package.json", import.meta.url))("esbuild");

/** It has five fixed categories and no services; the demo's sixth and seventh have no place. */
const CATEGORIES = {
  necessary: "necessary",
  statistics: "measurement",
  marketing: "marketing",
  video: "experience",
  social: "functionality",
};

function notice({ categories, ...rest }) {
  const told = categories
    .filter(({ key }) => key in CATEGORIES)
    .map(({ key, title, text }) => ({ key: CATEGORIES[key], title, text }));
  return { ...rest, link: DECLARATION, categories: told };
}

function bundle(said) {
  const { outputFiles } = buildSync({
    entryPoints: [new URL("c15t.jsx", import.meta.url).pathname],
    outdir: "/",
    bundle: true,
    write: false,
    minify: true,
    charset: "utf8",
    legalComments: "none",
    jsx: "automatic",
    target: "es2021",
    define: { NOTICE: JSON.stringify(notice(said)), "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [path.slice(1), text]));
}

const button = (kind) => [`[data-testid="consent-banner-${kind}-button"]`];

export const c15t = (said) => ({
  key: "c15t",
  name: "@c15t/react",
  version: version("@c15t/react"),
  head: `<link rel="stylesheet" href="c15t.css">
<script defer src="c15t.js"></script>`,
  files: bundle(said),
  refuse: button("reject"),
  accept: button("accept"),
  choose: button("customize"),
});
