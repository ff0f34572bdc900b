/**
 * The student's app in Debian's Chromium, as a phone, against the real service on SQLite.
 *
 *     npm ci && npm test                                 everything
 *     npm test -- journey                                one file
 *     CAIXIANG_PROGRAM=… CAIXIANG_DEMO=… npm test        other programs than those of `cargo build`
 *     CAIXIANG_TEST_CHROMIUM=… npm test                   another browser than /usr/bin/chromium
 *
 * Before the first test, `support/setup.ts` has the demonstration's program draw cards and photos into
 * `drawn`, founds a centre in a temporary folder, and starts the service, which serves the pages at
 * `/m/` as they were built into it. The camera is a drawn photo. `screenshots` has every page in both
 * themes and languages afterwards, for a person to look at; nothing is compared with them.
 *
 * A test that fails is run once and not again: what works at the second try is broken.
 */
import { fileURLToPath } from 'node:url'

import { defineConfig } from '@playwright/test'

import { DRAWN } from './support/places'

const CAMERA = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${DRAWN}/camera.mjpeg`,
]

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: fileURLToPath(new URL('support/setup.ts', import.meta.url)),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [['list']],
  // A photo is looked at in a second or two, on a machine that does other things in many more.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  use: {
    // Of a failure; traces of every test would take as long as the tests.
    screenshot: 'only-on-failure',
    actionTimeout: 20_000,
  },
  projects: [
    {
      name: 'phone',
      use: {
        browserName: 'chromium',
        viewport: { width: 375, height: 812 },
        deviceScaleFactor: 2,
        isMobile: true,
        hasTouch: true,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        launchOptions: {
          executablePath: process.env['CAIXIANG_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
          args: ['--no-sandbox', ...CAMERA],
        },
      },
    },
  ],
})
