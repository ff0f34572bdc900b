/** Students as they are after a day: what a test would have to wait for. */
import { join } from 'node:path'

import { said } from './program.js'

/**
 * The accounts are older than a day, and the degrees of one batch came by the picture of their code. Python has SQLite
 * with it, Node 20 has not.
 */
const SCRIPT = `
import json, sqlite3, sys
database, batch = sys.argv[1:]
DAYS = 3 * 24 * 60 * 60 * 1_000_000
with sqlite3.connect(database, timeout=30) as db:
    def rewrite(table, wanted, change):
        for key, body in db.execute(f"select id, body from {table}").fetchall():
            found = json.loads(body)
            if wanted(found):
                change(found)
                db.execute(f"update {table} set body = ? where id = ?", (json.dumps(found), key))
    accounts = set()
    def give_picture(degree):
        degree["state"]["details"]["evidence"] = "picture"
        accounts.add(degree["account"])
    def age(account):
        account["created_at"] -= DAYS
    rewrite("degree", lambda found: found["batch"] == batch and found["state"]["state"] == "bound", give_picture)
    rewrite("account", lambda found: found["id"] in accounts, age)
`

/**
 * Makes the students of a batch ones about whom nothing is open.
 * @param {string} folder of the installation
 * @param {string} batch its id
 */
export async function season(folder, batch) {
  await said('python3', ['-c', SCRIPT, join(folder, 'data', 'caixiang.sqlite'), batch])
}
