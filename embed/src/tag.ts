// The tag that loaded this file: where it came from, and what its author asked of it.
import { at } from "./site";

export const tag =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>(`[src^="${at}/s/"]`);

/** Loaded from an address with a hash, so the page keeps this very file until its author changes the tag. */
export const isPinned = /\w{16}\/v1/.test(tag?.src ?? "");

/** The nonce of the page's policy, where it has one. */
export const nonce = tag?.nonce ?? "";
