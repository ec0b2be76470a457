// Klaro as its README installs it on a page: the configuration, then the script with style and languages inside.
import { DECLARATION, told, text, version } from "./package.mjs";

function settings({ title, intro, controller, declaration, buttons, categories }) {
  const service = ({ key, always_on: isNecessary }) => (one) => ({
    name: one.key,
    title: one.name,
    purposes: [key],
    required: !!isNecessary,
    translations: { da: { description: told(one) } },
  });
  return {
    version: 1,
    lang: "da",
    htmlTexts: true,
    groupByPurpose: true,
    showNoticeTitle: true,
    acceptAll: true,
    translations: {
      da: {
        ok: buttons.accept,
        acceptAll: buttons.accept,
        decline: buttons.refuse,
        acceptSelected: buttons.save,
        close: buttons.close,
        consentNotice: {
          title,
          description: `${intro} ${controller} <a href="${DECLARATION}">${declaration}</a>`,
          learnMore: buttons.choose,
        },
        // Its Danish lacks these two.
        purposeItem: { service: "tjeneste", services: "tjenester" },
        consentModal: { title, description: `${intro} ${controller}` },
        purposes: Object.fromEntries(categories.map(({ key, title, text }) => [key, { title, description: text }])),
      },
    },
    services: categories.flatMap((category) => category.services.map(service(category))),
  };
}

const notice = ".klaro .cookie-notice:not(.cookie-notice-hidden)";

export const klaro = (said) => ({
  key: "klaro",
  name: "klaro",
  version: version("klaro"),
  head: `<script defer src="config.js"></script>
<script defer src="klaro.js"></script>`,
  files: {
    "config.js": `var klaroConfig = ${JSON.stringify(settings(said))};`,
    "klaro.js": text("klaro/dist/klaro.js"),
  },
  refuse: [`${notice} .cn-decline`],
  accept: [`${notice} .cm-btn-success`],
  choose: [`${notice} .cn-learn-more`],
});
