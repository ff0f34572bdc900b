/** What administrators do with one member of staff. */
import { createAction } from '@caixiang/shared/vue/useAction/useAction'
import type { ApiError } from '@caixiang/shared/api/failure'
import type { Result } from '@caixiang/shared/api/client'
import type { Api } from '../../../lib/api'
import type { Session } from '../../session/useSession/useSession'
import type { Colleague, Role } from '../roles'

/** `onChange` is told how the person is afterwards; nothing where only asking again tells. */
export function useMember(api: Api, session: Pick<Session, 'isOver'>, onChange: (now: Colleague | undefined) => void) {
  const action = createAction({ onAnswer: session.isOver })

  async function change(send: (key: string) => Promise<Result<Colleague | undefined>>): Promise<boolean> {
    let isDone = false
    await action.run(async (key) => {
      const result = await send(key)
      isDone = result.error === undefined
      if (isDone) onChange(result.data)
      return result
    })
    return isDone
  }

  return {
    busy: action.busy,
    failure: action.failure,
    assign: (id: string, roles: readonly Role[]) =>
      change(() => api.PUT('/api/v1/staff/members/{id}/roles', { params: { path: { id } }, body: { roles: [...roles] } })),
    /** Ends or restores someone's right to sign in. */
    allow: (id: string, isAllowed: boolean) =>
      change((key) => {
        const params = { path: { id }, header: { 'Idempotency-Key': key } }
        return isAllowed
          ? api.POST('/api/v1/staff/members/{id}/enable', { params })
          : api.POST('/api/v1/staff/members/{id}/disable', { params })
      }),
    setPassword: (id: string, password: string) =>
      change(() => api.PUT('/api/v1/staff/members/{id}/password', { params: { path: { id } }, body: { password } })),
    forgetSecondFactor: (id: string) =>
      change(() => api.DELETE('/api/v1/staff/members/{id}/second-factor', { params: { path: { id } } })),
    /** Why the last one failed, for an undo. */
    lastFailure: (): ApiError | undefined => action.failure.value,
  }
}
