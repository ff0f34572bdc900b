/** Students who stand at every point of the way: made when the first test asks for one, once a process. */
import { order, pay, pricedBatch, studentIn } from './money'
import { runningService } from './service'
import { Student } from './student'

async function agreed(): Promise<Student> {
  return (await new Student().signIn()).agree()
}

async function bound(batch?: string): Promise<Student> {
  return (await agreed()).bind(batch)
}

/** A photo of hers was looked at; which one a page has to show, `photo` says. */
async function checked(file: string): Promise<Student> {
  const student = await bound()
  student.shown = (await student.photo(file)).id
  return student
}

async function submitted(file: string): Promise<Student> {
  return (await bound()).submit(file)
}

let priced = 0

/** A student of a batch of her own that charges. */
async function charged(): Promise<Student> {
  priced += 1
  return studentIn(await pricedBatch(`views-${String(process.pid)}-${String(priced)}`))
}

/** She has paid; `shown` is her order. */
async function paid(): Promise<Student> {
  const student = await charged()
  student.shown = await pay(student)
  return student
}

/** She has an order that nobody has paid; `shown` is that. */
async function owing(): Promise<Student> {
  const student = await charged()
  student.shown = await order(student)
  return student
}

const ROLES = {
  charged,
  owing,
  paid,
  newcomer: () => new Student().signIn(),
  agreed,
  proposed: async () => (await agreed()).propose(),
  bound: () => bound(),
  alone: () => bound(runningService().batches.individual),
  checked: () => checked('photo-good.jpg'),
  doubted: () => checked('photo-fringe.jpg'),
  stopped: () => checked('photo-eyes-closed.jpg'),
  unusable: () => checked('not-a-picture.jpg'),
  inReview: () => submitted('photo-good.jpg'),
  rejected: async () =>
    (await submitted('photo-good.jpg')).decided('reject', '--reason', 'P04', '--reason', 'O03', '--note', '请看镜头'),
  approved: async () => (await submitted('photo-good.jpg')).decided('approve'),
} satisfies Record<string, () => Promise<Student>>

/** How far somebody has come. */
export type Role = keyof typeof ROLES

const made = new Map<Role, Promise<Student>>()

/** The student of a role. */
export function played(role: Role): Promise<Student> {
  const student = made.get(role) ?? ROLES[role]()
  made.set(role, student)
  return student
}
