// The three surfaces' strings, composed as the service composes them and in the order it hashes them, so that the
// hash that is sent is the hash of what was shown.
import { data, type Notice } from "./data";

const { banner, embed } = data.notices;
const { refuse, accept, save } = banner.buttons;

export { banner };

export const settings: Notice = { ...banner, buttons: { accept, refuse, save }, surface: "settings" };

/** The place of what `service` would show. */
export const placeholder = (service: string): Notice => ({
  buttons: { accept: embed.accept },
  categories: banner.categories.flatMap((category) => {
    const services = category.services.filter(({ key }) => key == service);
    return services[0] ? [{ ...category, services }] : [];
  }),
  controller: banner.controller,
  intro: embed.intros[service] ?? "",
  language: banner.language,
  surface: "placeholder",
  title: embed.title,
});

export const hex = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** The name under which the service keeps the notice: the SHA-256 of its canonical bytes. */
export const hash = async (notice: Notice): Promise<string> =>
  hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(notice)))));

/** Who provides a service, where, and what for besides. */
export const told = ({ provider, own_purposes: own }: Notice["categories"][number]["services"][number]): string =>
  provider + (own ? `. ${own}` : "");
