/* global fetch, location, URLSearchParams */
/**
 * Asks what a poster's link needs while the app is still on its way, which saves a round trip on a slow
 * network. Runs as it stands, before everything else, in browsers only; `lib/early.ts` has the answers used.
 */
const asked = new Map()
globalThis.earlyAnswers = asked

const query = new URLSearchParams(location.search)

/** Asks for what stands in the page's address, if it looks like it. */
function ask(place, value, shape) {
  if (value === null || !shape.test(value)) return
  const answer = fetch(place + value, { headers: { accept: 'application/json, application/problem+json, */*;q=0.5' } })
  // The app asks again, and says what is wrong.
  answer.catch(() => undefined)
  asked.set(place + value, answer)
}

ask('/api/v1/links/', query.get('link'), /^[a-z0-9-]{1,64}$/)
ask('/api/v1/batches/by-code/', query.get('code'), /^[A-Za-z0-9]{4,8}$/)
