// The banner and dialog of c15t, mounted as its React guide says. `NOTICE` is put in when this is bundled.
import { ConsentManagerProvider } from "@c15t/react";
import { ConsentBanner } from "@c15t/react/components/consent-banner";
import { ConsentDialog } from "@c15t/react/components/consent-dialog";
import { createRoot } from "react-dom/client";
import "@c15t/react/styles.css";

const { title, intro, controller, declaration, buttons, categories, link } = NOTICE;

const messages = {
  common: { acceptAll: buttons.accept, rejectAll: buttons.refuse, customize: buttons.choose, save: buttons.save },
  cookieBanner: { title, description: `${intro} ${controller}` },
  consentManagerDialog: { title, description: `${intro} ${controller}` },
  consentTypes: Object.fromEntries(categories.map(({ key, title, text }) => [key, { title, description: text }])),
  legalLinks: { cookiePolicy: declaration },
};

const options = {
  mode: "offline",
  consentCategories: categories.map(({ key }) => key),
  i18n: { locale: "da", detectBrowserLanguage: false, messages: { da: messages } },
  legalLinks: { cookiePolicy: { href: link, label: declaration } },
};

const place = document.body.appendChild(document.createElement("div"));
createRoot(place).render(
  <ConsentManagerProvider options={options}>
    <ConsentBanner legalLinks={["cookiePolicy"]} />
    <ConsentDialog />
  </ConsentManagerProvider>,
);
