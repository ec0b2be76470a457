// CookieConsent v3 as its guide installs it on a page: style sheet, script, configuration. Both scripts are deferred
// side by side, which is faster than the guide's module that imports the library only once it has arrived itself.
import { DECLARATION, told, text, version } from "./package.mjs";

function settings({ title, intro, controller, declaration, buttons, categories }) {
  const answers = { acceptAllBtn: buttons.accept, acceptNecessaryBtn: buttons.refuse };
  const link = `<a href="${DECLARATION}">${declaration}</a>`;
  const category = ({ key, always_on: isNecessary, services }) => [
    key,
    isNecessary
      ? { enabled: true, readOnly: true }
      : { services: Object.fromEntries(services.map(({ key, name }) => [key, { label: name }])) },
  ];
  const section = ({ key, title, text, services }) => ({
    title,
    description: text,
    linkedCategory: key,
    cookieTable: {
      headers: { name: title, text: declaration },
      body: services.map((service) => ({ name: service.name, text: told(service) })),
    },
  });
  return {
    // It hides from every automated browser unless told otherwise.
    hideFromBots: false,
    categories: Object.fromEntries(categories.map(category)),
    language: {
      default: "da",
      translations: {
        da: {
          consentModal: {
            title,
            description: `${intro} ${controller} ${link}`,
            ...answers,
            showPreferencesBtn: buttons.choose,
          },
          preferencesModal: {
            title,
            ...answers,
            savePreferencesBtn: buttons.save,
            closeIconLabel: buttons.close,
            sections: categories.map(section),
          },
        },
      },
    },
  };
}

const button = (role) => [`#cc-main .cm [data-role="${role}"]`];

export const cookieconsent = (notice) => ({
  key: "cookieconsent",
  name: "cookieconsent",
  version: version("vanilla-cookieconsent"),
  head: `<link rel="stylesheet" href="cookieconsent.css">
<script defer src="cookieconsent.umd.js"></script>
<script defer src="settings.js"></script>`,
  files: {
    "cookieconsent.css": text("vanilla-cookieconsent/dist/cookieconsent.css"),
    "cookieconsent.umd.js": text("vanilla-cookieconsent/dist/cookieconsent.umd.js"),
    "settings.js": `CookieConsent.run(${JSON.stringify(settings(notice))});`,
  },
  refuse: button("necessary"),
  accept: button("all"),
  choose: button("show"),
});
