/** A centre with its collections, as an operator enters them before the first student comes. */

/** Codes that the drawn cards carry. */
export const SCHOOL = '10576'
const SECOND_SCHOOL = '99901'

/** What students type and scan. */
export const FEATURE_CODE = 'J9VG24'
export const REVIEW_FEATURE_CODE = '5DMWW6'
export const HUNDRED_FEATURE_CODE = 'H8QK35'
export const SLUGS = { open: 'open-2024', over: 'over-2023', coming: 'coming-2099', region: 'shaoguan' }

/** Login of the reviewer. */
export const REVIEWER = 'reviewer'

/** How the centre is reached; not a number that anybody has. */
const SUPPORT = '020-00000000（9:00–17:00）'

/**
 * Enters everything.
 * @param {{ admin: (...given: string[]) => Promise<Record<string, unknown>[]> }} operator
 */
export async function foundCollection({ admin }) {
  /** @type {(name: string, ...given: string[]) => Promise<string>} */
  const made = async (name, ...given) => {
    const [line] = await admin(...given)
    return String(line?.[name])
  }
  const centre = await made('centre', 'create-centre', '--name', '示范图像采集中心', '--support', SUPPORT)
  const of = ['--centre', centre]
  await admin('create-school', ...of, '--code', SCHOOL, '--name', '韶关学院')
  await admin('create-school', ...of, '--code', SECOND_SCHOOL, '--name', '示范职业技术学院')
  /** @type {(slug: string, name: string, code: string, window: readonly [string, string], ...more: string[]) => Promise<string>} */
  const batch = (slug, name, code, [opens, closes], ...more) =>
    made('batch', 'create-batch', ...of, '--slug', slug, '--name', name, '--feature-code', code,
      '--opens', opens, '--closes', closes, '--notice-zh', '请在截止日期前完成采集。', '--notice-en', 'Please finish before the last day.', '--open', ...more)
  const schools = ['--school', SCHOOL, '--school', SECOND_SCHOOL]
  const sources = ['--capture', 'live-camera', '--capture', 'album']
  const open = await batch(SLUGS.open, '2024年1月毕业生图像采集', FEATURE_CODE, [dayFromNow(-2), dayFromNow(20)], ...schools, ...sources)
  await batch(SLUGS.over, '2023年6月毕业生图像采集', 'EK43', ['2020-01-01', '2020-02-01'], ...schools, ...sources)
  await batch(SLUGS.coming, '2099年6月毕业生图像采集', 'JF3D34', ['2099-01-01', '2099-12-31'], ...schools, ...sources)
  // Its photos are decided by one test alone: reviewers take whatever waits.
  const review = await batch('review-2024', '2024年3月毕业生图像采集', REVIEW_FEATURE_CODE, [dayFromNow(-2), dayFromNow(20)], ...schools, ...sources)
  // Nobody begins here: its roster comes from one test alone.
  const school = await batch('school-2024', '2024年5月毕业生图像采集', 'K7TN58', [dayFromNow(-2), dayFromNow(20)], ...schools, ...sources)
  // A whole school's roster, from one test alone.
  const roster = await batch('roster-2024', '2024年9月毕业生图像采集', 'RX49TC', [dayFromNow(-2), dayFromNow(20)], ...schools, ...sources)
  // A hundred photos, decided by one test alone.
  const hundred = await batch('hundred-2024', '2024年7月毕业生图像采集', HUNDRED_FEATURE_CODE, [dayFromNow(-2), dayFromNow(20)], ...schools, ...sources)
  const region = await made('region', 'create-region', ...of, '--name', '韶关', '--slug', SLUGS.region)
  const individual = await made('batch', 'create-batch', ...of, '--slug', 'region-2024', '--name', '2024年韶关散拍采集',
    '--region', region, '--opens', dayFromNow(-2), '--closes', dayFromNow(20), '--open', '--capture', 'onsite', ...sources)
  const studio = await made('studio', 'create-studio', '--region', region, '--name', '韶关示范影棚', '--address', '韶关市浈江区示范路 1 号')
  await admin('create-slots', '--studio', studio, '--date', dayFromNow(1), '--from', '09:00', '--until', '11:00')
  await admin('create-staff', ...of, '--name', '示范审核员', '--login', REVIEWER, '--role', 'centre-reviewer')
  return { open, individual, region, review, school, roster, hundred }
}

/**
 * A day in China, counted from today.
 * @param {number} days
 */
function dayFromNow(days) {
  const inChina = new Date(Date.now() + (24 * days + 8) * 60 * 60 * 1000)
  return inChina.toISOString().slice(0, 10)
}
