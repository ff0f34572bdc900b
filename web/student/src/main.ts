/** Starts the app; uni calls `createApp`. */
import { createSSRApp } from 'vue'

import App from './App.vue'
// #ifdef H5
import { keepHistoryInStep } from './lib/layers'
// #endif

export function createApp() {
  // #ifdef H5
  keepHistoryInStep()
  // #endif
  return { app: createSSRApp(App) }
}
