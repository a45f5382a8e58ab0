// Waits for a state, never for a time.

/** Long enough for a slow machine; only a state that never comes takes it all. */
const PATIENCE = 10_000;

/**
 * Asks until the answer is neither false nor nothing, and returns it.
 * @template T
 * @param {string} what the state, for the message when it does not come
 * @param {() => Promise<T> | T} ask
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, ask, patience = PATIENCE) {
  const end = Date.now() + patience;
  let answer;
  let failure = "";
  for (;;) {
    try {
      answer = await ask();
      if (answer) return answer;
      failure = `last answer: ${JSON.stringify(answer)}`;
    } catch (error) {
      failure = String(error);
    }
    if (Date.now() > end) throw new Error(`waited in vain until ${what} (${failure})`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
