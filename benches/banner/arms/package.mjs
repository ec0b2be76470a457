// A rival's npm package: what is read from it, and its version for the table.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = new URL("../node_modules", import.meta.url).pathname;

/** The text of a file of the packages, such as `klaro/dist/klaro.js`. */
export const text = (file) => readFileSync(join(FOLDER, file), "utf8");

export const version = (name) => JSON.parse(text(`${name}/package.json`)).version;

/** The services that may be refused, each with its category's key. */
export const services = ({ categories }) =>
  categories
    .filter(({ always_on: isNecessary }) => !isNecessary)
    .flatMap(({ key, services }) => services.map((service) => ({ ...service, category: key })));

/** Who provides a service and what for, in one string where the rival has one place for it. */
export const told = ({ text, provider, own_purposes: own }) => [text, `${provider}.`, own].filter(Boolean).join(" ");

/** The address of the declaration that every first layer links to. */
export const DECLARATION = "/cookies";
