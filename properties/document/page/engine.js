// SPDX-License-Identifier: Apache-2.0
// engine.js starts the WebAssembly engine, and exports the function that calls it.

/** Returns ask(verb, text): it returns the verb's answer (../review/desk.hpp) as an object, or throws Problem. */
export async function startEngine(wasmBytes) {
  let memory;
  const { instance } = await WebAssembly.instantiate(wasmBytes, {
    env: {
      emscripten_notify_memory_growth() {},
      getentropy(at, size) {
        crypto.getRandomValues(new Uint8Array(memory.buffer, at, size));
        return 0;
      },
    },
    wasi_snapshot_preview1: {
      proc_exit(status) {
        throw new Error(`the engine ended with status ${status}`);
      },
    },
  });
  const { memory: itsMemory, _initialize, review_room, review_ask, review_answer } = instance.exports;
  memory = itsMemory;
  _initialize();
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return (verb, text = "") => {
    const question = encoder.encode(verb + text);
    const room = review_room(question.length);
    new Uint8Array(memory.buffer, room, question.length).set(question);
    const size = review_ask(encoder.encode(verb).length);
    const answer = JSON.parse(decoder.decode(new Uint8Array(memory.buffer, review_answer(), size)));
    if (answer.problem !== undefined) throw new Problem(answer.problem);
    return answer;
  };
}

/** An error of the engine, in one sentence. */
export class Problem extends Error {}
