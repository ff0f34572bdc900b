/* global fetch, location, URLSearchParams */
/**
 * Asks what a poster's link needs while the app is still on its way, which saves a round trip on a slow
 * network. Runs as it stands, before everything else, in browsers only; `lib/early.ts` has the answers used.
 */
const asked = new Map()
globalThis.earlyAnswers = asked

const query = new URLSearchParams(location.search)

const [link, code] = [query.get('link'), query.get('code')]

// Only what looks like it; the app asks for the rest, and says what is wrong.
if (link !== null && /^[a-z0-9-]{1,64}$/.test(link)) {
  const brought = code !== null && /^[A-Z0-9]{4,8}$/.test(code) ? `?code=${code}` : ''
  const address = `/api/v1/links/${link}${brought}`
  const answer = fetch(address, { headers: { accept: 'application/json, application/problem+json, */*;q=0.5' } })
  answer.catch(() => undefined)
  asked.set(address, answer)
}
