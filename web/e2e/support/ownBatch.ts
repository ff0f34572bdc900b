/** A batch of a test's own: reviewers take whatever waits in one, and officers remind whoever is in it. */
import { runningService } from './service'
import { Student } from './student'

/** A day in China, counted from today. */
export function dayFromNow(days: number): string {
  return new Date(Date.now() + (24 * days + 8) * 60 * 60 * 1000).toISOString().slice(0, 10)
}

/** Makes one that students find by its region, without the code of a school; its id. `more` are further flags of `create-batch`. */
export async function ownBatch(slug: string, name: string, source = 'album', ...more: readonly string[]): Promise<string> {
  const { operator } = runningService()
  const [centre] = await operator.admin('list', 'centres')
  const of = ['--centre', String(centre?.['centre'])]
  const [region] = await operator.admin('create-region', ...of, '--name', name, '--slug', `${slug}-region`)
  const window = ['--opens', dayFromNow(-2), '--closes', dayFromNow(20)]
  const notice = ['--notice-zh', '请在截止日期前完成采集。', '--notice-en', 'Please finish before the last day.']
  const given = ['--slug', slug, '--name', name, '--region', String(region?.['region']), ...window, ...notice, '--open', '--capture', source, ...more]
  const [batch] = await operator.admin('create-batch', ...of, ...given)
  return String(batch?.['batch'])
}

/** Students of the batch who have submitted these photos, one after the other. */
export async function submittedTo(batch: string, files: readonly string[]): Promise<Student[]> {
  const students: Student[] = []
  for (const file of files) {
    const student = await (await new Student().signIn()).agree()
    students.push(await (await student.bind(batch)).submit(file))
  }
  return students
}
