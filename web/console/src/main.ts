/** Starts the console. */
import './styles/kit.css'
import './styles/colours.css'
import './styles/page.css'

import { createApp, effectScope } from 'vue'
import { createWebHistory } from 'vue-router'

import App from './App.vue'
import { createLock, LOCK } from './features/session/useLock/useLock'
import { createSession, SESSION } from './features/session/useSession/useSession'
import { api } from './lib/api'
import { keeper, onOtherTab } from './lib/keeper'
import { followLanguage } from './lib/language'
import { followTheme } from './lib/theme'
import { createConsoleRouter } from './router'

followLanguage(document.documentElement)
followTheme(document.documentElement)

const session = createSession(api)
const router = createConsoleRouter(session, createWebHistory(import.meta.env.BASE_URL))

// As long as the page.
const lock = effectScope(true).run(() => createLock({ api, session, keeper, onOtherTab }))
if (lock === undefined) throw new Error('a new scope is over already')

createApp(App).provide(SESSION, session).provide(LOCK, lock).use(router).mount('#app')
