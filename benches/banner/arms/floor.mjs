// The page without a banner: what every other arm is held against.
export const floor = () => ({ key: "floor", name: "no banner", version: "", head: "", files: {} });
