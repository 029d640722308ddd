// SPDX-License-Identifier: Apache-2.0
// share.js encodes a stream and its policies in a link's fragment, and decodes them. A link is untrusted input: its
// size is bounded here, and the engine validates the stream.

/** The maximum length of a fragment: browsers and mail programs accept it, and no story needs more. */
export const kSharedMax = 65536;

/** The fragment for a stream; nothing if it would be too long. */
export function toShared(policies, stream) {
  const bytes = new TextEncoder().encode(`${policies}\n${stream}`);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const text = btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return text.length <= kSharedMax ? text : null;
}

/** The policies and the stream in a fragment; nothing if toShared did not write it. */
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
