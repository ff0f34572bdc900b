/** Texts in GBK: the encoder of browsers and of Node knows UTF-8 alone, so the signs of the tests stand here with their bytes. */
const GBK: Readonly<Record<string, readonly [number, number]>> = {
  专: [0xd7, 0xa8], 业: [0xd2, 0xb5], 体: [0xcc, 0xe5], 医: [0xd2, 0xbd], 升: [0xc9, 0xfd],
  号: [0xba, 0xc5], 学: [0xd1, 0xa7], 层: [0xb2, 0xe3], 年: [0xc4, 0xea], 教: [0xbd, 0xcc],
  文: [0xce, 0xc4], 时: [0xca, 0xb1], 本: [0xb1, 0xbe], 机: [0xbb, 0xfa], 次: [0xb4, 0xce],
  毕: [0xb1, 0xcf], 班: [0xb0, 0xe0], 算: [0xcb, 0xe3], 级: [0xbc, 0xb6], 育: [0xd3, 0xfd],
  计: [0xbc, 0xc6], 间: [0xbc, 0xe4], 院: [0xd4, 0xba],
}

/** The bytes of a text; a sign that is not above has to be plain. */
export function gbkOf(text: string): Buffer {
  const bytes = Array.from(text).flatMap((sign) => {
    const known = GBK[sign]
    if (known === undefined && sign.charCodeAt(0) > 0x7f) throw new Error(`${sign} has no bytes here`)
    return known ?? [sign.charCodeAt(0)]
  })
  return Buffer.from(bytes)
}
