// SPDX-License-Identifier: Apache-2.0
// share.js puts a stream and its policies into a link's fragment, and takes them out again. What comes in by a link is
// anybody's: it is bounded here, and the engine reads it as it reads any stream.

/** The most characters of such a fragment: browsers and mail programs take it, and no story needs more. */
export const kSharedMax = 65536;

/** The fragment's text for a stream; nothing where it would be too long. */
export function toShared(policies, stream) {
  const bytes = new TextEncoder().encode(`${policies}\n${stream}`);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const text = btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return text.length <= kSharedMax ? text : null;
}

/** The policies and the stream that a fragment's text has; nothing if toShared did not write it. */
export function fromShared(text) {
  if (text.length > kSharedMax || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const whole = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const end = whole.indexOf("\n");
    return end < 0 ? null : { policies: whole.slice(0, end), stream: whole.slice(end + 1) };
  } catch {
    return null; // not base64, or not UTF-8
  }
}
