/** Prices of a batch, put in force as an administrator does it in the console. */

let made = 0

/**
 * @param {{ url: string, operator: { admin: (...given: string[]) => Promise<Record<string, unknown>[]> } }} service
 * @param {string} batch its id
 * @param {{ pay: 'never' | 'before-camera' | 'before-submitting', payer: 'student' | 'school', lines: { product: string, unit_fen: number }[] }} prices
 */
export async function publishPrices({ url, operator }, batch, prices) {
  const [centre] = await operator.admin('list', 'centres')
  made += 1
  const login = `prices-${String(Date.now())}-${String(made)}`
  const named = ['--name', '价目管理', '--login', login, '--role', 'administrator']
  const [member] = await operator.admin('create-staff', '--centre', String(centre?.['centre']), ...named)
  const json = { 'content-type': 'application/json' }
  const signedIn = await fetch(`${url}/api/v1/staff/sign-in`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ login, password: String(member?.['password']) }),
  })
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
  const answer = await fetch(`${url}/api/v1/batches/${batch}/price-lists`, {
    method: 'POST',
    // As the pages of the service do.
    headers: { ...json, cookie, 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(prices),
  })
  if (answer.status !== 201) throw new Error(`prices: ${await answer.text()}`)
}
