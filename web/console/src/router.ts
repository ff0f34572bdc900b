/** Which page an address shows, and that nobody sees one before signing in. */
import { createRouter } from 'vue-router'
import type { Router, RouteRecordRaw, RouterHistory } from 'vue-router'

import type { Text } from '@caixiang/shared/text/text'

import type { LoadHelp } from './help'
import type { Session } from './features/session/useSession/useSession'
import HomePage from './pages/home/HomePage.vue'
import { destinationOf, signInAt } from './pages/sign-in/destination'
import SecondFactorPage from './pages/second-factor/SecondFactorPage.vue'
import SignInPage from './pages/sign-in/SignInPage.vue'
import NotFoundPage from './pages/aside/NotFoundPage.vue'
import type { Room } from './room'
import { ROOMS } from './rooms'
import { TITLES } from './words'

declare module 'vue-router' {
  interface RouteMeta {
    /** In the browser's tab. */
    title: Text
    /** Whether it is for everybody; all others are for who is signed in. */
    isOpen?: boolean
    /** Without it the page says that it is not for this role. */
    permission?: Room['permission']
    /** Takes all of the window's width. */
    isWide?: boolean
    /** Taken away, and not only covered, while the pages are locked. */
    hasPhotos?: boolean
    /** Answers the key of the help by itself. */
    ownsHelpKey?: boolean
    /** Tells by itself what becomes of decisions. */
    tellsDecisions?: boolean
    purpose?: Text
    help?: LoadHelp
  }
}

function helpOf(help: LoadHelp | undefined): { readonly help?: LoadHelp } {
  return help === undefined ? {} : { help }
}

function routesOf({ path, title, purpose, permission, load, hasPhotos = false, help, inner = [] }: Room): readonly RouteRecordRaw[] {
  return [
    { path, component: load, meta: { title, permission, purpose, hasPhotos, ...helpOf(help) } },
    ...inner.map((page) => ({
      path: page.path,
      component: page.load,
      meta: {
        title: page.title,
        permission: page.permission ?? permission,
        isWide: page.isWide === true,
        hasPhotos: page.hasPhotos === true,
        ownsHelpKey: page.ownsHelpKey === true,
        tellsDecisions: page.tellsDecisions === true,
        ...helpOf(page.help ?? help),
      },
    })),
  ]
}

/** The parts that pages are made of, for who builds pages; no build has it. */
function galleryRoutes(): readonly RouteRecordRaw[] {
  if (!import.meta.env.DEV) return []
  return [{ path: '/gallery', component: () => import('./pages/gallery/GalleryPage.vue'), meta: { title: TITLES.gallery } }]
}

/** Where a second factor is set up. */
const SECOND_FACTOR_PATH = '/second-factor'

/** Where everybody looks after the own account. */
const ACCOUNT_PATH = '/account'

/** Makes the router; `history` is the browser's, or a test's. */
export function createConsoleRouter(session: Session, history: RouterHistory): Router {
  const router = createRouter({
    history,
    routes: [
      { path: '/', component: HomePage, meta: { title: TITLES.home } },
      { path: '/sign-in', component: SignInPage, meta: { title: TITLES.signIn, isOpen: true } },
      { path: SECOND_FACTOR_PATH, component: SecondFactorPage, meta: { title: TITLES.secondFactor } },
      {
        path: ACCOUNT_PATH,
        component: () => import('./pages/account/AccountPage.vue'),
        meta: { title: TITLES.account, help: () => import('./pages/account/help') },
      },
      ...ROOMS.flatMap(routesOf),
      ...galleryRoutes(),
      { path: '/:anything(.*)*', component: NotFoundPage, meta: { title: TITLES.notFound } },
    ],
  })
  router.beforeEach(async (to) => {
    const staff = await session.find()
    // The frame says why, in place of any page.
    if (session.failure.value !== undefined) return true
    // The service answers nothing else before.
    if (staff?.needs_second_factor === true) return to.path === SECOND_FACTOR_PATH || SECOND_FACTOR_PATH
    if (to.meta.isOpen === true) return staff === undefined || destinationOf(to.query)
    return staff !== undefined || signInAt(to.fullPath)
  })
  return router
}
