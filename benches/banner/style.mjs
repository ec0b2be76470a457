// The page's style sheet: some rules of its own, and the classes of all sizes and colours that a CMS's theme brings
// along whether the page uses them or not.

const OWN = `
*,::before,::after{box-sizing:border-box}
body{margin:0;font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;color:var(--wp--preset--color--contrast)}
a{color:#0b4f6c;text-underline-offset:.2em}a:hover,a:focus-visible{color:#062f40}
h1,h2,h3,h4{line-height:1.25;margin:0 0 .5em;font-weight:650;text-wrap:balance}p{margin:0 0 1em}ul{margin:0;padding:0;list-style:none}
.skip-link{position:absolute;left:-999px;top:0;padding:.75rem 1rem;background:#fff}.skip-link:focus{left:0}
.site-header{justify-content:space-between;align-items:center;padding:1rem clamp(1rem,4vw,3rem);border-bottom:1px solid #d5dde1}
.site-title{margin:0}.site-title a{color:inherit;text-decoration:none}
.nav__list{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}.nav__item{position:relative}.nav__link{display:block;padding:.5rem 0}
.nav__sub{display:none;position:absolute;z-index:10;min-width:16rem;padding:.5rem 1rem;box-shadow:0 6px 24px rgb(0 0 0/.15)}.nav__item:hover>.nav__sub,.nav__item:focus-within>.nav__sub{display:block}
.hero{padding:clamp(2rem,8vw,6rem) clamp(1rem,4vw,3rem)}.hero__lead{max-width:44rem}
.button{display:inline-block;padding:.75rem 1.25rem;border:2px solid #0b4f6c;border-radius:.4rem;text-decoration:none;font-weight:600}.button--primary{background:#0b4f6c;color:#fff}.button--primary:hover,.button--primary:focus-visible{color:#fff;background:#062f40}
.section{padding:clamp(1.5rem,5vw,4rem) clamp(1rem,4vw,3rem);max-width:78rem;margin:0 auto}
.cards{grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:1.5rem}.card{padding:1.25rem;border-radius:.5rem;background:#fff}.card__meta{color:#4a5a62;margin:0}.card__lead{font-weight:600}
.event{gap:1rem;padding:.75rem 0;border-bottom:1px solid #d5dde1}.event__day{flex:0 0 6.5rem;font-weight:600}.event__title,.event__place{margin:0}
.question{padding:.75rem 1rem;margin:0 0 .75rem;background:#fff}.question__title{font-weight:600;cursor:pointer;min-height:1.5rem}
.chapters{grid-template-columns:repeat(auto-fill,minmax(min(100%,14rem),1fr));gap:1rem}.chapter{padding:.75rem 1rem;background:#fff}.chapter p{margin:0}
.site-footer{padding:2rem clamp(1rem,4vw,3rem)}.site-footer,.site-footer a{color:#fff}
.is-layout-flex{display:flex;flex-wrap:wrap}.event.is-layout-flex{flex-wrap:nowrap}.is-layout-grid{display:grid}.has-border{border:1px solid #d5dde1}.has-shadow{box-shadow:0 1px 3px rgb(0 0 0/.08)}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{.site-header,.nav,.site-footer{display:none}}
`;

const COLOURS = { base: "#f7f9fa", contrast: "#16242b", accent: "#e3f0f5", primary: "#0b4f6c", secondary: "#5a3d6b", tertiary: "#8a5a00", success: "#1d6b3a", warning: "#8a4b00", danger: "#a1232b", muted: "#4a5a62" };
const SIZES = { small: ".875rem", medium: "1.0625rem", large: "1.3125rem", "x-large": "1.75rem", huge: "clamp(2rem,6vw,3.25rem)" };
const BREAKPOINTS = { "": "", "sm-": "36rem", "md-": "48rem", "lg-": "62rem" };
const SIDES = { t: "top", e: "inline-end", b: "bottom", s: "inline-start", x: "inline", y: "block" };

const variables = `:root{${Object.entries(COLOURS)
  .map(([name, value]) => `--wp--preset--color--${name}:${value}`)
  .join(";")};${Object.entries(SIZES)
  .map(([name, value]) => `--wp--preset--font-size--${name}:${value}`)
  .join(";")}}`;

const colours = Object.keys(COLOURS)
  .map((name) =>
    [["color", "color"], ["background-color", "background-color"], ["border-color", "border-color"]]
      .map(([kind, property]) => `.has-${name}-${kind}{${property}:var(--wp--preset--color--${name})}`)
      .join("\n"),
  )
  .join("\n");

const sizes = Object.keys(SIZES)
  .map((name) => `.has-${name}-font-size{font-size:var(--wp--preset--font-size--${name})}`)
  .join("\n");

const spaces = (prefix) =>
  ["margin", "padding"]
    .flatMap((property) =>
      Object.entries(SIDES).flatMap(([letter, side]) =>
        [0, 1, 2, 3, 4].map((step) => `.${prefix}${property[0]}${letter}-${step}{${property}-${side}:${step / 2}rem!important}`),
      ),
    )
    .join("\n");

const columns = (prefix) =>
  Array.from({ length: 12 }, (_, column) => `.${prefix}col-${column + 1}{flex:0 0 auto;width:${((column + 1) / 0.12).toFixed(4)}%}`).join("\n");

const utilities = Object.entries(BREAKPOINTS)
  .map(([prefix, width]) => {
    const rules = `${spaces(prefix)}\n${columns(prefix)}`;
    return width ? `@media (min-width:${width}){${rules}}` : rules;
  })
  .join("\n");

export const STYLE = [variables, OWN, colours, sizes, utilities].join("\n");
