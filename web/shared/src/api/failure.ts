/** Why a call has no data, as a value: for pages to decide by, and in words for people. */
import type { Text } from '../text/text'

import type { Schemas } from './types'

/** A failed call, cut by what a page can do about it. */
export type ApiError =
  | {
      /** The service says what went wrong. */
      readonly kind: 'problem'
      readonly problem: Schemas['Problem']
    }
  | {
      /** No answer came back; whether the request arrived is unknown. */
      readonly kind: 'no-answer'
    }
  | {
      /** An answer that the service does not give: a proxy's error page, a captive network. */
      readonly kind: 'foreign'
      readonly status: number
    }

/** Whether the service refused with this code. */
export function hasCode(error: ApiError | undefined, code: Schemas['ProblemCode']): boolean {
  return error?.kind === 'problem' && error.problem.code === code
}

/** Whether the same request may well succeed in a moment. */
export function isPassing(error: ApiError): boolean {
  if (error.kind === 'problem') return [429, 503].includes(error.problem.status)
  return error.kind === 'no-answer' || error.status >= 500
}

/** What happened and what to do, in both languages. */
export function failureText(error: ApiError): Text {
  switch (error.kind) {
    case 'problem':
      return { zh: error.problem.detail_zh, en: error.problem.detail_en }
    case 'no-answer':
      return {
        zh: '网络没有连上。请检查网络后再试一次。',
        en: 'There is no connection. Check the network and try again.',
      }
    case 'foreign':
      return error.status >= 500 ? SILENT : FOREIGN
  }
}

const SILENT: Text = {
  zh: '服务暂时没有响应，请过一会儿再试一次。',
  en: 'The service does not answer at the moment. Please try again in a while.',
}

/** Networks of hotels and campuses answer everything with their own sign-in page. */
const FOREIGN: Text = {
  zh: '收到的不是本系统的回答，当前网络可能需要先登录。请检查网络或换一个网络再试。',
  en: 'Something else answered; this network may ask you to sign in first. Check it or use another one.',
}

/** The field of the request that the service finds wrong, such as `name`, where it is one field's fault. */
export function wrongField(error: ApiError | undefined): string | undefined {
  if (error?.kind !== 'problem' || error.problem.code !== 'invalid') return undefined
  const field: unknown = error.problem['field']
  return typeof field === 'string' ? field : undefined
}
