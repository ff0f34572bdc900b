/** Gives the account another number, which a code has confirmed. */
import type { Api } from '../../../lib/api'
import type { Enter } from '../usePhoneSignIn/usePhoneSignIn'

/** For the form of numbers and digits: changes the number instead of signing in. */
export function changingPhone(api: Api): Enter {
  return async (entering, { phone, code, last_four }) => {
    const body = last_four === undefined ? { phone, code } : { phone, code, last_four }
    return (await entering.run(() => api.PUT('/api/v1/account/phone', { body }))) !== undefined
  }
}
