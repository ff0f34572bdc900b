/**
 * The parts of Element Plus that the console uses, one by one: its index would bring all of them into
 * every test. Their styles are in `styles/kit.css`.
 */
export { ElButton } from 'element-plus/es/components/button/index.mjs'
export { ElInput } from 'element-plus/es/components/input/index.mjs'
export { ElRadioButton, ElRadioGroup } from 'element-plus/es/components/radio/index.mjs'
export { ElSwitch } from 'element-plus/es/components/switch/index.mjs'
