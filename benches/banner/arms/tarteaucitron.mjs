// tarteaucitron as its README installs it on a page, minified. Its two scripts are deferred, not blocking as there, and
// it fetches its style, language and services by itself.
import { DECLARATION, services, text, version } from "./package.mjs";

/** Its categories are fixed; these are the nearest to the demo's. */
const TYPES = {
  statistics: "analytic",
  marketing: "ads",
  video: "video",
  social: "social",
  "newsletter-tool": "support",
  searches: "other",
};

function words({ title, intro, controller, declaration, buttons, categories }) {
  const optional = categories.filter(({ always_on: isNecessary }) => !isNecessary);
  const [necessary] = categories.filter(({ always_on: isNecessary }) => isNecessary);
  return {
    alertBigPrivacy: `${title} ${intro} ${controller}`,
    privacyUrl: declaration,
    acceptAll: buttons.accept,
    denyAll: buttons.refuse,
    personalize: buttons.choose,
    save: buttons.save,
    mandatoryTitle: necessary.title,
    mandatoryText: necessary.text,
    ...Object.fromEntries(optional.map(({ key, title, text }) => [TYPES[key], { title, details: text }])),
  };
}

const settings = {
  privacyUrl: DECLARATION,
  orientation: "bottom",
  showAlertSmall: false,
  cookieslist: false,
  showIcon: false,
  adblocker: false,
  DenyAllCta: true,
  AcceptAllCta: true,
  highPrivacy: true,
  mandatory: true,
  googleConsentMode: true,
  bingConsentMode: true,
};

const service = ({ key, name, category }) => `tarteaucitron.services[${JSON.stringify(key)}] = {
  key: ${JSON.stringify(key)}, type: ${JSON.stringify(TYPES[category])}, name: ${JSON.stringify(name)},
  needConsent: true, cookies: [], js() {}, fallback() {},
};
(tarteaucitron.job = tarteaucitron.job || []).push(${JSON.stringify(key)});`;

const configuration = (notice) => `tarteaucitronForceLanguage = "da";
tarteaucitronCustomText = ${JSON.stringify(words(notice))};
tarteaucitron.init(${JSON.stringify(settings)});
${services(notice).map(service).join("\n")}`;

const FETCHED = ["tarteaucitron.services.min.js", "css/tarteaucitron.min.css", "lang/tarteaucitron.da.min.js"];

const file = (name) => [name, text(`tarteaucitronjs/${name}`)];

export const tarteaucitron = (notice) => ({
  key: "tarteaucitron",
  name: "tarteaucitron",
  version: version("tarteaucitronjs"),
  head: `<script defer src="tarteaucitron.min.js"></script>
<script defer src="configuration.js"></script>`,
  files: {
    "configuration.js": configuration(notice),
    ...Object.fromEntries(["tarteaucitron.min.js", ...FETCHED].map(file)),
  },
  refuse: ["#tarteaucitronAllDenied2"],
  accept: ["#tarteaucitronPersonalize2"],
  choose: ["#tarteaucitronCloseAlert"],
});
