/** Help of settings and keys. */
import type { Help } from '../../help'
import { text } from '../../words'

export const HELP: Help = {
  topics: [
    {
      when: text('怎么修改设置', 'How is a setting changed?'),
      then: text(
        '由部署者在服务器上改 caixiang.toml 或环境变量，再重启服务。这里只能查看，看到的是正在应答的这个进程的设置。',
        'Whoever runs the server changes caixiang.toml or a variable and starts the service again. This page only shows, and shows those of the process that answers.',
      ),
    },
    {
      when: text('为什么有的值看不到', 'Why is a value not shown?'),
      then: text('密码和各种密钥只显示是否已设置，任何人都不能在这里看到内容。', 'Of passwords and secrets only that they are set. Nobody can read them here.'),
    },
    {
      when: text('怎么更换密钥', 'How are keys replaced?'),
      then: text(
        '由部署者在服务器上运行 caixiang admin rotate-keys。之后系统会自动用新密钥重新加密全部数据，这里看得到进度。旧密钥要保留：备份和审计日志还需要它。',
        'Whoever runs the server runs caixiang admin rotate-keys. Everything is then sealed under the new key by itself; the progress is here. Keep the old keys: backups and the audit logs need them.',
      ),
    },
    {
      when: text('什么时候要手动重新加密', 'When to begin resealing by hand?'),
      then: text(
        '通常不需要，系统每小时自己检查。恢复了旧备份，或上次有没完成的行时，可以立即再做一遍；不影响使用。',
        'Seldom: the service looks every hour. After a restore, or where rows were left, it can be begun at once; work goes on meanwhile.',
      ),
    },
  ],
}
