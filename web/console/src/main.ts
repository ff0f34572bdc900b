/** Starts the console. */
import './styles/kit.css'
import './styles/colours.css'
import './styles/page.css'

import { createApp } from 'vue'
import { createWebHistory } from 'vue-router'

import App from './App.vue'
import { createSession, SESSION } from './features/session/useSession/useSession'
import { api } from './lib/api'
import { followLanguage } from './lib/language'
import { followTheme } from './lib/theme'
import { createConsoleRouter } from './router'

followLanguage(document.documentElement)
followTheme(document.documentElement)

const session = createSession(api)
const router = createConsoleRouter(session, createWebHistory(import.meta.env.BASE_URL))

createApp(App).provide(SESSION, session).use(router).mount('#app')
